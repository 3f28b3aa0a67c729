"""Roll call: the names in an order that may be drawn, each called, each answer kept, none lost."""

import re

from msgspec import structs
from msgspec.structs import replace

from delegata.council.act import NO_FIGURES, Act, Command, Figures, Refused, day_of, refuse
from delegata.council.deliberation import Division
from delegata.council.division.closing import votes_by_name
from delegata.council.division.franchise import (
    can_vote,
    franchise,
    split_fault,
    with_casters,
    with_franchise,
)
from delegata.council.division.opening import (
    OpeningFigures,
    Putting,
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
from delegata.council.division.putting import divided_on
from delegata.council.entry import Mark
from delegata.council.presence import vote_past_term
from delegata.council.state import Council
from delegata.council.words import STANCES, Answer, Figure, Id, Stance, Tally, Title
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


class RecordAnswer(OnName, frozen=True, kw_only=True):
    """A name was called, and this was heard; who was absent may answer a second call."""

    answer: Answer


class CorrectAnswer(OnName, frozen=True, kw_only=True):
    """An answer was heard or pressed wrongly; it is put right before the roll call closes."""

    answer: Answer
    reason: Title


class SplitAnswer(OnName, frozen=True, kw_only=True):
    """Who votes for many members casts some votes for and some against; `reason` puts it right."""

    votes: Tally
    reason: Title | None = None


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
    return CallingFigures(**structs.asdict(figures), order=order)


def _order(council: Council, command: OpenRollCall) -> tuple[str, ...] | Refused:
    votes = franchise(council, day_of(council, command), "roll-call")
    if isinstance(votes, Refused):
        return votes
    here = sorted(votes.voters, key=_by_number)
    if not votes.here:
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
            "A roll call names each who is here with a vote or represented, once, and begins with"
            " one of them; {present} have a vote, and {named} are named.",
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
    )
    return divided_on(council, with_franchise(council, division, mark))


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


def _on_roll(council: Council, command: OnName) -> Division | Refused:
    """Grounds: `not-on-roll`, and those of `called`."""
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
    return division


def _votable(council: Council, command: OnName) -> Division | Refused:
    """Grounds: `vote-gone`, `mandate-stale`, and those of `_on_roll`."""
    division = _on_roll(council, command)
    if isinstance(division, Refused):
        return division
    day = day_of(council, command)
    if can_vote(council, division, command.mandate, day):
        return vote_past_term(council, council.mandates[command.mandate], day) or division
    return refuse(
        "vote-gone",
        council.standing.article("divisions"),
        "{mandate} has left, is not represented or has no vote any more; note the name as absent.",
        mandate=command.mandate,
    )


def _nameable(council: Council, command: RecordAnswer | CorrectAnswer) -> Division | Refused:
    """An absence is noted of anybody; a vote is heard from who can vote. Grounds: as `_votable`."""
    absent = command.answer == "absent"
    return _on_roll(council, command) if absent else _votable(council, command)


def record_answer(council: Council, command: RecordAnswer) -> Figures | Refused:
    """Each name is called until it has answered. Grounds: `answered`, those of `_nameable`."""
    division = _nameable(council, command)
    if isinstance(division, Refused):
        return division
    return _unheard(council, division, command, again=command.answer != "absent") or NO_FIGURES


def _unheard(
    council: Council, division: Division, command: OnName, *, again: bool
) -> Refused | None:
    before = division.answers.get(command.mandate)
    if before is None or (before == "absent" and again):
        return None
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
    return _nothing_heard(council, command.mandate, before or "nothing yet")


def answered(
    council: Council, command: RecordAnswer | CorrectAnswer, _: Figures, __: Mark
) -> Council:
    """The answer stands until it is corrected."""
    division = _heard(council, command, votes=command.answer != "absent")
    answers = division.answers.insert(command.mandate, command.answer)
    splits = division.splits.discard(command.mandate)
    return divided_on(council, replace(division, answers=answers, splits=splits))


def _heard(council: Council, command: OnName, *, votes: bool) -> Division:
    """The division with who casts this vote; what is put right was heard from whom it was."""
    division, name = council.divisions[command.division], command.mandate
    if not votes:
        return replace(division, by_proxy=division.by_proxy.discard(name))
    if division.answers.get(name, "absent") != "absent":
        return division
    return with_casters(council, division, (name,))


def split_answer(council: Council, command: SplitAnswer) -> Figures | Refused:
    """Who has many votes here casts all of them, some for and some against.

    Grounds: `answered`, `not-answered`, those of `_votable` and `split_fault`.
    """
    division = _votable(council, command)
    if isinstance(division, Refused):
        return division
    if barred := split_fault(council, division, command.mandate, command.votes):
        return barred
    if command.reason is None:
        return _unheard(council, division, command, again=True) or NO_FIGURES
    before = division.answers.get(command.mandate)
    return NO_FIGURES if before is not None else _nothing_heard(council, command.mandate)


def _nothing_heard(council: Council, mandate: str, before: str = "nothing yet") -> Refused:
    return refuse(
        "not-answered",
        council.standing.article("divisions"),
        "There is nothing to put right: {mandate} answered {before}.",
        mandate=mandate,
        before=before,
    )


def answer_split(council: Council, command: SplitAnswer, _: Figures, __: Mark) -> Council:
    """The votes stand as they were split."""
    division = _heard(council, command, votes=True)
    division = replace(
        division,
        answers=division.answers.insert(command.mandate, "split"),
        splits=division.splits.insert(command.mandate, command.votes),
    )
    return divided_on(council, division)


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
    return concluded(council, division, _counts(division), roll=votes_heard(division))


def votes_heard(division: Division) -> tuple[tuple[str, Stance], ...]:
    """The votes by name, in the order in which they were called."""
    heard = ((name, division.answers.get(name, "absent")) for name in division.calling)
    return tuple((name, answer) for name, answer in heard if answer in STANCES)


def _counts(division: Division) -> Counts:
    counts = votes_by_name(division, votes_heard(division))
    splits = [*division.splits.values()]
    return (
        counts[0] + sum(split.in_favour for split in splits),
        counts[1] + sum(split.against for split in splits),
        counts[2] + sum(split.abstaining for split in splits),
    )


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
    Act("division.answer-split", SplitAnswer, split_answer, answer_split),
    Act(
        "division.roll-call-closed",
        CloseRollCall,
        close_roll_call,
        roll_call_closed,
        ClosingFigures,
    ),
)
