"""Meek's method as New Zealand counts it: the elected keep a share, the rest moves on."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from delegata.representation.counting.lot import Lots
from delegata.representation.counting.poll import CountError, Poll, refuse_unfillable
from delegata.representation.profile import Counts, Profile
from delegata.representation.transcript import Decision, Round, Tie

SCALE = 10**9
SURPLUS_SETTLED = SCALE // 10_000
PAPERS_MAX = 9 * 10**9  # votes in 1/10^9 then fit in 64 bits
ITERATIONS_MAX = 10_000
NAME = "meek"
SOURCE = "Local Electoral Regulations 2001 (New Zealand, SR 2001/145), schedule 1A, part 1"


def quota_of(votes: int, seats: int) -> int:
    """Votes that have not run out / (seats + 1), truncated to nine places, plus 0.000000001.

    Clauses 5 and 11. As clause 10 rounds up, votes can exceed the papers by as much as it adds;
    taken into the quota as here, no more candidates than there are seats can ever reach it.
    """
    return votes // (seats + 1) + 1


def count(profile: Profile, seats: int, lots: Lots) -> Poll:
    """Count by Meek's method (clauses 3-18), nine places, each product rounded up (clause 10).

    The candidate with fewest votes is excluded when the total surplus is below 0.0001, or cannot
    lift that candidate past the next (clause 13). Where rounding keeps the surplus from falling
    further, it counts as settled too. Ties go to who was ahead at the first difference (clauses 19,
    40), then to our documented lot in place of the regulations' own random numbers.
    """
    refuse_unfillable(profile, seats)
    if profile.total > PAPERS_MAX:
        raise CountError(
            f"{profile.total} papers; Meek's method is counted for at most {PAPERS_MAX}"
        )
    return _Count(profile, seats, lots).run()


@dataclass(frozen=True, slots=True)
class _Level:
    """Papers by candidate at one depth: the parent's index a level up, candidate, papers."""

    parent: Counts
    candidate: NDArray[np.int64]
    papers: Counts


