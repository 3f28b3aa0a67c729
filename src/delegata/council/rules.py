"""The rules of a body: data with versions, set by an act, judged for contradictions."""

from collections.abc import Iterator
from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from delegata.council.lines import LINE_WIDTH
from delegata.council.procedural_rules import DeviceRule, ProcedureRule, contradictions_of
from delegata.council.speaking_rules import SpeakersRule, contradictions_of_speaking
from delegata.council.voting_rules import ProxyRule, WeightRule
from delegata.council.words import (
    Base,
    Demandable,
    Device,
    ElectionMethod,
    Id,
    Language,
    Method,
    Proof,
    Put,
    Question,
    Share,
    Title,
    Voice,
)


class Composition(msgspec.Struct, frozen=True, kw_only=True):
    """Who sits, and with what voice."""

    voices: tuple[Voice, ...] = ("decisive", "advisory")
    seats: int | None = None


class MandateRule(msgspec.Struct, frozen=True, kw_only=True):
    """How long a mandate runs, what proves it, and what becomes of it after its term.

    Where mandates past their term do not vote, `alternates` says that one who stands in votes
    within both terms, and that only who does so, on the day itself, is counted as present with a
    vote.
    """

    term_days: int | None = None
    proofs: tuple[Proof, ...] = ("cited",)
    stale_may_vote: bool = True
    alternates: Literal["both-terms"] | UnsetType = UNSET


class RecallRule(msgspec.Struct, frozen=True, kw_only=True):
    """Who may ask for a recall, when the vote must be held, and what carries it."""

    petition: Share = Share(1, 10, over=False)
    majority: Share = Share(1, 2)


class ConveningRule(msgspec.Struct, frozen=True, kw_only=True):
    """Who may convene the body, with what notice, and how often it is due."""

    entitled: tuple[Id, ...]
    notice_days: int = 0
    interval_days: int | None = None
    requisition: Share | None = None


class QuorumRule(msgspec.Struct, frozen=True, kw_only=True):
    """The share of the confirmed decisive mandates that must be present."""

    share: Share


class MajorityRule(msgspec.Struct, frozen=True, kw_only=True):
    """What carries one kind of question: a share of the votes cast, of those present, of all."""

    question: Question
    share: Share = Share(1, 2)
    base: Base = "cast"
    abstentions_cast: bool = False


class ProportionRule(msgspec.Struct, frozen=True, kw_only=True):
    """How seats are divided among factions: by a named method, or by negotiation."""

    method: Literal["negotiated", "hamilton", "dhondt", "sainte-lague"] = "hamilton"


class FloorRule(msgspec.Struct, frozen=True, kw_only=True):
    """Speaking time, seconding, and whether declarations may interrupt the order of the day.

    With `movers`, a delegate moves and seconds at a sitting while being here with one of these
    voices.
    """

    speech_minutes: int | None = None
    seconders: int = 0
    declarations_interrupt: bool = True
    movers: tuple[Voice, ...] | UnsetType = UNSET


