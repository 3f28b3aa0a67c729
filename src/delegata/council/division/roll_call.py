"""Roll call: the names in an order that may be drawn, each called, each answer kept, none lost."""

import re

from msgspec.structs import replace
from rpds import HashTrieSet

from delegata.council.act import NO_FIGURES, Act, Command, Figures, Refused, day_of, refuse
from delegata.council.deliberation import Division
from delegata.council.division.opening import (
    OpeningFigures,
    Putting,
    divided_on,
    method_unknown,
    nobody_votes,
    opened_on,
    puttable,
)
from delegata.council.division.outcome import (
    ClosingFigures,
    Counts,
    concluded,
    counted,
    in_hand,
    settled,
)
from delegata.council.entry import Mark
from delegata.council.presence import entitled, has_vote_here, past_term
from delegata.council.state import Council
from delegata.council.words import Answer, Figure, Id, Stance, Title
from delegata.representation.lots import draw_lot


class OpenRollCall(Putting, frozen=True, kw_only=True):
    """A motion is put to a roll call: the names are called in order, and the answers kept.

    `names` is the list as the body calls it, by surname for example; without it the mandates are
    called by their own names. `first` is who is called first; or the lot says it, drawn by a `seed`
    that was published before: a number read from the day's newspaper, dice thrown in the hall.
    """

    names: tuple[Id, ...] = ()
    first: Id | None = None
    seed: Title | None = None


class OnName(Command, frozen=True, kw_only=True):
    """Common to acts on one name of a roll that is called."""

    division: Id
    mandate: Id
    answer: Answer


class RecordAnswer(OnName, frozen=True, kw_only=True):
    """A name was called, and this was heard; who was absent may answer a second call."""


class CorrectAnswer(OnName, frozen=True, kw_only=True):
    """An answer was heard or pressed wrongly; it is put right before the roll call closes."""

    reason: Title


class CloseRollCall(Command, frozen=True, kw_only=True):
    """All names are called; the count follows from the answers."""

    division: Id
    note: Title | None = None


class CallingFigures(OpeningFigures, frozen=True, kw_only=True):
    """The figures of an opening, and the order in which the names are called."""

    order: tuple[str, ...]


def open_roll_call(council: Council, command: OpenRollCall) -> CallingFigures | Refused:
    """A roll call opens as any division does, on those who are here with a vote.

    The lot draws who is called first (`representation.lots`, labelled by body and division); the
    list goes on from there and round. Grounds: `method-unknown`, `nobody-votes`, `drawn-twice`,
    `calling-wrong`, and those of `puttable`.
    """
    if barred := method_unknown(council, "roll-call"):
        return barred
    order = _order(council, command)
    if isinstance(order, Refused):
        return order
    figures = puttable(council, command, "roll-call")
    if isinstance(figures, Refused):
        return figures
    return CallingFigures(
        members=figures.members,
        present=figures.present,
        needed=figures.needed,
        competent=figures.competent,
        order=order,
    )


def _order(council: Council, command: OpenRollCall) -> tuple[str, ...] | Refused:
    here = sorted(entitled(council, day_of(council, command)), key=_by_number)
    if not here:
        return nobody_votes(council)
    article = council.standing.article("divisions")
    if command.first is not None and command.seed is not None:
        return refuse(
            "drawn-twice",
            article,
            "Name who is called first, or the seed of a draw, not both.",
        )
    names = command.names or tuple(here)
    if sorted(names) != sorted(here) or command.first not in {None, *names}:
        return refuse(
            "calling-wrong",
            article,
            "A roll call names each who is here with a vote, once, and begins with one of them;"
            " {present} are here, and {named} are named.",
            present=len(here),
            named=len(names),
        )
    begin = names.index(command.first) if command.first else _drawn(council, command, len(names))
    return names[begin:] + names[:begin]


def _by_number(name: str) -> tuple[str | int, ...]:
    """Mandates by their names, numbers in them by size: b-2 before b-10."""
    parts = re.split(r"([0-9]+)", name)
    return tuple(int(part) if at % 2 else part for at, part in enumerate(parts))


def _drawn(council: Council, command: OpenRollCall, names: int) -> int:
    if command.seed is None:
        return 0
    return draw_lot(command.seed, f"{council.body} {command.division}", range(names))[0]


def roll_call_opened(
    council: Council, command: OpenRollCall, figures: CallingFigures, mark: Mark
) -> Council:
    """The roll can be called; who comes in later is not on it."""
    division = replace(
        opened_on(council, command.division, command.motion, figures, mark),
        method="roll-call",
        calling=figures.order,
        voters=HashTrieSet(figures.order),
    )
    return divided_on(council, division)


