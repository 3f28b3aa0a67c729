"""What an apportionment gives: certain seats, and ties that only a lot could break."""

from collections.abc import Sequence
from dataclasses import dataclass

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