class DivisionRule(msgspec.Struct, frozen=True, kw_only=True):
    """The methods of voting, what a minority of those present can demand, and how it is counted.

    Of two demands that are met, that for a secret ballot goes before, if `precedence` does not say
    otherwise. A count can be doubted until the next division, or as long as the sitting lasts;
    `recount_demand` is the share that can have it made again. With two `tellers`, each enters the
    count apart. `casting_vote` is the office that decides where votes are equal; without one a
    question with equal votes is lost. With `bodies`, so must that share of the bodies whose
    delegates vote, each going where more of its votes go; level ones count for neither. Such a
    question is put to a roll call. The dissent of a delegate is recorded of any division, or with
    `dissenters` of one in which that delegate could vote.
    """

    methods: tuple[Method, ...] = ("consent", "show-of-hands", "cards", "roll-call")
    roll_call_demand: Share = Share(1, 10, over=False)
    secret_demand: Share | UnsetType = UNSET
    precedence: Demandable | UnsetType = UNSET
    recount_demand: Share | UnsetType = UNSET
    recount_until: Literal["next-division", "sitting"] | UnsetType = UNSET
    tellers: Literal["one", "two"] | UnsetType = UNSET
    casting_vote: Id | UnsetType = UNSET
    bodies: Share | UnsetType = UNSET
    bodies_on: tuple[Question, ...] | UnsetType = UNSET
    dissenters: Literal["anybody", "voters"] | UnsetType = UNSET

    def of_bodies(self, question: Put) -> Share | None:
        """The share of the bodies that must carry a question too; None where none must.

        Without `bodies_on` only a change of the rules needs it.
        """
        questions: tuple[str, ...] = ("rules",) if self.bodies_on is UNSET else self.bodies_on
        return None if self.bodies is UNSET or question not in questions else self.bodies

    def demand(self, method: Demandable) -> Share | None:
        """The share of those present that can demand a method; None where nobody can."""
        if method == "roll-call":
            return self.roll_call_demand if "roll-call" in self.methods else None
        share = None if self.secret_demand is UNSET else self.secret_demand
        return share if {"secret", "paper"} & set(self.methods) else None


class RepresentationRule(msgspec.Struct, frozen=True, kw_only=True):
    """How many delegates a constituent sends: one per so many members, a fixed number, or a share.

    With `per-members`, `number` is the members per delegate; with `fixed`, the delegates of each;
    with a method of apportionment, the size of the body that is divided.
    """

    norm: Literal["per-members", "fixed", "hamilton", "dhondt", "sainte-lague"] = "per-members"
    number: Annotated[int, Meta(ge=1, le=10**9)]
    remainder: Literal["over-half", "half", "any", "none"] = "over-half"
    minimum: Annotated[int, Meta(ge=0, le=10**6)] = 0
    cap: Annotated[int, Meta(ge=1, le=10**6)] | None = None


class ElectionRule(msgspec.Struct, frozen=True, kw_only=True):
    """How persons are elected: by which methods, after what notice, with how long to object.

    With a `majority`, who has most votes is elected only with that share of the votes cast; a
    runoff fills what is left open. By ballot all members elect, wherever they are, or those who are
    present with a vote when the poll opens.
    """

    methods: tuple[ElectionMethod, ...] = ("most-votes", "list", "ranked")
    lists: Literal["hamilton", "dhondt", "sainte-lague"] = "sainte-lague"
    notice_days: Annotated[int, Meta(ge=0, le=3660)] = 0
    objection_days: Annotated[int, Meta(ge=0, le=3660)] = 0
    majority: Share | UnsetType = UNSET
    electors: Literal["members", "present"] | UnsetType = UNSET


class MotionRule(msgspec.Struct, frozen=True, kw_only=True):
    """How motions are sent in, supported, amended, and in which order they are voted on.

    A substantive motion or amendment of a delegate needs `seconders` others. Lines are wrapped at
    `line_width`. An amendment to a motion has depth 1, one to that amendment 2. Motions come
    `deadline_days` before the opening; `urgency` is the share of the votes cast by which a late one
    is taken all the same, and where it is none, late ones are not taken.
    """

    seconders: Annotated[int, Meta(ge=0, le=10**4)] = 0
    line_width: Annotated[int, Meta(ge=20, le=200)] = LINE_WIDTH
    depth: Annotated[int, Meta(ge=1, le=5)] = 2
    order: Literal["furthest", "lines", "moved"] = "furthest"
    mover_accepts: bool = True
    deadline_days: Annotated[int, Meta(ge=0, le=3660)] = 0
    urgency: Share | None = None


class AttendanceRule(msgspec.Struct, frozen=True, kw_only=True):
    """Whether delegates note their own presence: who left returns by device, or from elsewhere.

    With `returning` at the door, the door notes everybody who comes in. `remote` lets delegates
    take part, and count as present, from elsewhere.
    """

    returning: Literal["door", "device"] = "door"
    remote: bool = False


