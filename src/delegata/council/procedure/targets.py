"""What each procedural motion can be applied to, and when it is too early or too late."""

from collections.abc import Callable, Mapping

from delegata.council.act import Refused, refuse
from delegata.council.calendar import unreal
from delegata.council.deliberation import Part, Procedure
from delegata.council.motion import not_in_hand
from delegata.council.procedural_rules import DeviceRule
from delegata.council.procedure.pending import ON_A_MOTION
from delegata.council.procedure.reconsideration import not_reconsidered
from delegata.council.procedure.ruling import not_appealed
from delegata.council.state import Council
from delegata.council.voting_order import pending
from delegata.council.words import Device


def misdirected(
    council: Council, procedure: Procedure, rule: DeviceRule, delegate: str | None
) -> Refused | None:
    """A device is applied to what it is made for.

    Grounds: `object-missing`, `not-to-amendment`, `recall-stands`, and those of each device.
    """
    bound = procedure.device in ON_A_MOTION or (procedure.device == "close-debate" and procedure.on)
    if bound and (refused := _not_on(council, procedure, rule)):
        return refused
    check = _CHECKS.get(procedure.device)
    return None if check is None else check(council, procedure, delegate)


def _not_on(council: Council, procedure: Procedure, rule: DeviceRule) -> Refused | None:
    article, motion = council.standing.article("procedures"), council.motions.get(procedure.on)
    if not procedure.on:
        return refuse(
            "object-missing",
            article,
            "A motion to {device} names the motion that it is on.",
            device=procedure.device.replace("-", " "),
        )
    if refused := not_in_hand(council, procedure.on):
        return refused
    assert motion is not None, "in hand"
    if motion.procedure is not None or (motion.amends and not rule.to_amendments):
        return refuse(
            "not-to-amendment",
            article,
            "{motion} is an amendment or a procedural motion; this is moved on main motions only.",
            motion=procedure.on,
        )
    return None


def _closing(council: Council, procedure: Procedure, _: str | None) -> Refused | None:
    """Grounds: `list-closed`, `debate-closed`."""
    article = council.standing.article("procedures")
    if procedure.device == "close-list" and council.list_closed:
        return refuse("list-closed", article, "The speakers' list is closed already.")
    if procedure.device == "reopen-list" and not council.list_closed:
        return refuse("list-open", article, "The speakers' list is open already.")
    if procedure.device == "close-debate" and council.debate_closed:
        return refuse(
            "debate-closed",
            article,
            "The debate on {motion} is closed already; put it to the vote.",
            motion=council.debate_closed,
        )
    return None


def _table(council: Council, procedure: Procedure, _: str | None) -> Refused | None:
    """Grounds: `not-on-the-table`."""
    motion = council.motions.get(procedure.on)
    if motion is not None and motion.state == "tabled":
        return None
    return refuse(
        "not-on-the-table",
        council.standing.article("procedures"),
        "{motion} does not lie on the table; name a motion that was tabled.",
        motion=procedure.on or "Nothing",
    )


def _when(council: Council, procedure: Procedure, _: str | None) -> Refused | None:
    """Grounds: `time-missing`, `item-not-waiting`, `date-unreal`."""
    article = council.standing.article("procedures")
    if bool(procedure.item) is bool(procedure.day):
        return refuse(
            "time-missing",
            article,
            "Say to which item of the order of the day, or to which day, {motion} is postponed.",
            motion=procedure.on,
        )
    if procedure.day:
        return unreal(article, procedure.day)
    if any(item.id == procedure.item and item.state == "waiting" for item in council.agenda):
        return None
    return refuse(
        "item-not-waiting",
        article,
        "The order of the day has no item {item} that is waiting; see what stands on it.",
        item=procedure.item,
    )


def _untouched(council: Council, procedure: Procedure, _: str | None) -> Refused | None:
    """Consideration is refused before it has begun. Grounds: `considered-already`."""
    motion = council.motions[procedure.on]
    if not motion.amendments and council.progress <= motion.mark.position:
        return None
    return refuse(
        "considered-already",
        council.standing.article("procedures"),
        "{motion} is being considered already; move to pass over it, or to table it.",
        motion=procedure.on,
    )


