"""Runoffs: where a majority elects and nobody has it, the foremost stand in a second ballot.

In it the most votes are enough. German associations, and French law for one seat (Code electoral,
art. L162, without its threshold of votes).
"""

from msgspec import UNSET

from delegata.council.act import Act, Command, Figures, Refused, day_of, refuse
from delegata.council.calendar import unreal
from delegata.council.constituency import Election
from delegata.council.election import in_state, with_election
from delegata.council.entry import Mark
from delegata.council.state import Council
from delegata.council.words import Date, Id


class CallRunoff(Command, frozen=True, kw_only=True):
    """A second ballot is called on the seats that a first one left open."""

    election: Id
    runoff_of: Id
    polls_on: Date


class RunoffFigures(Figures, frozen=True, kw_only=True):
    """The seats left open, and who stands for them, the most votes first."""

    seats: int
    standing: tuple[str, ...]


def call_runoff(council: Council, command: CallRunoff) -> RunoffFigures | Refused:
    """A declared election that needed a majority and left seats open has one runoff.

    Two stand for each open seat; who is equal to the last of them stands too. Grounds:
    `election-exists`, `election-not-so-far`, `no-runoff`, `date-unreal`.
    """
    article = council.standing.article("elections")
    if command.election in council.elections:
        return refuse(
            "election-exists",
            article,
            "{body} has called an election {election} already; choose another name.",
            body=council.body,
            election=command.election,
        )
    first = in_state(council, command.runoff_of, "declared")
    if isinstance(first, Refused):
        return first
    left = first.seats - len(first.elected)
    standing = _foremost(first, 2 * left)
    held = any(other.runoff_of == first.id for other in council.elections.values())
    if council.standing.election.majority is UNSET or held or not left or not standing:
        return refuse(
            "no-runoff",
            article,
            "{election} needs no runoff: nobody is left to stand, no seat is open, the rules ask"
            " for no majority, or its runoff was called.",
            election=first.id,
        )
    if wrong := unreal(article, day_of(council, command), command.polls_on):
        return wrong
    return RunoffFigures(seats=left, standing=standing)


def _foremost(first: Election, places: int) -> tuple[str, ...]:
    """Those not elected, by their votes; all who are equal to the last that has a place."""
    votes = {portion.name: portion.number for portion in first.votes}
    names = [c.id for c in first.standing if c.id not in first.elected]
    order = sorted(names, key=lambda name: -votes.get(name, 0))
    if not first.runoff_of and len(order) > places:
        least = votes.get(order[places - 1], 0)
        order = [name for name in order if votes.get(name, 0) >= least]
    return () if first.runoff_of else tuple(order)


def runoff_called(
    council: Council, command: CallRunoff, figures: RunoffFigures, mark: Mark
) -> Council:
    """The candidates stand as they accepted; nobody else is nominated."""
    first = council.elections[command.runoff_of]
    candidates = {name: first.candidates[name] for name in figures.standing}
    election = Election(
        id=command.election,
        title=first.title,
        to_body=first.to_body,
        seats=figures.seats,
        voice=first.voice,
        until=first.until,
        method=first.method,
        secrecy=first.secrecy,
        polls_on=command.polls_on,
        state="called",
        candidates=type(first.candidates)(candidates),
        order=figures.standing,
        called=mark,
        runoff_of=first.id,
    )
    return with_election(council, election)


ACTS = (Act("election.runoff-called", CallRunoff, call_runoff, runoff_called, RunoffFigures),)
