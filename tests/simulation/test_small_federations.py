"""Any order of acts in a small federation of three tiers keeps every invariant."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from life import BRANCH, UPPER
from msgspec.structs import replace
from world import World, office, person

from delegata.council.body import AdmitConstituent, FillOffice, FoundBody
from delegata.council.credentials import ConfirmMandates, ContestMandates, RejectMandates
from delegata.council.division.closing import CloseDivision
from delegata.council.division.opening import OpenDivision
from delegata.council.ending import EndMandate
from delegata.council.mandate import GiveMandate, PresentMandate
from delegata.council.petition import PetitionRecall
from delegata.council.presence import Arrive, CountPresent, Leave
from delegata.council.sitting import Convene, OpenSitting
from delegata.council.state import Constituent
from delegata.council.words import Figure, Holder

BELOW = {"branch-a": "region", "branch-b": "region", "region": "congress"}
BODIES = st.sampled_from(["branch-a", "branch-b", "region", "congress"])
GIVERS = st.sampled_from(list(BELOW))
PEOPLE = st.integers(1, 4)
NAMES = st.sampled_from([f"m-{n}" for n in range(6)])
RULES = replace(UPPER, quorum=None, mandates=replace(UPPER.mandates, proofs=("cited", "paper")))


class SmallFederation(RuleBasedStateMachine):
    """Two branches, a region and a congress, four people, and six names of mandates."""

    @initialize()
    def begin(self):
        self.world = World()
        self.recalls = 0
        for body in ("branch-a", "branch-b", "region", "congress"):
            rules = BRANCH if body.startswith("branch") else RULES
            officers = tuple((o, person(0)) for o in ("secretary", "chair", "credentials"))
            self.act(body, FoundBody, name=body, character="assembly", tier=0, rules=rules,
                     officers=officers, listed=not body.startswith("branch"))  # fmt: skip
            self.act(body, Convene, convocation="c", convener="secretary", opens_on="2026-01-01")
            self.act(body, OpenSitting, sitting="s", convocation="c")
        for body, above in BELOW.items():
            self.act(above, AdmitConstituent, constituent=Constituent(body, members=40))
            if body.startswith("branch"):
                self.act(body, CountPresent, present=20)
                self.act(body, AdmitConstituent, constituent=Constituent("m", members=4))

    def act(self, body, command, right="secretary", **fields):
        return self.world.act(body, command(by=office(0, right), **fields))

    @rule(body=GIVERS, mandate=NAMES, who=PEOPLE)
    def give(self, body, mandate, who):
        seated = self.world.councils[body].seated.get(person(who))
        self.act(body, GiveMandate, mandate=f"{body}-{mandate}", holder=Holder(person=person(who)),
                 to_body=BELOW[body], rests_on=seated)  # fmt: skip

    @rule(body=GIVERS, mandate=NAMES)
    def present(self, body, mandate):
        given = self.world.councils[body].given.get(f"{body}-{mandate}")
        if given is not None and not given.ended:
            self.world.act(BELOW[body], PresentMandate(
                by=office(0), mandate=given.id, holder=given.holder, from_body=body,
                cites=(self.world.given_cite(body, given.id),)))  # fmt: skip

    @rule(giver=GIVERS, mandate=NAMES, command=st.sampled_from(
        [ConfirmMandates, ContestMandates, RejectMandates]))  # fmt: skip
    def judge(self, giver, mandate, command):
        reason = {} if command is ConfirmMandates else {"reason": "doubt"}
        self.act(BELOW[giver], command, "credentials", mandates=(f"{giver}-{mandate}",), **reason)

    @rule(giver=GIVERS, mandate=NAMES, command=st.sampled_from([Arrive, Leave]))
    def come_or_go(self, giver, mandate, command):
        self.act(BELOW[giver], command, mandates=(f"{giver}-{mandate}",))

    @rule(giver=GIVERS, mandate=NAMES)
    def take_office(self, giver, mandate):
        held = self.world.councils[BELOW[giver]].mandates.get(f"{giver}-{mandate}")
        if held is not None:
            self.act(BELOW[giver], FillOffice, office="archivist", person=held.holder.person,
                     rests_on=held.id)  # fmt: skip

    @rule(body=GIVERS, mandate=NAMES, ending=st.sampled_from(["died", "resigned"]))
    def end(self, body, mandate, ending):
        self.act(body, EndMandate, mandate=f"{body}-{mandate}", ending=ending)

    @rule(body=st.sampled_from(["branch-a", "branch-b"]), mandate=NAMES, carried=st.booleans())
    def recall(self, body, mandate, carried):
        self.recalls += 1
        name = f"r-{self.recalls}"
        self.act(body, PetitionRecall, recall=name, mandate=f"{body}-{mandate}", reason="absent",
                 supporters=tuple(person(n) for n in range(10, 16)))  # fmt: skip
        self.act(body, OpenDivision, "chair", division=name, motion=name)
        yes, no = (9, 1) if carried else (1, 9)
        self.act(body, CloseDivision, "chair", division=name, in_favour=Figure(yes),
                 against=Figure(no), abstaining=Figure(0))  # fmt: skip

    def teardown(self):
        if hasattr(self, "world"):
            self.world.finish()


TestSmallFederation = SmallFederation.TestCase
TestSmallFederation.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)
