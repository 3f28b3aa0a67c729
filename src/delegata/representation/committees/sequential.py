"""Rules that fill places one by one: the state after each place, and who may take the next.

Papers are held by distinct set, and sets by the load or money that their voters have left: that
takes few values, so a place costs what the distinct sets cost, in whole numbers.
"""

from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm
from typing import Protocol

from delegata.representation.committees.ballots import ApprovalProfile


class State(Protocol):
    """A rule in the middle of a count."""

    @property
    def phase(self) -> str:
        """What part of the rule fills the next place."""

    @property
    def standing(self) -> tuple[int, ...]:
        """The candidates with approvals who are not elected."""

    @property
    def burden(self) -> tuple[object, ...]:
        """What earlier places have left behind: equal burdens go on alike."""

    def figures(self) -> dict[int, Fraction]:
        """The candidates who can take the next place, each with a figure; the least is best."""

    def after(self, candidate: int, figure: Fraction) -> "State":
        """The state once a candidate has taken the place by a figure."""

    def completion(self) -> "State | None":
        """The state that goes on where nobody can take the next place."""


@dataclass(frozen=True, slots=True)
class Groups:
    """The distinct sets of a profile and, for each candidate, the positions of sets with them."""

    sets: tuple[frozenset[int], ...]
    papers: tuple[int, ...]
    naming: dict[int, tuple[int, ...]]
    support: dict[int, int]

    @classmethod
    def of(cls, profile: ApprovalProfile) -> "Groups":
        """Group a profile; a candidate whom nobody approves of has no support."""
        naming: dict[int, list[int]] = {}
        for group, approved in enumerate(profile.papers):
            for candidate in approved:
                naming.setdefault(candidate, []).append(group)
        papers = tuple(profile.papers.values())
        return cls(
            tuple(profile.papers),
            papers,
            {c: tuple(naming[c]) for c in sorted(naming)},
            {c: sum(papers[g] for g in naming[c]) for c in sorted(naming)},
        )


@dataclass(frozen=True, slots=True)
class Pav:
    """Sequential PAV: a paper with m members elected counts 1/(m+1) for each other it names.

    The figure is minus the sum of these. Source: Thiele 1895; Lackner and Skowron, Multi-Winner
    Voting with Approval Preferences (2023), rule 4.
    """

    groups: Groups
    seats: int
    unit: int
    scores: dict[int, int]
    members: tuple[int, ...]
    phase: str = "seq-pav"

    @property
    def standing(self) -> tuple[int, ...]:
        """The candidates with approvals who are not elected."""
        return tuple(self.scores)

    @property
    def burden(self) -> tuple[object, ...]:
        """Each set's members."""
        return self.members

    @classmethod
    def begin(cls, profile: ApprovalProfile, seats: int) -> "Pav":
        """Before the first place; scores are held as whole multiples of 1/lcm(1..seats)."""
        groups = Groups.of(profile)
        unit = lcm(*range(1, seats + 1))
        scores = {candidate: number * unit for candidate, number in groups.support.items()}
        return cls(groups, seats, unit, scores, (0,) * len(groups.sets))

    def figures(self) -> dict[int, Fraction]:
        """Each candidate's score, as minus a fraction of papers."""
        return {candidate: Fraction(-score, self.unit) for candidate, score in self.scores.items()}

    def after(self, candidate: int, figure: Fraction) -> "Pav":
        """Papers that name the elected count for less."""
        del figure
        scores, members = dict(self.scores), list(self.members)
        del scores[candidate]
        for group in self.groups.naming[candidate]:
            members[group] += 1
            before, now = members[group], members[group] + 1
            lost = self.unit // before - (self.unit // now if now <= self.seats else 0)
            for other in self.groups.sets[group]:
                if other in scores:
                    scores[other] -= self.groups.papers[group] * lost
        return replace(self, scores=scores, members=tuple(members))

    def completion(self) -> State | None:
        """None: every candidate with approvals can take a place."""
        return None


