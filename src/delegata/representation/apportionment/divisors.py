"""Divisor methods: seats go one by one to the list with the highest quotient.

The k-th seat of a list (k from 0) has the quotient votes / d(k), with k <= d(k) <= k + 1. Quotients
are compared as whole numbers, without rounding: see `_Ladder`.
"""

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from delegata.representation.apportionment.quotas import Shares


@dataclass(frozen=True, slots=True)
class Divisor:
    """A sequence of divisors, as 1 / d(k)**power = numerator(k) / denominator(k).

    Where d(0) is 0 the denominator is. `lean` is twice the number of seats that a list loses to
    rounding on average, from -1 (up) to 1 (down): it only chooses where the search starts.
    """

    power: int
    numerator: Callable[[int], int]
    denominator: Callable[[int], int]
    lean: int = 0


DIVISORS: dict[str, Divisor] = {
    "dhondt": Divisor(1, lambda _: 1, lambda k: k + 1, 1),
    "sainte-lague": Divisor(1, lambda _: 2, lambda k: 2 * k + 1),
    "modified-sainte-lague": Divisor(1, lambda k: 2 if k else 10, lambda k: 2 * k + 1 if k else 7),
    "adams": Divisor(1, lambda _: 1, lambda k: k, -1),
    "dean": Divisor(1, lambda k: 2 * k + 1, lambda k: 2 * k * (k + 1)),
    "huntington-hill": Divisor(2, lambda _: 1, lambda k: k * (k + 1)),
}
"""d(k): D'Hondt (Jefferson) k+1; Sainte-Laguë (Webster) k+1/2, modified 0.7 first; Adams k; Dean
the harmonic and Huntington-Hill the geometric mean of k and k+1."""


class _Ladder:
    """The claims of all lists to all their seats, as whole numbers in exact order.

    A quotient a/b is held as floor(2**shift * a/b). Two different quotients whose denominators stay
    under 2**(shift/2) are at least 2**-shift apart, so their floors differ and keep their order;
    equal quotients have equal floors. A claim with divisor 0 stands above all others, by votes.
    """

    def __init__(self, divisor: Divisor, votes: Sequence[int], longest: int) -> None:
        self.numerator, self.denominator = divisor.numerator, divisor.denominator
        self.shift = 2 * divisor.denominator(longest).bit_length()
        self.votes = votes
        self.powers = [_power(number, divisor.power) << self.shift for number in votes]
        self.top = (max(self.powers) * max(divisor.numerator(longest), 10)).bit_length()

    def claim(self, i: int, held: int) -> int:
        """The claim of list i to its next seat when it holds so many."""
        below = self.denominator(held)
        if not below:
            return (1 << self.top) + self.votes[i]
        return self.powers[i] * self.numerator(held) // below


def _power(number: int, exponent: int) -> int:
    return number if exponent == 1 else number * number


def by_divisor(
    method: str, votes: Sequence[int], seats: int, *, minimum: int = 0, cap: int | None = None
) -> Shares:
    """Each seat goes to the highest quotient; equal last quotients are a tie, never broken.

    Votes are positive whole numbers. The minimum is held at the outset, no list gets more than the
    cap; `minimum * lists <= seats <= cap * lists`. Where d(0) is 0 (Adams, Dean, Huntington-Hill)
    every list comes before any second seat; with fewer seats than lists the larger come first.
    O(n log n) whatever the number of seats: one multiplier gives all but at most about n of them.
    Source: Balinski and Young, Fair Representation (2nd ed. 2001), app. A; Pukelsheim,
    Proportional Representation (2nd ed. 2017), ch. 4.
    """
    if not votes:
        return [], [], 0
    bounds = (minimum, seats if cap is None else min(cap, seats))
    divisor = DIVISORS[method]
    held = _near(divisor, votes, seats, bounds)
    ladder = _Ladder(divisor, votes, max(*held, seats) + len(votes) + 1)
    _add(ladder, held, seats - sum(held), bounds[1])
    _remove(ladder, held, sum(held) - seats, minimum)
    return _with_tie(ladder, held, bounds)


def _near(divisor: Divisor, votes: Sequence[int], seats: int, bounds: tuple[int, int]) -> list[int]:
    """Seats by one multiplier, whose sum misses the house by about the number of lists at most."""
    lists, total = len(votes), sum(votes)
    size = max(seats + divisor.lean * lists // 2, 0)
    held = _rounded(divisor, votes, (size, total), bounds)
    if abs(sum(held) - seats) <= lists + 1:
        return held
    low, high = 0, 1
    while sum(_rounded(divisor, votes, (high, total), bounds)) < seats:
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        if sum(_rounded(divisor, votes, (middle, total), bounds)) < seats:
            low = middle
        else:
            high = middle
    return _rounded(divisor, votes, (high, total), bounds)


def _rounded(
    divisor: Divisor, votes: Sequence[int], multiplier: tuple[int, int], bounds: tuple[int, int]
) -> list[int]:
    """Each list's votes times the multiplier, rounded at d(k), within the bounds."""
    up, down = multiplier
    power, (least, most) = divisor.power, bounds
    numerator, denominator, scale = divisor.numerator, divisor.denominator, _power(down, power)
    held = []
    for number in votes:
        exact = number * up
        whole = exact // down
        whole += _power(exact, power) * numerator(whole) >= scale * denominator(whole)
        held.append(least if whole < least else min(whole, most))
    return held


def _add(ladder: _Ladder, held: list[int], missing: int, most: int) -> None:
    if missing <= 0:
        return
    heap = [(-ladder.claim(i, own), i) for i, own in enumerate(held) if own < most]
    heapq.heapify(heap)
    for _ in range(missing):
        i = heap[0][1]
        held[i] += 1
        if held[i] < most:
            heapq.heapreplace(heap, (-ladder.claim(i, held[i]), i))
        else:
            heapq.heappop(heap)


def _remove(ladder: _Ladder, held: list[int], excess: int, least: int) -> None:
    if excess <= 0:
        return
    heap = [(ladder.claim(i, own - 1), i) for i, own in enumerate(held) if own > least]
    heapq.heapify(heap)
    for _ in range(excess):
        i = heap[0][1]
        held[i] -= 1
        if held[i] > least:
            heapq.heapreplace(heap, (ladder.claim(i, held[i] - 1), i))
        else:
            heapq.heappop(heap)


def _with_tie(ladder: _Ladder, held: list[int], bounds: tuple[int, int]) -> Shares:
    """A seat just given and a seat just missed with equal claims are tied; neither is certain."""
    least, most = bounds
    given = [(ladder.claim(i, own - 1), i) for i, own in enumerate(held) if own > least]
    missed = [(ladder.claim(i, own), i) for i, own in enumerate(held) if own < most]
    if not given or not missed or min(given)[0] > max(missed)[0]:
        return held, [], 0
    level = min(given)[0]
    losing = [i for claim, i in given if claim == level]
    for i in losing:
        held[i] -= 1
    tied = losing + [i for claim, i in missed if claim == level]
    return held, sorted(tied), len(losing)