class PublicityRule(msgspec.Struct, frozen=True, kw_only=True):
    """Who may know what: the body, on what grounds doors are closed, votes by name, texts.

    Without a ground, doors are never closed. `by_vote` wants a vote that closes them. Texts are
    public once moved, or only those of resolutions that were published.
    """

    body: Literal["public", "members"] = "public"
    grounds: tuple[Id, ...] = ()
    by_vote: bool = False
    names: Literal["public", "members"] = "public"
    texts: Literal["moved", "published"] = "moved"


class Competence(msgspec.Struct, frozen=True):
    """Acts that an office may perform: whole families (`motion`) or single kinds."""

    office: Id
    acts: tuple[str, ...]


class RuleSet(msgspec.Struct, frozen=True, kw_only=True):
    """The standing orders of a body, complete, as one version.

    Each field is an article, in this order; grounds of refusal cite it by number. An article that
    is unset is not written at all, so that rule sets from before it read as they did.
    """

    name: Id
    version: int = 1
    title: Title
    composition: Composition = Composition()
    mandates: MandateRule = MandateRule()
    recall: RecallRule = RecallRule()
    convening: ConveningRule
    quorum: QuorumRule | None = None
    majorities: tuple[MajorityRule, ...]
    presidium: ProportionRule = ProportionRule()
    executive: ProportionRule = ProportionRule()
    floor: FloorRule = FloorRule()
    divisions: DivisionRule = DivisionRule()
    competences: tuple[Competence, ...]
    publication_hours: int | None = None
    representation: RepresentationRule | UnsetType = UNSET
    elections: ElectionRule | UnsetType = UNSET
    motions: MotionRule | UnsetType = UNSET
    speakers: SpeakersRule | UnsetType = UNSET
    attendance: AttendanceRule | UnsetType = UNSET
    procedures: ProcedureRule | UnsetType = UNSET
    publicity: PublicityRule | UnsetType = UNSET
    weights: WeightRule | UnsetType = UNSET
    proxies: ProxyRule | UnsetType = UNSET
    language: Language | UnsetType = UNSET

    @property
    def edition(self) -> str:
        """The name under which entries and refusals cite this version."""
        return f"{self.name}@{self.version}"

    def article(self, name: str) -> str:
        """The citation of one article: `congress-1917@1 art. 5 (quorum)`."""
        return f"{self.edition} art. {ARTICLES.index(name) + 1} ({name.replace('_', ' ')})"

    def majority(self, question: Put) -> MajorityRule:
        """The majority that a kind of question needs; a simple one where nothing else is said."""
        if question == "recall":
            return MajorityRule(question="substantive", share=self.recall.majority)
        return next(
            (m for m in self.majorities if m.question == question), MajorityRule(question=question)
        )

    @property
    def election(self) -> ElectionRule:
        """How persons are elected; without notice or objections where no rule is set."""
        return ElectionRule() if self.elections is UNSET else self.elections

    @property
    def motion(self) -> MotionRule:
        """How motions are dealt with; without deadline or seconders where no rule is set."""
        return MotionRule() if self.motions is UNSET else self.motions

    def device(self, device: Device) -> DeviceRule | None:
        """The rule of a procedural motion; None where the body does not know it."""
        devices = () if self.procedures is UNSET else self.procedures.devices
        return next((rule for rule in devices if rule.device == device), None)

    def allows(self, office: str, kind: str) -> bool:
        """Whether the holder of an office may perform acts of a kind."""
        family = kind.partition(".")[0]
        return any(
            c.office == office and (kind in c.acts or family in c.acts) for c in self.competences
        )

    def entitled_offices(self, kind: str) -> tuple[str, ...]:
        """The offices that may perform acts of a kind, in the order of the article."""
        return tuple(c.office for c in self.competences if self.allows(c.office, kind))


ARTICLES = tuple(
    f.name for f in msgspec.structs.fields(RuleSet) if f.name not in {"name", "version", "title"}
)


