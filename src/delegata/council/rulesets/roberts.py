"""An assembly of delegates after Robert's Rules of Order Revised (1915), a public text."""

from msgspec.structs import replace

from delegata.council.rules import (
    ConveningRule,
    DivisionRule,
    ElectionRule,
    FloorRule,
    MajorityRule,
    MotionRule,
    ProportionRule,
    QuorumRule,
)
from delegata.council.rulesets.procedures import ROBERTS
from delegata.council.rulesets.union import UNION_CONGRESS
from delegata.council.speaking_rules import SpeakersRule
from delegata.council.words import Share

ROBERTS_ASSEMBLY = replace(
    UNION_CONGRESS,
    name="roberts-assembly",
    title="Rules of an assembly of delegates after Robert's Rules of Order",
    convening=ConveningRule(
        entitled=("executive", "secretary"),
        notice_days=14,
        interval_days=366,
        requisition=Share(1, 3, over=False),
    ),
    quorum=QuorumRule(share=Share(1, 2)),
    majorities=(
        MajorityRule(question="substantive"),
        MajorityRule(question="procedural"),
        MajorityRule(question="election"),
        MajorityRule(question="rules", share=Share(2, 3, over=False)),
    ),
    presidium=ProportionRule(method="negotiated"),
    executive=ProportionRule(method="negotiated"),
    floor=FloorRule(
        speech_minutes=10, seconders=1, declarations_interrupt=False, movers=("decisive",)
    ),
    divisions=DivisionRule(
        methods=("consent", "show-of-hands", "cards", "roll-call", "electronic", "secret", "paper"),
        roll_call_demand=Share(1, 5, over=False),
        recount_demand=Share(0, 1, over=False),
        recount_until="next-division",
        dissenters="voters",
    ),
    elections=ElectionRule(electors="present"),
    motions=MotionRule(seconders=1, depth=2, order="moved", mover_accepts=False),
    speakers=SpeakersRule(
        order=("first-time-first", "alternating-sides"),
        points=("privilege", "order", "information"),
        interrupting=("privilege", "order"),
        times=2,
        closing_minutes=5,
    ),
    procedures=ROBERTS,
)
"""Sections of the text: a quorum is a majority of the delegates enrolled (64); a majority of the
votes cast decides, and two thirds change the rules (46, 48, 68); a speech lasts ten minutes, nobody
speaks more than twice to a question, and who has not spoken goes first, sides alternating (3, 42);
a motion is seconded (5); an amendment can be amended, that one no more (33); one member can have a
count verified (25); general consent, show of hands or rising, roll call, ballot (46, 48); the
ranking of motions in `procedures`. To move and to second is for members, hence for those who are
here with a vote, and who advises is heard. The fifth that can demand a roll call is that of
legislative bodies (46); convening and terms are a society's own by-laws.
"""
