"""Condorcet methods: candidates compared two by two, by Schulze and by ranked pairs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, permutations
from typing import Literal

from delegata.representation.lots import draw_lot

Strength = Literal["winning-votes", "margins"]
Pair = tuple[int, int]

EQUALS_MAX = 7
"""How many equal wins on circles are tried in every order; past it the later wins are left open."""

WAYS_MAX = 100
"""How many outcomes of equal wins are followed before the later wins are left open."""


@dataclass(frozen=True, slots=True)
class Pairwise:
    """How many papers prefer each candidate to each other.

    `preferring[i][j]` counts papers that rank candidate i + 1 above candidate j + 1. A candidate
    who is not ranked stands below all who are, and level with others who are not.
    """

    candidates: tuple[str, ...]
    preferring: tuple[tuple[int, ...], ...]

    def __add__(self, other: "Pairwise") -> "Pairwise":
        """The sum of two branches' comparisons, of the same candidates."""
        if self.candidates != other.candidates:
            raise ValueError("comparisons of different candidates do not merge; name them alike")
        rows = zip(self.preferring, other.preferring, strict=True)
        return Pairwise(
            self.candidates,
            tuple(tuple(x + y for x, y in zip(a, b, strict=True)) for a, b in rows),
        )

    def wins(self, strength: Strength) -> dict[Pair, int]:
        """The pairs (winner, loser), numbered from 1, with the strength of each win."""
        table = self.preferring
        return {
            (i + 1, j + 1): table[i][j] - (table[j][i] if strength == "margins" else 0)
            for i in range(len(table))
            for j in range(len(table))
            if table[i][j] > table[j][i]
        }

    @property
    def condorcet_winner(self) -> int | None:
        """The candidate who wins against each other, or None where there is none."""
        everyone = range(1, len(self.candidates) + 1)
        won = dict.fromkeys(everyone, 0)
        for winner, _ in self.wins("margins"):
            won[winner] += 1
        return next((c for c in everyone if won[c] == len(won) - 1), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """The candidates in levels, the best first; those in one level are level with each other.

    `winners` are who could win however lots fall; one winner is certain.
    """

    rule: str
    levels: tuple[tuple[int, ...], ...]
    winners: tuple[int, ...]


def compare(
    candidates: Sequence[str], rankings: Iterable[tuple[Sequence[int | Sequence[int]], int]]
) -> Pairwise:
    """Compare candidates two by two over rankings with their numbers of papers.

    A rank is a candidate's number from 1 or several that are level. Raises `ValueError` for a
    number out of range, ranked twice, or fewer than no papers.
    """
    size = len(candidates)
    table = [[0] * size for _ in range(size)]
    for ranking, papers in rankings:
        below = set(range(size))
        if papers < 0:
            raise ValueError(f"a ranking stands for {papers} papers; give a number from 0")
        for rank in ranking:
            level = [rank] if isinstance(rank, int) else list(rank)
            for number in level:
                if number - 1 not in below:
                    raise ValueError(
                        f"candidate {number} is ranked twice or is not of 1 to {size}; strike it"
                    )
                below.remove(number - 1)
            for number in level:
                row = table[number - 1]
                for other in below:
                    row[other] += papers
    return Pairwise(tuple(candidates), tuple(map(tuple, table)))


def schulze(pairwise: Pairwise, *, strength: Strength = "winning-votes") -> Order:
    """A candidate stands above another whom their strongest path beats.

    A path is as strong as its weakest win. Each level holds those whom nobody left beats; several
    in the first level are tied. Source: Schulze, Social Choice and Welfare 36 (2011) 267-303,
    where a win is as strong as the papers for it.
    """
    size = len(pairwise.candidates)
    paths = [[0] * size for _ in range(size)]
    for (winner, loser), weight in pairwise.wins(strength).items():
        paths[winner - 1][loser - 1] = weight
    for middle in range(size):
        through = paths[middle]
        for start in range(size):
            first = paths[start][middle]
            row = paths[start]
            for end in range(size):
                row[end] = max(row[end], min(first, through[end]))
    beats = {(i + 1, j + 1) for i in range(size) for j in range(size) if paths[i][j] > paths[j][i]}
    levels = _levels(size, beats)
    return Order(rule="schulze", levels=levels, winners=levels[0] if levels else ())


def ranked_pairs(
    pairwise: Pairwise, *, strength: Strength = "margins", seed: str | None = None
) -> Order:
    """Wins are locked from the strongest down, except one that would close a circle.

    Equal wins are locked in the order of a lot from the seed (label `ranked-pairs STRENGTH`, over
    the pairs numbered in the order of their candidates). Without a seed all orders that matter are
    tried: `winners` are who wins in some, and `levels` rest on what is locked in all. Source:
    Tideman, Social Choice and Welfare 4 (1987) 185-206, where a win is as strong as its margin.
    """
    size = len(pairwise.candidates)
    wins = pairwise.wins(strength)
    strongest = sorted(wins, key=lambda pair: (-wins[pair], pair))
    locked: set[frozenset[Pair]] = {frozenset()}
    for weight, group in groupby(strongest, key=wins.__getitem__):
        pairs = list(group)
        if seed is not None:
            locked = {_lock(next(iter(locked)), _drawn(pairs, seed, weight))}
            continue
        starts = [_certain(before, pairs) for before in locked]
        if len(starts) > WAYS_MAX or any(len(rest) > EQUALS_MAX for _, rest in starts):
            return _open(size, [base for base, _ in starts])
        locked = {_lock(base, order) for base, rest in starts for order in permutations(rest)}
    return _open(size, locked)


def _drawn(pairs: Sequence[Pair], seed: str, weight: int) -> list[Pair]:
    order = draw_lot(seed, f"ranked-pairs {weight}", range(1, len(pairs) + 1))
    return [pairs[number - 1] for number in order]


def _lock(before: frozenset[Pair], pairs: Iterable[Pair]) -> frozenset[Pair]:
    locked = set(before)
    for winner, loser in pairs:
        if winner not in _below(locked, loser):
            locked.add((winner, loser))
    return frozenset(locked)


def _certain(before: frozenset[Pair], pairs: Sequence[Pair]) -> tuple[frozenset[Pair], list[Pair]]:
    """What equal wins lock in any order, being on no circle, and the wins whose order matters."""
    possible = [pair for pair in pairs if pair[0] not in _below(before, pair[1])]
    together = before.union(possible)
    rest = [pair for pair in possible if pair[0] in _below(together, pair[1])]
    return together.difference(rest), rest


def _below(locked: Iterable[Pair], start: int) -> set[int]:
    """Everyone whom locked wins put below a candidate."""
    following: dict[int, list[int]] = {}
    for winner, loser in locked:
        following.setdefault(winner, []).append(loser)
    seen: set[int] = set()
    queue = [start]
    while queue:
        for loser in following.get(queue.pop(), ()):
            if loser not in seen:
                seen.add(loser)
                queue.append(loser)
    return seen


def _open(size: int, locked: Iterable[frozenset[Pair]]) -> Order:
    ways = list(locked)
    everyone = range(1, size + 1)
    unbeaten = [set(everyone) - {loser for _, loser in way} for way in ways]
    sure = {(w, x) for w in everyone for x in _below(frozenset.intersection(*ways), w)}
    winners = tuple(sorted(set().union(*unbeaten)))
    return Order(rule="ranked-pairs", levels=_levels(size, sure), winners=winners)


def _levels(size: int, beats: set[Pair]) -> tuple[tuple[int, ...], ...]:
    left = set(range(1, size + 1))
    levels = []
    while left:
        level = {c for c in left if not any((other, c) in beats for other in left)}
        levels.append(tuple(sorted(level)))
        left -= level
    return tuple(levels)
