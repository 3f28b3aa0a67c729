"""Rolls: who belongs to a body on a day, sealed by count and root; names stay in the register."""

from collections.abc import Collection

from msgspec.structs import replace

from delegata.council.act import (
    NO_FIGURES,
    Act,
    Command,
    ElectorsCommand,
    Figures,
    Refused,
    refuse,
)
from delegata.council.constituency import Roll
from delegata.council.entry import Mark
from delegata.council.state import Council
from delegata.council.words import Date, Id, Seal


class SealRoll(Command, frozen=True, kw_only=True):
    """The roll of a body is sealed as it stood on a day: its count and its Merkle root."""

    roll: Id
    held_on: Date
    seal: Seal


def seal(council: Council, command: SealRoll) -> Figures | Refused:
    """Each sealed roll has its own name. Grounds: `roll-exists`."""
    if any(roll.id == command.roll for roll in council.rolls):
        return refuse(
            "roll-exists",
            council.standing.article("composition"),
            "{body} has sealed a roll {roll} already; choose another name.",
            body=council.body,
            roll=command.roll,
        )
    return NO_FIGURES


def sealed(council: Council, command: SealRoll, _: Figures, mark: Mark) -> Council:
    """From now on the members on this roll are the electors."""
    roll = Roll(id=command.roll, held_on=command.held_on, seal=command.seal, mark=mark)
    return replace(council, rolls=(*council.rolls, roll))


def electors(council: Council) -> int:
    """How many electors a body has: on its last sealed roll, else its voting mandates.

    Where no list is kept and no roll is sealed, the members that its constituents are said to have.
    """
    if council.rolls:
        return council.rolls[-1].seal.count
    if council.listed:
        return council.electorate
    return sum(part.members or 0 for part in council.constituents)


def barred_electors(
    council: Council,
    command: ElectorsCommand,
    named: tuple[str, ...],
    signed: Collection[str],
) -> Refused | None:
    """Electors sign each once; whoever holds no office signs for nobody else.

    An office may enter signatures given on paper. Where the electors are delegates, each signatory
    holds a voting mandate. Grounds: `own-name-only`, `signed-already`, `not-an-elector`.
    """
    article = council.standing.article("recall")
    persons = named or (command.by.person,)
    if not command.by.right.startswith("office:") and persons != (command.by.person,):
        return refuse(
            "own-name-only", article, "An elector signs alone; leave out the other names."
        )
    for at, person in enumerate(persons):
        if person in signed or person in persons[:at]:
            return refuse(
                "signed-already",
                article,
                "{person} has signed already; each elector counts once.",
                person=person,
            )
        mandate = council.mandates.get(council.seated.get(person, ""))
        if not council.rolls and council.listed and (mandate is None or not mandate.votes):
            return refuse(
                "not-an-elector",
                article,
                "{person} holds no voting mandate in {body}; its delegates are its electors.",
                person=person,
                body=council.body,
            )
    return None


ACTS = (Act("roll.sealed", SealRoll, seal, sealed),)
