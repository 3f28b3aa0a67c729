"""Quota methods: each list gets its whole quotas, the largest remainders get the seats left."""

from collections.abc import Callable
from fractions import Fraction

from delegata.representation.apportionment.result import Apportionment, Tie, Votes

QUOTAS: dict[str, Callable[[int, int], Fraction]] = {
    "hamilton": lambda total, seats: Fraction(total, seats),
    "droop-quota": lambda total, seats: Fraction(total // (seats + 1) + 1),
}


def by_quota(method: str, votes: Votes, seats: int) -> Apportionment:
    """Whole quotas first, then one seat to each of the largest remainders, in O(n log n).

    Hamilton's quota is votes/seats (Hare); Droop's is floor(votes/(seats+1)) + 1. A quota is exact.
    Lists without votes get nothing. A tie is among lists whose remainders are equal.
    """
    total = sum(number for _, number in votes)
    if not total or not seats:
        return Apportionment(method, tuple((name, 0) for name, _ in votes))
    quota = QUOTAS[method](total, seats)
    whole = [int(number / quota) for _, number in votes]
    rest = [number - quota * full for (_, number), full in zip(votes, whole, strict=True)]
    left = seats - sum(whole)
    order = sorted((i for i, (_, number) in enumerate(votes) if number),
                   key=rest.__getitem__, reverse=True)
    cycles, left = divmod(left, len(order))
    for i in order:
        whole[i] += cycles
    ties = _round_up(votes, whole, rest, order, left)
    return Apportionment(method, _named(votes, whole), ties)


def _round_up(votes: Votes, whole: list[int], rest: list[Fraction], order: list[int],
              left: int) -> tuple[Tie, ...]:
    if not left:
        return ()
    last = rest[order[left - 1]]
    above = [i for i in order if rest[i] > last]
    level = [i for i in order if rest[i] == last]
    certain = [*above, *level] if len(above) + len(level) == left else above
    for i in certain:
        whole[i] += 1
    if len(certain) == left:
        return ()
    return (Tie(tuple(votes[i][0] for i in sorted(level)), left - len(above)),)


def _named(votes: Votes, seats: list[int]) -> tuple[tuple[str, int], ...]:
    return tuple((name, number) for (name, _), number in zip(votes, seats, strict=True))