def _parts(council: Council, procedure: Procedure, _: str | None) -> Refused | None:
    """Parts have names of their own and follow each other, and are not divided again.

    Grounds: `parts-wrong`, `part-of-question`, `amendments-first`.
    """
    article, names = council.standing.article("procedures"), [p.id for p in procedure.parts]
    lines, whole = council.motions[procedure.on].lines, council.motions[procedure.on].part_of
    if whole:
        return refuse(
            "part-of-question",
            article,
            "{motion} is a part of {whole} already and is not divided again; put it to the vote.",
            motion=procedure.on,
            whole=whole,
        )
    wrong = _disordered(procedure.parts) or _beyond(procedure.parts, lines)
    if len(names) < 2 or len(set(names)) != len(names) or wrong:
        return refuse(
            "parts-wrong",
            article,
            "Name at least two parts, each with a name of its own and lines of the text after those"
            " of the part before.",
        )
    if taken := next((name for name in names if name in council.motions), ""):
        return refuse(
            "parts-wrong",
            article,
            "A motion is called {name} already; call the part otherwise.",
            name=taken,
        )
    return _unamended(council, procedure.on)


def _disordered(parts: tuple[Part, ...]) -> bool:
    """Whether lines run backwards, or overlap with those of the part before."""
    end = 0
    for part in parts:
        if part.first is None:
            continue
        last = part.first if part.last is None else part.last
        if part.first <= end or last < part.first:
            return True
        end = last
    return False


def _beyond(parts: tuple[Part, ...], lines: int | None) -> bool:
    """Whether a part names lines after the last of a text whose lines were counted."""
    return lines is not None and any((p.last or p.first or 0) > lines for p in parts)


def _unamended(council: Council, name: str) -> Refused | None:
    """Grounds: `amendments-first`."""
    waiting = pending(council, council.motions[name].amendments)
    if not waiting:
        return None
    return refuse(
        "amendments-first",
        council.standing.article("procedures"),
        "{amendment} is not settled; settle the amendments before the question is divided.",
        amendment=waiting[0].id,
    )


def _method(council: Council, procedure: Procedure, _: str | None) -> Refused | None:
    """Grounds: `method-unknown`."""
    methods = council.standing.divisions.methods
    if procedure.method in methods and procedure.method != "consent":
        return None
    return refuse(
        "method-unknown",
        council.standing.article("divisions"),
        "{body} does not vote by {method}; its methods: {methods}.",
        body=council.body,
        method=procedure.method or "",
        methods=", ".join(methods),
    )


def _standing(council: Council, procedure: Procedure, _: str | None) -> Refused | None:
    """Grounds: `not-rescindable`."""
    resolution = council.resolutions.get(procedure.on)
    if resolution is not None and resolution.fallen is None:
        return None
    return refuse(
        "not-rescindable",
        council.standing.article("procedures"),
        "{body} has no resolution {motion} in force; name one that it adopted.",
        body=council.body,
        motion=procedure.on or "without a name",
    )


def _off_the_order(council: Council, _: Procedure, __: str | None) -> Refused | None:
    """Grounds: `order-kept`."""
    first = next((item for item in council.agenda if item.state != "done"), None)
    if first is not None and first.state == "waiting":
        return None
    return refuse(
        "order-kept",
        council.standing.article("procedures"),
        "The order of the day is kept: {item} is in hand.",
        item="nothing" if first is None else first.title,
    )


_CHECKS: Mapping[Device, Callable[[Council, Procedure, str | None], Refused | None]] = {
    "close-debate": _closing,
    "close-list": _closing,
    "reopen-list": _closing,
    "take-from-table": _table,
    "postpone": _when,
    "not-consider": _untouched,
    "divide-question": _parts,
    "vote-by": _method,
    "reconsider": not_reconsidered,
    "rescind": _standing,
    "orders-of-the-day": _off_the_order,
    "appeal": not_appealed,
}
