"""What passes by itself: business goes on, and what lost its object falls."""

from msgspec.structs import replace

from delegata.council.division.outcome import whole_settled
from delegata.council.entry import Mark
from delegata.council.procedural_rules import ProcedureRule
from delegata.council.procedure.pending import fallen
from delegata.council.state import Council
from delegata.council.voting_order import PENDING

_PROGRESS = frozenset(
    {
        "agenda.taken",
        "agenda.finished",
        "floor.called",
        "floor.ended",
        "floor.spoken",
        "motion.moved",
        "motion.amendment-moved",
        "motion.lines-amended",
        "motion.called",
        "division.opened",
        "division.closed",
        "division.balloted",
        "division.consented",
    }
)
_VOTES_OTHERWISE = frozenset(
    {"division.roll-call-opened", "division.roll-call-closed", "division.counts-compared"}
)
"""Votes that are progress only where the rules count every vote."""


def passed(council: Council, kind: str, mark: Mark) -> Council:
    """The council after an act of this kind has taken business further, or not.

    A roll call is a vote like any other where the rules say so; before they did, it was none here,
    and records that were made then fold so. A procedural motion whose object is no longer in hand
    falls; debate that was closed on a motion is over with it; a divided question is settled with
    its last part.
    """
    if kind in _PROGRESS or (kind in _VOTES_OTHERWISE and _counts_every_vote(council)):
        council = replace(council, progress=mark.position)
    for name in council.divided:
        council = whole_settled(council, name, mark)
    if council.pending:
        council = fallen(council, lambda _: False)
    closed_on = council.motions.get(council.debate_closed)
    if closed_on is not None and closed_on.state not in PENDING:
        council = replace(council, debate_closed="", list_closed=False)
    return council


def _counts_every_vote(council: Council) -> bool:
    rules = council.standing.procedures
    return isinstance(rules, ProcedureRule) and rules.any_vote_is_progress
