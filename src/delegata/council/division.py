"""Divisions: opened with a quorum, counted by a method, closed with the outcome that follows."""

from typing import Literal

from msgspec.structs import replace
from rpds import HashTrieSet

from delegata.council.act import NO_FIGURES, Act, Command, Figures, Refused, day_of, refuse
from delegata.council.deliberation import BY_BALLOT, Division, Motion, Resolution
from delegata.council.entry import Mark
from delegata.council.petition import divided
from delegata.council.presence import entitled, has_vote_here, past_term, quorate
from delegata.council.rules import MajorityRule
from delegata.council.state import Council
from delegata.council.words import Base, Figure, Id, Method, Stance, Text, Title
from delegata.representation.majority import Majority, Outcome, judge

BASES: tuple[Base, ...] = ("cast", "present", "members")
_DECREES = {"resolution", "decree", "proclamation"}
Counts = tuple[int | None, int | None, int | None]
"""Votes for, against and abstaining, as far as they are known."""


class OpenDivision(Command, frozen=True, kw_only=True):
    """A motion is put to the vote, by one of the methods that the rules know."""

    division: Id
    motion: Id
    method: Method = "show-of-hands"


class CloseDivision(Command, frozen=True, kw_only=True):
    """The count is declared.

    A figure is exact, approximate, "the rest" of those present, or not stated. By roll call each
    vote stands with its mandate and the figures follow from them. `declared` is what the chair
    said; it is needed where the counts leave the outcome open, and may never contradict them.
    """

    division: Id
    in_favour: Figure = Figure()
    against: Figure = Figure()
    abstaining: Figure = Figure()
    roll: tuple[tuple[Id, Stance], ...] = ()
    declared: Literal["carried", "lost"] | None = None
    note: Title | None = None


class CarryByConsent(Command, frozen=True, kw_only=True):
    """Nobody objects, and the motion is carried without a count."""

    division: Id
    motion: Id
    note: Title | None = None


class RecordDissent(Command, frozen=True, kw_only=True):
    """Somebody has it put in the record that they were against."""

    division: Id
    dissenter: Title
    delegate: Id | None = None
    statement: Text | None = None


class OpeningFigures(Figures, frozen=True, kw_only=True):
    """Those who may vote, those present, those needed, and whether the sitting is competent."""

    members: int
    present: int | None
    needed: int | None
    competent: bool


class ClosingFigures(Figures, frozen=True, kw_only=True):
    """The counts as judged, the rule they were judged by, and the outcome on every base."""

    in_favour: int | None
    against: int | None
    abstaining: int | None
    rule: str
    outcome: Outcome
    on_bases: tuple[tuple[str, Outcome], ...]


def open_division(council: Council, command: OpenDivision) -> OpeningFigures | Refused:
    """A division opens on a motion in hand, with a quorum, by a method of the rules.

    By ballot, somebody on the list of those present can vote. Grounds: `division-exists`,
    `division-open`, `no-sitting`, `method-unknown`, `motion-not-in-hand`, `no-quorum`,
    `nobody-votes`.
    """
    if command.method not in council.standing.divisions.methods or command.method == "consent":
        return refuse(
            "method-unknown",
            council.standing.article("divisions"),
            "{body} does not vote by {method}; its methods: {methods}.",
            body=council.body,
            method=command.method,
            methods=", ".join(council.standing.divisions.methods),
        )
    if command.method in BY_BALLOT and not any(entitled(council, day_of(council, command))):
        return refuse(
            "nobody-votes",
            council.standing.article("divisions"),
            "Nobody with a vote is noted as present in {body}, so no ballot can be cast; vote by"
            " show of hands.",
            body=council.body,
        )
    return _puttable(council, command)


def _puttable(council: Council, command: OpenDivision | CarryByConsent) -> OpeningFigures | Refused:
    standing, division, motion = council.standing, command.division, command.motion
    if council.sitting is None or council.sitting.state != "open":
        return refuse(
            "no-sitting",
            standing.article("divisions"),
            "{body} has no open sitting; nothing can be put to the vote.",
            body=council.body,
        )
    if council.dividing:
        return refuse(
            "division-open",
            standing.article("divisions"),
            "The division {division} is open; close it first.",
            division=council.dividing,
        )
    if division in council.divisions:
        return refuse(
            "division-exists",
            standing.article("divisions"),
            "{body} held a division {division} already; choose another name.",
            body=council.body,
            division=division,
        )
    put = council.motions.get(motion)
    if put is None or put.state not in {"moved", "deferred"}:
        return refuse(
            "motion-not-in-hand",
            standing.article("divisions"),
            "The motion {motion} is not in hand in {body}; move it first.",
            motion=motion,
            body=council.body,
        )
    return _with_quorum(council, day_of(council, command), competent=council.sitting.competent)


def _with_quorum(council: Council, day: str, *, competent: bool) -> OpeningFigures | Refused:
    found = quorate(council, day)
    if isinstance(found, Refused):
        return found
    return OpeningFigures(**found._asdict(), competent=competent)


