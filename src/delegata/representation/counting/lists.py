"""Elections by list: seats to lists in proportion, then to persons, list closed or open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from delegata.representation.apportionment import Apportionment, apportion
from delegata.representation.counting.poll import CountError
from delegata.representation.transcript import OpenTie


@dataclass(frozen=True, slots=True)
class Candidacy:
    """One list: its name, its votes, its persons in the list's order, and their personal votes."""

    name: str
    votes: int
    persons: tuple[str, ...]
    personal: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Seating:
    """The seats of the lists, who takes them, and the seats that a list has no person for.

    Lists that tie for a seat have it in `apportionment.ties`; it is given to nobody here.
    """

    apportionment: Apportionment
    seated: tuple[tuple[str, tuple[str, ...]], ...]
    vacant: tuple[tuple[str, int], ...]
    ties: tuple[tuple[str, OpenTie], ...] = ()


def elect(
    method: str, lists: Sequence[Candidacy], seats: int, *, threshold: Fraction | None = None
) -> Seating:
    """Divide seats among lists by a method of `apportionment` and seat persons from each.

    A list whose persons have personal votes is open: whoever has at least `threshold` of the list's
    votes comes first, by most personal votes; then the list's order. Without a threshold personal
    votes alone order the list. Equal personal votes across a list's last seat are returned as a
    tie.
    """
    for each in lists:
        _check(each)
    divided = apportion(method, [(each.name, each.votes) for each in lists], seats)
    given = dict(divided.seats)
    seated: list[tuple[str, tuple[str, ...]]] = []
    ties: list[tuple[str, OpenTie]] = []
    for each in lists:
        persons, tie = _seat(each, given.get(each.name, 0), threshold)
        seated.append((each.name, persons))
        if tie:
            ties.append((each.name, tie))
    vacant = tuple(
        (each.name, given.get(each.name, 0) - len(each.persons))
        for each in lists
        if given.get(each.name, 0) > len(each.persons)
    )
    return Seating(divided, tuple(seated), vacant, tuple(ties))


def _check(each: Candidacy) -> None:
    if len(set(each.persons)) != len(each.persons):
        raise CountError(f"list {each.name!r} names a person twice; name each once")
    for person, votes in (each.personal or {}).items():
        if person not in each.persons or votes < 0:
            raise CountError(f"list {each.name!r}: {votes} votes for {person!r}, who is not on it")


def _seat(
    each: Candidacy, seats: int, threshold: Fraction | None
) -> tuple[tuple[str, ...], OpenTie | None]:
    if each.personal is None:
        return each.persons[:seats], None
    personal = each.personal
    least = Fraction(0) if threshold is None else threshold * each.votes
    ahead = [p for p in each.persons if personal.get(p, 0) >= least]
    ahead.sort(key=lambda person: -personal.get(person, 0))  # equal ones stay in the list's order
    rest = [p for p in each.persons if p not in ahead]
    if not 0 < seats < len(ahead) or personal.get(ahead[seats - 1], 0) != personal.get(
        ahead[seats], 0
    ):
        return (*ahead, *rest)[:seats], None
    last = personal.get(ahead[seats], 0)
    certain = tuple(p for p in ahead if personal.get(p, 0) > last)
    tied = tuple(each.persons.index(p) + 1 for p in ahead if personal.get(p, 0) == last)
    return certain, OpenTie(candidates=tied, places=seats - len(certain))
