"""Apportionment: seats divided among lists by a named method, exactly, with ties returned."""

from delegata.representation.apportionment.divisors import DIVISORS, by_divisor
from delegata.representation.apportionment.quotas import QUOTAS, by_quota_within
from delegata.representation.apportionment.result import Apportionment, Conditions, Tie, Votes

METHODS = (*QUOTAS, *DIVISORS)

__all__ = ["METHODS", "Apportionment", "Conditions", "Tie", "Votes", "apportion"]


def apportion(
    method: str, votes: Votes, seats: int, *, conditions: Conditions | None = None
) -> Apportionment:
    """Seats are divided among lists by one of `METHODS`; equal claims to a last seat are a tie.

    `votes` are (name, votes) with unique names and whole, non-negative numbers; the result keeps
    their order. Lists without votes get nothing; where no list has votes, no seat is given. Nothing
    is rounded, and no tie is broken: `seats` hold what is certain. Raises `ValueError` for an
    unknown method, a negative or broken number, a name that stands twice, or conditions that the
    seats cannot meet. Sources stand at `by_quota` and `by_divisor`.
    """
    if method not in METHODS:
        raise ValueError(f"unknown method {method!r}; choose one of {', '.join(METHODS)}")
    _check(votes, seats)
    terms = conditions or Conditions()
    part = terms.taking_part(votes)
    cap = seats if terms.cap is None else terms.cap
    if part:
        _check_conditions(terms.minimum, cap, len(part), seats)
    shares = _divided(method, [votes[i][1] for i in part], seats, terms.minimum, cap)
    held = dict(zip(part, shares[0], strict=True))
    named = tuple((name, held.get(i, 0)) for i, (name, _) in enumerate(votes))
    tied = tuple(votes[part[i]][0] for i in shares[1])
    return Apportionment(method, named, (Tie(tied, shares[2]),) if tied else ())


def _divided(
    method: str, votes: list[int], seats: int, minimum: int, cap: int
) -> tuple[list[int], list[int], int]:
    if method in QUOTAS:
        return by_quota_within(method, votes, seats, minimum=minimum, cap=cap)
    return by_divisor(method, votes, seats, minimum=minimum, cap=cap)


def _check(votes: Votes, seats: int) -> None:
    if seats < 0:
        raise ValueError(f"{seats} seats cannot be divided; give a number from 0")
    names = set()
    for name, number in votes:
        if name in names:
            raise ValueError(f"the list {name!r} stands twice; give each list once")
        names.add(name)
        if not isinstance(number, int) or number < 0:
            raise ValueError(f"{name!r} has {number!r} votes; give a whole number from 0")


def _check_conditions(minimum: int, cap: int, lists: int, seats: int) -> None:
    if minimum < 0 or cap < minimum:
        raise ValueError(f"a minimum of {minimum} under a cap of {cap} cannot be met; change one")
    if minimum * lists > seats:
        raise ValueError(
            f"{lists} lists with at least {minimum} each need {minimum * lists} seats, and there"
            f" are {seats}; lower the minimum or add seats"
        )
    if cap * lists < seats:
        raise ValueError(
            f"{lists} lists with at most {cap} each fill {cap * lists} of {seats} seats; raise the"
            " cap or divide fewer seats"
        )
