"""Rolls: who belongs to a body on a day, sealed by count and root; names stay in the register."""

from msgspec.structs import replace

from delegata.council.act import NO_FIGURES, Act, Command, Figures, Refused, refuse
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


ACTS = (Act("roll.sealed", SealRoll, seal, sealed),)
