"""The single transferable vote by inclusive Gregory transfers, one surplus or exclusion a round."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from delegata.representation.counting.lot import Lots
from delegata.representation.counting.piles import Piles
from delegata.representation.counting.poll import CountError, Poll, refuse_unfillable
from delegata.representation.counting.reserved import Reservations, Reserved
from delegata.representation.profile import Profile
from delegata.representation.transcript import Decision, Round, Tie, Transfer

RESERVED = "the places left are reserved for others"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clauses:
    """Which clause of a rule decides what: cited beside each act of the count."""

    first: str
    quota: str
    reach: str
    surplus: str
    surplus_tie: str
    exclude: str
    exclude_tie: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A named rule of transfers, with its arithmetic in units of 1/scale.

    `quota(papers, seats)` in those units, or None where the rule works without one (`majority` then
    elects). `revalue(value, surplus, votes)` is a paper's new value when a surplus is transferred.
    `by_history`: ties are parted by the most recent round at which the tied differed, before any
    lot.
    """

    name: str
    source: str
    scale: int
    clauses: Clauses
    quota: Callable[[int, int], int]
    revalue: Callable[[int, int, int], int]
    by_history: bool
    seats_max: int | None = None
    quota_of_continuing: bool = False


def count(
    rule: Rule, profile: Profile, seats: int, lots: Lots, reserved: Sequence[Reserved] = ()
) -> Poll:
    """Count one way that the lots can fall; `counting.count` tries the others."""
    refuse_unfillable(profile, seats)
    if rule.seats_max is not None and seats > rule.seats_max:
        raise CountError(f"{seats} seats; {rule.name} fills {rule.seats_max}: choose another rule")
    return _Count(rule, profile, seats, lots, reserved).run()


