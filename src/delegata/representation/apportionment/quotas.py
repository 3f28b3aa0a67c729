"""Quota methods: each list gets its whole quotas, the largest remainders get the seats left."""

from collections.abc import Callable, Sequence

Shares = tuple[list[int], list[int], int]
"""Certain seats, the positions of the tied, and the number of places they are tied over."""

QUOTAS: dict[str, Callable[[int, int], tuple[int, int]]] = {
    "hamilton": lambda total, seats: (total, seats),
    "droop-quota": lambda total, seats: (total // (seats + 1) + 1, 1),
}
"""Each method's quota, as a numerator and a denominator, from the votes and the seats."""


def by_quota(method: str, votes: Sequence[int], seats: int) -> Shares:
    """Whole quotas first, then one seat to each of the largest remainders, in O(n log n).

    Hamilton's quota is votes/seats (Hare); Droop's is floor(votes/(seats+1)) + 1. Nothing is
    rounded. Where more seats are left than there are lists, each list gets one more, and again.
    Votes are positive whole numbers. Lists with equal remainders and too few seats are tied.
    Source: Balinski and Young, Fair Representation (2nd ed. 2001), ch. 3 and app. A.
    """
    if not votes or not seats:
        return [0] * len(votes), [], 0
    quota, scale = QUOTAS[method](sum(votes), seats)
    held = [number * scale // quota for number in votes]
    rest = [number * scale % quota for number in votes]
    rounds, left = divmod(seats - sum(held), len(votes))
    held = [number + rounds for number in held]
    return _round_up(held, rest, left)


def _round_up(held: list[int], rest: list[int], left: int) -> Shares:
    if not left:
        return held, [], 0
    last = sorted(rest, reverse=True)[left - 1]
    above = [i for i, remainder in enumerate(rest) if remainder > last]
    level = [i for i, remainder in enumerate(rest) if remainder == last]
    places = left - len(above)
    tied = level if places < len(level) else []
    for i in above if tied else above + level:
        held[i] += 1
    return held, tied, places if tied else 0


def by_quota_within(
    method: str, votes: Sequence[int], seats: int, *, minimum: int, cap: int
) -> Shares:
    """A quota method under a guaranteed minimum and a cap; `minimum * n <= seats <= cap * n`.

    Lists that could end under the minimum get exactly it, or lists that could end over the cap get
    exactly that, and the others divide the rest anew, until all keep the bounds. Where lists are
    out on both sides, the side that misses its bound by more seats in all is settled first (under,
    if equal), unless the others could then not fill the house. A tied list could end with one seat
    more than is certain.
    """
    fixed: dict[int, int] = {}
    while True:
        free = [i for i in range(len(votes)) if i not in fixed]
        left = seats - sum(fixed.values())
        held, tied, places = by_quota(method, [votes[i] for i in free], left)
        bound = _settled(held, set(tied), left, minimum=minimum, cap=cap)
        if not bound:
            break
        fixed |= {free[i]: number for i, number in bound.items()}
    fixed |= dict(zip(free, held, strict=True))
    return [fixed[i] for i in range(len(votes))], [free[i] for i in tied], places


def _settled(
    held: list[int], tied: set[int], left: int, *, minimum: int, cap: int
) -> dict[int, int]:
    """The lists that get exactly their bound in this round."""
    under = {i: minimum - number for i, number in enumerate(held) if number < minimum}
    over = {i: number + (i in tied) - cap for i, number in enumerate(held)}
    over = {i: excess for i, excess in over.items() if excess > 0}
    fills = left <= minimum * len(under) + cap * (len(held) - len(under))
    spares = left >= cap * len(over) + minimum * (len(held) - len(over))
    if under and fills and (sum(under.values()) >= sum(over.values()) or not spares):
        return dict.fromkeys(under, minimum)
    return dict.fromkeys(over, cap)
