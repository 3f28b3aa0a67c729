"""Quorum: how many must be present for a body to act."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Quorum:
    """At least, or more than (`over`), a share of a base must be present; nothing is rounded.

    The base is the number of persons that the body's rules name: all seats, or all confirmed
    mandates (Robert's Rules of Order, 12th ed., 40:1-2). A fixed number n is `Fraction(n)` of 1.
    """

    share: Fraction
    over: bool = False

    def __post_init__(self) -> None:
        if self.share < 0:
            raise ValueError(f"a quorum of {self.share} is no share; give a number from 0")

    def needed(self, base: int) -> int:
        """The fewest present that make a quorum of a base of this size."""
        exact = self.share * base
        return int(exact) + 1 if self.over else -(-exact.numerator // exact.denominator)

    def met(self, present: int, base: int) -> bool:
        """Whether so many present are a quorum of a base of this size."""
        return present >= self.needed(base)
