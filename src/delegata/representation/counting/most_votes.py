"""Those with most votes are elected: plurality, SNTV, block vote and cumulative vote."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from delegata.representation.counting.lot import Lots
from delegata.representation.counting.poll import CountError, Poll, refuse_unfillable
from delegata.representation.profile import Counts, Profile
from delegata.representation.transcript import Decision, OpenTie, Round, Tie


class Rule(NamedTuple):
    """A rule of most votes: how many of its first preferences a paper votes for."""

    name: str
    source: str
    votes_each: Callable[[int], int]
    seats_max: int | None = None


PLURALITY = Rule(
    "plurality", "Plurality: one seat, one vote a paper, most votes", lambda _seats: 1, 1
)
SNTV = Rule("sntv", "Single non-transferable vote: one vote a paper, most votes", lambda _seats: 1)
BLOCK = Rule(
    "block", "Block vote: as many equal votes a paper as seats, most votes", lambda seats: seats
)


def count(rule: Rule, profile: Profile, seats: int, lots: Lots) -> Poll:
    """Credit each paper's first preferences with one vote each; the most votes are elected.

    A paper that ranks fewer than it has votes lets the rest lapse. Who ties across the last place
    is settled by lot with a seed, and left open without one.
    """
    refuse_unfillable(profile, seats)
    if rule.seats_max is not None and seats > rule.seats_max:
        raise CountError(f"{seats} seats; {rule.name} fills {rule.seats_max}: choose another rule")
    votes = _first_preferences(profile, rule.votes_each(seats))
    standing = [n for n in range(1, len(votes) + 1) if n not in profile.withdrawn]
    return most_votes(rule.name, votes, standing, seats, lots)


def cumulative(
    ballots: Sequence[tuple[Sequence[int], int]], votes_each: int, seats: int, lots: Lots
) -> Poll:
    """Cumulative vote: each paper spreads up to `votes_each` votes; most votes are elected.

    `ballots` are (votes for candidate 1, 2, ..., papers). A paper with more votes than it has, or a
    negative number, raises `CountError` with its place: such papers are to be set aside beforehand.
    """
    width = {len(given) for given, _papers in ballots}
    if len(width) > 1:
        raise CountError("papers of different lengths; give a number for every candidate")
    totals = [0] * (width.pop() if width else 0)
    for place, (given, papers) in enumerate(ballots, 1):
        if min(given, default=0) < 0 or sum(given) > votes_each or papers < 1:
            raise CountError(
                f"paper {place} gives {list(given)}; expected at most {votes_each} votes"
            )
        totals = [total + papers * votes for total, votes in zip(totals, given, strict=True)]
    if not 1 <= seats <= len(totals):
        raise CountError(f"{seats} seats; expected 1 to {len(totals)}, the candidates")
    return most_votes("cumulative", totals, range(1, len(totals) + 1), seats, lots)


def most_votes(
    name: str, votes: Sequence[int], standing: Sequence[int], seats: int, lots: Lots
) -> Poll:
    """Elect those with most votes; `votes[i]` are those of candidate i + 1."""
    order = sorted(standing, key=lambda n: (-votes[n - 1], n))
    elected, tied = _certain(order, votes, seats)
    places = min(seats, len(order)) - len(elected)
    drawn: list[Tie] = []
    if places and lots.seed is not None:
        drawn = _draw(name, tied, places, lots)
        elected += [tie.chosen for tie in drawn]
    clause = f"most votes, {seats} to elect"
    decisions = tuple(Decision(kind="elected", candidate=n, clause=clause) for n in elected)
    counted = Round(
        action="votes",
        votes=tuple(votes),
        exhausted=0,
        lost=0,
        decisions=decisions,
        ties=tuple(drawn),
    )
    left = (OpenTie(candidates=tuple(tied), places=places),) if places and not drawn else ()
    return Poll(tuple(elected), (counted,), None, left)


def _certain(order: list[int], votes: Sequence[int], seats: int) -> tuple[list[int], list[int]]:
    """Who is elected without a lot, and who ties for the places then left."""
    if len(order) <= seats or votes[order[seats - 1] - 1] != votes[order[seats] - 1]:
        return order[:seats], []
    last = votes[order[seats - 1] - 1]
    return [n for n in order if votes[n - 1] > last], [n for n in order if votes[n - 1] == last]


def _draw(name: str, tied: list[int], places: int, lots: Lots) -> list[Tie]:
    left, drawn = list(tied), []
    for place in range(1, places + 1):
        label = f"{name} place {place}"
        chosen, by = lots.draw(label, left)
        drawn.append(
            Tie(
                candidates=tuple(left),
                chosen=chosen,
                question="last place",
                by=by,
                clause="equal votes",
                label=label,
            )
        )
        left.remove(chosen)
    return drawn


def _first_preferences(profile: Profile, votes_each: int) -> list[int]:
    """Votes for each candidate when a paper votes for so many of its first preferences."""
    votes: Counts = np.zeros(len(profile.candidates) + 1, np.int64)
    at = profile.starts.copy()
    live = np.arange(len(profile))
    for _vote in range(votes_each):
        target = profile.preferences[at[live]]
        live, target = live[target != 0], target[target != 0]
        if not len(live):
            break
        np.add.at(votes, target, profile.papers[live])
        at[live] += 1
    return [int(total) for total in votes[1:]]
