"""Motions sent in before the sitting: in time, admissible, numbered, advised on, and called."""

from typing import Annotated, Literal

from msgspec import Meta
from msgspec.structs import replace

from delegata.council.act import NO_FIGURES, Act, Command, Figures, Refused, day_of, refuse
from delegata.council.calendar import days_after, no_such_day
from delegata.council.decision import carried
from delegata.council.deliberation import Division, Motion, Recommendation
from delegata.council.entry import Mark
from delegata.council.motion import BEFORE, Lines, barred, in_hand, unfit, with_motion
from delegata.council.procedure.pending import procedure_first
from delegata.council.state import Council
from delegata.council.voting_order import PENDING
from delegata.council.words import Date, Id, Question, Text, Title
from delegata.representation.majority import Majority, judge

Section = Annotated[str, Meta(pattern=r"^[A-Z]{1,3}\Z")]
"""A section of the motion book: one to three capital letters."""
Advice = Literal["adopt", "adopt-amended", "reject", "refer", "dealt-with", "no-recommendation"]


class SubmitMotion(Command, frozen=True, kw_only=True):
    """A body or a delegate sends in a motion before the sitting, for a section of the motion book.

    A body cites the decision by which it adopted the motion, or proves it on paper. `urgent` says
    that a late motion is to be taken all the same, if the sitting finds it urgent.
    """

    motion: Id
    convocation: Id
    title: Title
    mover: Title
    delegate: Id | None = None
    from_body: Id | None = None
    proof: Literal["cited", "paper"] = "cited"
    section: Section = "A"
    text: Text | None = None
    lines: Lines | None = None
    question: Question = "substantive"
    form: Literal["motion", "resolution", "decree", "proclamation", "rules"] = "resolution"
    urgent: bool = False


class RuleOnAdmissibility(Command, frozen=True, kw_only=True):
    """It is ruled whether a motion that was sent in can be dealt with, and on which grounds not."""

    motion: Id
    admissible: bool
    reason: Title | None = None


class RecommendMotion(Command, frozen=True, kw_only=True):
    """A committee advises the body what to do with a motion."""

    motion: Id
    committee: Title
    advice: Advice
    text: Text | None = None


class MoveUrgency(Command, frozen=True, kw_only=True):
    """It is moved that a motion sent in late is urgent, and is taken all the same."""

    motion: Id
    late: Id
    mover: Title
    delegate: Id | None = None


class CallMotion(Command, frozen=True, kw_only=True):
    """The chair calls a motion that was sent in: it is in hand, with its admitted amendments."""

    motion: Id


class SubmissionFigures(Figures, frozen=True, kw_only=True):
    """The number in the motion book, the last day for motions, and whether this one is late."""

    number: str
    deadline: Date
    late: bool


class CallFigures(Figures, frozen=True, kw_only=True):
    """The division that found a late motion urgent."""

    urgent_by: str


def submit(council: Council, command: SubmitMotion) -> SubmissionFigures | Refused:
    """A motion is sent in for a meeting that was called, by a constituent or a delegate, in time.

    The last day is `deadline_days` before the opening; once a sitting of the meeting was opened
    every motion is late. Grounds: `convocation-unknown`, `sender-unknown`, `decision-not-cited`,
    `deadline-passed`, and those of `unfit`.
    """
    if refused := unfit(council, command.motion, command.delegate) or _unsent(council, command):
        return refused
    article, rule = council.standing.article("motions"), council.standing.motion
    call = next((c for c in council.convocations if c.id == command.convocation), None)
    if call is None:
        return refuse(
            "convocation-unknown",
            article,
            "{body} has no convocation {convocation}; name the meeting for which it is meant.",
            body=council.body,
            convocation=command.convocation,
        )
    deadline = days_after(call.opens_on, -rule.deadline_days)
    if deadline is None:
        return no_such_day(article, call.opens_on)
    begun = any(sitting.convocation == call.id for sitting in council.sittings)
    late = begun or day_of(council, command) > deadline
    if late and not (command.urgent and rule.urgency is not None):
        return refuse(
            "deadline-passed",
            article,
            "Motions to {convocation} were due by {deadline}; {remedy}.",
            convocation=command.convocation,
            deadline=deadline,
            remedy="send it to a later meeting"
            if rule.urgency is None
            else "send it in as urgent, and let the sitting vote on its urgency",
        )
    return SubmissionFigures(
        number=next_number(council, command.section), deadline=deadline, late=late
    )


