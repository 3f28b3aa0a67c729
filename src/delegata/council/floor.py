"""The floor: reports, speeches, declarations that interrupt, questions, challenges, rulings."""

from typing import Literal

from msgspec import UNSET
from msgspec.structs import replace
from rpds import HashTrieMap

from delegata.council.act import NO_FIGURES, Act, Command, Figures, Refused, day_of, refuse
from delegata.council.calendar import days_after, unreal
from delegata.council.deliberation import Debate, Speech
from delegata.council.entry import Actor, Mark
from delegata.council.procedure.pending import is_waived
from delegata.council.state import Council
from delegata.council.words import Date, Id, Key, Text, Title


class Words(Command, frozen=True, kw_only=True):
    """Common to all that is said: who speaks, in whose name, about what, in which words.

    `speaker` is a mandate here, or a description where the speaker holds none or is not named.
    """

    speaker: Title
    title: Title
    behalf: Title | None = None
    text: Text | None = None
    delegate: Id | None = None


class Speak(Words, frozen=True, kw_only=True):
    """A report, a speech, a reply or a greeting."""

    form: Literal["report", "speech", "reply", "greeting"] = "speech"


class Declare(Words, frozen=True, kw_only=True):
    """A declaration in a group's name; the order of the day is suspended for it."""


class Ask(Words, frozen=True, kw_only=True):
    """A question to a body or its executive, which is owed an answer."""

    to: Title
    due_on: Date | None = None


class Answer(Words, frozen=True, kw_only=True):
    """The answer to a question that was asked here, named by its key or its position.

    What a delegate says to a question that was put to somebody else is a word in the debate, and
    the answer is still owed.
    """

    question: Key


class ChallengeSpeaker(Words, frozen=True, kw_only=True):
    """The credentials of a speaker are challenged: "in whose name do you speak?"."""

    challenged: Title


class Rule(Words, frozen=True, kw_only=True):
    """The chair rules on a point of order."""


class Communicate(Words, frozen=True, kw_only=True):
    """An official message is read to the sitting: a telegram, a list, a report from outside."""


def floor_of(council: Council, delegate: str | None) -> Refused | None:
    """A sitting is open, and a delegate who is named is confirmed and present.

    Grounds: `no-sitting`, `mandate-unknown`, `not-confirmed`, `not-present`.
    """
    article = council.standing.article("floor")
    if council.sitting is None or council.sitting.state != "open":
        return refuse(
            "no-sitting",
            article,
            "{body} has no open sitting; nobody has the floor.",
            body=council.body,
        )
    if delegate is None:
        return None
    mandate = council.mandates.get(delegate)
    if mandate is None:
        return refuse(
            "mandate-unknown",
            council.standing.article("mandates"),
            "{body} holds no mandate {mandate}.",
            body=council.body,
            mandate=delegate,
        )
    if mandate.state != "confirmed":
        return refuse(
            "not-confirmed",
            article,
            "The mandate {mandate} is {state}; the credentials committee confirms it first.",
            mandate=delegate,
            state=mandate.state,
        )
    return absent(council, delegate)


def absent(council: Council, delegate: str) -> Refused | None:
    """A delegate who acts in the hall is here. Grounds: `not-present`."""
    if delegate in council.attendance.here:
        return None
    return refuse(
        "not-present",
        council.standing.article("floor"),
        "The delegate {mandate} is not here; let the delegate arrive first.",
        mandate=delegate,
    )


def without_list(council: Council) -> Council:
    """The speakers' list is of one item: with the next, or the next sitting, it begins anew."""
    return replace(
        council,
        requests=HashTrieMap(),
        points=HashTrieMap(),
        speaking=None,
        suspended=(),
        list_closed=False,
        speech_limit_seconds=None,
        debate=Debate(),
        debate_closed="",
        waived=(),
    )


def speak(council: Council, command: Words) -> Figures | Refused:
    """Words are recorded of an open sitting; a delegate who speaks is confirmed and present.

    Grounds: those of `floor_of`.
    """
    return floor_of(council, command.delegate) or NO_FIGURES


def declare(council: Council, command: Declare) -> Figures | Refused:
    """Declarations interrupt where the rules let them. Grounds: `no-interruption`, as `speak`."""
    free = council.standing.floor.declarations_interrupt or is_waived(council, "floor")
    if not free and _in_hand(council):
        return refuse(
            "no-interruption",
            council.standing.article("floor"),
            "The rules of {body} let no declaration interrupt an item; wait for its end.",
            body=council.body,
        )
    return speak(council, command)


def _in_hand(council: Council) -> bool:
    return any(item.state == "taken" for item in council.agenda)