def division_opened(
    council: Council, command: OpenDivision, figures: OpeningFigures, mark: Mark
) -> Council:
    """The division is open on the presence of this moment."""
    division = _opened(council, command.division, command.motion, figures, mark)
    division = replace(division, method=command.method)
    if division.by_ballot:
        voters = entitled(council, day_of(council, command))
        division = replace(division, voters=HashTrieSet(voters))
    return replace(
        council, divisions=council.divisions.insert(division.id, division), dividing=division.id
    )


def _opened(
    council: Council, name: str, motion: str, figures: OpeningFigures, mark: Mark
) -> Division:
    return Division(
        id=name,
        motion=motion,
        question=council.motions[motion].question,
        method="consent",
        state="open",
        present=figures.present,
        members=figures.members,
        needed_for_quorum=figures.needed,
        competent=figures.competent,
        opened=mark,
    )


def close(council: Council, command: CloseDivision) -> ClosingFigures | Refused:
    """The outcome follows from the counts, on the base that the rules name.

    Grounds: `ballots-unsealed`, `roll-missing`, `roll-wrong`, `more-votes-than-present`,
    `rest-unknown`, `mandate-stale`, and those of `in_hand` and `concluded`.
    """
    division = in_hand(council, command.division)
    if isinstance(division, Refused):
        return division
    if division.by_ballot:
        return refuse(
            "ballots-unsealed",
            council.standing.article("divisions"),
            "{division} is held by ballot; close its box, and the count follows from it.",
            division=division.id,
        )
    counts = _counts(council, division, command)
    if isinstance(counts, Refused):
        return counts
    known = [count for count in counts if count is not None]
    if division.present is not None and sum(known) > division.present:
        return refuse(
            "more-votes-than-present",
            council.standing.article("divisions"),
            "{votes} votes are counted of {present} present; count again.",
            votes=sum(known),
            present=division.present,
        )
    return concluded(council, division, counts, command.declared)


def in_hand(council: Council, name: str) -> Division | Refused:
    """The division, if it is the open one. Grounds: `division-not-open`."""
    division = council.divisions.get(name)
    if division is not None and council.dividing == name:
        return division
    return refuse(
        "division-not-open",
        council.standing.article("divisions"),
        "The division {division} is not open in {body}.",
        division=name,
        body=council.body,
    )


def _counts(council: Council, division: Division, command: CloseDivision) -> Counts | Refused:
    if (division.method == "roll-call") is not bool(command.roll):
        return refuse(
            "roll-missing",
            council.standing.article("divisions"),
            "A division by {method} is closed {how} the votes by name.",
            method=division.method,
            how="with" if division.method == "roll-call" else "without",
        )
    if command.roll:
        return _called(council, command.roll, day_of(council, command))
    figures = (command.in_favour, command.against, command.abstaining)
    exact = [None if f.about or f.rest else f.number for f in figures]
    rests = sum(f.rest for f in figures)
    if not rests:
        return exact[0], exact[1], exact[2]
    if rests > 1 or division.present is None or exact.count(None) > 1:
        return refuse(
            "rest-unknown",
            council.standing.article("divisions"),
            '"The rest" is known only of a counted presence with the other votes counted;'
            " give a number or leave it out.",
        )
    rest = division.present - sum(count for count in exact if count is not None)
    counts = [max(rest, 0) if f.rest else count for f, count in zip(figures, exact, strict=True)]
    return counts[0], counts[1], counts[2]


def _called(
    council: Council, roll: tuple[tuple[str, Stance], ...], day: str
) -> tuple[int, int, int] | Refused:
    """Each name on a roll is called once, and only those here with a vote answer."""
    names = [name for name, _ in roll]
    if len(set(names)) != len(names):
        return refuse(
            "roll-wrong",
            council.standing.article("divisions"),
            "A delegate stands twice on the roll; call each once.",
        )
    for name in names:
        mandate = council.mandates.get(name)
        if mandate is None or not has_vote_here(council.attendance, mandate):
            return refuse(
                "roll-wrong",
                council.standing.article("divisions"),
                "{mandate} has no vote here now ({state}); strike the name.",
                mandate=name,
                state="unknown" if mandate is None else f"{mandate.state}, {mandate.voice}",
            )
        if barred := past_term(council, mandate, day):
            return barred
    votes = [stance for _, stance in roll]
    return votes.count("for"), votes.count("against"), votes.count("abstaining")


def concluded(
    council: Council,
    division: Division,
    counts: Counts,
    declared: Literal["carried", "lost"] | None = None,
) -> ClosingFigures | Refused:
    """What counts come to, by the majority for the question.

    Grounds: `outcome-open`, `declared-otherwise`.
    """
    rule = council.standing.majority(division.question)
    on_bases = tuple((base, outcome_on(base, rule, division, counts)) for base in BASES)
    outcome = dict(on_bases)[rule.base]
    article = council.standing.article("majorities")
    if outcome == "undetermined" and declared is None:
        return refuse(
            "outcome-open",
            article,
            "The counts leave it open whether {division} carried; say what the chair declared.",
            division=division.id,
        )
    if outcome != "undetermined" and declared not in {None, outcome}:
        return refuse(
            "declared-otherwise",
            article,
            "By the counts {division} is {outcome}; it cannot be declared {declared}.",
            division=division.id,
            outcome=outcome,
            declared=declared or "",
        )
    return ClosingFigures(
        in_favour=counts[0],
        against=counts[1],
        abstaining=counts[2],
        rule=said(rule),
        outcome=outcome,
        on_bases=on_bases,
    )


