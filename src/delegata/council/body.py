"""Bodies: founding with rules and first officers, further constituents, offices filled and left."""

from typing import Literal

from msgspec.structs import replace

from delegata.council.act import NO_FIGURES, Act, Command, Figures, Refused, refuse
from delegata.council.decision import in_doubt, not_carried
from delegata.council.deliberation import Motion
from delegata.council.ending import make_due
from delegata.council.entry import Actor, Mark
from delegata.council.rules import RuleSet, contradictions
from delegata.council.state import Constituent, Council
from delegata.council.words import Id, Person, Text, Title

Character = Literal[
    "assembly", "section", "conference", "congress", "executive", "committee", "commission", "unit"
]


class FoundBody(Command, frozen=True, kw_only=True):
    """A body is founded with a name, rules and first officers, who act from then on.

    `tier` is 0 at the base. `listed` is false where members are counted and no list of mandates
    is kept, as in a general assembly.
    """

    name: Title
    character: Character
    tier: int
    rules: RuleSet
    officers: tuple[tuple[Id, Person], ...]
    constituents: tuple[Constituent, ...] = ()
    listed: bool = True
    basis: Text | None = None


def found(council: Council, command: FoundBody) -> Figures | Refused:
    """A body is founded with rules that do not contradict themselves, and at least one officer.

    Grounds: `rules-contradict`, `no-officer`.
    """
    if not command.officers:
        return refuse(
            "no-officer",
            command.rules.article("competences"),
            "The founding of {body} names no first officer; name at least one.",
            body=council.body,
        )
    return consistent(council, command.rules)


def founded(council: Council, command: FoundBody, _: Figures, mark: Mark) -> Council:
    """The body exists, under its first rules and officers."""
    offices = council.offices
    for office, person in command.officers:
        holders = offices.get(office, ())
        offices = offices.insert(office, (*holders, Actor(person=person, right=f"office:{office}")))
    return replace(
        council,
        name=command.name,
        character=command.character,
        tier=command.tier,
        founded_on=mark.moment[:10],
        rules=command.rules,
        editions=((mark.position, command.rules),),
        constituents=command.constituents,
        listed=command.listed,
        offices=offices,
    )


class AdmitConstituent(Command, frozen=True, kw_only=True):
    """A further body or roll constitutes this one from now on."""

    constituent: Constituent


def admit(council: Council, command: AdmitConstituent) -> Figures | Refused:
    """A constituent is admitted once. Grounds: `constituent-already`."""
    if any(c.body == command.constituent.body for c in council.constituents):
        return refuse(
            "constituent-already",
            council.standing.article("composition"),
            "{constituent} constitutes {body} already.",
            constituent=command.constituent.body,
            body=council.body,
        )
    return NO_FIGURES


def admitted(council: Council, command: AdmitConstituent, _: Figures, __: Mark) -> Council:
    """The constituent stands beside the others."""
    return replace(council, constituents=(*council.constituents, command.constituent))


class ReleaseConstituent(Command, frozen=True, kw_only=True):
    """A body or roll constitutes this one no longer: it left, or was dissolved."""

    constituent: Id
    reason: Title


def release(council: Council, command: ReleaseConstituent) -> Figures | Refused:
    """Only a constituent is released. Grounds: `not-a-constituent`."""
    if all(part.body != command.constituent for part in council.constituents):
        return refuse(
            "not-a-constituent",
            council.standing.article("composition"),
            "{constituent} does not constitute {body}; nothing is to be done.",
            constituent=command.constituent,
            body=council.body,
        )
    return NO_FIGURES


def released(council: Council, command: ReleaseConstituent, _: Figures, __: Mark) -> Council:
    """The others remain; mandates from it end by its own acts."""
    others = tuple(part for part in council.constituents if part.body != command.constituent)
    return replace(council, constituents=others)


class DissolveBody(Command, frozen=True, kw_only=True):
    """The body dissolves itself by a vote: every mandate that it gave ends, and it acts no more."""

    division: Id
    successor: Id | None = None


class DissolutionFigures(Figures, frozen=True, kw_only=True):
    """How many mandates that the body gave end with it."""

    ending: int


def dissolve(council: Council, command: DissolveBody) -> DissolutionFigures | Refused:
    """A body is dissolved by a division that carried. Grounds: `division-not-carried`."""
    article = council.standing.article("composition")
    if barred := not_carried(council, article, command.division):
        return barred
    return DissolutionFigures(ending=sum(not given.ended for given in council.given.values()))


def dissolved(council: Council, _: DissolveBody, __: Figures, mark: Mark) -> Council:
    """The record closes but for the endings that are due."""
    return make_due(replace(council, dissolved=mark), council.given, "body-dissolved", mark)


class FillOffice(Command, frozen=True, kw_only=True):
    """A person takes an office of this body; resting on a mandate, it falls when that ends."""

    office: Id
    person: Person
    rests_on: Id | None = None


