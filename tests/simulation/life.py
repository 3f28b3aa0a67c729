"""Years in the life of a made-up federation of three tiers, drawn from a seed."""

import random
from datetime import date, timedelta
from typing import NamedTuple

from msgspec import UNSET
from msgspec.structs import replace
from world import World, office, person

from delegata.council.body import (
    AdmitConstituent,
    AdoptRules,
    DissolveBody,
    FillOffice,
    FoundBody,
    ReleaseConstituent,
)
from delegata.council.credentials import ConfirmMandates, ContestMandates, RejectMandates
from delegata.council.declaration import DeclareElection
from delegata.council.division.closing import CloseDivision
from delegata.council.division.opening import OpenDivision
from delegata.council.election import AnswerNomination, CallElection, Nominate, OpenPoll
from delegata.council.ending import EndMandate
from delegata.council.entry import Entry
from delegata.council.mandate import GiveMandate, PresentMandate
from delegata.council.motion import Move, WithdrawMotion
from delegata.council.norm import ApplyNorm, seats_of
from delegata.council.petition import PetitionRecall, SupportRecall
from delegata.council.presence import Arrive, CountPresent, Leave
from delegata.council.requisition import ResolveRequisition
from delegata.council.roll import SealRoll
from delegata.council.rules import RepresentationRule
from delegata.council.rulesets import READY_MADE
from delegata.council.sitting import CloseSitting, Convene, OpenSitting, Postpone
from delegata.council.state import Constituent, Council
from delegata.council.words import Figure, Holder, Portion, Seal

BRANCH = replace(
    READY_MADE["union-branch"],
    convening=replace(READY_MADE["union-branch"].convening, notice_days=0),
    elections=replace(READY_MADE["union-branch"].elections, notice_days=0, objection_days=0),
    recall=replace(READY_MADE["union-branch"].recall),
    motions=UNSET,
)
UPPER = replace(
    READY_MADE["union-congress"],
    convening=replace(READY_MADE["union-congress"].convening, notice_days=0, interval_days=92),
    representation=RepresentationRule(number=40, minimum=1),
    motions=UNSET,
)
EDGES = ("T00:59:59Z", "T01:00:00Z", "T02:00:00Z", "T23:59:59Z")
"""Times of day at which clocks are set forward or back somewhere, or a day ends."""


class Size(NamedTuple):
    """How large and how long a life is."""

    branches: int
    members: int
    years: int


