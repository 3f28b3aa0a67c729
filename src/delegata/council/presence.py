"""Presence over time: delegates arrive, leave and return; tellers count where no list is kept."""

from collections.abc import Iterator
from typing import NamedTuple

from msgspec import UNSET
from msgspec.structs import replace

from delegata.council.act import Act, Command, Figures, Refused, day_of, refuse
from delegata.council.entry import Mark
from delegata.council.seat import known, lapsed, with_one, without
from delegata.council.state import Attendance, Council, Mandate, PresencePoint
from delegata.council.words import Count, Id, Title
from delegata.representation.quorum import Quorum


class Arrive(Command, frozen=True, kw_only=True):
    """Delegates with confirmed mandates arrive, or return."""

    mandates: tuple[Id, ...]


class Leave(Command, frozen=True, kw_only=True):
    """Delegates leave; a walk-out is a leaving that says so."""

    mandates: tuple[Id, ...]
    walkout: bool = False
    reason: Title | None = None


class CountPresent(Command, frozen=True, kw_only=True):
    """Tellers count those present, where the body keeps no list of its members."""

    present: Count


class PresenceFigures(Figures, frozen=True, kw_only=True):
    """Voters present after the act, those who are needed for a quorum, and whether it stands."""

    present: int
    members: int
    needed: int | None
    quorate: bool


def voters_present(attendance: Attendance) -> int:
    """Those who are here and may vote: by list, or by the tellers' count."""
    return attendance.decisive if attendance.counted is None else attendance.counted


def has_vote_here(attendance: Attendance, mandate: Mandate) -> bool:
    """Whether somebody is here with a vote: the own one, or that of the delegate stood in for."""
    votes = mandate.votes or (mandate.voice == "decisive" and mandate.id in attendance.standing_in)
    return votes and mandate.id in attendance.here


def voters(council: Council, day: str) -> tuple[int, int]:
    """Those who may vote on a day, and those of them who are here.

    Where the rules say that a mandate past its term may not vote, it counts in neither. Those here
    are the `entitled`, where the rules say what becomes of alternates; where they do not, a place
    is counted by the delegate's term alone, as it always was.
    """
    members, present = council.electorate, voters_present(council.attendance)
    rule = council.standing.mandates
    if rule.stale_may_vote or not council.listed:
        return members, present
    here, replaced = council.attendance.here, set(council.attendance.standing_in.values())
    for mandate in council.mandates.values():
        if mandate.votes and lapsed(council, mandate, day):
            members -= 1
            present -= mandate.id in here or mandate.id in replaced
    return members, present if rule.alternates is UNSET else len([*entitled(council, day)])


def entitled(council: Council, day: str) -> Iterator[str]:
    """The mandates that may vote here at this moment, each once, past its term or not as ruled."""
    attendance = council.attendance
    for name in attendance.here:
        mandate = council.mandates[name]
        if has_vote_here(attendance, mandate) and vote_past_term(council, mandate, day) is None:
            yield name


def quorum_needed(council: Council, members: int | None = None) -> int | None:
    """How many voters a quorum takes: the rule's share of the members; None without a rule.

    The members are the whole electorate where no other number is given.

    "More than 1/2" of 650 is 326; "at least 1/2" is 325. General practice; see Robert's Rules.
    """
    rule = council.standing.quorum
    if rule is None or not council.listed:
        return None
    base = council.electorate if members is None else members
    return Quorum(rule.share.fraction(), rule.share.over).needed(base)


class Voters(NamedTuple):
    """Those who may vote on a day, those of them who are here if that is known, and the quorum."""

    members: int
    present: int | None
    needed: int | None


def quorate(council: Council, day: str) -> Voters | Refused:
    """Enough voters are here to decide. Grounds: `no-quorum`."""
    found, present = present_voters(council, day), voters(council, day)[1]
    if found.needed is not None and present < found.needed:
        return refuse(
            "no-quorum",
            council.standing.article("quorum"),
            "{present} of {members} voters are present, and {needed} are needed; wait"
            " for more or adjourn.",
            present=present,
            members=found.members,
            needed=found.needed,
        )
    return found


def present_voters(council: Council, day: str) -> Voters:
    """Those who may vote, those of them who are here if that is known, and the quorum."""
    members, present = voters(council, day)
    known = council.listed or council.attendance.counted is not None
    return Voters(members, present if known else None, quorum_needed(council, members))


def presence_after(council: Council, attendance: Attendance) -> PresenceFigures:
    """The figures of a moment: who is present, who is needed, and whether that is a quorum."""
    present, needed = voters_present(attendance), quorum_needed(council)
    return PresenceFigures(
        present=present,
        members=council.electorate,
        needed=needed,
        quorate=needed is None or present >= needed,
    )


def arrive(council: Council, command: Arrive) -> PresenceFigures | Refused:
    """Only confirmed delegates arrive, each once, at a sitting.

    Past its term a mandate is not counted, where the rules say that it may not vote. A delegate in
    whose place an alternate stands returns by stepping in, so that nobody is counted twice.
    Grounds: `no-sitting`, `nobody-named`, `mandate-unknown`, `not-confirmed`, `present-already`,
    `mandate-stale`, `alternate-here`.
    """
    if barred := _barred(council, command.mandates):
        return barred
    day = day_of(council, command)
    for name in command.mandates:
        if barred := may_arrive(council, name, day):
            return barred
    return presence_after(council, _with(council, command.mandates))