def _unsent(council: Council, command: SubmitMotion) -> Refused | None:
    """Grounds: `sender-unknown`, `decision-not-cited`."""
    article = council.standing.article("motions")
    if command.from_body is None:
        return None
    if all(part.body != command.from_body for part in council.constituents):
        return refuse(
            "sender-unknown",
            article,
            "{sender} does not constitute {body}; its motions are not taken here.",
            sender=command.from_body,
            body=council.body,
        )
    cited = {cite.body for cite in command.cites} == {command.from_body}
    if cited or (command.proof == "paper" and not command.cites):
        return None
    return refuse(
        "decision-not-cited",
        article,
        "Cite the decision by which {sender} adopted the motion, or prove it on paper.",
        sender=command.from_body,
    )


def next_number(council: Council, section: str) -> str:
    """The next number of a section of the motion book: A1, A2 ...; none is given twice."""
    taken = sum(m.section == section and not m.amends for m in council.motions.values())
    return f"{section}{taken + 1}"


def submitted(
    council: Council, command: SubmitMotion, figures: SubmissionFigures, mark: Mark
) -> Council:
    """The motion has a number and waits to be admitted."""
    return with_motion(
        council,
        Motion(
            id=command.motion,
            title=command.title,
            text=command.text or "",
            mover=command.from_body or command.delegate or command.mover,
            question=command.question,
            form=command.form,
            state="submitted",
            mark=mark,
            lines=command.lines,
            number=figures.number,
            section=command.section,
            sent_by=command.from_body or "",
            convocation=command.convocation,
            late=figures.late,
        ),
    )


def rule_on(council: Council, command: RuleOnAdmissibility) -> Figures | Refused:
    """A motion is ruled on until it is called; a ruling that it is inadmissible has its grounds.

    Grounds: `not-sent-in`, `reason-missing`.
    """
    motion = council.motions.get(command.motion)
    if motion is None or motion.state not in {*BEFORE, "inadmissible"}:
        return refuse(
            "not-sent-in",
            council.standing.article("motions"),
            "{motion} is no motion that was sent in and waits to be called.",
            motion=command.motion,
        )
    if command.admissible or command.reason is not None:
        return NO_FIGURES
    return refuse(
        "reason-missing",
        council.standing.article("motions"),
        "State the grounds on which {motion} is inadmissible.",
        motion=motion.id,
    )


def ruled_on(council: Council, command: RuleOnAdmissibility, _: Figures, __: Mark) -> Council:
    """The motion can be called, or stays out; an amendment to what is in hand is in hand."""
    motion = council.motions[command.motion]
    amended = council.motions.get(motion.amends)
    admitted = "moved" if amended is not None and amended.state in PENDING else "admitted"
    state = admitted if command.admissible else "inadmissible"
    return with_motion(council, replace(motion, state=state, reason=command.reason or ""))


def recommend(council: Council, command: RecommendMotion) -> Figures | Refused:
    """A motion is advised on before it is voted on. Grounds: as `in_hand`."""
    return in_hand(council, command.motion, BEFORE)


def recommended(council: Council, command: RecommendMotion, _: Figures, mark: Mark) -> Council:
    """The advice stands with the motion; a committee's later one after its earlier."""
    motion = council.motions[command.motion]
    advice = Recommendation(
        committee=command.committee, advice=command.advice, text=command.text or "", mark=mark
    )
    return with_motion(council, replace(motion, recommendations=(*motion.recommendations, advice)))


def move_urgency(council: Council, command: MoveUrgency) -> Figures | Refused:
    """The urgency of a late motion that was admitted is moved, during a sitting.

    Grounds: `not-late`, and those of `barred`.
    """
    if refused := barred(council, command.motion, command.delegate):
        return refused
    late = council.motions.get(command.late)
    if late is not None and late.late and late.state == "admitted":
        return NO_FIGURES
    return refuse(
        "not-late",
        council.standing.article("motions"),
        "{motion} is no admitted motion that came late; its urgency is no question.",
        motion=command.late,
    )


