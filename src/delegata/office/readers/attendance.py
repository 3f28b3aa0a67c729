"""Attendance by time: from which entry to which each mandate was here."""

from collections.abc import Iterable, Iterator
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


class Stay(NamedTuple):
    """A mandate that was here, from one entry to another; without the other it is here still."""

    mandate: str
    since: Entry
    until: Entry | None


def steps(chronicle: Chronicle, first: int, last: int) -> Iterator[Step]:
    """The entries from `first` up to but not including `last`, each with what it changed."""
    before = chronicle.council_at(first)
    for line, after in zip(chronicle.lines[first:last], chronicle.states(first, last), strict=True):
        yield Step(line.entry, before, after, line.withheld)
        before = after


def stays(walk: Iterable[Step]) -> list[Stay]:
    """Who was here from when to when; who was here before the first entry is here from it on."""
    since: dict[str, Entry] = {}
    over: list[Stay] = []
    for number, (entry, before, after, _) in enumerate(walk):
        if number == 0:
            since = dict.fromkeys(before.attendance.here, entry)
        if before.attendance is after.attendance:
            continue
        here = set(after.attendance.here)
        over += [Stay(mandate, since.pop(mandate), entry) for mandate in set(since) - here]
        since |= dict.fromkeys(here - set(since), entry)
    over += [Stay(mandate, entry, None) for mandate, entry in since.items()]
    return sorted(over, key=lambda stay: (stay.since.position, stay.mandate))


def when(entry: Entry, language: Language = ENGLISH) -> str:
    """When an act took place, as people write it."""
    return language.moment(Mark(entry.position, entry.at, command_of(entry).held))
