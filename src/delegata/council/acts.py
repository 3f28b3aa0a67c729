"""All acts of a council, and the three functions that everything else calls on them."""

from collections.abc import Iterable
from functools import reduce

from msgspec.structs import replace

from delegata.council import (
    agenda,
    alternate,
    amendment,
    balloting,
    body,
    business,
    challenge,
    competition,
    credentials,
    declaration,
    division,
    election,
    ending,
    faction,
    floor,
    joint,
    mandate,
    motion,
    norm,
    own_presence,
    petition,
    poll,
    post,
    presence,
    proportion,
    proxy,
    publicity,
    question,
    report,
    requisition,
    resolution,
    roll,
    runoff,
    sitting,
    speakers,
    speech,
    submission,
    weight,
)
from delegata.council.act import (
    Act,
    Command,
    Figures,
    Refused,
    advance,
    bars,
    entry_of,
    read_command,
    read_figures,
    registry,
)
from delegata.council.entry import Entry, Mark
from delegata.council.procedure import family as procedures
from delegata.council.procedure.passage import passed
from delegata.council.speakers import without_absent
from delegata.council.state import Council

KINDS = registry(
    body.ACTS,
    roll.ACTS,
    norm.ACTS,
    election.ACTS,
    declaration.ACTS,
    runoff.ACTS,
    mandate.ACTS,
    ending.ACTS,
    petition.ACTS,
    credentials.ACTS,
    report.ACTS,
    faction.ACTS,
    sitting.ACTS,
    publicity.ACTS,
    requisition.ACTS,
    presence.ACTS,
    own_presence.ACTS,
    alternate.ACTS,
    proportion.ACTS,
    agenda.ACTS,
    business.ACTS,
    floor.ACTS,
    speakers.ACTS,
    speech.ACTS,
    question.ACTS,
    challenge.ACTS,
    motion.ACTS,
    amendment.ACTS,
    competition.ACTS,
    submission.ACTS,
    joint.ACTS,
    division.ACTS,
    weight.ACTS,
    proxy.ACTS,
    procedures.ACTS,
    balloting.ACTS,
    resolution.ACTS,
    post.ACTS,
    poll.ACTS,
)
COMMANDS: dict[type[Command], Act] = {act.command: act for act in KINDS.values()}


def decide(council: Council, command: Command, at: str) -> Entry | Refused:
    """An act that the rules in force allow becomes one entry; any other is refused with grounds.

    `at` is the time of recording (RFC 3339, UTC, whole seconds), which the rules see as the time of
    the state. Nothing is read or changed but the arguments; the same arguments give the same entry,
    byte for byte.
    """
    act = COMMANDS[type(command)]
    barred = bars(council, command, act, at)
    if barred is not None:
        return barred
    figures = act.decide(replace(council, at=at), command)
    if isinstance(figures, Refused):
        return figures
    return entry_of(council, command, act, figures, at)


def evolve(council: Council, entry: Entry) -> Council:
    """The state after one more entry of the body's record.

    Raises `KeyError` for a kind of act that this version does not know, and
    `msgspec.ValidationError` for data that does not fit its kind.
    """
    act = KINDS[entry.kind]
    return performed(council, read_command(entry, act), read_figures(entry, act), entry.at)


def performed(council: Council, command: Command, figures: Figures, at: str) -> Council:
    """The state after an act and what passes by itself with it, one entry further."""
    act = COMMANDS[type(command)]
    mark = Mark(council.size, at, command.held)
    after = advance(council, command, act, figures, at)
    return without_absent(council, passed(after, act.kind, mark))


def command_of(entry: Entry) -> Command:
    """The command that an entry was made from, so that it can be decided again.

    Raises as `evolve` does.
    """
    return read_command(entry, KINDS[entry.kind])


def fold(body: str, entries: Iterable[Entry]) -> Council:
    """The state of a body is the fold of its record, from its founding on."""
    return reduce(evolve, entries, Council(body=body))
