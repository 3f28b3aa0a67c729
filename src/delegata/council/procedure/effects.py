"""What a procedural motion does once it is decided; most do something only when carried."""

from collections.abc import Callable, Mapping

from msgspec.structs import replace
from rpds import HashTrieMap

from delegata.council import agenda, sitting
from delegata.council.deliberation import Motion, Procedure
from delegata.council.entry import Mark
from delegata.council.procedure.parts import divided
from delegata.council.procedure.pending import fallen, without_object
from delegata.council.procedure.ruling import appealed
from delegata.council.state import Council
from delegata.council.words import Device

Effect = Callable[[Council, Procedure, Mark], Council]


def decided(council: Council, motion: Motion, mark: Mark) -> Council:
    """The council after a procedural motion that was carried, lost, or decided incompetently.

    Other proposals of its kind on the same matter fall when one is carried.
    """
    assert motion.procedure is not None, "a procedural motion"
    procedure = replace(motion.procedure, settled=mark)
    motion = replace(motion, procedure=procedure)
    council = replace(
        council,
        motions=council.motions.insert(motion.id, motion),
        pending=tuple(name for name in council.pending if name != motion.id),
    )
    if motion.state == "not-competent":
        return council
    if procedure.device == "appeal":
        return appealed(council, procedure.ruling, mark, stands=motion.state == "carried")
    if motion.state != "carried":
        return council
    council = fallen(council, lambda other: other.device == procedure.device)
    if without_object(council, procedure):
        return council
    return _EFFECTS[procedure.device](council, procedure, mark)


def _close_debate(council: Council, procedure: Procedure, _: Mark) -> Council:
    """Nobody is called any more but on a point of order, and nothing is amended any more."""
    return replace(council, list_closed=True, debate_closed=procedure.on, requests=HashTrieMap())


def _close_list(council: Council, _: Procedure, __: Mark) -> Council:
    return replace(council, list_closed=True)


def _reopen_list(council: Council, _: Procedure, __: Mark) -> Council:
    return replace(council, list_closed=False, debate_closed="")


def _limit(council: Council, procedure: Procedure, _: Mark) -> Council:
    return replace(council, speech_limit_seconds=60 * (procedure.minutes or 0))


def _put_aside(council: Council, procedure: Procedure, _: Mark) -> Council:
    motion = replace(council.motions[procedure.on], state=_ASIDE[procedure.device])
    return _with(council, motion)


_ASIDE: Mapping[Device, str] = {
    "table": "tabled",
    "next-business": "passed-over",
    "not-consider": "not-considered",
    "withdraw": "withdrawn",
}


def _postpone(council: Council, procedure: Procedure, _: Mark) -> Council:
    """Until an item that was struck meanwhile nothing is put off."""
    waiting = {item.id for item in council.agenda if item.state == "waiting"}
    if procedure.item and procedure.item not in waiting:
        return council
    motion = council.motions[procedure.on]
    later = replace(motion, state="postponed", awaits=procedure.item or procedure.day)
    return replace(_with(council, later), put_off=(*council.put_off, motion.id))


def _refer(council: Council, procedure: Procedure, _: Mark) -> Council:
    motion = council.motions[procedure.on]
    return _with(council, replace(motion, state="referred", awaits=procedure.to))


def _take_from_table(council: Council, procedure: Procedure, _: Mark) -> Council:
    return _with(council, replace(council.motions[procedure.on], state="moved"))


def _reconsider(council: Council, procedure: Procedure, mark: Mark) -> Council:
    """The motion is in hand as before the vote; what it adopted does not stand meanwhile."""
    council = _with(council, replace(council.motions[procedure.on], state="moved"))
    return _unadopted(council, procedure.on, mark)


def _rescind(council: Council, procedure: Procedure, mark: Mark) -> Council:
    council = _with(council, replace(council.motions[procedure.on], state="rescinded"))
    return _unadopted(council, procedure.on, mark)


def _unadopted(council: Council, name: str, mark: Mark) -> Council:
    resolution = council.resolutions.get(name)
    if resolution is None:
        return council
    fallen_one = replace(resolution, fallen=mark)
    return replace(council, resolutions=council.resolutions.insert(name, fallen_one))


def _suspend(council: Council, procedure: Procedure, _: Mark) -> Council:
    return replace(council, waived=(*council.waived, (procedure.article, procedure.to)))


def _recess(council: Council, procedure: Procedure, mark: Mark) -> Council:
    return sitting.into_recess(council, mark, procedure.minutes, caucus=procedure.caucus)


def _adjourn(council: Council, _: Procedure, mark: Mark) -> Council:
    return sitting.adjourned(council, mark)


def _vote_by(council: Council, procedure: Procedure, _: Mark) -> Council:
    return _with(council, replace(council.motions[procedure.on], put_by=procedure.method))


def _orders_of_the_day(council: Council, _: Procedure, mark: Mark) -> Council:
    first = next((item for item in council.agenda if item.state != "done"), None)
    if first is None or first.state != "waiting":
        return council
    return agenda.taken_up(council, first.id, mark)


def _with(council: Council, motion: Motion) -> Council:
    return replace(council, motions=council.motions.insert(motion.id, motion))


_EFFECTS: Mapping[Device, Effect] = {
    "close-debate": _close_debate,
    "close-list": _close_list,
    "reopen-list": _reopen_list,
    "limit-speeches": _limit,
    "table": _put_aside,
    "take-from-table": _take_from_table,
    "postpone": _postpone,
    "refer": _refer,
    "next-business": _put_aside,
    "not-consider": _put_aside,
    "divide-question": divided,
    "reconsider": _reconsider,
    "rescind": _rescind,
    "suspend-rules": _suspend,
    "recess": _recess,
    "adjourn": _adjourn,
    "vote-by": _vote_by,
    "withdraw": _put_aside,
    "orders-of-the-day": _orders_of_the_day,
}
