"""Electing a committee: places filled one by one, with ties followed to all their ends."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from delegata.representation.committees.ballots import ApprovalProfile
from delegata.representation.committees.result import Committee, OpenPlaces, Step
from delegata.representation.committees.sequential import (
    Approval,
    EqualShares,
    Pav,
    Phragmen,
    State,
)
from delegata.representation.lots import draw_lot

WAYS_MAX = 2_000
"""How many partial committees are followed before a tie is left open as a whole."""

RULES: dict[str, Callable[[ApprovalProfile, int], State]] = {
    "approval": Approval.begin,
    "seq-pav": Pav.begin,
    "seq-phragmen": Phragmen.begin,
    "equal-shares": partial(EqualShares.begin, completed_by="phragmen"),
    "equal-shares-approval": partial(EqualShares.begin, completed_by="approval"),
    "equal-shares-alone": partial(EqualShares.begin, completed_by="none"),
}


@dataclass(frozen=True, slots=True)
class _Way:
    """One way in which ties can fall, so far; `open_to` are tied over the last `places`."""

    state: State | None
    steps: tuple[Step, ...] = ()
    open_to: frozenset[int] = frozenset()
    places: int = 0

    @property
    def elected(self) -> frozenset[int]:
        return frozenset(step.candidate for step in self.steps)


def elect_committee(
    rule: str, profile: ApprovalProfile, seats: int, *, seed: str | None = None
) -> Committee:
    """The members of a committee are elected by one of `RULES`, exactly.

    Where candidates have equal figures, a lot from the seed chooses (`lots.draw_lot`, label `RULE
    place N`). Without a seed every way that the ties can fall is followed: `elected` are elected in
    all of them, `ties` hold who is elected in some. Past `WAYS_MAX` ways, all who could still be
    elected after the first tie are left open. A candidate whom nobody approves of is never elected.
    Raises `ValueError` for an unknown rule or a negative number of seats.
    """
    if rule not in RULES or seats < 0:
        known = ", ".join(RULES)
        raise ValueError(f"{seats} seats by {rule!r}; give a number from 0 and one of {known}")
    begin = _Way(RULES[rule](profile, seats))
    if seed is not None:
        return _stated(rule, seats, [_drawn(begin, seats, (rule, seed))], seed)
    ends = _ends(begin, seats)
    return _stated(rule, seats, ends, None) if ends else _given_up(rule, seats, begin)


def _leaders(way: _Way) -> tuple[State, list[int], Fraction] | None:
    """Who may take the next place, after any completion; None where nobody can."""
    state = way.state
    while state is not None:
        figures = state.figures()
        if figures:
            best = min(figures.values())
            return state, sorted(c for c, figure in figures.items() if figure == best), best
        state = state.completion()
    return None


def _with(way: _Way, chosen: int, leaders: tuple[State, list[int], Fraction], by: str) -> _Way:
    state, tied, figure = leaders
    level = tuple(tied) if len(tied) > 1 else ()
    step = Step(chosen, figure, level, by if level else "", state.phase)
    return _Way(state.after(chosen, figure), (*way.steps, step))


def _drawn(way: _Way, seats: int, lot: tuple[str, str]) -> _Way:
    rule, seed = lot
    while len(way.steps) < seats and (leaders := _leaders(way)) is not None:
        tied = leaders[1]
        chosen = tied[0]
        if len(tied) > 1:
            chosen = draw_lot(seed, f"{rule} place {len(way.steps) + 1}", tied)[0]
        way = _with(way, chosen, leaders, "lot")
    return way


def _ends(begin: _Way, seats: int) -> list[_Way]:
    """All ways to their ends, the one by lowest numbers first; none where they are too many."""
    ends: list[_Way] = []
    pending = [begin]
    seen: set[tuple[object, ...]] = set()
    while pending and len(seen) <= WAYS_MAX:
        way = pending.pop()
        leaders = None if len(way.steps) == seats else _leaders(way)
        if leaders is None:
            ends.append(way)
        elif leaders[0].phase == "approval":
            _fill(way, leaders, seats, pending, ends)
        else:
            pending += _branches(way, leaders, seen)
    return ends if not pending else []


def _branches(
    way: _Way, leaders: tuple[State, list[int], Fraction], seen: set[tuple[object, ...]]
) -> list[_Way]:
    """The ways on that no other way has reached, the lowest number last."""
    if len(leaders[1]) == 1 and not seen:
        return [_with(way, leaders[1][0], leaders, "")]
    found = []
    for chosen in leaders[1]:
        after = _with(way, chosen, leaders, "open")
        key = (after.elected, leaders[0].phase, after.state.burden if after.state else ())
        if key not in seen:
            seen.add(key)
            found.append(after)
    return found[::-1]


def _fill(
    way: _Way,
    leaders: tuple[State, list[int], Fraction],
    seats: int,
    pending: list[_Way],
    ends: list[_Way],
) -> None:
    """By numbers of papers alone, who is tied all get in, or else all are open."""
    left = seats - len(way.steps)
    if len(leaders[1]) > left:
        ends.append(_Way(None, way.steps, frozenset(leaders[1]), left))
        return
    for chosen in leaders[1]:
        state, tied, figure = leaders
        way = _with(way, chosen, (state, [chosen], figure), "")
        leaders = (way.state or state, tied, figure)
    pending.append(way)


def _stated(rule: str, seats: int, ends: list[_Way], seed: str | None) -> Committee:
    first = ends[0]
    certain = frozenset.intersection(*(way.elected for way in ends))
    possible = frozenset.union(*(way.elected | way.open_to for way in ends))
    filled = max(len(way.elected) + way.places for way in ends)
    loose = tuple(sorted(possible - certain))
    steps = first.steps
    if loose:
        tied = [bool(step.tied) for step in steps]
        steps = steps[: tied.index(True)] if True in tied else steps
    return Committee(
        rule=rule,
        seats=seats,
        elected=tuple(step.candidate for step in first.steps if step.candidate in certain),
        ties=(OpenPlaces(loose, filled - len(certain)),) if loose else (),
        unfilled=seats - filled,
        steps=steps,
        seed=seed,
    )


def _given_up(rule: str, seats: int, way: _Way) -> Committee:
    """Only what comes before the first tie is certain, and everyone else is open."""
    while (leaders := _leaders(way)) is not None and len(leaders[1]) == 1:
        way = _with(way, leaders[1][0], leaders, "")
    assert leaders is not None, "a way without ties has one end"
    others = frozenset(leaders[0].standing)
    places = min(seats - len(way.steps), len(others))
    return _stated(rule, seats, [_Way(None, way.steps, others, places)], None)
