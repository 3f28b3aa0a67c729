"""Where each ballot paper lies during a count, and at what value: a pile a candidate."""

from collections.abc import Callable, Iterator

import numpy as np

from delegata.representation.profile import Counts, Numbers, Profile, exact_sum

Value = Callable[[int], int]


class Piles:
    """Every ranking lies in the pile of one candidate, at its next available preference.

    A pile is a list of parcels, each a value (in units of 1/scale) with the rankings held at that
    value. All papers of one ranking travel together, so they are counted and never enumerated.
    """

    def __init__(self, profile: Profile) -> None:
        candidates = len(profile.candidates)
        self._profile = profile
        self._at = profile.starts.copy()
        self._parcels: list[dict[int, list[Counts]]] = [{} for _ in range(candidates + 1)]
        self.standing = np.ones(candidates + 1, bool)
        for number in profile.withdrawn:
            self.standing[number] = False

    def deal(self, value: int) -> list[tuple[int, int]]:
        """Sort all papers by first preference at `value`; (candidate, papers) of each pile."""
        everything = np.arange(len(self._profile), dtype=np.int64)
        return [(target, papers) for target, papers in self._sort(everything, value) if papers]

    def transfer(self, candidate: int, revalue: Value) -> Iterator[tuple[int, int, int, int]]:
        """Move a candidate's whole pile to next preferences, at new values.

        Yields (target, old value, new value, papers); target 0 takes the papers that name no
        candidate who still stands. The candidate must no longer be `standing`.
        """
        pile, self._parcels[candidate] = self._parcels[candidate], {}
        for old, parts in pile.items():
            new = revalue(old)
            ballots = parts[0] if len(parts) == 1 else np.concatenate(parts)
            for target, papers in self._sort(ballots, new):
                yield target, old, new, papers

    def is_empty(self, candidate: int) -> bool:
        """Whether a candidate holds no paper at all."""
        return not self._parcels[candidate]

    def _sort(self, ballots: Counts, value: int) -> list[tuple[int, int]]:
        target = self._next(ballots)
        order = np.argsort(target, kind="stable")
        ballots, target = ballots[order], target[order]
        bounds = np.flatnonzero(np.diff(target)) + 1
        dealt: list[tuple[int, int]] = []
        for part in np.split(ballots, bounds):
            if len(part):
                number = int(self._profile.preferences[self._at[part[0]]])
                self._parcels[number].setdefault(value, []).append(part)
                dealt.append((number, exact_sum(self._profile.papers[part])))
        return dealt

    def _next(self, ballots: Counts) -> Numbers:
        """Advance each ballot to the first preference that stands, or to the 0 at its end."""
        preferences, at = self._profile.preferences, self._at
        passed = ~self.standing
        passed[0] = False
        here = at[ballots]
        target = preferences[here]
        going = np.flatnonzero(passed[target])
        while len(going):
            here[going] += 1
            target[going] = preferences[here[going]]
            going = going[passed[target[going]]]
        at[ballots] = here
        return target
