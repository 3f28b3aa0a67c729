"""Elections of persons, each under a named rule: who is elected, and every step to it."""

from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import partial

from delegata.representation.counting import meek, most_votes, statutes, stv
from delegata.representation.counting.lot import Lots
from delegata.representation.counting.poll import CountError, Poll, refuse_unfillable
from delegata.representation.profile import Profile
from delegata.representation.transcript import OpenTie, Round, Transcript

__all__ = ["RULES", "CountError", "count"]

WAYS_MAX = 64  # ways that lots can fall which are tried before giving up

Method = Callable[[Profile, int, Lots], Poll]

TRANSFERABLE = (statutes.SCOTTISH_STV, statutes.WIGM, statutes.IRV)
MOST_VOTES = (most_votes.PLURALITY, most_votes.SNTV, most_votes.BLOCK)
RULES: dict[str, tuple[Method, str, int]] = {
    **{rule.name: (partial(stv.count, rule), rule.source, rule.scale) for rule in TRANSFERABLE},
    meek.NAME: (meek.count, meek.SOURCE, meek.SCALE),
    **{rule.name: (partial(most_votes.count, rule), rule.source, 1) for rule in MOST_VOTES},
}


def count(
    rule: str, profile: Profile, *, seats: int | None = None, seed: str | None = None
) -> Transcript:
    """Count a profile under a named rule.

    `seats` defaults to the profile's own. Ties that the rule leaves to a lot are drawn from `seed`;
    without one all ways they can fall are tried, `elected` holds those elected in every way, and
    `ties` the candidates of whom only the lot can say which take the places left. Where more than
    64 ways would have to be tried, only those elected before the first open lot are certain. Raises
    `CountError` for an unknown rule or an impossible number of seats.
    """
    if rule not in RULES:
        raise CountError(f"no rule is named {rule!r}; known are {', '.join(RULES)}")
    if seed is not None and not (seed and seed.isprintable()):
        raise CountError("a seed is one line of text; give one that is not empty")
    method, source, scale = RULES[rule]
    places = profile.seats if seats is None else seats
    if places is None:
        raise CountError("the ballots state no number of seats; give it")
    refuse_unfillable(profile, places)
    poll = method(profile, places, Lots(seed))
    certain, ties = (
        _certain(method, profile, places, poll) if seed is None else (poll.elected, poll.ties)
    )
    return Transcript(
        rule=rule,
        source=source,
        seats=places,
        scale=scale,
        candidates=profile.candidates,
        title=profile.title,
        withdrawn=tuple(sorted(profile.withdrawn)),
        papers=profile.total,
        irregularities=tuple(asdict(profile.irregularities).items()),
        quota=poll.quota,
        rounds=poll.rounds,
        elected=certain,
        ties=ties,
        seed=seed if _lots(poll.rounds, "lot") else None,
    )


def _certain(
    method: Method, profile: Profile, seats: int, poll: Poll
) -> tuple[tuple[int, ...], tuple[OpenTie, ...]]:
    """Who is elected however the open lots fall, and of whom only a lot can say."""
    if not _lots(poll.rounds, "open"):
        return poll.elected, poll.ties
    ways = list(_ways(method, profile, seats))
    possible = {number for way in ways for number in way}
    certain = tuple(n for n in poll.elected if all(n in way for way in ways))
    if len(ways) > WAYS_MAX:
        certain = _before_first_open(poll)
        possible = set(range(1, len(profile.candidates) + 1)) - profile.withdrawn
    unsure = tuple(sorted(possible - set(certain)))
    places = len(poll.elected) - len(certain)
    return certain, (OpenTie(candidates=unsure, places=places),) if places else ()


def _ways(method: Method, profile: Profile, seats: int) -> Iterator[tuple[int, ...]]:
    """Who is elected in each way that the lots can fall, up to one more than will be tried."""
    waiting: list[dict[str, int]] = [{}]
    for _way in range(WAYS_MAX + 1):
        if not waiting:
            return
        laid = waiting.pop()
        poll = method(profile, seats, Lots(laid=laid))
        yield poll.elected
        for label, tied, chosen in _lots(poll.rounds, "open"):
            if label not in laid:
                waiting.extend({**laid, label: n} for n in tied if n != chosen)
                laid = {**laid, label: chosen}


def _lots(rounds: tuple[Round, ...], by: str) -> list[tuple[str, tuple[int, ...], int]]:
    return [
        (tie.label, tie.candidates, tie.chosen)
        for counted in rounds
        for tie in counted.ties
        if tie.by == by
    ]


def _before_first_open(poll: Poll) -> tuple[int, ...]:
    """Those elected before the first open lot."""
    certain: list[int] = []
    for counted in poll.rounds:
        if any(tie.by == "open" for tie in counted.ties):
            break
        certain.extend(d.candidate for d in counted.decisions if d.kind == "elected")
    return tuple(certain)
