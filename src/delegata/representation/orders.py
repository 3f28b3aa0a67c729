"""Weak orders: rankings in which candidates may share a rank, as many forms have them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from delegata.representation.profile import Irregularities, Profile, profile_of

Levels = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Orders:
    """Papers by weak order: levels of equally ranked candidates (numbers from 1), best first."""

    candidates: tuple[str, ...]
    orders: tuple[tuple[Levels, int], ...]
    title: str = ""
    seats: int | None = None

    def profile(self) -> Profile:
        """The rankings: a paper with two candidates at one rank counts up to there and ends.

        Such papers are counted as `overvoted`; repeated candidates and empty papers as ever.
        """
        overvoted = skipped = 0
        rankings: list[tuple[list[int], int]] = []
        for levels, papers in self.orders:
            ranking, cut, gap = strict_part(levels)
            overvoted += papers if cut else 0
            skipped += papers if gap else 0
            rankings.append((ranking, papers))
        return profile_of(
            self.candidates,
            rankings,
            seats=self.seats,
            title=self.title,
            irregularities=Irregularities(overvoted=overvoted, skipped=skipped),
        )

    def approvals(self, level: int = 1) -> tuple[tuple[frozenset[int], int], ...]:
        """The candidates in the first so many levels of each paper, as sets with their papers."""
        return tuple(
            (frozenset(n for members in levels[:level] for n in members), papers)
            for levels, papers in self.orders
        )


def strict_part(levels: Sequence[Sequence[int]]) -> tuple[list[int], bool, bool]:
    """The ranking up to the first shared rank; whether it was cut, and a rank skipped.

    An empty level before the last named one is a skipped rank: the next moves up.
    """
    ranking: list[int] = []
    skipped = False
    waiting = False
    for members in levels:
        if not members:
            waiting = True
            continue
        skipped = skipped or waiting
        distinct = set(members)
        if len(distinct) > 1:
            return ranking, True, skipped
        ranking.extend(members)
    return ranking, False, skipped


def orders_of(profile: Profile) -> Orders:
    """The rankings of a profile as orders; the empty papers as empty orders."""
    stated: list[tuple[Levels, int]] = [
        (tuple((n,) for n in ranking), papers) for ranking, papers in profile.rankings().items()
    ]
    if profile.irregularities.empty:
        stated.append(((), profile.irregularities.empty))
    return Orders(profile.candidates, tuple(stated), profile.title, profile.seats)


def joined(orders: Iterable[tuple[Levels, int]]) -> tuple[tuple[Levels, int], ...]:
    """Join equal orders, in the order of their first mention."""
    counted: dict[Levels, int] = {}
    for levels, papers in orders:
        counted[levels] = counted.get(levels, 0) + papers
    return tuple(counted.items())
