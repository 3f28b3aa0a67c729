"""Laws of a body under any lawful and unlawful order of acts, as a machine that tries them."""

import msgspec
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from cast import AT, CONGRESS, Stage, person
from delegata.council.act import Refused
from delegata.council.acts import COMMANDS, command_of, decide, evolve, fold
from delegata.council.agenda import FinishItem, SetAgenda, TakeItem
from delegata.council.alternate import StandIn, StepBack
from delegata.council.body import FillOffice, VacateOffice
from delegata.council.credentials import (
    ChangeVoice,
    ConfirmMandates,
    ContestMandates,
    RejectMandates,
)
from delegata.council.division.closing import CloseDivision
from delegata.council.division.opening import CarryByConsent, OpenDivision
from delegata.council.ending import NoteEnding
from delegata.council.entry import Actor, Cite, Entry
from delegata.council.faction import DeclareFaction, JoinFaction, MergeFactions
from delegata.council.mandate import PresentMandate
from delegata.council.motion import AcceptAmendment, Move, MoveAmendment, WithdrawMotion
from delegata.council.presence import Arrive, Leave
from delegata.council.proportion import DeclineSeats, DivideSeats, PassSeats
from delegata.council.seating import seating
from delegata.council.sitting import CloseSitting, OpenSitting, Recess, Resume
from delegata.council.state import Council
from delegata.council.words import Figure, Holder, Portion
from delegata.record.canonical import encode

SECRETARY = Actor(person=person("ada"), right="office:secretary")
CHAIR = Actor(person=person("ben"), right="office:chair")
MANDATES = st.sampled_from([f"d-{n}" for n in range(1, 8)])
ALTERNATES = st.sampled_from(["a-1", "a-2"])
SOME = st.lists(MANDATES | ALTERNATES, min_size=1, max_size=3, unique=True).map(tuple)
PEOPLE = st.sampled_from([person(name) for name in ("eva", "fin", "gus", "ada")])
FACTIONS = st.sampled_from(["left", "right"])
NAMES = st.sampled_from(["m-1", "m-2", "m-3", "m-4"])
VOTES = st.builds(
    Figure, number=st.none() | st.integers(0, 5), rest=st.sampled_from([False, False, True])
)
LISTS = st.sampled_from(["left", "right", "centre", "open"])
PORTIONS = st.lists(st.builds(Portion, LISTS, st.integers(0, 4)), max_size=3).map(tuple)
CITE = (Cite(body="branch", position=1, hash="00" * 32),)
STARTED = (
    CONGRESS.replace("1..9:", "1..5:")
    .replace("1..9", "1..5")
    .replace(
        "      convening notice_days: 0",
        "      convening notice_days: 0\n      executive method: negotiated",
    )
    + """
for n in 1..2:
present mandate a-{n}
    holder: alternate {n}
    from body: branch
    proof: paper
    alternate: yes
confirm mandates a-1..2
open sitting first
    convocation: spring
arrive d-1..4
declare faction left
    name: Left
join faction d-2..3
    faction: left
by ben as chair
move m-1
    title: M
    mover: x
    form: decree
"""
)


