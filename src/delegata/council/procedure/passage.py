"""What passes by itself: business goes on, and what lost its object falls."""

from msgspec.structs import replace

from delegata.council.division.outcome import whole_settled
from delegata.council.entry import Mark
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


def passed(council: Council, kind: str, mark: Mark) -> Council:
    """The council after an act of this kind has taken business further, or not.

    A procedural motion whose object is no longer in hand falls; debate that was closed on a motion
    is over with it; a divided question is settled with its last part.
    """
    if kind in _PROGRESS:
        council = replace(council, progress=mark.position)
    for name in council.divided:
        council = whole_settled(council, name, mark)
    if council.pending:
        council = fallen(council, lambda _: False)
    closed_on = council.motions.get(council.debate_closed)
    if closed_on is not None and closed_on.state not in PENDING:
        council = replace(council, debate_closed="", list_closed=False)
    return council
