"""Attendance by time: from which entry to which each mandate was here."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from delegata.council.acts import command_of
from delegata.council.entry import Entry, Mark
from delegata.council.state import Council
from delegata.office.languages import ENGLISH, Language
from delegata.store.federation import Chronicle


class Step(NamedTuple):
    """An entry with the body before and after it, and whether its data is withheld."""

    entry: Entry
    before: Council
    after: Council
    withheld: bool = False


class Role(NamedTuple):
    """As what a mandate is here: its voice and faction, in whose place, and whether from elsewhere.

    Who stands in sits with the faction of the delegate; an alternate who does not has no voice.
    """

    voice: str
    faction: str
    in_place_of: str
    remote: bool


class Stay(NamedTuple):
    """A mandate that was here, from one entry to another; without the other it is here still."""

    mandate: str
    since: Entry
    until: Entry | None
    role: Role | None = None


def role_in(council: Council, mandate: str) -> Role:
    """As what a mandate that is here takes part at a moment."""
    held = council.mandates[mandate]
    place = council.attendance.standing_in.get(mandate, "")
    seat = council.mandates[place] if place else held
    faction = council.factions[seat.faction].name if seat.faction else ""
    voice = "none, alternate" if held.alternate and not place else held.voice
    return Role(voice, faction, place, mandate in council.attendance.remote)


def _no_role(_: Council, __: str) -> None:
    return None


def steps(chronicle: Chronicle, first: int, last: int) -> Iterator[Step]:
    """The entries from `first` up to but not including `last`, each with what it changed."""
    before = chronicle.council_at(first)
    for line, after in zip(chronicle.lines[first:last], chronicle.states(first, last), strict=True):
        yield Step(line.entry, before, after, line.withheld)
        before = after


def stays(
    walk: Iterable[Step], role: Callable[[Council, str], Role | None] = _no_role
) -> list[Stay]:
    """Who was here from when to when; who was here before the first entry is here from it on.

    Where a `role` is asked for, a stay ends when it changes, and another begins.
    """
    since: dict[str, tuple[Entry, Role | None]] = {}
    over: list[Stay] = []
    for number, (entry, before, after, _) in enumerate(walk):
        if number == 0:
            since = {name: (entry, role(before, name)) for name in before.attendance.here}
        if before.attendance is after.attendance and before.mandates is after.mandates:
            continue
        now = {name: role(after, name) for name in after.attendance.here}
        for name, (began, was) in list(since.items()):
            if name not in now or now[name] != was:
                over.append(Stay(name, began, entry, was))
                del since[name]
        since |= {name: (entry, is_) for name, is_ in now.items() if name not in since}
    over += [Stay(name, began, None, is_) for name, (began, is_) in since.items()]
    return sorted(over, key=lambda stay: (stay.since.position, stay.mandate))


def when(entry: Entry, language: Language = ENGLISH) -> str:
    """When an act took place, as people write it."""
    return language.moment(mark_of(entry))


def mark_of(entry: Entry) -> Mark:
    """Where an entry stands, and when it took place."""
    return Mark(entry.position, entry.at, command_of(entry).held)


def iso(mark: Mark) -> str:
    """When an act took place by ISO 8601: with its offset where it was recorded as it happened.

    Of an act on paper the day, and the time where it is known; in which zone, the record does not
    say. A day of the Julian calendar is that of the Gregorian one.
    """
    held = mark.held
    if held is None:
        return mark.at.replace("Z", "+00:00")
    day = _gregorian(held.date) if held.calendar == "julian" else held.date
    return f"{day}T{held.time}" if held.time is not None and day else day


def _gregorian(julian: str) -> str:
    """A day of the Julian calendar in the Gregorian one, by its Julian day number."""
    year, month, day = map(int, julian.split("-"))
    shift = (14 - month) // 12
    year, month = year + 4800 - shift, month + 12 * shift - 3
    number = day + (153 * month + 2) // 5 + 365 * year + year // 4 - 32083
    return date.fromordinal(number - _FIRST_ORDINAL).isoformat()


_FIRST_ORDINAL = 1_721_425
"""The Julian day number of the day before 1 January of the year 1."""
