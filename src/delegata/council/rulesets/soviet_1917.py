"""Rules of 1917: the Second Congress of Soviets, and the bodies that met around it.

The sources state customs, not statutes: mandates proved on paper or not at all, votes by hands and
delegates' cards, a presidium "on a proportional basis" that was in fact agreed, declarations that
broke the order of the day. Thresholds, the numeric quorum, and that who moves is here with a
decisive voice are general practice; no chapter states them.
"""

from msgspec.structs import replace

from delegata.council.rules import (
    Competence,
    Composition,
    ConveningRule,
    DivisionRule,
    FloorRule,
    MajorityRule,
    MandateRule,
    ProportionRule,
    QuorumRule,
    RuleSet,
)
from delegata.council.rulesets.procedures import CUSTOMS_OF_1917
from delegata.council.words import Share

_SECRETARY = (
    "meeting",
    "sitting",
    "presence",
    "mandate",
    "credentials",
    "faction",
    "agenda",
    "floor",
    "motion",
    "procedure",
    "division",
    "seats",
    "posts",
    "poll",
    "allegiance",
    "resolution",
    "office",
    "rules",
    "body",
    "roll",
    "norm",
    "election",
    "recall",
    "requisition",
)
_CHAIR = (
    "sitting",
    "agenda",
    "floor",
    "motion",
    "procedure",
    "division",
    "seats",
    "posts",
    "resolution",
)

CONGRESS_OF_1917 = RuleSet(
    name="congress-1917",
    title="Customs of the Second Congress of Soviets, October 1917",
    composition=Composition(voices=("decisive", "advisory")),
    mandates=MandateRule(term_days=None, proofs=("cited", "paper", "not-stated")),
    convening=ConveningRule(entitled=("old-executive",), interval_days=90),
    quorum=QuorumRule(share=Share(1, 2)),
    majorities=(
        MajorityRule(question="substantive"),
        MajorityRule(question="procedural"),
        MajorityRule(question="election"),
        MajorityRule(question="rules"),
    ),
    presidium=ProportionRule(method="negotiated"),
    executive=ProportionRule(method="negotiated"),
    floor=FloorRule(
        speech_minutes=None, seconders=0, declarations_interrupt=True, movers=("decisive",)
    ),
    divisions=DivisionRule(methods=("consent", "show-of-hands", "cards"), dissenters="voters"),
    competences=(
        Competence("secretary", _SECRETARY),
        Competence("opener", ("sitting.opened", "floor")),
        Competence("chair", _CHAIR),
        Competence("credentials", ("credentials", "mandate.presented")),
    ),
    publication_hours=24,
    procedures=CUSTOMS_OF_1917,
)
"""The congress: convened by the executive of the congress before it."""

BODY_OF_1917 = replace(
    CONGRESS_OF_1917,
    name="body-1917",
    title="Customs of a soviet, section, conference or committee, October 1917",
    convening=ConveningRule(entitled=("secretary", "presidium")),
    quorum=None,
    publication_hours=None,
)
"""Any other body of the time: no source states its quorum, so none is set."""
