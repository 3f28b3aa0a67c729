"""A made-up branch whose secretary fills offices: the simplest acts that move a record."""

from delegata.council.body import FillOffice, FoundBody
from delegata.council.entry import Actor
from delegata.council.rules import Competence, ConveningRule, RuleSet
from delegata.council.words import Key

SECRETARY = "p-00000001"
BY = Actor(person=SECRETARY, right="office:secretary")
RULES = RuleSet(
    name="branch",
    title="Rules of a made-up branch",
    convening=ConveningRule(entitled=("secretary",)),
    majorities=(),
    competences=(Competence("secretary", ("office", "mandate", "body", "division", "floor")),),
)


def founding(key: Key | None = "founding") -> FoundBody:
    return FoundBody(
        by=BY,
        key=key,
        name="A branch",
        character="assembly",
        tier=0,
        rules=RULES,
        officers=(("secretary", SECRETARY),),
    )


def filling(office: str, key: Key | None = None) -> FillOffice:
    return FillOffice(by=BY, key=key, office=office, person=SECRETARY)