def ask(council: Council, command: Ask) -> Figures | Refused:
    """A question is put at a sitting; its answer is due on no day that is over.

    Grounds: `date-unreal`, `due-already`, and those of `floor_of`.
    """
    article = council.standing.article("floor")
    if command.due_on is not None:
        if barred := unreal(article, command.due_on):
            return barred
        if command.due_on < day_of(council, command):
            return refuse(
                "due-already",
                article,
                "An answer cannot be due on {due_on}, which is over; name a later day.",
                due_on=command.due_on,
            )
    return speak(council, command)


def _due_on(council: Council, command: Ask) -> str:
    """The day by which an answer is due: the one stated, or so many days later as is ruled."""
    rule = council.standing.speakers
    days = None if rule is UNSET else rule.answer_days
    if command.due_on is not None or days is None:
        return command.due_on or ""
    return days_after(day_of(council, command), days) or ""


def answer(council: Council, command: Answer) -> Figures | Refused:
    """An answer belongs to a question that was asked. Grounds: `question-unknown`, as `speak`."""
    if _asked(council, command.question) is None:
        return refuse(
            "question-unknown",
            council.standing.article("floor"),
            "No question {question} was asked in {body}; name its key or position.",
            question=command.question,
            body=council.body,
        )
    return speak(council, command)


def _asked(council: Council, name: str) -> Speech | None:
    """The question of that key or position."""
    position = position_of(council, name)
    found = (s for s in council.speeches if s.kind == "asked" and s.mark.position == position)
    return next(found, None)


def position_of(council: Council, name: str) -> int | None:
    """Where an act stands that is named by its position or its key; None where there is none."""
    return int(name) if name.isdigit() else council.seen.get(name)


def _said(kind: str, council: Council, command: Words, mark: Mark) -> Council:
    speech = Speech(
        kind=kind,
        speaker=command.delegate or command.speaker,
        title=command.title,
        text=command.text or "",
        behalf=command.behalf or "",
        mark=mark,
        interrupts=kind == "declared" and _in_hand(council),
        answers=position_of(council, command.question) if isinstance(command, Answer) else None,
        about=_about(command),
        due_on=_due_on(council, command) if isinstance(command, Ask) else "",
        heard=_by_office(command.by) or _has_floor(council, command.by),
        discharges=not isinstance(command, Answer) or _is_owed_by(council, command),
    )
    return said(council, speech)


def _by_office(actor: Actor) -> bool:
    return actor.right.startswith("office:")


def _has_floor(council: Council, actor: Actor) -> bool:
    speaking = council.speaking
    return speaking is not None and actor.right == f"mandate:{speaking.mandate}"


def _is_owed_by(council: Council, command: Answer) -> bool:
    """Whether who answers is an office, or the delegate or officer to whom the question was put."""
    asked = _asked(council, command.question)
    assert asked is not None, "decided before"
    officers = council.offices.get(asked.about, ())
    return (
        _by_office(command.by)
        or command.delegate == asked.about
        or any(officer.person == command.by.person for officer in officers)
    )


def _about(command: Words) -> str:
    if isinstance(command, Ask):
        return command.to
    return command.challenged if isinstance(command, ChallengeSpeaker) else ""


def said(council: Council, speech: Speech) -> Council:
    """What was said or settled stands among the words of the body."""
    return replace(council, speeches=council.speeches.enqueue(speech))


def spoken(council: Council, command: Speak, _: Figures, mark: Mark) -> Council:
    """The words stand in the record of the sitting."""
    return _said(command.form, council, command, mark)


def declared(council: Council, command: Declare, _: Figures, mark: Mark) -> Council:
    """The declaration stands, marked if it interrupted an item."""
    return _said("declared", council, command, mark)


def asked(council: Council, command: Ask, _: Figures, mark: Mark) -> Council:
    """The question stands until it is answered."""
    return _said("asked", council, command, mark)


def answered(council: Council, command: Answer, _: Figures, mark: Mark) -> Council:
    """The answer stands beside its question, and discharges it if it is the answer owed."""
    return _said("answered", council, command, mark)


def challenged(council: Council, command: ChallengeSpeaker, _: Figures, mark: Mark) -> Council:
    """The challenge stands; it changes no mandate by itself."""
    return _said("challenged", council, command, mark)


def ruled(council: Council, command: Rule, _: Figures, mark: Mark) -> Council:
    """The ruling stands."""
    return _said("ruled", council, command, mark)


def communicated(council: Council, command: Communicate, _: Figures, mark: Mark) -> Council:
    """The message stands."""
    return _said("communicated", council, command, mark)


ACTS = (
    Act("floor.spoken", Speak, speak, spoken, by_mandate="delegate"),
    Act("floor.declared", Declare, declare, declared, by_mandate="delegate"),
    Act("floor.asked", Ask, ask, asked, by_mandate="delegate"),
    Act("floor.answered", Answer, answer, answered, by_mandate="delegate"),
    Act("floor.challenged", ChallengeSpeaker, speak, challenged, by_mandate="delegate"),
    Act("floor.ruled", Rule, speak, ruled),
    Act("floor.communicated", Communicate, speak, communicated),
)
