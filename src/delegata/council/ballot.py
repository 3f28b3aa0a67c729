"""Electronic ballots: what one may hold, and the votes that a box of them comes to."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import msgspec

from delegata.council.constituency import Election
from delegata.council.words import Id, Portion, Title
from delegata.representation.lots import draw_lot


class Ballot(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A ballot paper: candidates voted for, or a list, or candidates ranked; or left blank."""

    chosen: tuple[Id, ...] = ()
    list: Title | None = None
    ranked: tuple[Id, ...] = ()


def fault(election: Election, ballot: Ballot) -> str | None:
    """What is wrong with a ballot in an election, as a sentence; None where it is well.

    Most votes: at most as many candidates as seats, each once. Lists: one list that stands. Ranked:
    any number of candidates in order, each once. A blank ballot is well.
    """
    standing = {candidate.id for candidate in election.standing}
    lists = {candidate.list for candidate in election.standing}
    filled = {
        "most-votes": bool(ballot.list or ballot.ranked),
        "list": bool(ballot.chosen or ballot.ranked),
        "ranked": bool(ballot.chosen or ballot.list),
    }
    if filled[election.method]:
        return f"A ballot by {election.method} holds something else; fill in the other part."
    named = (*ballot.chosen, *ballot.ranked)
    if len(set(named)) != len(named) or not set(named) <= standing:
        return "The ballot names somebody twice, or somebody who does not stand."
    if len(ballot.chosen) > election.seats:
        return f"The ballot names {len(ballot.chosen)}, and there are {election.seats} seats."
    if ballot.list is not None and ballot.list not in lists:
        return f"No list {ballot.list} stands."
    return None


def votes(election: Election, ballots: Iterable[Ballot]) -> tuple[Portion, ...]:
    """The votes that ballots give to candidates or lists, in the order of nomination."""
    counted: Counter[str] = Counter()
    for ballot in ballots:
        counted.update(ballot.chosen if ballot.list is None else (ballot.list,))
    names = dict.fromkeys(c.list if election.method == "list" else c.id for c in election.standing)
    return tuple(Portion(name, counted[name]) for name in names)


class Rankings(NamedTuple):
    """Ranked ballots as a count takes them: names, and each ballot as candidates' numbers from 1.

    Lots are drawn from the root of the sealed ballots, which nobody knew before the close.
    """

    names: tuple[str, ...]
    ballots: list[list[int]]
    seats: int
    seed: str


def rankings(election: Election, ballots: Iterable[Ballot]) -> Rankings:
    """The rankings of a poll that is sealed, candidates in the order of nomination."""
    assert election.ballots is not None, "a poll that is closed is sealed"
    names = tuple(candidate.id for candidate in election.standing)
    number = {name: at for at, name in enumerate(names, 1)}
    ranked = [[number[name] for name in ballot.ranked] for ballot in ballots]
    return Rankings(names, ranked, election.seats, election.ballots.root)


def drawn(election: Election) -> tuple[str, ...]:
    """Those who stand, or their lists, in an order drawn by lot from the root of the ballots.

    Numbers are given in the order of nomination, from 1; the label is `election ID` (see
    `representation.lots`).
    """
    assert election.ballots is not None, "a poll that is closed is sealed"
    by_list = election.method == "list"
    names = list(dict.fromkeys(c.list if by_list else c.id for c in election.standing))
    numbers = range(1, len(names) + 1)
    order = draw_lot(election.ballots.root, f"election {election.id}", numbers)
    return tuple(names[number - 1] for number in order)


def read_ballot(row: Mapping[str, Any]) -> Ballot:
    """The ballot of a ledger's row; raises `msgspec.ValidationError`."""
    return msgspec.convert({k: v for k, v in row.items() if k != "person"}, Ballot)
