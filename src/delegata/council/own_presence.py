"""Presence noted by delegates themselves, from their own devices: they leave, return, take part."""

from msgspec import UNSET
from msgspec.structs import replace

from delegata.council.act import Act, Command, Refused, day_of, refuse
from delegata.council.entry import Mark
from delegata.council.presence import (
    PresenceFigures,
    leaving,
    may_arrive,
    no_sitting,
    plot,
    presence_after,
)
from delegata.council.rules import AttendanceRule
from delegata.council.seat import known, with_one, without
from delegata.council.state import Attendance, Council
from delegata.council.words import Id, Title


class Depart(Command, frozen=True, kw_only=True):
    """A delegate leaves, by the own device; a walk-out says so."""

    delegate: Id
    walkout: bool = False
    reason: Title | None = None


class Return(Command, frozen=True, kw_only=True):
    """A delegate who left is back, or takes part from elsewhere, by the own device."""

    delegate: Id
    remote: bool = False


def attendance_rule(council: Council) -> AttendanceRule:
    """The rules of presence from the own device; where none are set, the door notes who comes."""
    rule = council.standing.attendance
    return AttendanceRule() if rule is UNSET else rule


def depart(council: Council, command: Depart) -> PresenceFigures | Refused:
    """A delegate who is here can always leave.

    Grounds: `no-sitting`, `mandate-unknown`, `not-present`.
    """
    if barred := leaving(council, (command.delegate,)):
        return barred
    return presence_after(council, _departed(council, command.delegate))


def _departed(council: Council, delegate: str) -> Attendance:
    attendance = without(council.attendance, council.mandates[delegate])
    return replace(attendance, away=attendance.away.insert(delegate))


def departed(council: Council, command: Depart, _: PresenceFigures, mark: Mark) -> Council:
    """The delegate is gone, and may return without the door where the rules say so."""
    occasion = "walk-out" if command.walkout else "departure"
    gone = replace(council, attendance=_departed(council, command.delegate))
    return plot(gone, mark, occasion)


def come_back(council: Council, command: Return) -> PresenceFigures | Refused:
    """Who left by the own device returns by it, and others take part from elsewhere, if ruled so.

    Everybody else comes through the door. Whoever an alternate stands in for does not double.
    Grounds: `no-sitting`, `mandate-unknown`, `at-the-door`, `not-from-elsewhere`, `not-confirmed`,
    `present-already`, `mandate-stale`, `alternate-here`.
    """
    if council.sitting is None:
        return no_sitting(council)
    barred = known(council, (command.delegate,)) or may_arrive(
        council, command.delegate, day_of(council, command)
    )
    if barred:
        return barred
    rule, article = attendance_rule(council), council.standing.article("attendance")
    if command.remote and not rule.remote:
        return refuse(
            "not-from-elsewhere",
            article,
            "The rules of {body} let nobody take part from elsewhere; come to the hall.",
            body=council.body,
        )
    away = command.delegate in council.attendance.away
    if not command.remote and (rule.returning == "door" or not away):
        return refuse(
            "at-the-door",
            article,
            "{delegate} comes in through the door, which notes who is here.",
            delegate=command.delegate,
        )
    return presence_after(council, _back(council, command))


def _back(council: Council, command: Return) -> Attendance:
    attendance = with_one(council.attendance, council.mandates[command.delegate])
    if not command.remote:
        return attendance
    return replace(attendance, remote=attendance.remote.insert(command.delegate))


def returned(council: Council, command: Return, _: PresenceFigures, mark: Mark) -> Council:
    """The delegate is here, in the hall or from elsewhere."""
    return plot(replace(council, attendance=_back(council, command)), mark, "return")


ACTS = (
    Act("presence.departed", Depart, depart, departed, PresenceFigures, by_mandate="delegate"),
    Act("presence.returned", Return, come_back, returned, PresenceFigures, by_mandate="delegate"),
)
