"""Seats reserved for a group: at least so many of these candidates, whatever the votes say."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from delegata.representation.counting.poll import CountError


@dataclass(frozen=True, slots=True)
class Reserved:
    """At least `at_least` of the candidates in `group` (numbers from 1) are to be elected."""

    group: frozenset[int]
    at_least: int
    name: str = "reserved"


class Reservations:
    """What reservations forbid at a stage of a count, for groups without common members.

    The established practice: a candidate is *guarded*, and cannot be excluded, while the group has
    no more candidates left than it must have seats; and *doomed*, and is excluded next, once the
    places left are all needed by groups that the candidate is not in.
    """

    def __init__(
        self, reserved: Sequence[Reserved], candidates: Collection[int], seats: int
    ) -> None:
        self.reserved = tuple(reserved)
        taken: set[int] = set()
        for each in self.reserved:
            _check(each, candidates, taken)
            taken |= each.group
        if sum(each.at_least for each in self.reserved) > seats:
            raise CountError(f"more seats are reserved than the {seats} to fill; reserve fewer")

    def guarded(self, hopeful: Collection[int], elected: Collection[int]) -> set[int]:
        """Those who cannot be excluded now."""
        guarded: set[int] = set()
        for each in self.reserved:
            left = each.group & set(hopeful)
            if len(left) + len(each.group & set(elected)) <= each.at_least:
                guarded |= left
        return guarded

    def doomed(self, hopeful: Collection[int], elected: Collection[int], seats: int) -> set[int]:
        """Those for whom no place is left that is not reserved for others."""
        missing = {e: max(0, e.at_least - len(e.group & set(elected))) for e in self.reserved}
        needed = sum(missing.values())
        if not needed or needed < seats - len(elected):
            return set()
        return set(hopeful) - {n for e, short in missing.items() if short for n in e.group}


def _check(each: Reserved, candidates: Collection[int], taken: set[int]) -> None:
    if unknown := sorted(each.group - set(candidates)):
        raise CountError(f"{each.name}: candidate {unknown[0]} does not stand; name standing ones")
    if each.group & taken:
        raise CountError(f"{each.name}: a candidate is in two groups; reserve for separate groups")
    if not 0 <= each.at_least <= len(each.group):
        raise CountError(
            f"{each.name}: {each.at_least} seats for {len(each.group)} candidates; reserve fewer"
        )
