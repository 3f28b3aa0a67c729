"""Reconsideration: who may move that a vote be taken again, until when, and what stands in the way.

Robert's Rules of Order (1915), section 36, in substance: moved by one of the prevailing side, soon
after the vote, and not when what was carried has been carried out.
"""

from delegata.council.act import Refused, refuse
from delegata.council.deliberation import Division, Motion, Procedure
from delegata.council.procedure.pending import procedures_of
from delegata.council.state import Council

_FINAL = frozenset({"recall", "election", "rules", "procedural"})


def not_reconsidered(
    council: Council, procedure: Procedure, delegate: str | None
) -> Refused | None:
    """Only a vote on a motion is reconsidered, in time, by who may, before it is carried out.

    Grounds: `not-reconsidered`, `carried-out`, `rests-on-it`, `too-late`, `wrong-side`.
    """
    article, motion = council.standing.article("procedures"), council.motions.get(procedure.on)
    division = last_division(council, procedure.on)
    if motion is None or division is None or not _open_to_it(council, motion):
        return refuse(
            "not-reconsidered",
            article,
            "The vote on {motion} cannot be reconsidered: name a motion that was carried or lost by"
            " a vote; elections, recalls, rules and parts of a question are decided anew.",
            motion=procedure.on,
        )
    resolution = council.resolutions.get(motion.id)
    done = resolution is not None and any(e.state == "done" for e in resolution.executions)
    if resolution is not None and (done or resolution.published is not None):
        return refuse(
            "carried-out",
            article,
            "{motion} has been published or carried out; move to rescind it.",
            motion=motion.id,
        )
    if merged_into(council, motion):
        return refuse(
            "rests-on-it",
            article,
            "The text of {amended} holds {motion} already; move another amendment to that text.",
            amended=motion.amends,
            motion=motion.id,
        )
    if _late(council, division):
        return refuse(
            "too-late",
            article,
            "The vote on {motion} was taken too long ago; move to rescind it, or move it anew.",
            motion=motion.id,
        )
    return _wrong_side(council, motion, division, procedure.to, delegate)


def _open_to_it(council: Council, motion: Motion) -> bool:
    decided = motion.state in {"carried", "lost"} and not motion.part_of and not motion.accepted
    amended = council.motions.get(motion.amends)
    above = amended is None or amended.state in {"moved", "deferred"}
    return decided and above and motion.form not in _FINAL


def merged_into(council: Council, motion: Motion) -> bool:
    """Whether an amendment is in the text that it amends."""
    amended = council.motions.get(motion.amends)
    return amended is not None and any(motion.id in v.merged for v in amended.versions)


def last_division(council: Council, motion: str) -> Division | None:
    """The last division that settled a motion."""
    held = [d for d in council.divisions.values() if d.motion == motion and d.state == "closed"]
    return max(held, key=lambda division: division.opened.position, default=None)


def _late(council: Council, division: Division) -> bool:
    until = procedures_of(council).reconsidered_until
    if until == "always":
        return False
    back = 1 if until == "sitting" else 2
    return division.opened.position < council.sittings[-back:][0].opened.position


def _wrong_side(
    council: Council, motion: Motion, division: Division, voted: str, delegate: str | None
) -> Refused | None:
    if procedures_of(council).reconsidered_by == "anybody":
        return None
    prevailing = "for" if motion.state == "carried" else "against"
    known = dict(division.roll).get(delegate or "")
    if prevailing == voted and known in {None, prevailing}:
        return None
    return refuse(
        "wrong-side",
        council.standing.article("procedures"),
        "Only who voted {prevailing} may move to reconsider {motion}; find a mover who did.",
        prevailing=prevailing,
        motion=motion.id,
    )
