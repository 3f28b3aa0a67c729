"""What a form says that is lawful and perhaps not meant: a body not here, words for a person.

The core cannot know other bodies, nor who is called what; so it is asked before it is sent.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from delegata.council.act import Command
from delegata.council.mandate import GiveMandate, PresentMandate
from delegata.council.state import Council
from delegata.council.words import Holder

OF_BODIES = ("to body", "of body")
"""The fields in which a body is named."""


class Somebody(NamedTuple):
    """A person whom who looks may see: how a form names them, their name, and which one it is."""

    person: str
    word: str
    name: str
    which: str


class Caution(NamedTuple):
    """A doubt about a field, and what could stand in it instead: what is sent, what is read."""

    field: str
    words: str
    instead: tuple[tuple[str, str], ...] = ()


def cautions(
    command: Command,
    is_here: Callable[[str], bool],
    called: Callable[[str], Iterable[Somebody]],
) -> tuple[Caution, ...]:
    """What is asked before a command is sent; `called` finds people by the whole of their name."""
    return (*_bodies(command, is_here), *_people(command, called))


def _bodies(command: Command, is_here: Callable[[str], bool]) -> Iterator[Caution]:
    for field in OF_BODIES:
        body = getattr(command, field.replace(" ", "_"), None)
        if isinstance(body, str) and not is_here(body):
            yield Caution(
                field,
                f"No body here is called {body}. It may keep its record elsewhere, or be for its"
                " members alone; or the name is mistyped.",
            )


def _people(command: Command, called: Callable[[str], Iterable[Somebody]]) -> Iterator[Caution]:
    holder = getattr(command, "holder", None)
    if not isinstance(holder, Holder) or holder.label is None or _said_before(command):
        return
    found: dict[str, Somebody] = {}
    for one in called(holder.label):
        found.setdefault(one.person, one)
    if found:
        yield Caution(
            "holder",
            f"{holder.label} is written in words, which name nobody in the register: by them nobody"
            " takes the seat by account. Somebody here is called so.",
            tuple((one.word, f"{one.name}, {one.which}") for one in found.values()),
        )


def _said_before(command: Command) -> bool:
    """Whether the holder is who stood or got the mandate, and cannot be named otherwise."""
    elected = isinstance(command, GiveMandate) and command.election is not None
    return elected or (isinstance(command, PresentMandate) and bool(command.cites))


def same_name(one: str, other: str) -> bool:
    """Whether two names differ in spaces and capitals alone."""
    return one.casefold().split() == other.casefold().split()


def called_here(council: Council, words: str, name_of: Callable[[str], str]) -> Iterator[Somebody]:
    """Those with a mandate in a body whose name it is."""
    for mandate in council.mandates.values():
        person = mandate.holder.person
        if person and same_name(name_of(person), words):
            yield Somebody(person, f"@{person}", name_of(person), f"mandate {mandate.id}")
