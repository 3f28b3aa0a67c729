"""Majorities: whether counts carry a question, on a stated base, exactly, and with unknown counts.

Counts of old or uncounted votes may be unknown. Each unknown count then lies anywhere between
nothing and what those present leave for it, and the outcome is what holds for all such counts.
"""

from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Literal

Outcome = Literal["carried", "lost", "undetermined"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Majority:
    """The votes in favour must be more than (`over`) or at least a share of a base.

    `base` is the votes cast, those present, or all members. Abstentions belong to the votes cast
    only where `abstentions_cast` says so (they do not in Robert's Rules of Order, 44:1).
    """

    share: Fraction = Fraction(1, 2)
    over: bool = True
    base: Literal["cast", "present", "members"] = "cast"
    abstentions_cast: bool = False

    def reached(self, in_favour: int, size: int) -> bool:
        """Whether so many votes in favour reach the share of a base of this size."""
        if self.over:
            return in_favour * self.share.denominator > self.share.numerator * size
        return in_favour * self.share.denominator >= self.share.numerator * size

    def needed(self, size: int) -> int:
        """The fewest votes in favour that reach the share of a base of this size."""
        exact = self.share * size
        return int(exact) + 1 if self.over else -(-exact.numerator // exact.denominator)


@dataclass(frozen=True, slots=True)
class _Span:
    """A count known to lie between two bounds; `high` is None where nothing bounds it."""

    low: int
    high: int | None


def judge(majority: Majority, *, in_favour: int | None, against: int | None,
          abstaining: int | None, present: int | None = None,
          members: int | None = None) -> Outcome:
    """What the counts decide: carried, lost, or undetermined where unknown counts could turn it.

    An unknown count is None. `present` bounds unknown counts, and is the base where the rule says
    so; a base that is itself unknown leaves the outcome undetermined, unless nobody voted in favour.
    Nothing is carried by no votes in favour.
    """
    known = sum(count for count in (in_favour, against, abstaining) if count is not None)
    ceiling = None if present is None else max(present - known, 0)
    spans = [_Span(0, ceiling) if count is None else _Span(count, count)
             for count in (in_favour, against, abstaining)]
    sizes = {"cast": None, "present": present, "members": members}
    if majority.base != "cast" and sizes[majority.base] is None:
        return "lost" if in_favour == 0 else "undetermined"
    outcomes = {_carries(majority, counts, sizes[majority.base])
                for counts in _corners(spans, ceiling)}
    if outcomes == {True}:
        return "carried"
    return "lost" if outcomes == {False} else "undetermined"


def _corners(spans: list[_Span], ceiling: int | None) -> list[tuple[int, ...]]:
    """The extreme counts: what is carried or lost at all of them is so everywhere between.

    An unbounded count is tried at a number far above every known one; unknown counts together
    never exceed what those present leave for them.
    """
    far = 4 * sum(span.low for span in spans) + 4
    ends = [(span.low,) if span.low == span.high
            else (span.low, far if span.high is None else span.high) for span in spans]
    floor = sum(span.low for span in spans if span.low == span.high)
    return [counts for counts in product(*ends)
            if ceiling is None or sum(counts) - floor <= ceiling]


def _carries(majority: Majority, counts: tuple[int, ...], size: int | None) -> bool:
    in_favour, against, abstaining = counts
    if size is None:
        size = in_favour + against + (abstaining if majority.abstentions_cast else 0)
    return in_favour > 0 and majority.reached(in_favour, size)
