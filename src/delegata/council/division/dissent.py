"""Dissent, recorded with a division that is over."""

from msgspec.structs import replace

from delegata.council.act import NO_FIGURES, Act, Command, Figures, Refused, refuse
from delegata.council.entry import Mark
from delegata.council.state import Council
from delegata.council.words import Id, Text, Title


class RecordDissent(Command, frozen=True, kw_only=True):
    """Somebody has it put in the record that they were against."""

    division: Id
    dissenter: Title
    delegate: Id | None = None
    statement: Text | None = None


def dissent(council: Council, command: RecordDissent) -> Figures | Refused:
    """Dissent is recorded of a division that is over. Grounds: `division-unknown`."""
    division = council.divisions.get(command.division)
    if division is not None and division.state == "closed":
        return NO_FIGURES
    return refuse(
        "division-unknown",
        council.standing.article("divisions"),
        "{body} closed no division {division}; see which it held.",
        body=council.body,
        division=command.division,
    )


def dissented(council: Council, command: RecordDissent, _: Figures, __: Mark) -> Council:
    """The dissent stands with the division."""
    division = council.divisions[command.division]
    word = (command.delegate or command.dissenter, command.statement or "")
    after = replace(division, dissents=(*division.dissents, word))
    return replace(council, divisions=council.divisions.insert(after.id, after))


ACTS = (Act("division.dissented", RecordDissent, dissent, dissented, by_mandate="delegate"),)