class _Count:
    """A count under way: piles, votes credited, and who stands, is elected or has surplus."""

    def __init__(
        self, rule: Rule, profile: Profile, seats: int, lots: Lots, reserved: Sequence[Reserved]
    ) -> None:
        self.rule = rule
        self.seats = seats
        self.lots = lots
        self.total = profile.total
        self.piles = Piles(profile)
        self.votes = [0] * (len(profile.candidates) + 1)  # index 0: exhausted
        self.lost = 0
        self.hopeful = [n for n in range(1, len(self.votes)) if n not in profile.withdrawn]
        self.reservations = Reservations(reserved, self.hopeful, seats)
        self.pending: list[int] = []
        self.elected: list[int] = []
        self.rounds: list[Round] = []
        self.ties: list[Tie] = []
        self.quota = rule.quota(self.total, seats)

    def run(self) -> Poll:
        self._first_round()
        while not self._complete():
            doomed = self.reservations.doomed(self.hopeful, self.elected, self.seats)
            if doomed:
                self._exclude(min(doomed, key=lambda n: (self.votes[n], n)), RESERVED)
            elif self.pending:
                self._transfer_surplus(self._highest_surplus())
            else:
                self._exclude(self._lowest(), self.rule.clauses.exclude)
        return Poll(
            tuple(self.elected), tuple(self.rounds), self.rule.quota(self.total, self.seats)
        )

    def _complete(self) -> bool:
        vacant = self.seats - len(self.elected)
        doomed = self.reservations.doomed(self.hopeful, self.elected, self.seats)
        if vacant and len(self.hopeful) <= vacant and not doomed:
            self._elect(self._by_votes(self.hopeful), self.rule.clauses.last)
        return len(self.elected) >= self.seats or not self.hopeful

    def _first_round(self) -> None:
        dealt = self.piles.deal(self.rule.scale)
        for candidate, papers in dealt:
            self.votes[candidate] += papers * self.rule.scale
        self._close("first preferences", None, self.rule.clauses.first, ())

    def _highest_surplus(self) -> int:
        highest = max(self.votes[n] for n in self.pending)
        tied = [n for n in self.pending if self.votes[n] == highest]
        return self._part(tied, "surplus", max, self.rule.clauses.surplus_tie)

    def _lowest(self) -> int:
        guarded = self.reservations.guarded(self.hopeful, self.elected)
        free = [n for n in self.hopeful if n not in guarded]
        lowest = min(self.votes[n] for n in free)
        tied = [n for n in free if self.votes[n] == lowest]
        return self._part(tied, "exclusion", min, self.rule.clauses.exclude_tie)

    def _part(
        self, tied: list[int], question: str, extreme: Callable[[list[int]], int], clause: str
    ) -> int:
        """Choose among equals: by the most recent round at which they differed, else by lot."""
        if len(tied) == 1:
            return tied[0]
        left, stage = tied, None
        for number in range(len(self.rounds), 0, -1) if self.rule.by_history else ():
            votes = self.rounds[number - 1].votes
            best = extreme([votes[n - 1] for n in left])
            kept = [n for n in left if votes[n - 1] == best]
            stage = number if len(kept) < len(left) else stage
            left = kept
        chosen, by = left[0], "stage"
        label = f"{self.rule.name} round {len(self.rounds) + 1} {question}" if len(left) > 1 else ""
        if len(left) > 1 and question == "exclusion" and self._indifferent(left):
            by = "indifferent"
        elif len(left) > 1:
            chosen, by = self.lots.draw(label, left)
        self.ties.append(
            Tie(
                candidates=tuple(tied if by == "stage" else left), chosen=chosen, question=question,
                by=by, clause=clause, stage=stage if by == "stage" else None, label=label,
            )
        )  # fmt: skip
        return chosen

    def _indifferent(self, tied: list[int]) -> bool:
        """Whether all of them will go, in whatever order, and move no paper."""
        vacant = self.seats - len(self.elected)
        enough = len(self.hopeful) - len(tied) >= vacant and not self.reservations.reserved
        return enough and all(map(self.piles.is_empty, tied))

    def _transfer_surplus(self, candidate: int) -> None:
        self.pending.remove(candidate)
        votes, surplus = self.votes[candidate], self.votes[candidate] - self.quota
        transfers = self._transfer(
            candidate, lambda value: self.rule.revalue(value, surplus, votes), surplus
        )
        self.votes[candidate] = self.quota
        self._close("surplus", candidate, self.rule.clauses.surplus, transfers)

    def _exclude(self, candidate: int, clause: str) -> None:
        self.hopeful.remove(candidate)
        self.piles.standing[candidate] = False
        excluded = Decision(kind="excluded", candidate=candidate, clause=clause)
        if len(self.hopeful) <= self.seats - len(self.elected):
            self._close("exclusion", candidate, clause, (), (excluded,))  # nothing further is moved
            return
        votes, self.votes[candidate] = self.votes[candidate], 0
        transfers = self._transfer(candidate, lambda value: value, votes)
        self._close("exclusion", candidate, clause, transfers, (excluded,))

    def _transfer(
        self, candidate: int, revalue: Callable[[int], int], leaving: int
    ) -> tuple[Transfer, ...]:
        moved: dict[int, tuple[int, int]] = {}
        for target, _old, new, papers in self.piles.transfer(candidate, revalue):
            votes, before = moved.get(target, (0, 0))
            moved[target] = (votes + papers * new, before + papers)
        for target, (votes, _papers) in moved.items():
            self.votes[target] += votes
        self.lost += leaving - sum(votes for votes, _papers in moved.values())
        return tuple(
            Transfer(source=candidate, target=target, votes=votes, papers=papers)
            for target, (votes, papers) in sorted(moved.items())
        )

    def _close(
        self,
        action: str,
        candidate: int | None,
        clause: str,
        transfers: tuple[Transfer, ...],
        decisions: tuple[Decision, ...] = (),
    ) -> None:
        """End a round: write it down, then elect whoever has reached the quota."""
        if self.rule.quota_of_continuing:
            self.quota = self.rule.quota(
                sum(self.votes[n] for n in self.hopeful) // self.rule.scale, 1
            )
        self.rounds.append(
            Round(
                action=action, candidate=candidate, clause=clause, quota=self.quota,
                votes=tuple(self.votes[1:]), exhausted=self.votes[0], lost=self.lost,
                transfers=transfers, decisions=decisions, ties=tuple(self.ties),
            )
        )  # fmt: skip
        self.ties = []
        for number in self._by_votes([n for n in self.hopeful if self.votes[n] >= self.quota]):
            if number not in self.reservations.doomed(self.hopeful, self.elected, self.seats):
                self._elect([number], self.rule.clauses.reach)
                if self.votes[number] > self.quota:
                    self.pending.append(number)

    def _by_votes(self, candidates: list[int]) -> list[int]:
        return sorted(candidates, key=lambda n: (-self.votes[n], n))

    def _elect(self, candidates: list[int], clause: str) -> None:
        made = tuple(Decision(kind="elected", candidate=n, clause=clause) for n in candidates)
        for number in candidates:
            self.hopeful.remove(number)
            self.piles.standing[number] = False
            self.elected.append(number)
        last = self.rounds[-1]
        self.rounds[-1] = replace(last, decisions=last.decisions + made)