def fill(council: Council, command: FillOffice) -> Figures | Refused:
    """Nobody takes an office twice, or on a mandate that is not confirmed and their own.

    Grounds: `office-held`, `rests-on-nothing`.
    """
    mandate = council.mandates.get(command.rests_on or "")
    stands = mandate is not None and mandate.state == "confirmed"
    if command.rests_on is not None and not (
        stands and council.seated.get(command.person) == command.rests_on
    ):
        return refuse(
            "rests-on-nothing",
            council.standing.article("competences"),
            "{person} holds no confirmed mandate {mandate} in {body}; name one that is held.",
            person=command.person,
            mandate=command.rests_on,
            body=council.body,
        )
    if _officer(command) in council.offices.get(command.office, ()):
        return refuse(
            "office-held",
            council.standing.article("competences"),
            "{person} holds the office of {office} already.",
            person=command.person,
            office=command.office,
        )
    return NO_FIGURES


def filled(council: Council, command: FillOffice, _: Figures, __: Mark) -> Council:
    """The office has one more holder."""
    holders = (*council.offices.get(command.office, ()), _officer(command))
    council = replace(council, offices=council.offices.insert(command.office, holders))
    if command.rests_on is None:
        return council
    resting = (*council.resting.get(command.rests_on, ()), _officer(command))
    return replace(council, resting=council.resting.insert(command.rests_on, resting))


class VacateOffice(Command, frozen=True, kw_only=True):
    """A person leaves an office of this body, or is removed from it."""

    office: Id
    person: Person


def vacate(council: Council, command: VacateOffice) -> Figures | Refused:
    """Only a holder vacates an office. Grounds: `office-not-held`."""
    if _officer(command) not in council.offices.get(command.office, ()):
        return refuse(
            "office-not-held",
            council.standing.article("competences"),
            "{person} does not hold the office of {office}; see who does.",
            person=command.person,
            office=command.office,
        )
    return NO_FIGURES


def vacated(council: Council, command: VacateOffice, _: Figures, __: Mark) -> Council:
    """The office has one holder less."""
    officer = _officer(command)
    remaining = tuple(a for a in council.offices[command.office] if a != officer)
    council = replace(council, offices=council.offices.insert(command.office, remaining))
    seat = council.seated.get(command.person, "")
    resting = tuple(a for a in council.resting.get(seat, ()) if a != officer)
    if not resting:
        return replace(council, resting=council.resting.discard(seat))
    return replace(council, resting=council.resting.insert(seat, resting))


def _officer(command: FillOffice | VacateOffice) -> Actor:
    return Actor(person=command.person, right=f"office:{command.office}")


class AdoptRules(Command, frozen=True, kw_only=True):
    """The body takes its next version of rules, by a division that carried them."""

    rules: RuleSet
    motion: Id


def adopt(council: Council, command: AdoptRules) -> Figures | Refused:
    """Rules change by a carried motion on the rules, one version at a time.

    Grounds: `rules-not-carried`, `wrong-version`, `rules-contradict`, and those of `in_doubt`.
    """
    standing = council.standing
    motion = council.motions.get(command.motion)
    if motion is None or motion.question != "rules" or motion.state != "carried":
        return refuse(
            "rules-not-carried",
            standing.article("majorities"),
            "The motion {motion} has not carried new rules; put it to a division first.",
            motion=command.motion,
        )
    if doubted := in_doubt(council, standing.article("majorities"), _on_rules):
        return doubted
    if command.rules.version != standing.version + 1:
        return refuse(
            "wrong-version",
            standing.edition,
            "The next version of the rules is {next}, not {given}.",
            next=standing.version + 1,
            given=command.rules.version,
        )
    return consistent(council, command.rules)


def _on_rules(motion: Motion) -> bool:
    return motion.question == "rules"


def consistent(council: Council, rules: RuleSet) -> Figures | Refused:
    """Rules that contradict themselves are refused with the contradictions."""
    if faults := contradictions(rules):
        return refuse(
            "rules-contradict",
            rules.edition,
            "The rules of {body} contradict themselves: {faults}. Mend them first.",
            body=council.body,
            faults="; ".join(faults),
        )
    return NO_FIGURES


def adopted(council: Council, command: AdoptRules, _: Figures, mark: Mark) -> Council:
    """The new version is in force; the old ones stay readable."""
    return replace(
        council, rules=command.rules, editions=(*council.editions, (mark.position, command.rules))
    )


ACTS = (
    Act("body.founded", FoundBody, found, founded),
    Act("body.constituent-admitted", AdmitConstituent, admit, admitted),
    Act("body.constituent-released", ReleaseConstituent, release, released),
    Act("body.dissolved", DissolveBody, dissolve, dissolved, DissolutionFigures),
    Act("office.filled", FillOffice, fill, filled),
    Act("office.vacated", VacateOffice, vacate, vacated),
    Act("rules.adopted", AdoptRules, adopt, adopted),
)