def called(council: Council, name: str) -> Division | Refused:
    """The division, if its roll is being called. Grounds: `not-called`, `division-not-open`."""
    division = in_hand(council, name)
    if isinstance(division, Refused) or division.calling:
        return division
    return refuse(
        "not-called",
        council.standing.article("divisions"),
        "{division} is held by {method} and no roll is called; close it with its counts.",
        division=name,
        method=division.method,
    )


def _nameable(council: Council, command: OnName) -> Division | Refused:
    """Grounds: `not-on-roll`, `vote-gone`, `mandate-stale`, and those of `called`."""
    division = called(council, command.division)
    if isinstance(division, Refused):
        return division
    if command.mandate not in division.voters:
        return refuse(
            "not-on-roll",
            council.standing.article("divisions"),
            "{mandate} is not on the roll of {division}: only who was here with a vote when it"
            " opened is called.",
            mandate=command.mandate,
            division=division.id,
        )
    mandate = council.mandates[command.mandate]
    if command.answer == "absent":
        return division
    if not has_vote_here(council.attendance, mandate):
        return refuse(
            "vote-gone",
            council.standing.article("divisions"),
            "{mandate} has left or has no vote any more; note the name as absent.",
            mandate=command.mandate,
        )
    return past_term(council, mandate, day_of(council, command)) or division


def record_answer(council: Council, command: RecordAnswer) -> Figures | Refused:
    """Each name is called until it has answered. Grounds: `answered`, those of `_nameable`."""
    division = _nameable(council, command)
    if isinstance(division, Refused):
        return division
    before = division.answers.get(command.mandate)
    if before is None or (before == "absent" and command.answer != "absent"):
        return NO_FIGURES
    return refuse(
        "answered",
        council.standing.article("divisions"),
        "{mandate} answered {before} already; correct it, with the reason, if that is wrong.",
        mandate=command.mandate,
        before=before,
    )


def correct_answer(council: Council, command: CorrectAnswer) -> Figures | Refused:
    """An answer is put right, by another one. Grounds: `not-answered`, those of `_nameable`."""
    division = _nameable(council, command)
    if isinstance(division, Refused):
        return division
    before = division.answers.get(command.mandate)
    if before is not None and before != command.answer:
        return NO_FIGURES
    return refuse(
        "not-answered",
        council.standing.article("divisions"),
        "There is nothing to put right: {mandate} answered {before}.",
        mandate=command.mandate,
        before=before or "nothing yet",
    )


def answered(council: Council, command: OnName, _: Figures, __: Mark) -> Council:
    """The answer stands until it is corrected."""
    division = council.divisions[command.division]
    answers = division.answers.insert(command.mandate, command.answer)
    return divided_on(council, replace(division, answers=answers))


def close_roll_call(council: Council, command: CloseRollCall) -> ClosingFigures | Refused:
    """The roll closes when each name was called. Grounds: `names-uncalled`, those of `called`."""
    division = called(council, command.division)
    if isinstance(division, Refused):
        return division
    waiting = [name for name in division.calling if name not in division.answers]
    if waiting:
        return refuse(
            "names-uncalled",
            council.standing.article("divisions"),
            "{number} names are not called yet, {first} is next; call them, or note them as"
            " absent.",
            number=len(waiting),
            first=waiting[0],
        )
    return concluded(council, division, _counts(division))


def votes_heard(division: Division) -> tuple[tuple[str, Stance], ...]:
    """The votes by name, in the order in which they were called."""
    heard = ((name, division.answers.get(name, "absent")) for name in division.calling)
    return tuple((name, answer) for name, answer in heard if answer != "absent")


def _counts(division: Division) -> Counts:
    votes = [stance for _, stance in votes_heard(division)]
    return votes.count("for"), votes.count("against"), votes.count("abstaining")


def roll_call_closed(
    council: Council, command: CloseRollCall, figures: ClosingFigures, mark: Mark
) -> Council:
    """The division is closed on the votes by name."""
    division = council.divisions[command.division]
    votes = (Figure(figures.in_favour), Figure(figures.against), Figure(figures.abstaining))
    division = replace(
        counted(division, figures, votes, mark),
        roll=votes_heard(division),
        note=command.note or "",
    )
    return settled(council, division, mark)


ACTS = (
    Act(
        "division.roll-call-opened",
        OpenRollCall,
        open_roll_call,
        roll_call_opened,
        CallingFigures,
    ),
    Act("division.answered", RecordAnswer, record_answer, answered),
    Act("division.answer-corrected", CorrectAnswer, correct_answer, answered),
    Act(
        "division.roll-call-closed",
        CloseRollCall,
        close_roll_call,
        roll_call_closed,
        ClosingFigures,
    ),
)
