"""Several acts by one press: each is judged by itself, and what was done and what not is said."""

from collections.abc import Iterable
from typing import NamedTuple

from django.http import HttpRequest
from msgspec.structs import replace

from delegata.council.act import Command
from delegata.office.desk import Shown, premises
from delegata.office.pages.names import why_not
from delegata.office.pages.steps import was_refused
from delegata.office.readers.rights import with_second_factor
from delegata.office.readers.series import Series


class Part(NamedTuple):
    """One act of a series: whom it is about, in words, and the act under its key."""

    whom: str
    command: Command


def performed(request: HttpRequest, shown: Shown, parts: Iterable[Part]) -> Series:
    """Performs each act, also after one that is refused; one that is sent twice is done once."""
    with_second_factor(request)
    series = Series([], {})
    for part in parts:
        outcome = premises().writer.perform(shown.chronicle.body, part.command)
        if was_refused(outcome):
            why = why_not(shown.chronicle.council, outcome)
            series.refused.setdefault(why, []).append(part.whom)
        else:
            series.done.append(part.whom)
    return series


def keyed(command: Command, key: str, number: int) -> Command:
    """An act of a series under its own key."""
    return replace(command, key=f"{key}-{number}")