def may_arrive(council: Council, name: str, day: str) -> Refused | None:
    """A confirmed delegate who is away, and in whose place nobody stands, can come in.

    Grounds: `not-confirmed`, `present-already`, `mandate-stale`, `alternate-here`.
    """
    mandate = council.mandates[name]
    if mandate.state != "confirmed":
        return refuse(
            "not-confirmed",
            council.standing.article("mandates"),
            "The mandate {mandate} is {state}; the credentials committee confirms it first.",
            mandate=name,
            state=mandate.state,
        )
    if name in council.attendance.here:
        return refuse(
            "present-already",
            council.standing.article("quorum"),
            "The delegate {mandate} is here already; nobody is counted twice.",
            mandate=name,
        )
    if barred := past_term(council, mandate, day):
        return barred
    if name in council.attendance.standing_in.values():
        return refuse(
            "alternate-here",
            council.standing.article("quorum"),
            "An alternate stands in for {mandate}; let the alternate step back.",
            mandate=name,
        )
    return None


def past_term(council: Council, mandate: Mandate, day: str) -> Refused | None:
    """Past its term a mandate is not counted, where the rules say so. Grounds: `mandate-stale`."""
    if council.standing.mandates.stale_may_vote or not lapsed(council, mandate, day):
        return None
    return refuse(
        "mandate-stale",
        council.standing.article("mandates"),
        "The mandate {mandate} is past its term on {day} and does not vote; elect anew.",
        mandate=mandate.id,
        day=day,
    )


def vote_past_term(council: Council, mandate: Mandate, day: str) -> Refused | None:
    """Who votes in a delegate's place does so within both terms, where the rules say so.

    Ground: `mandate-stale`.
    """
    barred = past_term(council, mandate, day)
    delegate = council.attendance.standing_in.get(mandate.id)
    if barred or delegate is None or council.standing.mandates.alternates is UNSET:
        return barred
    return past_term(council, council.mandates[delegate], day)


def arrived(council: Council, command: Arrive, _: PresenceFigures, mark: Mark) -> Council:
    """The delegates are present."""
    return plot(replace(council, attendance=_with(council, command.mandates)), mark, "arrival")


def _with(council: Council, names: tuple[str, ...]) -> Attendance:
    attendance = council.attendance
    for name in names:
        attendance = with_one(attendance, council.mandates[name])
    return attendance


def leave(council: Council, command: Leave) -> PresenceFigures | Refused:
    """Only those who are here leave.

    Grounds: `no-sitting`, `nobody-named`, `mandate-unknown`, `not-present`.
    """
    return leaving(council, command.mandates) or presence_after(
        council, _without(council, command.mandates)
    )


def leaving(council: Council, names: tuple[str, ...]) -> Refused | None:
    """Only those who are here leave. Grounds: as `leave`."""
    if barred := _barred(council, names):
        return barred
    for name in names:
        if name not in council.attendance.here:
            return refuse(
                "not-present",
                council.standing.article("quorum"),
                "The delegate {mandate} is not here and cannot leave.",
                mandate=name,
            )
    return None


def left(council: Council, command: Leave, _: PresenceFigures, mark: Mark) -> Council:
    """The delegates are gone; the quorum is what remains."""
    occasion = "walk-out" if command.walkout else "departure"
    return plot(replace(council, attendance=_without(council, command.mandates)), mark, occasion)


def _without(council: Council, names: tuple[str, ...]) -> Attendance:
    attendance = council.attendance
    for name in names:
        attendance = without(attendance, council.mandates[name])
    return attendance


def count_present(council: Council, command: CountPresent) -> PresenceFigures | Refused:
    """Tellers count only where no list is kept. Grounds: `no-sitting`, `list-kept`."""
    if council.sitting is None:
        return no_sitting(council)
    if council.listed:
        return refuse(
            "list-kept",
            council.standing.article("quorum"),
            "{body} keeps a list of its delegates; let them arrive by name.",
            body=council.body,
        )
    return presence_after(council, replace(council.attendance, counted=command.present))


def counted(council: Council, command: CountPresent, _: PresenceFigures, mark: Mark) -> Council:
    """The count stands until the next one."""
    attendance = replace(council.attendance, counted=command.present)
    return plot(replace(council, attendance=attendance), mark, "count")


def plot(council: Council, mark: Mark, occasion: str) -> Council:
    """Presence after this act becomes a point of the line over time."""
    point = PresencePoint(
        mark.position, voters_present(council.attendance), quorum_needed(council), occasion
    )
    return replace(council, presence=council.presence.enqueue(point))


def _barred(council: Council, names: tuple[str, ...]) -> Refused | None:
    return no_sitting(council) if council.sitting is None else known(council, names)


def no_sitting(council: Council) -> Refused:
    """The refusal of what needs a sitting."""
    return refuse(
        "no-sitting",
        council.standing.article("convening"),
        "{body} is not sitting; open a sitting first.",
        body=council.body,
    )


ACTS = (
    Act("presence.arrived", Arrive, arrive, arrived, PresenceFigures),
    Act("presence.left", Leave, leave, left, PresenceFigures),
    Act("presence.counted", CountPresent, count_present, counted, PresenceFigures),
)