def urgency_moved(council: Council, command: MoveUrgency, _: Figures, mark: Mark) -> Council:
    """The question of urgency is in hand."""
    late = council.motions[command.late]
    return with_motion(
        council,
        Motion(
            id=command.motion,
            title=f"Urgency of {late.number}: {late.title}"[:300],
            text="",
            mover=command.delegate or command.mover,
            question="procedural",
            form="motion",
            state="moved",
            mark=mark,
            urges=late.id,
        ),
    )


def call(council: Council, command: CallMotion) -> CallFigures | Refused:
    """An admitted motion is called during a sitting, a late one once it was found urgent.

    Its amendments were ruled on before. Grounds: `no-sitting`, `not-admitted`,
    `amendments-unruled`, `urgency-needed`, `procedure-first`.
    """
    if waits := procedure_first(council):
        return waits
    article = council.standing.article("motions")
    if council.sitting is None or council.sitting.state != "open":
        return refuse(
            "no-sitting",
            article,
            "{body} has no open sitting; open one before a motion is called.",
            body=council.body,
        )
    motion = council.motions.get(command.motion)
    if motion is None or motion.state != "admitted" or motion.amends:
        return refuse(
            "not-admitted",
            article,
            "{motion} is no motion that was sent in and admitted.",
            motion=command.motion,
        )
    unruled = [m.id for m in _with_amendments(council, motion.id) if m.state == "submitted"]
    if unruled:
        return refuse(
            "amendments-unruled",
            article,
            "The amendment {amendment} was sent in and not ruled on; rule on its admissibility.",
            amendment=unruled[0],
        )
    found = urgent_by(council, motion)
    if motion.late and not found:
        return refuse(
            "urgency-needed",
            article,
            "{motion} came late; move its urgency, which needs {share} of the votes cast.",
            motion=motion.id,
            share=_urgency(council),
        )
    return CallFigures(urgent_by=found)


def _urgency(council: Council) -> str:
    share = council.standing.motion.urgency
    return share.words() if share else "a majority"


def urgent_by(council: Council, motion: Motion) -> str:
    """The division that found a late motion urgent by the share that the rules ask, if one did."""
    return next(
        (
            division.id
            for division in council.divisions.values()
            if council.motions[division.motion].urges == motion.id and _urgent(council, division)
        ),
        "",
    )


def _urgent(council: Council, division: Division) -> bool:
    share = council.standing.motion.urgency
    if not carried(council, division.id):
        return False
    if share is None or division.method == "consent":
        return True
    counts = (division.in_favour, division.against, division.abstaining)
    in_favour, against, abstaining = (None if f.about else f.number for f in counts)
    outcome = judge(
        Majority(share=share.fraction(), over=share.over, base="cast", abstentions_cast=False),
        in_favour=in_favour,
        against=against,
        abstaining=abstaining,
        present=division.votes_present,
        members=division.votes_of_all or None,
    )
    return outcome == "carried"


def called(council: Council, command: CallMotion, _: CallFigures, __: Mark) -> Council:
    """The motion is in hand, with those of its amendments that were admitted."""
    for one in _with_amendments(council, command.motion):
        if one.state == "admitted":
            council = with_motion(council, replace(one, state="moved"))
    return council


def _with_amendments(council: Council, name: str) -> tuple[Motion, ...]:
    motion = council.motions[name]
    below = (one for amendment in motion.amendments for one in _with_amendments(council, amendment))
    return (motion, *below)


ACTS = (
    Act(
        "motion.submitted",
        SubmitMotion,
        submit,
        submitted,
        SubmissionFigures,
        by_mandate="delegate",
    ),
    Act("motion.admissibility-ruled", RuleOnAdmissibility, rule_on, ruled_on),
    Act("motion.recommended", RecommendMotion, recommend, recommended),
    Act("motion.urgency-moved", MoveUrgency, move_urgency, urgency_moved, by_mandate="delegate"),
    Act("motion.called", CallMotion, call, called, CallFigures),
)
