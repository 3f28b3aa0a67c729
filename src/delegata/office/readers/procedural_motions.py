"""Procedural motions for people: what is pending, what may be moved now, and why the rest may not.

No rule stands here. Each device is tried on the rules themselves.
"""

import itertools
from collections.abc import Callable
from typing import Literal, NamedTuple
from urllib.parse import urlencode

import msgspec
from msgspec.structs import replace

from delegata.council.act import Refused
from delegata.council.acts import COMMANDS, decide
from delegata.council.deliberation import Motion, Part, Procedure
from delegata.council.division.outcome import said
from delegata.council.entry import Actor
from delegata.council.procedural_orders import DEVICE_WORDS
from delegata.council.procedural_rules import DeviceRule
from delegata.council.procedure.moving import (
    Appeal,
    MoveDivisionOfQuestion,
    MoveMethod,
    MovePostponement,
    MoveProcedure,
    MoveRecess,
    MoveReconsideration,
    MoveReferral,
    MoveSpeechLimit,
    MoveSuspension,
    Procedural,
)
from delegata.council.procedure.pending import majority_of, procedures_of, rule_of
from delegata.council.state import Council
from delegata.council.voting_order import PENDING, PUT_ASIDE
from delegata.office.readers.refusals import Who, in_words

_SOMEBODY = "somebody"


class Pending(NamedTuple):
    """A procedural motion that is pending: what carries it, and what it still lacks."""

    motion: Motion
    needs: str
    debate: str
    lacking: int
    spoken: tuple[tuple[str, str], ...]


class Device(NamedTuple):
    """A procedural motion that the rules know: its words, its form, and why it is not in order."""

    name: str
    words: str
    form: str
    barred: str


def pending(council: Council) -> list[Pending]:
    """The procedural motions that are pending, the one that is settled next first."""
    found = (council.motions[name] for name in reversed(council.pending))
    return [_pending(council, motion, motion.procedure) for motion in found if motion.procedure]


def _pending(council: Council, motion: Motion, procedure: Procedure) -> Pending:
    rule = rule_of(council, procedure)
    seconders = set(motion.seconders) - {motion.mover}
    return Pending(
        motion=motion,
        needs=said(majority_of(rule)),
        debate=rule.debate,
        lacking=max(0, rule.seconders - len(seconders)),
        spoken=procedure.spoken,
    )


def put_aside(council: Council) -> list[Motion]:
    """The motions that the body put aside and that can come back."""
    return [motion for motion in council.motions.values() if motion.state in PUT_ASIDE]


def devices(council: Council, by: Actor, at: str, who: Who) -> list[Device]:
    """Each device that the rules know, tried on what is in hand; those in order come first.

    They are tried in nobody's name. What a motion names besides, such as a day or a committee, is
    filled in to try it, and left to whoever moves it. `who` names people in what bars one.
    """
    found = []
    for trial in trials(council, by):
        refused = _refused(council, trial.command, at)
        barred = in_words(council, refused, who) if refused else ""
        found.append(Device(trial.name, trial.words, trial.form, barred))
    return sorted(found, key=lambda device: bool(device.barred))


class Trial(NamedTuple):
    """A device as it would be moved now, in nobody's name."""

    name: str
    words: str
    form: str
    command: Procedural


def trials(council: Council, by: Actor) -> list[Trial]:
    """Each device that the rules know and that there is something for."""
    return [
        _trial(rule, command)
        for rule in procedures_of(council).devices
        if (command := _tried(council, rule, by)) is not None
    ]


def trial(council: Council, device: str, by: Actor, on: str = "") -> Trial | None:
    """One device as it would be moved now, on what is named of that which it can be moved on."""
    rule = next((rule for rule in procedures_of(council).devices if rule.device == device), None)
    if rule is None:
        return None
    fitting = objects(council, rule)
    if on and (fitting is None or on not in fitting):
        return None
    command = _made(council, rule, by, on) if on else _tried(council, rule, by)
    return None if command is None else _trial(rule, command)


def _trial(rule: DeviceRule, command: Procedural) -> Trial:
    return Trial(rule.device, DEVICE_WORDS[rule.device], _form(command), command)


def in_order(
    council: Council, tried: list[Trial], by: Actor, at: str, delegate: str
) -> tuple[Device, ...]:
    """The devices that a delegate may move now; their forms name no mover."""
    own = (
        (trial, replace(trial.command, by=by, mover=delegate, delegate=delegate)) for trial in tried
    )
    return tuple(
        Device(trial.name, trial.words, trial.form, "")
        for trial, command in own
        if _refused(council, command, at) is None
    )


def _refused(council: Council, command: Procedural, at: str) -> Refused | None:
    outcome = decide(council, command, max(at, council.at))
    return outcome if isinstance(outcome, Refused) else None


