"""What is asked of constituents, never mixed with votes of delegates: polls and allegiances."""

from typing import Literal

from msgspec.structs import replace

from delegata.council.act import NO_FIGURES, Act, Command, Figures, Refused, refuse
from delegata.council.deliberation import Allegiance, Poll
from delegata.council.entry import Mark
from delegata.council.state import Council
from delegata.council.words import Count, Date, Id, Portion, Title


class TakePoll(Command, frozen=True, kw_only=True):
    """A straw vote or questionnaire: so many units (bodies, branches) gave so many answers."""

    poll: Id
    question: Title
    unit: Title
    answers: tuple[Portion, ...]
    replies: Count | None = None


class PollFigures(Figures, frozen=True, kw_only=True):
    """The sum of the answers, beside the delegates that it must not be confused with."""

    total: int
    delegates: int


class DeclareAllegiance(Command, frozen=True, kw_only=True):
    """A unit declares whom it obeys: a body, only that body, nobody, the majority."""

    unit: Title
    principal: Title
    stance: Literal["obeys", "obeys-only", "neutral", "against", "absent", "follows-majority"]
    on: Date | None = None


def take(council: Council, command: TakePoll) -> PollFigures | Refused:
    """A poll is taken once; its answers are no more than its replies.

    Grounds: `poll-exists`, `answer-twice`, `more-answers-than-replies`.
    """
    article = council.standing.article("divisions")
    if any(p.id == command.poll for p in council.polls):
        return refuse(
            "poll-exists",
            article,
            "{body} took a poll {poll} already; choose another name.",
            body=council.body,
            poll=command.poll,
        )
    names = [answer.name for answer in command.answers]
    if len(set(names)) != len(names):
        return refuse(
            "answer-twice", article, "An answer of the poll {poll} stands twice.", poll=command.poll
        )
    total = sum(answer.number for answer in command.answers)
    if command.replies is not None and total > command.replies:
        return refuse(
            "more-answers-than-replies",
            article,
            "The poll {poll} has {total} answers in {replies} replies; count again.",
            poll=command.poll,
            total=total,
            replies=command.replies,
        )
    return PollFigures(total=total, delegates=council.electorate)


def taken(council: Council, command: TakePoll, figures: PollFigures, mark: Mark) -> Council:
    """The poll stands; it decides nothing."""
    poll = Poll(
        id=command.poll,
        question=command.question,
        unit=command.unit,
        answers=command.answers,
        total=figures.total,
        replies=command.replies,
        mark=mark,
    )
    return replace(council, polls=(*council.polls, poll))


def declare(council: Council, command: DeclareAllegiance) -> Figures | Refused:
    """A unit's word changes something. Grounds: `allegiance-same`."""
    last = next((a for a in reversed(tuple(council.allegiances)) if a.unit == command.unit), None)
    if last is not None and (last.principal, last.stance) == (command.principal, command.stance):
        return refuse(
            "allegiance-same",
            council.standing.article("composition"),
            "{unit} declared that already: {stance} {principal}.",
            unit=command.unit,
            stance=command.stance,
            principal=command.principal,
        )
    return NO_FIGURES


def declared(council: Council, command: DeclareAllegiance, _: Figures, mark: Mark) -> Council:
    """The declaration stands after the unit's earlier ones."""
    word = Allegiance(
        unit=command.unit, principal=command.principal, stance=command.stance, mark=mark
    )
    return replace(council, allegiances=council.allegiances.enqueue(word))


ACTS = (
    Act("poll.taken", TakePoll, take, taken, PollFigures),
    Act("allegiance.declared", DeclareAllegiance, declare, declared),
)