@dataclass(frozen=True, slots=True)
class Phragmen:
    """Sequential Phragmén: each member is a load of 1, shared so that the heaviest voter is light.

    The figure is the load that each voter for the candidate would then carry, equally. Source:
    Phragmén 1894; Brill, Freeman, Janson and Lackner, Mathematical Programming 203 (2024) 47-76.
    """

    groups: Groups
    standing: tuple[int, ...]
    loads: tuple[Fraction, ...]
    phase: str = "phragmen"

    @property
    def burden(self) -> tuple[object, ...]:
        """Each set's load."""
        return self.loads

    @classmethod
    def begin(cls, profile: ApprovalProfile, seats: int) -> "Phragmen":
        """Before the first place: nobody carries a load."""
        del seats
        groups = Groups.of(profile)
        return cls(groups, tuple(groups.naming), (Fraction(0),) * len(groups.sets))

    def figures(self) -> dict[int, Fraction]:
        """Each candidate's load on each of their voters."""
        unit, whole = _whole(self.loads)
        papers, support = self.groups.papers, self.groups.support
        return {
            candidate: Fraction(
                unit + sum(papers[g] * whole[g] for g in self.groups.naming[candidate]),
                unit * support[candidate],
            )
            for candidate in self.standing
        }

    def after(self, candidate: int, figure: Fraction) -> "Phragmen":
        """The voters for the elected carry the new load."""
        loads = list(self.loads)
        for group in self.groups.naming[candidate]:
            loads[group] = figure
        standing = tuple(c for c in self.standing if c != candidate)
        return replace(self, standing=standing, loads=tuple(loads))

    def completion(self) -> State | None:
        """None: every candidate with approvals can take a place."""
        return None


@dataclass(frozen=True, slots=True)
class EqualShares:
    """Equal shares: each paper has seats/papers to spend, and each place costs 1.

    The figure is what the voters for a candidate pay each, those with less paying all they have.
    Where nobody can be paid for, `completed_by` says how places are filled: `phragmen`, beginning
    with minus the money left as loads; `approval`, by papers; `none`. Source: Peters and Skowron,
    EC 2020; Lackner and Skowron, Multi-Winner Voting with Approval Preferences (2023), rule 11.
    """

    groups: Groups
    standing: tuple[int, ...]
    price: int
    money: tuple[int, ...]
    completed_by: str
    phase: str = "equal-shares"

    @property
    def burden(self) -> tuple[object, ...]:
        """Each set's money."""
        return (self.price, *self.money)

    @classmethod
    def begin(
        cls, profile: ApprovalProfile, seats: int, completed_by: str = "phragmen"
    ) -> "EqualShares":
        """Before the first place; money is held in whole units, `price` of them for a place."""
        groups = Groups.of(profile)
        money = (seats,) * len(groups.sets)
        return cls(groups, tuple(groups.naming), profile.total, money, completed_by)

    def figures(self) -> dict[int, Fraction]:
        """What voters would pay each, in places, for each candidate whom they can pay for."""
        dues = ((candidate, self._due(candidate)) for candidate in self.standing)
        return {candidate: due / self.price for candidate, due in dues if due is not None}

    def _due(self, candidate: int) -> Fraction | None:
        owners: dict[int, int] = {}
        for group in self.groups.naming[candidate]:
            own = self.money[group]
            owners[own] = owners.get(own, 0) + self.groups.papers[group]
        left, payers = self.price, self.groups.support[candidate]
        for own in sorted(owners):
            if own * payers >= left:
                return Fraction(left, payers)
            left -= own * owners[own]
            payers -= owners[own]
        return None

    def after(self, candidate: int, figure: Fraction) -> "EqualShares":
        """The voters for the elected have paid; units shrink so that money stays whole."""
        due = figure * self.price
        money = [own * due.denominator for own in self.money]
        for group in self.groups.naming[candidate]:
            money[group] = max(money[group] - due.numerator, 0)
        standing = tuple(c for c in self.standing if c != candidate)
        return replace(
            self, standing=standing, price=self.price * due.denominator, money=tuple(money)
        )

    def completion(self) -> State | None:
        """The rule that fills what money does not."""
        if self.completed_by == "phragmen":
            loads = tuple(Fraction(-own, self.price) for own in self.money)
            return Phragmen(self.groups, self.standing, loads)
        if self.completed_by == "approval":
            return Approval(self.groups, self.standing)
        return None


@dataclass(frozen=True, slots=True)
class Approval:
    """The candidates with the most papers; the figure is minus their number."""

    groups: Groups
    standing: tuple[int, ...]
    phase: str = "approval"
    burden: tuple[object, ...] = ()

    @classmethod
    def begin(cls, profile: ApprovalProfile, seats: int) -> "Approval":
        """Before the first place."""
        del seats
        groups = Groups.of(profile)
        return cls(groups, tuple(groups.naming))

    def figures(self) -> dict[int, Fraction]:
        """Minus the papers of each candidate."""
        return {candidate: Fraction(-self.groups.support[candidate]) for candidate in self.standing}

    def after(self, candidate: int, figure: Fraction) -> "Approval":
        """The others stand as before."""
        del figure
        return replace(self, standing=tuple(c for c in self.standing if c != candidate))

    def completion(self) -> State | None:
        """None: every candidate with approvals can take a place."""
        return None


def _whole(values: tuple[Fraction, ...]) -> tuple[int, list[int]]:
    """Fractions as whole multiples of one unit fraction."""
    unit = lcm(*{value.denominator for value in values})
    return unit, [value.numerator * (unit // value.denominator) for value in values]
