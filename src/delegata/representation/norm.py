"""Norms of representation: how many delegates a constituent sends for its members.

Each norm gives the number and the arithmetic as a sentence, so that a credentials report shows it.
Norms that divide a fixed house among constituents are apportionments: see `apportionment`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Remainder = Literal["over-half", "half", "any", "none"]
REMAINDER_WORDS = {
    "over-half": "over half",
    "half": "of half or more",
    "any": "of any size",
    "none": "",
}


@dataclass(frozen=True, slots=True)
class Due:
    """The delegates that a constituent sends, and why."""

    seats: int
    arithmetic: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PerMembers:
    """One delegate for each `per` members, and one more for a remainder as the norm says.

    `over-half`: a remainder of more than half of `per`; `half`: of half or more; `any`: of one
    member or more; `none`: never. A constituent with members gets at least `minimum` and at most
    `cap`; one without members gets nothing. Nothing else is rounded.
    """

    per: int
    remainder: Remainder = "over-half"
    minimum: int = 0
    cap: int | None = None

    def __post_init__(self) -> None:
        if self.per < 1:
            raise ValueError(f"one delegate per {self.per} members cannot be; give 1 or more")
        _check_bounds(self.minimum, self.cap)

    def due(self, members: int) -> Due:
        """The delegates due to so many members."""
        _check_members(members)
        whole, rest = divmod(members, self.per)
        more = {
            "over-half": 2 * rest > self.per,
            "half": 2 * rest >= self.per,
            "any": rest > 0,
            "none": False,
        }[self.remainder]
        steps = f"{members} members at one per {self.per}: {whole}"
        steps += f", remainder {rest}"
        if self.remainder != "none":
            steps += f", one more for a remainder {REMAINDER_WORDS[self.remainder]}: "
            steps += "yes" if more else "no"
        return _bounded(members, whole + more, steps, (self.minimum, self.cap))


@dataclass(frozen=True, slots=True)
class Fixed:
    """Each constituent with members sends the same number of delegates."""

    seats: int

    def __post_init__(self) -> None:
        _check_bounds(self.seats, None)

    def due(self, members: int) -> Due:
        """The delegates due to so many members."""
        _check_members(members)
        seats = self.seats if members else 0
        return Due(seats, f"{members} members: {seats} by a fixed norm of {self.seats}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiered:
    """The number follows from the tier that the membership falls in.

    `tiers` are (up to and including so many members, delegates), rising in both. Above the last
    tier its delegates are due, and with `beyond` one more for each so many members above it, with
    the remainder as in `PerMembers`. A constituent without members gets nothing.
    """

    tiers: tuple[tuple[int, int], ...]
    beyond: PerMembers | None = None

    def __post_init__(self) -> None:
        limits = [limit for limit, _ in self.tiers]
        numbers = [number for _, number in self.tiers]
        rising = limits == sorted(set(limits)) and numbers == sorted(numbers)
        if not self.tiers or not rising or limits[0] < 1 or numbers[0] < 0:
            raise ValueError("tiers need rising limits from 1 and delegates that never fall")

    def due(self, members: int) -> Due:
        """The delegates due to so many members."""
        _check_members(members)
        if not members:
            return Due(0, "0 members: 0")
        for limit, number in self.tiers:
            if members <= limit:
                return Due(number, f"{members} members, up to {limit}: {number}")
        limit, number = self.tiers[-1]
        if self.beyond is None:
            return Due(number, f"{members} members, over {limit}: {number}")
        rest = self.beyond.due(members - limit)
        return Due(
            number + rest.seats,
            f"{members} members, over {limit}: {number}, and beyond it {rest.arithmetic};"
            f" together {number + rest.seats}",
        )


Norm = PerMembers | Fixed | Tiered


def allot(norm: Norm, roll: Iterable[tuple[str, int]]) -> tuple[tuple[str, Due], ...]:
    """Each constituent's delegates by a norm, in the order of the roll.

    `roll` holds (constituent, members) at one date. Raises `ValueError` for a constituent that
    stands twice or a negative membership.
    """
    allotted: dict[str, Due] = {}
    for name, members in roll:
        if name in allotted:
            raise ValueError(f"the constituent {name!r} stands twice; add up its members")
        try:
            allotted[name] = norm.due(members)
        except ValueError as error:
            raise ValueError(f"{name!r}: {error}") from error
    return tuple(allotted.items())


def _bounded(members: int, seats: int, steps: str, bounds: tuple[int, int | None]) -> Due:
    minimum, cap = bounds
    if not members:
        return Due(0, "0 members: 0")
    if seats < minimum:
        return Due(minimum, f"{steps}; {seats}, raised to the minimum of {minimum}")
    if cap is not None and seats > cap:
        return Due(cap, f"{steps}; {seats}, lowered to the cap of {cap}")
    return Due(seats, f"{steps}; {seats}")


def _check_members(members: int) -> None:
    if members < 0:
        raise ValueError(f"{members} members cannot be; give a number from 0")


def _check_bounds(minimum: int, cap: int | None) -> None:
    if minimum < 0 or (cap is not None and cap < minimum):
        raise ValueError(f"a minimum of {minimum} under a cap of {cap} cannot be met; change one")