class Life:
    """The bodies, who is in them, and what may happen to them."""

    def __init__(self, size: Size, seed: int) -> None:
        self.size = size
        self.chance = random.Random(seed)
        self.world = World()
        self.names = 0
        self.regions = [f"region-{n}" for n in range(max(1, size.branches // 40))]
        self.home: dict[str, str] = {}
        self.members: dict[str, list[int]] = {}
        self.people = 0
        self.day = date(2026, 1, 1)

    def name(self, stem: str) -> str:
        self.names += 1
        return f"{stem}-{self.names}"

    def tick(self, days: int) -> None:
        self.day += timedelta(days=days)
        self.world.now = f"{self.day.isoformat()}{self.chance.choice(EDGES)}"

    # The first day.

    def begin(self) -> None:
        self.tick(0)
        for at, region in enumerate(self.regions):
            self.found(region, UPPER, officer=at)
        self.found("congress", UPPER, officer=0)
        for region in self.regions:
            self.admit("congress", region)
        self.found("executive", UPPER, officer=0)
        self.admit("executive", "congress")
        each = self.size.members // self.size.branches
        for n in range(self.size.branches):
            self.branch(f"branch-{n}", self.regions[n % len(self.regions)], each)

    def found(self, body: str, rules: object, officer: int, *, listed: bool = True) -> None:
        officers = tuple((name, person(officer)) for name in ("secretary", "chair", "credentials"))
        self.world.must(body, FoundBody(by=office(officer), name=body, character="assembly", tier=0,
                                        rules=rules, officers=officers, listed=listed))  # fmt: skip
        self.home.setdefault(body, "")

    def admit(self, body: str, constituent: str) -> None:
        self.do(body, AdmitConstituent, constituent=Constituent(constituent))

    def branch(self, body: str, region: str, size: int) -> None:
        first = self.people + 1_000_000
        self.people += size
        self.members[body] = list(range(first, first + size))
        self.found(body, BRANCH, officer=first, listed=False)
        self.home[body] = region
        self.admit(region, body)

    def do(self, body: str, command: type, right: str = "secretary", **fields: object) -> Entry:
        officer = self.officer(body)
        return self.world.must(body, command(by=office(officer, right), **fields))

    def officer(self, body: str) -> int:
        if body in self.members:
            return self.members[body][0]
        return self.regions.index(body) if body in self.regions else 0

    def council(self, body: str) -> Council:
        return self.world.councils[body]

    def sit(self, body: str, present: int | None = None) -> None:
        """A sitting is open, with everybody who may be there."""
        call = self.name("call")
        self.do(body, Convene, convocation=call, convener="secretary",
                opens_on=self.day.isoformat())  # fmt: skip
        self.do(body, OpenSitting, sitting=self.name("sitting"), convocation=call)
        if present is not None:
            self.do(body, CountPresent, present=present)

    def vote(self, body: str, question: str, *, carried: bool = True, **fields: object) -> str:
        """A motion is moved and voted on; the name of its division."""
        motion = self.name("motion")
        self.do(body, Move, motion=motion, title="Moved", mover="members", question=question,
                **fields)  # fmt: skip
        self.divide(body, motion, carried=carried)
        return motion

    def divide(self, body: str, motion: str, *, carried: bool) -> None:
        self.do(body, OpenDivision, "chair", division=motion, motion=motion)
        yes, no = (Figure(3), Figure(0)) if carried else (Figure(0), Figure(3))
        self.do(body, CloseDivision, "chair", division=motion, in_favour=yes, against=no,
                abstaining=Figure(0))  # fmt: skip

    # Every year.

    def year(self) -> None:
        for region in self.regions:
            self.elect_region(region)
            self.tick(self.chance.choice((0, 1)))
        self.elect_congress()
        for month in range(12):
            self.month(month)
            self.tick(28)
        self.tick(1)

    def elect_region(self, region: str) -> None:
        branches = [body for body in self.members if self.home[body] == region]
        for body in branches:
            self.retire(body)
            first, *others = self.members[body]
            self.chance.shuffle(others)
            self.members[body] = [first, *others]
            size = len(self.members[body])
            root = f"{self.chance.getrandbits(256):064x}"
            self.do(body, SealRoll, roll=self.name("roll"), held_on=self.day.isoformat(),
                    seal=Seal(size, root))  # fmt: skip
        members = tuple(Portion(body, len(self.members[body])) for body in branches)
        self.do(region, ApplyNorm, norm=self.name("norm"), roll_on=self.day.isoformat(),
                members=members)  # fmt: skip
        for body in branches:
            seats = seats_of(self.council(region), body) or 0
            chosen = [Holder(person=person(n)) for n in self.members[body][1 : seats + 3]]
            self.sit(body, present=len(self.members[body]))
            self.elect(body, region, chosen, seats)
            self.do(body, CloseSitting)
        self.hold_norm(region)

    def hold_norm(self, body: str) -> None:
        """After an election every seat that is due is held, and no more."""
        council = self.council(body)
        for portion in council.norms[-1].seats:
            assert council.seats_held.get(portion.name, 0) == portion.number, (body, portion)

    def retire(self, body: str) -> None:
        for given in list(self.council(body).given.values()):
            if not self.council(body).given[given.id].ended:
                self.do(body, EndMandate, mandate=given.id, ending="term-over")

    def elect(
        self, body: str, to_body: str, chosen: list[Holder], seats: int, *, resting: bool = False
    ) -> None:
        """An election from its call to confirmed mandates."""
        election = self.name("election")
        self.do(body, CallElection, election=election, title="Delegates", to_body=to_body,
                seats=seats, polls_on=self.day.isoformat())  # fmt: skip
        names = []
        for holder in chosen:
            base = self.council(body).seated.get(holder.person or "") if resting else None
            names.append(self.name("c"))
            self.do(body, Nominate, election=election, candidate=names[-1], holder=holder,
                    rests_on=base)  # fmt: skip
            self.do(body, AnswerNomination, election=election, candidate=names[-1], accepts=True)
        self.do(body, OpenPoll, election=election)
        votes = tuple(Portion(name, 1) for name in names)
        self.do(body, DeclareElection, election=election, votes=votes, lots=tuple(names))
        for name in self.council(body).elections[election].elected:
            self.seat(body, to_body, election, name)

    def seat(self, body: str, to_body: str, election: str, name: str, replaces: str = "") -> None:
        candidacy = self.council(body).elections[election].candidates[name]
        mandate = self.name("m")
        self.do(body, GiveMandate, mandate=mandate, holder=candidacy.holder, to_body=to_body,
                election=election, candidate=name, rests_on=candidacy.rests_on or None,
                replaces=replaces or None)  # fmt: skip
        cites = (self.world.given_cite(body, mandate),)
        self.do(to_body, PresentMandate, mandate=mandate, holder=candidacy.holder, from_body=body,
                cites=cites)  # fmt: skip
        if self.chance.random() < 0.02:
            self.do(to_body, ContestMandates, "credentials", mandates=(mandate,), reason="doubt")
        self.do(to_body, ConfirmMandates, "credentials", mandates=(mandate,))

    def gather(self, body: str) -> None:
        """An upper body sits, with all of its delegates."""
        self.sit(body)
        mandates = tuple(m.id for m in self.council(body).mandates.values() if m.votes)
        self.do(body, Arrive, mandates=mandates)

    def elect_congress(self) -> None:
        for region in self.regions:
            self.gather(region)
        sizes = {region: len(self.home_members(region)) for region in self.regions}
        self.do("congress", ApplyNorm, norm=self.name("norm"), roll_on=self.day.isoformat(),
                members=tuple(Portion(r, max(40, n // 5)) for r, n in sizes.items()))  # fmt: skip
        for region in self.regions:
            seats = seats_of(self.council("congress"), region) or 1
            voting = [m.holder for m in self.council(region).mandates.values() if m.votes]
            seats = min(seats, len(voting))
            self.elect(region, "congress", voting[: seats + 2], seats, resting=True)
            self.do(region, CloseSitting)
        self.gather("congress")
        voting = [m.holder for m in self.council("congress").mandates.values() if m.votes]
        self.elect("congress", "executive", voting[:5], min(3, len(voting)), resting=True)
        first = next(m for m in self.council("executive").mandates.values() if m.votes)
        self.do("executive", FillOffice, office="commissioner", person=first.holder.person,
                rests_on=first.id)  # fmt: skip
        self.do("congress", CloseSitting)

    def home_members(self, region: str) -> list[int]:
        return [n for body, own in self.members.items() if self.home[body] == region for n in own]

    # Every month.

    def month(self, month: int) -> None:
        for body in list(self.members):
            if self.chance.random() < 0.15:
                self.lose_delegate(body)
            if self.chance.random() < 0.03:
                self.recall(body)
            if self.chance.random() < 0.2:
                self.mischief(body)
        if month == 5:
            self.requisition()
        if month == 7:
            self.change_rules(self.chance.choice(self.regions))
        if month == 8:
            self.merge_and_split()

    def lose_delegate(self, body: str) -> None:
        """A delegate dies, resigns or leaves; the next in line takes the seat, if there is one."""
        standing = [g for g in self.council(body).given.values() if not g.ended and g.election]
        if not standing:
            return
        lost = self.chance.choice(standing)
        ending = self.chance.choice(("died", "resigned", "membership-lost"))
        self.do(body, EndMandate, mandate=lost.id, ending=ending)
        if ending != "resigned":
            self.bury(body, lost.holder.person)
        election = self.council(body).elections[lost.election]
        waiting = [n for n in election.substitutes if n not in election.moved_up]
        if waiting:
            self.seat(body, lost.to_body, lost.election, waiting[0], lost.id)

    def bury(self, body: str, gone: str | None) -> None:
        """Who died or left is a member no more; somebody else joins."""
        self.people += 1
        left = [n for n in self.members[body] if person(n) != gone]
        self.members[body] = [*left, self.people + 1_000_000]

    def recall(self, body: str) -> None:
        """Members petition; at the threshold the vote is held, and carried or lost."""
        council = self.council(body)
        petitioned = {r.mandate for r in council.recalls.values() if r.state in {"open", "due"}}
        given = [g for g in council.given.values() if not g.ended]
        standing = [g for g in given if g.id not in petitioned]
        if not standing:
            return
        recall, mandate = self.name("recall"), self.chance.choice(standing).id
        self.do(body, PetitionRecall, recall=recall, mandate=mandate, reason="absent",
                supporters=(person(self.members[body][1]),))  # fmt: skip
        needed = self.council(body).recalls[recall].needed
        if self.chance.random() < 0.3:
            return
        if needed > 1:
            others = tuple(person(n) for n in self.members[body][2 : needed + 1])
            self.do(body, SupportRecall, recall=recall, supporters=others)
        self.sit(body, present=len(self.members[body]))
        self.attempt(body, WithdrawMotion, motion=recall)
        self.divide(body, recall, carried=self.chance.random() < 0.5)
        self.do(body, CloseSitting)

    def attempt(self, body: str, command: type, right: str = "secretary", **fields: object) -> None:
        """Something unlawful is tried."""
        self.world.act(body, command(by=office(self.officer(body), right), **fields))

    def mischief(self, body: str) -> None:
        """Each of these is refused by a rule, and changes nothing."""
        region = self.home[body]
        council = self.council(region)
        mandates = list(council.mandates.values())
        some = self.chance.choice(mandates)
        stray = Holder(person=some.holder.person)
        tries = (
            (region, Arrive, {"mandates": (some.id,)}),
            (region, Leave, {"mandates": (some.id,)}),
            (region, ConfirmMandates, {"mandates": (some.id,)}),
            (region, RejectMandates, {"mandates": ("m-0",), "reason": "none"}),
            (region, OpenDivision, {"division": "d", "motion": "nothing"}),
            (region, PresentMandate, {"mandate": self.name("x"), "holder": stray,
                                      "from_body": body, "proof": "paper"}),
            (body, EndMandate, {"mandate": "m-0", "ending": "resigned"}),
            (body, GiveMandate, {"mandate": self.name("x"), "holder": stray, "to_body": region,
                                 "election": "none", "candidate": "none"}),
            (body, Postpone, {"convocation": "none", "opens_on": "2030-01-01",
                              "postponer": "secretary"}),
            (body, ResolveRequisition, {"of_body": region, "opens_on": "2030-01-01",
                                        "division": "none"}),
        )  # fmt: skip
        place, command, fields = self.chance.choice(tries)
        self.attempt(place, command, **fields)
        self.overfill(body, region)

    def overfill(self, body: str, region: str) -> None:
        """A branch sends one more than its seats; the credentials committee cannot confirm it."""
        mandate = self.name("over")
        holder = Holder(person=person(self.members[body][-1]))
        self.do(body, GiveMandate, mandate=mandate, holder=holder, to_body=region)
        cites = (self.world.given_cite(body, mandate),)
        by = office(self.officer(region))
        sent = self.world.act(region, PresentMandate(by=by, mandate=mandate, holder=holder,
                                                     from_body=body, cites=cites))  # fmt: skip
        if isinstance(sent, Entry):
            full = seats_of(self.council(region), body) == self.council(region).seats_held.get(body)
            if full:
                self.attempt(region, ConfirmMandates, "credentials", mandates=(mandate,))
                self.sit(region)
                self.attempt(region, Arrive, mandates=(mandate,))
                self.do(region, CloseSitting)
        self.do(body, EndMandate, mandate=mandate, ending="resigned")

    def requisition(self) -> None:
        """The executive does not call the congress; regions demand it, and it meets."""
        before = len(self.council("congress").requisitions)
        for region in self.regions:
            if before < len(self.council("congress").requisitions) and (
                self.council("congress").requisitions[-1].state == "reached"
            ):
                break
            self.gather(region)
            division = self.vote(region, "substantive")
            self.do(region, ResolveRequisition, of_body="congress", division=division,
                    opens_on=(self.day + timedelta(days=7)).isoformat())  # fmt: skip
            self.do(region, CloseSitting)
        call = self.council("congress").convocations[-1]
        assert call.convener == "constituents"
        self.attempt("congress", Postpone, convocation=call.id, opens_on="2040-01-01",
                     postponer="secretary")  # fmt: skip
        self.attempt("congress", Convene, convocation=self.name("rival"), convener="passer-by",
                     opens_on=call.opens_on)  # fmt: skip

    def change_rules(self, region: str) -> None:
        self.gather(region)
        motion = self.vote(region, "rules", form="rules")
        rules = self.council(region).standing
        minutes = self.chance.randint(2, 9)
        changed = replace(rules, version=rules.version + 1,
                          floor=replace(rules.floor, speech_minutes=minutes))  # fmt: skip
        self.do(region, AdoptRules, rules=changed, motion=motion)
        self.do(region, CloseSitting)

    def merge_and_split(self) -> None:
        """One branch dissolves into another of its region, and another one divides in two."""
        region = self.chance.choice(self.regions)
        own = [body for body in self.members if self.home[body] == region]
        if len(own) < 3:
            return
        gone, larger, divided = self.chance.sample(own, 3)
        self.sit(gone, present=len(self.members[gone]))
        division = self.vote(gone, "rules", form="rules")
        self.do(gone, DissolveBody, division=division, successor=larger)
        self.do(region, ReleaseConstituent, constituent=gone, reason="dissolved")
        self.members[larger] += self.members.pop(gone)
        half = len(self.members[divided]) // 2
        leaving = self.members[divided][half:]
        if len(leaving) < 6:
            return
        new = self.name("branch-new")
        self.members[divided] = self.members[divided][:half]
        self.members[new] = leaving
        self.found(new, BRANCH, officer=leaving[0], listed=False)
        self.home[new] = region
        self.admit(region, new)


def lived(size: Size, seed: int) -> Life:
    """A whole life, with everything replayed and verified at its end."""
    life = Life(size, seed)
    life.begin()
    for _ in range(size.years):
        life.year()
    life.world.finish()
    return life
