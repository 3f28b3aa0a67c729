"""Questions that are owed an answer: until when, which are overdue, answers in writing."""

from typing import NamedTuple

from delegata.council.act import NO_FIGURES, Act, Command, Figures, Refused, refuse
from delegata.council.deliberation import Speech
from delegata.council.entry import Mark
from delegata.council.floor import position_of, said
from delegata.council.state import Council
from delegata.council.words import Key, Text, Title


class AnswerInWriting(Command, frozen=True, kw_only=True):
    """A question is answered in writing, at a sitting or between sittings."""

    question: Key
    speaker: Title
    title: Title
    text: Text | None = None


class Question(NamedTuple):
    """A question with what was said to it, and the day by which an answer is due, if one is."""

    asked: Speech
    answers: tuple[Speech, ...]

    @property
    def discharged(self) -> Speech | None:
        """The answer that was owed: the first from an office, or from whom the question was to."""
        return next((answer for answer in self.answers if answer.discharges), None)

    def overdue(self, day: str) -> bool:
        """Whether no answer that was owed was given by the end of the day on which it was due."""
        return self.discharged is None and bool(self.asked.due_on) and day > self.asked.due_on


def questions(council: Council) -> tuple[Question, ...]:
    """Every question that was asked here, in order, each with what was said to it."""
    answers: dict[int, tuple[Speech, ...]] = {}
    for speech in council.speeches:
        if speech.answers is not None:
            answers[speech.answers] = (*answers.get(speech.answers, ()), speech)
    return tuple(
        Question(speech, answers.get(speech.mark.position, ()))
        for speech in council.speeches
        if speech.kind == "asked"
    )


def answer_in_writing(council: Council, command: AnswerInWriting) -> Figures | Refused:
    """An answer belongs to a question, once: more is said at a sitting.

    What delegates said to a question that was not theirs to answer leaves it open.

    Grounds: `question-unknown`, `question-answered`.
    """
    position = position_of(council, command.question)
    asked = next((q for q in questions(council) if q.asked.mark.position == position), None)
    article = council.standing.article("floor")
    if asked is None:
        return refuse(
            "question-unknown",
            article,
            "No question {question} was asked in {body}; name its key or position.",
            question=command.question,
            body=council.body,
        )
    if asked.discharged is not None:
        return refuse(
            "question-answered",
            article,
            "The question {question} was answered by entry {position}; ask again, or speak to it.",
            question=command.question,
            position=asked.discharged.mark.position,
        )
    return NO_FIGURES


def answered_in_writing(
    council: Council, command: AnswerInWriting, _: Figures, mark: Mark
) -> Council:
    """The answer stands beside its question."""
    return said(
        council,
        Speech(
            kind="answered",
            speaker=command.speaker,
            title=command.title,
            text=command.text or "",
            answers=position_of(council, command.question),
            mark=mark,
        ),
    )


ACTS = (Act("floor.answered-in-writing", AnswerInWriting, answer_in_writing, answered_in_writing),)
