"""A conference of delegates with a German order of business (Geschäftsordnung)."""

from msgspec.structs import replace

from delegata.council.rules import (
    ConveningRule,
    DivisionRule,
    FloorRule,
    MajorityRule,
    MandateRule,
    MotionRule,
    QuorumRule,
    RecallRule,
)
from delegata.council.rulesets.procedures import GERMAN
from delegata.council.rulesets.roberts import ROBERTS_ASSEMBLY
from delegata.council.speaking_rules import SpeakersRule
from delegata.council.words import Share

_TENTH = Share(1, 10, over=False)

GERMAN_CONFERENCE = replace(
    ROBERTS_ASSEMBLY,
    name="german-conference",
    title="Order of business of a conference of delegates (Geschäftsordnung)",
    mandates=MandateRule(
        term_days=2 * 365, proofs=("cited",), stale_may_vote=False, alternates="both-terms"
    ),
    recall=RecallRule(petition=_TENTH, majority=Share(1, 2)),
    convening=ConveningRule(
        entitled=("executive", "secretary"),
        notice_days=28,
        interval_days=2 * 365,
        requisition=_TENTH,
    ),
    quorum=QuorumRule(share=Share(1, 2)),
    majorities=(
        MajorityRule(question="substantive"),
        MajorityRule(question="procedural"),
        MajorityRule(question="election"),
        MajorityRule(question="rules", share=Share(2, 3, over=False), base="present"),
    ),
    floor=FloorRule(
        speech_minutes=5, seconders=0, declarations_interrupt=False, movers=("decisive",)
    ),
    divisions=DivisionRule(
        methods=("consent", "show-of-hands", "cards", "roll-call", "electronic", "secret", "paper"),
        roll_call_demand=_TENTH,
        secret_demand=_TENTH,
        precedence="secret",
        recount_demand=_TENTH,
        recount_until="next-division",
        dissenters="voters",
    ),
    motions=MotionRule(
        seconders=0, order="furthest", deadline_days=14, urgency=Share(2, 3, over=False)
    ),
    speakers=SpeakersRule(
        order=("by-list", "first-time-first"),
        lists=("women", "open"),
        bridging="ask",
        points=("quorum", "procedure", "information"),
        interrupting=("quorum",),
        point_minutes=2,
        closing_minutes=3,
    ),
    procedures=GERMAN,
)
"""After the rules of procedure of the Bundestag (1980) and the custom of associations.

More than half make a quorum (section 45); a majority of the votes cast decides and a tie negates
(48); a tenth demands a vote by name or in secret (52, a twentieth there), and of both the secret
one is held; speaking time is the body's own (35). By the custom of parties and unions the
furthest-reaching amendment is voted on first, motions come fourteen days before and late ones need
two thirds, and two speakers' lists alternate, women first; if that list runs empty, the body is
asked whether the debate goes on. Who may vote may move; whoever else has the right to speak may be
given that to move by the statutes. Requisition by a tenth is section 37 of the Civil Code; motions
on the order of business in `procedures`.
"""