def said(rule: MajorityRule) -> str:
    """A majority rule as people say it: "more than 1/2 of the votes cast"."""
    base = {"cast": "the votes cast", "present": "those present", "members": "all members"}
    return f"{rule.share.words()} of {base[rule.base]}"


def majority_by(rule: MajorityRule, base: Base) -> Majority:
    """The majority that a rule asks for, on a base."""
    return Majority(
        share=rule.share.fraction(),
        over=rule.share.over,
        base=base,
        abstentions_cast=rule.abstentions_cast,
    )


def outcome_on(
    base: Base,
    rule: MajorityRule,
    division: Division,
    counts: Counts,
) -> Outcome:
    """The outcome that counts give on a base; "undetermined" where unknown counts could turn it."""
    return judge(
        majority_by(rule, base),
        in_favour=counts[0],
        against=counts[1],
        abstaining=counts[2],
        present=division.present,
        members=division.members or None,
    )


def closed(
    council: Council, command: CloseDivision, figures: ClosingFigures, mark: Mark
) -> Council:
    """The division is closed and its motion carried or lost."""
    division = replace(
        council.divisions[command.division],
        state="closed",
        closed=mark,
        roll=command.roll,
        in_favour=_shown(command.in_favour, figures.in_favour),
        against=_shown(command.against, figures.against),
        abstaining=_shown(command.abstaining, figures.abstaining),
        outcome=figures.outcome,
        declared=command.declared or "",
        rule=figures.rule,
        on_bases=figures.on_bases,
        note=command.note or "",
    )
    return settled(council, division, mark)


def _shown(given: Figure, judged: int | None) -> Figure:
    return given if judged is None else replace(given, number=judged)


def settled(council: Council, division: Division, mark: Mark) -> Council:
    """The council after a division that is closed: its motion stands or falls with it."""
    motion = council.motions[division.motion]
    result: Literal["carried", "lost"] = "carried" if division.result == "carried" else "lost"
    motion = replace(motion, state=result if division.competent else "not-competent")
    council = replace(
        council,
        divisions=council.divisions.insert(division.id, division),
        motions=council.motions.insert(motion.id, motion),
        dividing="",
    )
    council = divided(council, motion, division, mark)
    if motion.state != "carried" or motion.form not in _DECREES:
        return council
    adopted = _adopted(council, motion, division, mark)
    return replace(council, resolutions=council.resolutions.insert(adopted.id, adopted))


def _adopted(council: Council, motion: Motion, division: Division, mark: Mark) -> Resolution:
    return Resolution(
        id=motion.id,
        number=len(council.resolutions) + 1,
        title=motion.title,
        text=motion.text,
        form=motion.form,
        division=division.id,
        adopted=mark,
    )


def consent(council: Council, command: CarryByConsent) -> OpeningFigures | Refused:
    """Consent needs a motion in hand and a quorum, like any division. Grounds: as its opening."""
    if "consent" not in council.standing.divisions.methods:
        return refuse(
            "method-unknown",
            council.standing.article("divisions"),
            "{body} does not decide by consent; hold a division.",
            body=council.body,
        )
    return _puttable(council, command)


def consented(
    council: Council, command: CarryByConsent, figures: OpeningFigures, mark: Mark
) -> Council:
    """The motion is carried without a count."""
    division = replace(
        _opened(council, command.division, command.motion, figures, mark),
        state="closed",
        closed=mark,
        outcome="carried",
        declared="carried",
        note=command.note or "",
    )
    return settled(council, division, mark)


def dissent(council: Council, command: RecordDissent) -> Figures | Refused:
    """Dissent is recorded of a division that is over. Grounds: `division-unknown`."""
    division = council.divisions.get(command.division)
    if division is not None and division.state == "closed":
        return NO_FIGURES
    return refuse(
        "division-unknown",
        council.standing.article("divisions"),
        "{body} closed no division {division}; see which it held.",
        body=council.body,
        division=command.division,
    )


def dissented(council: Council, command: RecordDissent, _: Figures, __: Mark) -> Council:
    """The dissent stands with the division."""
    division = council.divisions[command.division]
    word = (command.delegate or command.dissenter, command.statement or "")
    after = replace(division, dissents=(*division.dissents, word))
    return replace(council, divisions=council.divisions.insert(after.id, after))


ACTS = (
    Act("division.opened", OpenDivision, open_division, division_opened, OpeningFigures),
    Act("division.closed", CloseDivision, close, closed, ClosingFigures),
    Act("division.consented", CarryByConsent, consent, consented, OpeningFigures),
    Act("division.dissented", RecordDissent, dissent, dissented, by_mandate="delegate"),
)
