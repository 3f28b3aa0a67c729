"""Majorities: whether counts carry a question, on a stated base, exactly, and with unknown counts.

Counts of old or uncounted votes may be unknown. Each unknown count then lies anywhere between
its bounds and what those present leave for it, and the outcome is what holds for all such counts.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Literal

Outcome = Literal["carried", "lost", "undetermined"]
BASE_WORDS = {"cast": "votes cast", "present": "present", "members": "members"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Majority:
    """The votes in favour must be more than (`over`) or at least a share of a base.

    `base` is the votes cast, those present, or all members. Abstentions belong to the votes cast
    only where `abstentions_cast` says so (they do not in Robert's Rules of Order, 12th ed., 44:1).
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

    def words(self) -> str:
        """The majority as people say it: "more than 1/2 of the votes cast"."""
        how = "more than" if self.over else "at least"
        return f"{how} {self.share} of the {BASE_WORDS[self.base]}"


@dataclass(frozen=True, slots=True)
class Span:
    """A count known to lie between two bounds; `high` is None where nothing bounds it."""

    low: int = 0
    high: int | None = None


Count = int | Span | Literal["remainder"] | None
"""A count: exact, between bounds, all others present, or not stated (None)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """The counts of one vote, as far as they are known."""

    in_favour: Count
    against: Count
    abstaining: Count = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgment:
    """What counts decide, and why, in one sentence.

    `base` and `needed` are the size of the base and the votes in favour that it calls for, or None
    where the base is not known exactly.
    """

    outcome: Outcome
    base: int | None
    needed: int | None
    reason: str


Point = tuple[int, int, int]
"""Counts in favour, against and abstaining."""


def judge(  # noqa: PLR0913 # three counts and two bases, each by name
    majority: Majority,
    *,
    in_favour: Count,
    against: Count,
    abstaining: Count,
    present: int | None = None,
    members: int | None = None,
) -> Outcome:
    """What the counts decide: carried, lost, or undetermined where unknown counts could turn it.

    As `weigh`, whose judgment also gives the numbers and the reason.
    """
    counts = Counts(in_favour=in_favour, against=against, abstaining=abstaining)
    return weigh(majority, counts, present=present, members=members).outcome


def weigh(
    majority: Majority, counts: Counts, *, present: int | None = None, members: int | None = None
) -> Judgment:
    """Counts carry a question where every set of counts that fits what is known carries it.

    `present` bounds the counts together, and is the base where the rule says so; a base that is
    itself unknown leaves the outcome undetermined, unless nobody voted in favour. Nothing is
    carried by no votes in favour. Raises `ValueError` for a negative count, a remainder of an
    uncounted presence, or more votes than present. Counting by those present or by all members:
    Robert's Rules of Order, 12th ed., 44:7-9.
    """
    spans = _spans(counts, present)
    fixed = {"cast": None, "present": present, "members": members}[majority.base]
    if majority.base != "cast" and fixed is None:
        return _without_base(majority, spans[0])
    points = list(_corners(spans, present, majority.share))
    sizes = {_size(majority, point) if fixed is None else fixed for point in points}
    base = sizes.pop() if len(sizes) == 1 else None
    carries = [_carries(majority, point, fixed) for point in points]
    outcome: Outcome = "undetermined"
    if all(carries) or not any(carries):
        outcome = "carried" if carries[0] else "lost"
    needed = None if base is None else majority.needed(base)
    reason = _reason(majority, spans[0], base, outcome)
    return Judgment(outcome=outcome, base=base, needed=needed, reason=reason)


def _spans(counts: Counts, present: int | None) -> list[Span]:
    given = [counts.in_favour, counts.against, counts.abstaining]
    spans = [_span(count) for count in given]
    least = sum(span.low for span in spans)
    if present is not None and least > present:
        raise ValueError(f"{least} votes are counted of {present} present; count again")
    if "remainder" not in given:
        return spans if present is None else [_within(span, present - least) for span in spans]
    others = [span for span, count in zip(spans, given, strict=True) if count != "remainder"]
    if (
        present is None or len(others) != 2 or any(s.low != s.high for s in others)
    ):  # two of the three
        raise ValueError("a remainder is known only where those present and the others are counted")
    rest = present - sum(span.low for span in others)
    return [Span(rest, rest) if c == "remainder" else s for s, c in zip(spans, given, strict=True)]


def _span(count: Count) -> Span:
    if count is None or count == "remainder":
        return Span()
    span = count if isinstance(count, Span) else Span(count, count)
    if span.low < 0 or (span.high is not None and span.high < span.low):
        raise ValueError(f"no count lies between {span.low} and {span.high}; give it anew")
    return span


def _within(span: Span, room: int) -> Span:
    """A count cannot exceed what the others leave of those present."""
    high = span.low + room
    return Span(span.low, high if span.high is None else min(span.high, high))


def _corners(spans: Sequence[Span], present: int | None, share: Fraction) -> Iterator[Point]:
    """The extreme counts: what is carried or lost at all of them is so everywhere between.

    An unbounded count is tried at a number that outweighs every known one under this share. Where
    those present bound the counts together, each open count is also tried at all that they leave.
    """
    far = (sum(span.high or span.low for span in spans) + 1) * (share.denominator + 1)
    ends = [sorted({s.low, far if s.high is None else s.high}) for s in spans]
    for point in product(*ends):
        if present is None or sum(point) <= present:
            yield point[0], point[1], point[2]
        else:
            yield from _filled(point, spans, present)


def _filled(point: Iterable[int], spans: Sequence[Span], present: int) -> Iterator[Point]:
    """The corners on the edge where all those present have voted."""
    counts = tuple(point)
    for i, span in enumerate(spans):
        rest = present - sum(counts) + counts[i]
        if span.low <= rest < counts[i]:
            x, y, z = (rest if j == i else count for j, count in enumerate(counts))
            yield x, y, z


def _size(majority: Majority, point: Point) -> int:
    return point[0] + point[1] + (point[2] if majority.abstentions_cast else 0)


def _carries(majority: Majority, point: Point, fixed: int | None) -> bool:
    size = _size(majority, point) if fixed is None else fixed
    return point[0] > 0 and majority.reached(point[0], size)


def _without_base(majority: Majority, in_favour: Span) -> Judgment:
    outcome: Outcome = "lost" if in_favour.high == 0 else "undetermined"
    reason = f"the number of {BASE_WORDS[majority.base]} is not known"
    if outcome == "lost":
        reason = "nobody voted in favour"
    return Judgment(outcome=outcome, base=None, needed=None, reason=reason)


def _reason(majority: Majority, in_favour: Span, base: int | None, outcome: Outcome) -> str:
    shown = _shown(in_favour)
    if base is None:
        why = {
            "carried": "whatever the counts that are not known",
            "lost": "whatever the counts that are not known",
            "undetermined": "the counts that are not known could turn it",
        }[outcome]
        return f"{shown} in favour, where {majority.words()} is needed: {outcome}, {why}"
    return (
        f"{shown} in favour of {base} {BASE_WORDS[majority.base]}, where {majority.words()} is"
        f" {majority.needed(base)}: {outcome}"
    )


def _shown(span: Span) -> str:
    if span.low == span.high:
        return str(span.low)
    return f"at least {span.low}" if span.high is None else f"{span.low} to {span.high}"


def of_bodies(votes: Iterable[tuple[str, int, int]]) -> Counts:
    """A body's one vote goes where more of its delegates voted; level or silent bodies abstain.

    Each is (body, in favour, against); raises `ValueError` for a body that stands twice.
    """
    given = list(votes)
    names = [name for name, _, _ in given]
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"the body {name!r} stands twice; add up its delegates' votes")
    return Counts(
        in_favour=sum(ayes > noes for _, ayes, noes in given),
        against=sum(ayes < noes for _, ayes, noes in given),
        abstaining=sum(ayes == noes for _, ayes, noes in given),
    )


def both(delegates: Outcome, bodies: Outcome) -> Outcome:
    """A question that must carry among the delegates and among the bodies that sent them.

    It is carried where both carry, and lost where either is lost.
    """
    outcomes = {delegates, bodies}
    if "lost" in outcomes:
        return "lost"
    return "undetermined" if "undetermined" in outcomes else "carried"