def _form(command: Procedural) -> str:
    given = {
        name: getattr(command, name)
        for name in ("motion", "device", "on", "ruling")
        if getattr(command, name, None)
    }
    return f"{COMMANDS[type(command)].kind}?{urlencode(given)}"


def _tried(council: Council, rule: DeviceRule, by: Actor) -> Procedural | None:
    """The device moved on what it would be moved on; None where there is nothing of the kind."""
    on = _object(council, rule)
    return None if on == "" else _made(council, rule, by, on)


def _made(council: Council, rule: DeviceRule, by: Actor, on: str | None) -> Procedural:
    make, name = _PARTICULAR.get(rule.device), _name(council, rule)
    if make is not None:
        return make(by, name, on or "", council)
    fields = {"motion": name, "mover": _SOMEBODY, "device": rule.device, "on": on}
    return msgspec.convert({"by": msgspec.to_builtins(by), **fields}, MoveProcedure)


def _name(council: Council, rule: DeviceRule) -> str:
    """A free name for the motion: what it is, and a number."""
    numbers = itertools.count(len(council.motions) + 1)
    names = (f"{rule.device}-{number}" for number in numbers)
    return next(name for name in names if name not in council.motions)


_ON_NOTHING = {
    "close-list",
    "reopen-list",
    "limit-speeches",
    "suspend-rules",
    "recess",
    "adjourn",
    "orders-of-the-day",
}


def _object(council: Council, rule: DeviceRule) -> str | None:
    """What a device would be moved on: the latest that fits, "" without one; None if on nothing."""
    fitting = objects(council, rule)
    return None if fitting is None else next(iter(fitting), "")


def objects(council: Council, rule: DeviceRule) -> tuple[str, ...] | None:
    """What a device can be moved on, the latest first: motions, or the entry of the last ruling."""
    if rule.device in _ON_NOTHING:
        return None
    if rule.device == "appeal":
        rulings = [r.position for r in council.rulings if r.state == "stands"]
        rulings += [said.mark.position for said in council.speeches if said.kind == "ruled"]
        return (str(max(rulings)),) if rulings else ()
    found = [motion for motion in council.motions.values() if _fits(council, rule.device, motion)]
    found.sort(key=lambda motion: -motion.mark.position)
    return tuple(motion.id for motion in found)


def _fits(council: Council, device: str, motion: Motion) -> bool:
    if motion.procedure is not None or motion.amends:
        return False
    if device == "take-from-table":
        return motion.state == "tabled"
    if device == "rescind":
        return motion.id in council.resolutions
    return motion.state in ({"carried", "lost"} if device == "reconsider" else PENDING)


def _limit(by: Actor, name: str, _: str, __: Council) -> Procedural:
    return MoveSpeechLimit(by=by, motion=name, mover=_SOMEBODY, minutes=3)


def _postponement(by: Actor, name: str, on: str, council: Council) -> Procedural:
    return MovePostponement(by=by, motion=name, mover=_SOMEBODY, on=on, day=council.at[:10])


def _referral(by: Actor, name: str, on: str, _: Council) -> Procedural:
    return MoveReferral(by=by, motion=name, mover=_SOMEBODY, on=on, to=_SOMEBODY)


def _division(by: Actor, name: str, on: str, _: Council) -> Procedural:
    parts = (Part(f"{name}-one", "One"), Part(f"{name}-two", "Two"))
    return MoveDivisionOfQuestion(by=by, motion=name, mover=_SOMEBODY, on=on, parts=parts)


def _reconsideration(by: Actor, name: str, on: str, council: Council) -> Procedural:
    carried = council.motions[on].state == "carried"
    voted: Literal["for", "against"] = "for" if carried else "against"
    return MoveReconsideration(by=by, motion=name, mover=_SOMEBODY, on=on, voted=voted)


def _suspension(by: Actor, name: str, _: str, __: Council) -> Procedural:
    return MoveSuspension(by=by, motion=name, mover=_SOMEBODY, article="floor", purpose=_SOMEBODY)


def _recess(by: Actor, name: str, _: str, __: Council) -> Procedural:
    return MoveRecess(by=by, motion=name, mover=_SOMEBODY, minutes=15)


def _method(by: Actor, name: str, on: str, council: Council) -> Procedural:
    method = next(m for m in council.standing.divisions.methods if m != "consent")
    return MoveMethod(by=by, motion=name, mover=_SOMEBODY, on=on, method=method)


def _appeal(by: Actor, name: str, ruling: str, _: Council) -> Procedural:
    return Appeal(by=by, motion=name, mover=_SOMEBODY, ruling=ruling)


_PARTICULAR: dict[str, Callable[[Actor, str, str, Council], Procedural]] = {
    "limit-speeches": _limit,
    "postpone": _postponement,
    "refer": _referral,
    "divide-question": _division,
    "reconsider": _reconsideration,
    "suspend-rules": _suspension,
    "recess": _recess,
    "vote-by": _method,
    "appeal": _appeal,
}
