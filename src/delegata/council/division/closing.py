"""Closing a division with its counts: by hands, by cards, or by the votes of a roll call."""

from collections import Counter
from collections.abc import Iterable
from typing import Literal

from msgspec.structs import replace

from delegata.council.act import Act, Command, Refused, day_of, refuse
from delegata.council.deliberation import Division
from delegata.council.division.franchise import can_vote, with_casters
from delegata.council.division.outcome import (
    ClosingFigures,
    Counts,
    concluded,
    counted,
    in_hand,
    settled,
)
from delegata.council.entry import Mark
from delegata.council.presence import has_vote_here, vote_past_term
from delegata.council.state import Council, Mandate
from delegata.council.words import Figure, Id, Stance, Title


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


def close(council: Council, command: CloseDivision) -> ClosingFigures | Refused:
    """The outcome follows from the counts, on the base that the rules name.

    Grounds: `ballots-unsealed`, `roll-missing`, `roll-wrong`, `more-votes-than-present`,
    `rest-unknown`, `mandate-stale`, and those of `in_hand`, `_closed_otherwise` and `concluded`.
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
    if barred := _closed_otherwise(council, division):
        return barred
    counts = _counts(council, division, command)
    if isinstance(counts, Refused):
        return counts
    barred = within_presence(council, division, counts)
    return barred or concluded(council, division, counts, command.declared, command.roll)


def _closed_otherwise(council: Council, division: Division) -> Refused | None:
    """A roll that is called closes with its answers, and two tellers where the rules ask for them.

    Grounds: `roll-open`, `two-tellers`.
    """
    article = council.standing.article("divisions")
    if division.calling:
        return refuse(
            "roll-open",
            article,
            "The roll of {division} is being called; close the roll call when all were called.",
            division=division.id,
        )
    if council.standing.divisions.tellers == "two" and division.method != "roll-call":
        return refuse(
            "two-tellers",
            article,
            "Two tellers count {division}; each enters the own count.",
            division=division.id,
        )
    return None


def within_presence(council: Council, division: Division, counts: Counts) -> Refused | None:
    """No more vote than are here. Ground: `more-votes-than-present`."""
    votes = sum(count for count in counts if count is not None)
    if division.votes_present is None or votes <= division.votes_present:
        return None
    return refuse(
        "more-votes-than-present",
        council.standing.article("divisions"),
        "{votes} votes are counted of {present} present; count again.",
        votes=votes,
        present=division.votes_present,
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
        return _called(council, division, command.roll, day_of(council, command))
    figures = (command.in_favour, command.against, command.abstaining)
    exact = [None if f.about or f.rest else f.number for f in figures]
    rests = sum(f.rest for f in figures)
    if not rests:
        return exact[0], exact[1], exact[2]
    if rests > 1 or division.votes_present is None or exact.count(None) > 1:
        return refuse(
            "rest-unknown",
            council.standing.article("divisions"),
            '"The rest" is known only of a counted presence with the other votes counted;'
            " give a number or leave it out.",
        )
    rest = division.votes_present - sum(count for count in exact if count is not None)
    counts = [max(rest, 0) if f.rest else count for f, count in zip(figures, exact, strict=True)]
    return counts[0], counts[1], counts[2]


def _called(
    council: Council, division: Division, roll: tuple[tuple[str, Stance], ...], day: str
) -> tuple[int, int, int] | Refused:
    """Each name on a roll is called once, and only who has a vote here, or is represented, answers.

    Where votes count for more than one or for the absent, those of the opening alone have one.
    """
    names = [name for name, _ in roll]
    if len(set(names)) != len(names):
        return refuse(
            "roll-wrong",
            council.standing.article("divisions"),
            "A delegate stands twice on the roll; call each once.",
        )
    for name in names:
        mandate = council.mandates.get(name)
        if mandate is None or not _votes(council, division, mandate, day):
            return refuse(
                "roll-wrong",
                council.standing.article("divisions"),
                "{mandate} has no vote here now ({state}); strike the name.",
                mandate=name,
                state="unknown" if mandate is None else f"{mandate.state}, {mandate.voice}",
            )
        if barred := vote_past_term(council, mandate, day):
            return barred
    return votes_by_name(division, roll)


def _votes(council: Council, division: Division, mandate: Mandate, day: str) -> bool:
    if division.voters or division.weighed:
        return can_vote(council, division, mandate.id, day)
    return has_vote_here(council.attendance, mandate)


def votes_by_name(division: Division, roll: Iterable[tuple[str, Stance]]) -> tuple[int, int, int]:
    """The votes for, against and abstaining of names, each with its weight."""
    votes: Counter[str] = Counter()
    for name, stance in roll:
        votes[stance] += division.weight(name)
    return votes["for"], votes["against"], votes["abstaining"]


def closed(
    council: Council, command: CloseDivision, figures: ClosingFigures, mark: Mark
) -> Council:
    """The division is closed and its motion carried or lost."""
    votes = (
        _shown(command.in_favour, figures.in_favour),
        _shown(command.against, figures.against),
        _shown(command.abstaining, figures.abstaining),
    )
    division = replace(
        counted(council.divisions[command.division], figures, votes, mark),
        roll=command.roll,
        declared=command.declared or "",
        note=command.note or "",
    )
    if command.roll and not division.voters:
        division = replace(division, standing_in=council.attendance.standing_in)
    division = with_casters(council, division, (name for name, _ in command.roll))
    return settled(council, division, mark)


def _shown(given: Figure, judged: int | None) -> Figure:
    return given if judged is None else replace(given, number=judged)


ACTS = (Act("division.closed", CloseDivision, close, closed, ClosingFigures),)
