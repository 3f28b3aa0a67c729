"""Before an act is sent: what of it is perhaps not meant, as far as who sends it may know."""

from collections.abc import Iterator

from django.http import HttpRequest

from delegata.council.act import Command
from delegata.office.desk import Shown, federation, name_of, premises, today, visible_record
from delegata.office.pages.federation import highest_first
from delegata.office.pages.roll import SEALING
from delegata.office.readers.cautions import (
    OF_BODIES,
    Caution,
    Somebody,
    called_here,
    cautions,
    same_name,
)
from delegata.office.readers.fields import MOST_CHOICES, Choice
from delegata.office.readers.rights import rights_of
from delegata.scenario.notation import fields_of


def cautions_of(request: HttpRequest, shown: Shown, command: Command) -> tuple[Caution, ...]:
    """What is asked of somebody before an act is sent: by bodies and people whom they may see."""

    def is_here(body: str) -> bool:
        return visible_record(request, body) is not None

    def called(words: str) -> Iterator[Somebody]:
        yield from _enrolled(request, shown, words)
        yield from called_here(shown.chronicle.council, words, name_of)

    return cautions(command, is_here, called)


def doubted(found: tuple[Caution, ...]) -> str:
    """What a second press confirms: these doubts and no others."""
    return " ".join(caution.words for caution in found)


def bodies_named(request: HttpRequest, command: type[Command]) -> tuple[Choice, ...]:
    """The bodies that a form offers where it asks for one: those that who looks may see.

    The highest tier stands first, and where there are too many they are the first of them.
    """
    if not fields_of(command).keys() & set(OF_BODIES):
        return ()
    seen = (visible_record(request, body) for body in list(federation().bodies))
    ordered = sorted((record.council for record in seen if record), key=highest_first)
    return tuple((council.body, council.name) for council in ordered[:MOST_CHOICES])


def _enrolled(request: HttpRequest, shown: Shown, words: str) -> Iterator[Somebody]:
    """Members of the roll with a name, for who keeps it and for nobody else."""
    if rights_of(request, shown.chronicle).by_office(SEALING) is None:
        return
    find = " ".join(words.split())
    for member in premises().register.members(shown.chronicle.body, today(), find):
        if same_name(member.name, words):
            which = f"member {member.number}" if member.number else "on the roll"
            word = f"@{member.number or member.person}"
            yield Somebody(member.person, word, member.name, which)
