"""Yes, no or abstain on each candidate, by absolute majority, with further rounds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from delegata.representation.counting.poll import CountError
from delegata.representation.transcript import OpenTie

Base = Literal["cast", "present", "members"]


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers on one candidate in one round."""

    candidate: int
    yes: int
    no: int
    abstain: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """Who is elected so far, in order; who may stand again; ties for the last places."""

    elected: tuple[int, ...]
    vacant: int
    further: tuple[int, ...]
    ties: tuple[OpenTie, ...] = ()


def needed(answers: Answers, base: Base, size: int) -> int:
    """The yes votes that are an absolute majority: more than half of the base.

    The base is the yes and no votes on this candidate (`cast`), or `size`: those present, or all
    members.
    """
    return (answers.yes + answers.no if base == "cast" else size) // 2 + 1


def hold(
    rounds: Sequence[Sequence[Answers]],
    seats: int,
    *,
    base: Base = "cast",
    size: int = 0,
    stand_again: int = 0,
) -> Outcome:
    """Elect by absolute majority, round after round.

    In each round, of those who reach the majority the most yes votes are elected, up to the places
    left; equal ones across the last place are returned as a tie, and end the rounds. Those not
    elected may stand again: all of them, or with `stand_again` n only the n times as many as places
    with most yes votes (and any equal to the last of these). A candidate who was not free to stand,
    or a base too small for its votes, raises `CountError` with the round.
    """
    elected: list[int] = []
    allowed: set[int] | None = None
    for number, answers in enumerate(rounds, 1):
        _check(number, answers, allowed, base, size)
        vacant = seats - len(elected)
        reached = [a for a in answers if a.yes >= needed(a, base, size)]
        chosen, tied = _most(reached, vacant)
        elected += chosen
        places = seats - len(elected)
        rest = [a for a in answers if a.candidate not in elected]
        further = _further(rest, stand_again * places if stand_again else len(rest))
        if tied or not places:
            ties = (OpenTie(candidates=tuple(tied), places=places),) if tied else ()
            return Outcome(tuple(elected), places, (), ties)
        allowed = set(further)
    everyone = tuple(sorted(allowed)) if allowed is not None else ()
    return Outcome(tuple(elected), seats - len(elected), everyone)


def _most(reached: Sequence[Answers], places: int) -> tuple[list[int], list[int]]:
    order = sorted(reached, key=lambda a: (-a.yes, a.candidate))
    if len(order) <= places or order[places - 1].yes != order[places].yes:
        return [a.candidate for a in order[:places]], []
    last = order[places - 1].yes
    return (
        [a.candidate for a in order if a.yes > last],
        [a.candidate for a in order if a.yes == last],
    )


def _further(rest: Sequence[Answers], most: int) -> list[int]:
    order = sorted(rest, key=lambda a: (-a.yes, a.candidate))
    least = order[most - 1].yes if 0 < most <= len(order) else 0
    return [a.candidate for a in order if a.yes >= least]


def _check(
    number: int, answers: Sequence[Answers], allowed: set[int] | None, base: Base, size: int
) -> None:
    seen: set[int] = set()
    for each in answers:
        if each.candidate in seen or (allowed is not None and each.candidate not in allowed):
            raise CountError(f"round {number}: candidate {each.candidate} may not stand (again)")
        if min(each.yes, each.no, each.abstain) < 0:
            raise CountError(f"round {number}: a negative number for candidate {each.candidate}")
        if base != "cast" and each.yes + each.no + each.abstain > size:
            raise CountError(
                f"round {number}: more votes on candidate {each.candidate} than the {size} {base}"
            )
        seen.add(each.candidate)
