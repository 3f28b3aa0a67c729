"""Apportionment: seats divided among lists by a named method, exactly, with ties returned."""

from delegata.representation.apportionment.divisors import DIVISORS, by_divisor
from delegata.representation.apportionment.quotas import QUOTAS, by_quota
from delegata.representation.apportionment.result import Apportionment, Tie, Votes

METHODS = (*QUOTAS, *DIVISORS)

__all__ = ["METHODS", "Apportionment", "Tie", "apportion"]


def apportion(method: str, votes: Votes, seats: int) -> Apportionment:
    """Seats are divided among lists by one of `METHODS`; equal claims to a last seat are a tie.

    `votes` are (name, votes) with unique names and whole, non-negative numbers. Raises
    `ValueError` for an unknown method, a negative number, or a name that stands twice.
    """
    names = [name for name, _ in votes]
    if len(set(names)) != len(names):
        raise ValueError("a list stands twice; give each list once")
    if seats < 0 or any(number < 0 for _, number in votes):
        raise ValueError("votes and seats cannot be negative")
    if method in QUOTAS:
        return by_quota(method, votes, seats)
    if method in DIVISORS:
        return by_divisor(method, votes, seats)
    raise ValueError(f"unknown method {method!r}; known: {', '.join(METHODS)}")