class Body(RuleBasedStateMachine):
    """One congress to which anything may happen; what is refused changes nothing."""

    @initialize()
    def found(self):
        stage = Stage().perform(STARTED)
        self.council = stage.councils["congress"]
        self.entries = stage.entries("congress")

    def act(self, command, at=AT):
        """The act is decided twice alike, and folded in where it stands."""
        outcome = decide(self.council, command, at)
        if isinstance(outcome, Refused):
            assert outcome.sentence
            assert encode(decide(self.council, command, at)) == encode(outcome)
            return
        again = msgspec.json.decode(encode(outcome), type=Entry)
        assert encode(again) == encode(outcome)
        assert encode(decide(self.council, command_of(again), again.at)) == encode(outcome)
        assert type(command_of(again)) in COMMANDS
        self.council = evolve(self.council, again)
        self.entries.append(again)

    @rule(
        name=MANDATES,
        who=st.none() | PEOPLE,
        voice=st.sampled_from(["decisive", "decisive", "advisory"]),
        faction=st.none() | FACTIONS,
    )
    def present(self, name, who, voice, faction):
        holder = Holder(person=who) if who else Holder(label="somebody")
        self.act(
            PresentMandate(
                by=SECRETARY, mandate=name, holder=holder, from_body="branch", voice=voice,
                proof="paper", faction=faction,
            )
        )  # fmt: skip

    @rule(names=SOME, become=st.sampled_from([ContestMandates, RejectMandates]))
    def doubt(self, names, become):
        self.act(become(by=SECRETARY, mandates=names, reason="doubtful"))

    @rule(names=SOME)
    def confirm(self, names):
        self.act(ConfirmMandates(by=SECRETARY, mandates=names))

    @rule(names=SOME, voice=st.sampled_from(["decisive", "advisory"]))
    def change_voice(self, names, voice):
        self.act(ChangeVoice(by=SECRETARY, mandates=names, voice=voice, reason="franchise"))

    @rule(name=MANDATES)
    def end(self, name):
        self.act(NoteEnding(by=SECRETARY, cites=CITE, mandate=name, ending="resigned"))

    @rule(names=SOME, move=st.sampled_from([Arrive, Leave]))
    def come_or_go(self, names, move):
        self.act(move(by=SECRETARY, mandates=names))

    @rule(delegate=MANDATES, alternate=ALTERNATES, back=st.booleans())
    def take_the_place(self, delegate, alternate, back):
        if back:
            self.act(StepBack(by=SECRETARY, delegate=delegate))
        else:
            self.act(StandIn(by=SECRETARY, delegate=delegate, alternate=alternate))

    @rule(names=SOME, faction=st.none() | FACTIONS)
    def join(self, names, faction):
        self.act(JoinFaction(by=SECRETARY, mandates=names, faction=faction))

    @rule(faction=FACTIONS, into=FACTIONS, merges=st.booleans())
    def declare_or_merge(self, faction, into, merges):
        if merges:
            self.act(MergeFactions(by=SECRETARY, faction=faction, into=into))
        else:
            self.act(DeclareFaction(by=SECRETARY, faction=faction, name=faction))

    @rule(who=PEOPLE, mandate=st.none() | MANDATES, leaves=st.booleans())
    def office(self, who, mandate, leaves):
        if leaves:
            self.act(VacateOffice(by=SECRETARY, office="clerk", person=who))
        else:
            self.act(FillOffice(by=SECRETARY, office="clerk", person=who, rests_on=mandate))

    @rule(
        name=NAMES, parent=NAMES, amends=st.booleans(), form=st.sampled_from(["motion", "decree"])
    )
    def move(self, name, parent, amends, form):
        if amends:
            act = MoveAmendment(by=CHAIR, motion=name, amends=parent, title="A", mover="x")
        else:
            act = Move(by=CHAIR, motion=name, title="M", mover="x", form=form)
        self.act(act)

    @rule(name=NAMES, on=st.sampled_from([WithdrawMotion, AcceptAmendment]))
    def on_motion(self, name, on):
        self.act(on(by=CHAIR, motion=name))

    @precondition(lambda self: not self.council.dividing)
    @rule(name=NAMES, motion=NAMES, consent=st.booleans())
    def divide(self, name, motion, consent):
        in_hand = [m.id for m in self.council.motions.values() if m.state == "moved"]
        motion = min(in_hand, default=motion)
        kind = CarryByConsent if consent else OpenDivision
        self.act(kind(by=CHAIR, division=name, motion=motion))

    @precondition(lambda self: self.council.dividing)
    @rule(votes=st.tuples(VOTES, VOTES, VOTES),
          declared=st.sampled_from([None, "carried", "lost"]))  # fmt: skip
    def close(self, votes, declared):
        favour, against, abstaining = votes
        self.act(
            CloseDivision(
                by=CHAIR, division=self.council.dividing, in_favour=favour,
                against=against, abstaining=abstaining, declared=declared,
            )
        )  # fmt: skip

    @rule(kind=st.sampled_from([Recess, CloseSitting]), name=NAMES, back=SOME)
    def sit(self, kind, name, back):
        self.act(kind(by=CHAIR))
        self.act(Resume(by=CHAIR))
        self.act(OpenSitting(by=SECRETARY, sitting=name, convocation="spring"))
        self.act(Arrive(by=SECRETARY, mandates=back))

    @rule(items=st.lists(st.tuples(NAMES, st.just("Item")), max_size=3).map(tuple), name=NAMES,
          done=st.booleans())  # fmt: skip
    def agenda(self, items, name, done):
        self.act(SetAgenda(by=CHAIR, items=items))
        self.act((FinishItem if done else TakeItem)(by=CHAIR, item=name))

    @rule(shares=PORTIONS, basis=PORTIONS, seats=st.integers(0, 6))
    def seats(self, shares, basis, seats):
        self.act(
            DivideSeats(by=CHAIR, organ="executive", title="E", seats=seats, shares=shares,
                        basis=basis)
        )  # fmt: skip

    @rule(source=LISTS, to=LISTS, seats=st.integers(0, 3), reserved=st.booleans())
    def decline_or_pass(self, source, to, seats, reserved):
        self.act(DeclineSeats(by=CHAIR, organ="executive", list=source, reserved=reserved))
        self.act(PassSeats(by=CHAIR, organ="executive", list=source, to=to, seats=seats))

    @invariant()
    def the_electorate_is_the_mandates_that_vote(self):
        mandates, attendance = self.council.mandates, self.council.attendance
        voters = {m.id for m in mandates.values() if m.votes}
        alternates = {m.id for m in mandates.values() if m.alternate}
        here, standing_in = set(attendance.here), set(attendance.standing_in)
        confirmed = {m.id for m in mandates.values() if m.state == "confirmed"}
        advisers = {m for m in confirmed - alternates if mandates[m].voice == "advisory"}
        advisers |= {m for m in standing_in if mandates[m].voice == "advisory"}
        replacing = standing_in - advisers

        assert self.council.electorate == len(voters)
        assert attendance.decisive == len(voters & here) + len(replacing) <= len(voters)
        assert attendance.advisory == len(advisers & here)
        assert here <= confirmed
        assert standing_in <= here & alternates

    @invariant()
    def the_seats_are_the_electorate_and_who_sits_in_them_the_voters_present(self):
        seats, attendance = seating(self.council), self.council.attendance
        sitters = [sitter.id for _, sitter in seats if sitter is not None]

        assert len({seat.id for seat, _ in seats}) == len(seats) == self.council.electorate
        assert len(set(sitters)) == len(sitters) == attendance.decisive
        for seat, sitter in seats:
            if sitter is not None and sitter.alternate:
                assert attendance.standing_in[sitter.id] == seat.id not in attendance.here

    @invariant()
    def a_faction_is_as_large_as_its_register(self):
        for faction in self.council.factions.values():
            members = [
                m
                for m in self.council.mandates.values()
                if m.faction == faction.id and m.state != "ended"
            ]
            assert faction.size == len(members)

    @invariant()
    def nobody_is_seated_twice(self):
        standing = [
            m
            for m in self.council.mandates.values()
            if m.holder.person and m.state not in {"rejected", "ended"}
        ]

        assert len({m.holder.person for m in standing}) == len(standing)
        assert dict(self.council.seated) == {m.holder.person: m.id for m in standing}

    @invariant()
    def offices_rest_on_mandates_that_stand(self):
        for mandate, offices in self.council.resting.items():
            assert self.council.mandates[mandate].state not in {"rejected", "ended"}
            for actor in offices:
                assert actor in self.council.offices[actor.right.removeprefix("office:")]

    @invariant()
    def one_division_at_most_is_open_and_its_motion_is_in_hand(self):
        opened = [d for d in self.council.divisions.values() if d.state == "open"]

        assert [d.id for d in opened] == ([self.council.dividing] if self.council.dividing else [])
        for division in opened:
            assert self.council.motions[division.motion].state in {"moved", "deferred"}
            assert self.council.sitting.state == "open"

    @invariant()
    def every_carried_decree_is_a_resolution_once(self):
        decrees = {
            m.id
            for m in self.council.motions.values()
            if m.form == "decree" and m.state == "carried"
        }

        assert decrees == set(self.council.resolutions)
        numbers = sorted(r.number for r in self.council.resolutions.values())
        assert numbers == list(range(1, len(numbers) + 1))

    @invariant()
    def seats_are_neither_lost_nor_made(self):
        executive = self.council.executive
        if executive is None:
            return
        entry = next(e for e in reversed(self.entries) if e.kind == "seats.divided")
        held = sum(share.seats + share.declined for share in executive.shares)

        assert held + executive.open_seats == entry.data["seats"]
        assert all(share.seats >= 0 and share.declined >= 0 for share in executive.shares)
        assert len({share.name for share in executive.shares}) == len(executive.shares)

    def teardown(self):
        """The state is the fold of the record, from nothing."""
        if hasattr(self, "entries"):
            assert fold("congress", self.entries) == self.council
            assert [e.position for e in self.entries] == list(range(len(self.entries)))
            assert fold("congress", self.entries[:1]) == evolve(
                Council(body="congress"), self.entries[0]
            )


Body.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestBody = Body.TestCase
