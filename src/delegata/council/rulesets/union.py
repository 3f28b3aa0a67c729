"""A present-day trade union: branch, executive and congress, as rule books commonly have them."""

from msgspec import UNSET
from msgspec.structs import replace

from delegata.council.rules import (
    AttendanceRule,
    Competence,
    Composition,
    ConveningRule,
    DivisionRule,
    ElectionRule,
    FloorRule,
    MajorityRule,
    MandateRule,
    MotionRule,
    ProportionRule,
    QuorumRule,
    RecallRule,
    RepresentationRule,
    RuleSet,
)
from delegata.council.rulesets.procedures import UNION
from delegata.council.speaking_rules import SpeakersRule
from delegata.council.words import Share

_TWO_THIRDS = Share(2, 3, over=False)
_MAJORITIES = (
    MajorityRule(question="substantive"),
    MajorityRule(question="procedural"),
    MajorityRule(question="election"),
    MajorityRule(question="rules", share=_TWO_THIRDS),
)

UNION_CONGRESS = RuleSet(
    name="union-congress",
    title="Standing orders of a trade-union congress",
    composition=Composition(voices=("decisive", "advisory")),
    mandates=MandateRule(
        term_days=2 * 365, proofs=("cited",), stale_may_vote=False, alternates="both-terms"
    ),
    recall=RecallRule(petition=Share(1, 10, over=False), majority=Share(1, 2)),
    convening=ConveningRule(
        entitled=("executive", "secretary"),
        notice_days=28,
        interval_days=2 * 365,
        requisition=Share(1, 3, over=False),
    ),
    quorum=QuorumRule(share=Share(1, 2)),
    majorities=_MAJORITIES,
    presidium=ProportionRule(method="sainte-lague"),
    executive=ProportionRule(method="hamilton"),
    floor=FloorRule(
        speech_minutes=5, seconders=1, declarations_interrupt=False, movers=("decisive",)
    ),
    divisions=DivisionRule(
        methods=("consent", "show-of-hands", "cards", "roll-call", "electronic", "secret", "paper"),
        roll_call_demand=Share(1, 10, over=False),
        secret_demand=Share(1, 10, over=False),
        recount_demand=Share(1, 10, over=False),
        recount_until="next-division",
        dissenters="voters",
    ),
    competences=(
        Competence(
            "secretary",
            (
                "meeting",
                "sitting",
                "presence",
                "mandate",
                "credentials",
                "faction",
                "agenda",
                "motion",
                "procedure",
                "floor",
                "seats",
                "poll",
                "resolution",
                "office",
                "body",
                "rules",
                "posts",
                "allegiance",
                "roll",
                "norm",
                "election",
                "recall",
                "requisition",
            ),
        ),
        Competence(
            "chair",
            (
                "sitting",
                "agenda",
                "floor",
                "motion",
                "procedure",
                "division",
                "seats",
                "posts",
                "resolution",
            ),
        ),
        Competence("credentials", ("credentials", "presence", "floor.challenge-settled")),
        Competence("returning-officer", ("election", "roll", "mandate.given")),
        Competence(
            "teller",
            (
                "division.closed",
                "division.balloted",
                "presence",
                "election.declared",
                "division.count-entered",
                "division.counts-compared",
                "division.answered",
                "division.answer-corrected",
                "division.roll-call-closed",
            ),
        ),
    ),
    publication_hours=72,
    representation=RepresentationRule(number=250, minimum=1),
    elections=ElectionRule(lists="sainte-lague", electors="present"),
    procedures=UNION,
    speakers=SpeakersRule(
        order=("first-time-first",),
        points=("quorum", "voting", "procedure", "information"),
        interrupting=("quorum", "voting", "procedure"),
        question_minutes=2,
        point_minutes=2,
        closing_minutes=3,
        answer_days=28,
    ),
    attendance=AttendanceRule(returning="device"),
    motions=MotionRule(seconders=1, deadline_days=14, urgency=_TWO_THIRDS),
)
"""The congress of delegates: notice, quorum, two thirds to change its rules."""

UNION_BRANCH = replace(
    UNION_CONGRESS,
    name="union-branch",
    title="Standing orders of a trade-union branch",
    mandates=MandateRule(term_days=365, proofs=("paper",)),
    convening=ConveningRule(
        entitled=("secretary", "chair"),
        notice_days=7,
        interval_days=92,
        requisition=Share(1, 10, over=False),
    ),
    quorum=None,
    floor=FloorRule(
        speech_minutes=3, seconders=1, declarations_interrupt=False, movers=("decisive",)
    ),
    representation=UNSET,
    elections=ElectionRule(notice_days=7, objection_days=7),
)
"""The assembly of a branch: its members are counted at the door, not listed."""

UNION_EXECUTIVE = replace(
    UNION_CONGRESS,
    name="union-executive",
    title="Standing orders of a trade-union executive",
    composition=Composition(voices=("decisive", "advisory"), seats=15),
    convening=ConveningRule(
        entitled=("secretary", "chair"),
        notice_days=3,
        interval_days=31,
        requisition=Share(1, 3, over=False),
    ),
    majorities=(
        MajorityRule(question="substantive", base="present"),
        MajorityRule(question="procedural"),
        MajorityRule(question="election"),
        MajorityRule(question="rules", share=_TWO_THIRDS, base="members"),
    ),
    representation=UNSET,
)
"""The executive between congresses: its substantive questions need a majority of those present."""