class _Count:
    """A count under way; index 0 of every array stands for nobody."""

    def __init__(self, profile: Profile, seats: int, lots: Lots) -> None:
        candidates = len(profile.candidates)
        self.profile = profile
        self.seats = seats
        self.lots = lots
        self.hopeful = [n for n in range(1, candidates + 1) if n not in profile.withdrawn]
        self.elected: list[int] = []
        self.keep = np.full(candidates + 1, SCALE, np.int64)
        self.keep[[0, *profile.withdrawn]] = 0
        self.votes = [0] * (candidates + 1)
        self.exhausted = 0
        self.quota = 0
        self.levels: tuple[_Level, ...] = ()
        self.fresh = True  # someone was just elected or excluded: the surplus may rise at first
        self.steps: list[tuple[int, ...]] = []
        self.rounds: list[Round] = []

    def run(self) -> Poll:
        self.levels = _tree(self.profile, self.hopeful, self.elected)
        self._distribute()
        first = self.quota
        self._note("first preferences", self._elect(self._reached(), "clause 6"), "clauses 5, 6")
        self.levels = _tree(self.profile, self.hopeful, self.elected)
        while not self._complete():
            self._iterate()
        return Poll(tuple(self.elected), tuple(self.rounds), first)

    def _iterate(self) -> None:
        before = None if self.fresh else self._surplus()
        self._lower_keep()
        self._distribute()
        reached = self._reached()
        elections = self._elect(reached, "clause 12")
        settled = not elections and before is not None and self._surplus() >= before
        exclusion, ties = self._exclude(settled=settled) if not self._full() else ((), ())
        self.fresh = bool(elections or exclusion)
        if self.fresh:
            step = f"iteration {len(self.steps)}"
            self._note(step, elections + exclusion, "clauses 9-13", ties)
            self.levels = _tree(self.profile, self.hopeful, self.elected)
        elif len(self.steps) > ITERATIONS_MAX:
            raise CountError(
                f"no decision after {ITERATIONS_MAX} iterations; count by another rule"
            )

    def _full(self) -> bool:
        return (
            len(self.elected) + len(self.hopeful) <= self.seats or len(self.elected) >= self.seats
        )

    def _complete(self) -> bool:
        if len(self.elected) < self.seats and len(self.elected) + len(self.hopeful) <= self.seats:
            last = self._elect(list(self.hopeful), "clause 3")
            self._note("last places", last, "clause 3")
        return len(self.elected) >= self.seats or not self.hopeful

    def _lower_keep(self) -> None:
        """New keep value = old x quota / votes, each step rounded up to nine places."""
        for number in self.elected:
            product = -(-int(self.keep[number]) * self.quota // SCALE)
            self.keep[number] = min(SCALE, -(-product * SCALE // max(self.votes[number], 1)))

    def _distribute(self) -> None:
        """Let each paper give its candidates in turn what they keep, rounded up (clause 10)."""
        votes = np.zeros(len(self.votes), np.int64)
        self.exhausted = 0
        value = np.array([SCALE], np.int64)
        for level in self.levels:
            here = value[level.parent]
            keep = self.keep[level.candidate]
            kept = -(-here * keep // SCALE)
            np.add.at(votes, level.candidate, kept * level.papers)
            self.exhausted += int((here * level.papers)[level.candidate == 0].sum())
            value = -(-here * (SCALE - keep) // SCALE)
        self.votes = votes.tolist()
        self.quota = quota_of(sum(self.votes), self.seats)
        self.steps.append(tuple(self.votes))

    def _surplus(self) -> int:
        return max(0, sum(self.votes[n] - self.quota for n in self.elected))

    def _reached(self) -> list[int]:
        return [n for n in self.hopeful if self.votes[n] >= self.quota]

    def _elect(self, candidates: list[int], clause: str) -> tuple[Decision, ...]:
        ordered = sorted(candidates, key=lambda n: (-self.votes[n], n))
        for number in ordered:
            self.hopeful.remove(number)
            self.elected.append(number)
        return tuple(Decision(kind="elected", candidate=n, clause=clause) for n in ordered)

    def _exclude(self, *, settled: bool) -> tuple[tuple[Decision, ...], tuple[Tie, ...]]:
        lowest = min(self.votes[n] for n in self.hopeful)
        tied = [n for n in self.hopeful if self.votes[n] == lowest]
        others = [self.votes[n] for n in self.hopeful if n not in tied]
        surplus = self._surplus()
        sure = len(tied) == 1 and all(lowest + surplus < votes for votes in others)
        if not (sure or settled or surplus < SURPLUS_SETTLED):
            return (), ()
        chosen, ties = self._last_of(tied)
        self.hopeful.remove(chosen)
        self.keep[chosen] = 0
        return (Decision(kind="excluded", candidate=chosen, clause="clause 13"),), ties

    def _last_of(self, tied: list[int]) -> tuple[int, tuple[Tie, ...]]:
        """The one who was behind at the first step at which they differed, else by lot."""
        if len(tied) == 1:
            return tied[0], ()
        left, stage = tied, None
        for number, votes in enumerate(self.steps, 1):
            lowest = min(votes[n] for n in left)
            kept = [n for n in left if votes[n] == lowest]
            stage = number if len(kept) < len(left) else stage
            left = kept
        label, chosen, by = "", left[0], "stage"
        if len(left) > 1:
            label = f"{NAME} step {len(self.steps)} exclusion"
            chosen, by = self._lot(label, left)
        tie = Tie(
            candidates=tuple(tied if by == "stage" else left),
            chosen=chosen,
            question="exclusion",
            by=by,
            clause="clauses 19, 40",
            stage=stage if by == "stage" else None,
            label=label,
        )
        return chosen, (tie,)

    def _lot(self, label: str, tied: list[int]) -> tuple[int, str]:
        moves_nothing = all(self.votes[n] == 0 for n in tied) and not any(
            np.isin(level.candidate, tied).any() for level in self.levels
        )
        enough = len(self.hopeful) - len(tied) >= self.seats - len(self.elected)
        return (
            (min(tied), "indifferent") if moves_nothing and enough else self.lots.draw(label, tied)
        )

    def _note(
        self, action: str, decisions: tuple[Decision, ...], clause: str, ties: tuple[Tie, ...] = ()
    ) -> None:
        votes = tuple(self.votes[1:])
        self.rounds.append(
            Round(
                action=action,
                clause=clause,
                quota=self.quota,
                votes=votes,
                exhausted=self.exhausted,
                lost=self.profile.total * SCALE - sum(votes) - self.exhausted,
                keep=tuple(self.keep[1:].tolist()),
                decisions=decisions,
                ties=ties,
            )
        )


def _tree(profile: Profile, hopeful: list[int], elected: list[int]) -> tuple[_Level, ...]:
    """Join papers that meet the same elected candidates in the same order before a hopeful one.

    What becomes of a paper depends on nothing else until someone is elected or excluded: a million
    papers become some hundreds of paths, and each iteration costs only those.
    """
    base = len(profile.candidates) + 1
    passes = np.zeros(base, bool)
    passes[elected] = True
    skipped = ~passes
    skipped[[0, *hopeful]] = False
    at = profile.starts.copy()
    live = np.arange(len(profile))
    group = np.zeros(len(profile), np.int64)
    levels: list[_Level] = []
    while len(live):
        target = _next(profile, at, live, skipped)
        key, inverse = np.unique(group[live] * base + target, return_inverse=True)
        papers = np.zeros(len(key), np.int64)
        np.add.at(papers, inverse, profile.papers[live])
        levels.append(_Level(key // base, key % base, papers))
        group[live] = inverse
        live = live[passes[target]]
        at[live] += 1
    return tuple(levels)


def _next(
    profile: Profile, at: Counts, live: Counts, skipped: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Move each live ranking on past the skipped; the candidate where it stops."""
    target = profile.preferences[at[live]].astype(np.int64)
    going = np.flatnonzero(skipped[target])
    while len(going):
        at[live[going]] += 1
        target[going] = profile.preferences[at[live[going]]]
        going = going[skipped[target[going]]]
    return target
