"""Divisor methods: seats go one by one to the list with the highest quotient.

The k-th seat of a list (k from 0) has the quotient votes / d(k). Quotients are compared exactly, as
squares where d is a root.
"""

import heapq
from collections.abc import Callable
from fractions import Fraction

from delegata.representation.apportionment.result import Apportionment, Tie, Votes

Divisor = Callable[[int], Fraction]

DIVISORS: dict[str, Divisor] = {
    "dhondt": lambda k: Fraction((k + 1) ** 2),
    "sainte-lague": lambda k: Fraction((2 * k + 1) ** 2),
    "modified-sainte-lague": lambda k: Fraction(49, 25) if k == 0 else Fraction((2 * k + 1) ** 2),
    "adams": lambda k: Fraction(k * k),
    "dean": lambda k: Fraction(2 * k * (k + 1), 2 * k + 1) ** 2,
    "huntington-hill": lambda k: Fraction(k * (k + 1)),
}
"""The square of the divisor of each method before a list's seat k + 1; 0 comes before all others."""


def by_divisor(method: str, votes: Votes, seats: int) -> Apportionment:
    """Each seat goes to the highest quotient; equal last quotients are a tie, never broken.

    Where d(0) is 0 (Adams, Dean, Huntington-Hill) every list with votes comes before any second
    seat; with fewer seats than lists the larger lists come first, equal ones tie.
    """
    square = DIVISORS[method]
    held, given = [0] * len(votes), 0
    claims = [(_claim(number, held[i], square), i)
              for i, (_, number) in enumerate(votes) if number]
    heap = [(-claim[0], -claim[1], i) for claim, i in claims]
    heapq.heapify(heap)
    while given < seats and heap:
        first = heap[0][:2]
        level = []
        while heap and heap[0][:2] == first:
            level.append(heapq.heappop(heap)[2])
        if len(level) > seats - given:
            tie = Tie(tuple(votes[i][0] for i in sorted(level)), seats - given)
            return Apportionment(method, _named(votes, held), (tie,))
        for i in level:
            held[i] += 1
            claim = _claim(votes[i][1], held[i], square)
            heapq.heappush(heap, (-claim[0], -claim[1], i))
        given += len(level)
    return Apportionment(method, _named(votes, held))


def _claim(votes: int, held: int, square: Divisor) -> tuple[int, Fraction]:
    """A list's claim to its next seat: those with divisor 0 first, then by squared quotient."""
    divisor = square(held)
    return (1, Fraction(votes)) if not divisor else (0, votes * votes / divisor)


def _named(votes: Votes, seats: list[int]) -> tuple[tuple[str, int], ...]:
    return tuple((name, number) for (name, _), number in zip(votes, seats, strict=True))
