"""The outcome of one way a count can run, before it is known whether its lots matter."""

from typing import NamedTuple

from delegata.representation.profile import Profile
from delegata.representation.transcript import OpenTie, Round


class CountError(ValueError):
    """A count cannot be held as asked; the sentence says why and what to give instead."""


class Poll(NamedTuple):
    """Who was elected, in order, and the rounds that led there; the quota at the beginning.

    `ties` are those that the rule itself leaves open, with the places that they are for.
    """

    elected: tuple[int, ...]
    rounds: tuple[Round, ...]
    quota: int | None
    ties: tuple[OpenTie, ...] = ()


def refuse_unfillable(profile: Profile, seats: int) -> None:
    """Refuse a number of seats that is no number of seats for these candidates."""
    if not 1 <= seats <= len(profile.candidates):
        raise CountError(f"{seats} seats; expected 1 to {len(profile.candidates)}, the candidates")
