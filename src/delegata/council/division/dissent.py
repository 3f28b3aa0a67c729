"""Dissent, recorded with a division that is over."""

from msgspec.structs import replace

from delegata.council.act import NO_FIGURES, Act, Command, Figures, Refused, refuse
from delegata.council.deliberation import Division
from delegata.council.division.franchise import could_vote
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
    """Dissent is recorded of a division that is over; where the rules say so, of its voters alone.

    Who dissents in words, as an office entered it, is not asked. Grounds: `division-unknown`,
    `no-vote-here`.
    """
    article = council.standing.article("divisions")
    division = council.divisions.get(command.division)
    if division is None or division.state != "closed":
        return refuse(
            "division-unknown",
            article,
            "{body} closed no division {division}; see which it held.",
            body=council.body,
            division=command.division,
        )
    named = command.delegate or command.dissenter
    if not _asked(council, command) or _could_vote(council, division, named):
        return NO_FIGURES
    return refuse(
        "no-vote-here",
        article,
        "{delegate} had no vote in {division}; only who could vote in it dissents from it. Declare"
        " it in words, when you have the floor.",
        delegate=named,
        division=division.id,
    )


def _asked(council: Council, command: RecordDissent) -> bool:
    """Whether the rules ask if who is named by a mandate could vote."""
    named = command.delegate is not None or command.dissenter in council.mandates
    return named and council.standing.divisions.dissenters == "voters"


def _could_vote(council: Council, division: Division, delegate: str) -> bool:
    mandate = council.mandates.get(delegate)
    return mandate is not None and could_vote(division, mandate)


def dissented(council: Council, command: RecordDissent, _: Figures, __: Mark) -> Council:
    """The dissent stands with the division."""
    division = council.divisions[command.division]
    word = (command.delegate or command.dissenter, command.statement or "")
    after = replace(division, dissents=(*division.dissents, word))
    return replace(council, divisions=council.divisions.insert(after.id, after))


ACTS = (Act("division.dissented", RecordDissent, dissent, dissented, by_mandate="delegate"),)
