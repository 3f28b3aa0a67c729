"""What an apportionment gives: certain seats, and ties that only a lot could break."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from delegata.representation.lots import draw_lot

Votes = Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Tie:
    """Lists with equal claims to fewer places than there are lists."""

    names: tuple[str, ...]
    places: int


@dataclass(frozen=True, slots=True)
class Apportionment:
    """The seats that are certain, in the order of the lists, and the ties over the rest."""

    method: str
    seats: tuple[tuple[str, int], ...]
    ties: tuple[Tie, ...] = ()

    def drawn(self, seed: str) -> "Apportionment":
        """Each tie is broken by a lot from a published seed (`lots.draw_lot`).

        The lists of a tie stand by their numbers on the ballot, from 1; the label is
        `METHOD tie N`, with the ties numbered from 1. The first of the drawn order get the places.
        """
        seats = dict(self.seats)
        numbers = {name: number for number, (name, _) in enumerate(self.seats, 1)}
        for order, tie in enumerate(self.ties, 1):
            drawn = draw_lot(seed, f"{self.method} tie {order}", [numbers[n] for n in tie.names])
            for number in drawn[: tie.places]:
                seats[self.seats[number - 1][0]] += 1
        return replace(self, seats=tuple(seats.items()), ties=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """What a law adds to a method: a threshold, a guaranteed minimum and a cap.

    `threshold` is the share of all votes that a list must reach (`over`: exceed) to take part.
    `minimum` seats go to each list that takes part, and none gets more than `cap`. With a divisor
    method the minimum is given first and counts as held; with a quota method lists that could end
    under the minimum or over the cap get exactly that, and the others divide the rest anew.
    """

    threshold: Fraction = Fraction(0)
    over: bool = False
    minimum: int = 0
    cap: int | None = None

    def taking_part(self, votes: Votes) -> list[int]:
        """The positions of the lists that have votes and reach the threshold."""
        total = sum(number for _, number in votes)
        bar = self.threshold * total
        return [i for i, (_, number) in enumerate(votes)
                if number and (number > bar if self.over else number >= bar)]  # fmt: skip
