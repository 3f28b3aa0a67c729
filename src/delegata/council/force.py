"""Whether an adopted text is in force, and by what it fell."""

from typing import NamedTuple

from delegata.council.deliberation import Motion, Procedure, Resolution
from delegata.council.entry import Mark
from delegata.council.state import Council


class Fall(NamedTuple):
    """Since when a text is not in force, by what, and the motion that did it, if one did."""

    since: Mark
    how: str
    motion: Motion | None = None


def fall_of(council: Council, adopted: Resolution) -> Fall | None:
    """By what an adopted text fell: rescission, reconsideration, or its own vote; None in force.

    A text that was carried again is in force again. Where it fell in camera, outsiders are told
    since when alone. General practice; see Robert's Rules, sections 35 and 37.
    """
    if adopted.fallen is None:
        return None
    for motion in council.motions.values():
        procedure = motion.procedure
        if procedure is not None and _felled(procedure, adopted):
            return Fall(adopted.fallen, _how(council, adopted, procedure), motion)
    return Fall(adopted.fallen, _by_its_vote(council, adopted))


def _felled(procedure: Procedure, adopted: Resolution) -> bool:
    settled = procedure.device in {"rescind", "reconsider"} and procedure.settled
    return bool(settled) and procedure.on == adopted.id and procedure.settled == adopted.fallen


def _how(council: Council, adopted: Resolution, procedure: Procedure) -> str:
    if procedure.device == "rescind":
        return "rescinded by"
    again = council.motions.get(adopted.id)
    lost = again is not None and again.state == "lost"
    return "lost when it was taken up again by" if lost else "taken up again by"


def _by_its_vote(council: Council, adopted: Resolution) -> str:
    division = council.divisions.get(adopted.division)
    if division is None:
        return "on grounds that are not public"
    if division.state == "void":
        return "its vote was ruled out of order"
    if adopted.id in council.divided:
        return "its parts are being settled anew"
    return "its vote came to something else when it was counted again"