def contradictions(rules: RuleSet) -> tuple[str, ...]:
    """A rule set may not contradict itself; each contradiction is returned as a sentence."""
    return tuple(_contradictions(rules))


def _contradictions(rules: RuleSet) -> Iterator[str]:
    yield from _impossible_shares(rules)
    convening = rules.convening
    if not convening.entitled:
        yield f"{rules.article('convening')}: nobody is entitled to convene the body"
    if convening.interval_days is not None and convening.notice_days > convening.interval_days:
        yield (
            f"{rules.article('convening')}: the notice of {convening.notice_days} days is longer"
            f" than the interval of {convening.interval_days} days"
        )
    if not rules.election.methods:
        yield f"{rules.article('elections')}: no method of election is allowed"
    norm = rules.representation
    if norm is not UNSET and norm.cap is not None and norm.cap < norm.minimum:
        yield (
            f"{rules.article('representation')}: the cap of {norm.cap} is under the minimum of"
            f" {norm.minimum}"
        )
    movers = rules.floor.movers
    if movers is not UNSET and not set(movers) & set(rules.composition.voices):
        yield f"{rules.article('floor')}: nobody who sits in the body may move or second"
    yield from _of_debate(rules)
    if not rules.mandates.proofs:
        yield f"{rules.article('mandates')}: no proof of a mandate is accepted"
    if not rules.divisions.methods:
        yield f"{rules.article('divisions')}: no method of voting is allowed"
    yield from _of_divisions(rules)
    questions = [m.question for m in rules.majorities]
    for twice in sorted({q for q in questions if questions.count(q) > 1}):
        yield f"{rules.article('majorities')}: two majorities are set for {twice} questions"
    if not any(rules.allows(c.office, "division.closed") for c in rules.competences):
        yield f"{rules.article('competences')}: no office may declare the result of a division"


def _of_divisions(rules: RuleSet) -> Iterator[str]:
    """What can be demanded or is needed must be possible whoever is here."""
    rule, article = rules.divisions, rules.article("divisions")
    if rule.bodies is not UNSET and "roll-call" not in rule.methods:
        yield f"{article}: a majority of bodies is counted from names, and no roll call is allowed"
    weighed = rules.weights.methods if isinstance(rules.weights, WeightRule) else ()
    by_heads = {"secret", "paper"} & set(rule.methods) - set(weighed)
    if rule.demand("secret") is not None and "secret" in weighed and not by_heads:
        yield (
            f"{article}: a secret vote can be demanded, and none is allowed by heads; one by"
            " weights could tell how somebody voted"
        )


def _of_debate(rules: RuleSet) -> Iterator[str]:
    if rules.speakers is not UNSET:
        yield from contradictions_of_speaking(rules.article("speakers"), rules.speakers)
    if rules.procedures is not UNSET:
        yield from contradictions_of(rules.procedures, rules.article("procedures"))


def _impossible_shares(rules: RuleSet) -> Iterator[str]:
    shares = [("majorities", m.share) for m in rules.majorities]
    shares += [("recall", rules.recall.petition), ("recall", rules.recall.majority)]
    demands = (
        rules.divisions.secret_demand,
        rules.divisions.recount_demand,
        rules.divisions.bodies,
    )
    shares += [("divisions", rules.divisions.roll_call_demand)]
    shares += [("divisions", share) for share in demands if share is not UNSET]
    if rules.quorum is not None:
        shares.append(("quorum", rules.quorum.share))
    if rules.convening.requisition is not None:
        shares.append(("convening", rules.convening.requisition))
    if rules.motions is not UNSET and rules.motions.urgency is not None:
        shares.append(("motions", rules.motions.urgency))
    for article, share in shares:
        if share.fraction() > 1 or (share.over and share.fraction() == 1):
            yield f"{rules.article(article)}: {share.words()} can never be reached"
    for majority in rules.majorities:
        if majority.share.fraction() * 2 < 1:
            yield (
                f"{rules.article('majorities')}: {majority.share.words()} would let both sides"
                f" of a {majority.question} question carry it"
            )
