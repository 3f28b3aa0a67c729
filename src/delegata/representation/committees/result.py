"""What an election of a committee gives: who is certain, what only a lot could settle, and why."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Step:
    """A place, who took it, and by what figure; `tied` had the same, `by` says what chose."""

    candidate: int
    figure: Fraction
    tied: tuple[int, ...] = ()
    by: str = ""
    phase: str = ""


@dataclass(frozen=True, slots=True)
class OpenPlaces:
    """Candidates of whom only some can be elected, and only a lot could say who."""

    candidates: tuple[int, ...]
    places: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Committee:
    """The members elected, in order of election, the places still open, and the steps.

    `elected` holds who is elected however the lots fall, and `steps` end where a lot is due that
    could change who is. Places that no candidate with approvals can take are `unfilled`.
    """

    rule: str
    seats: int
    elected: tuple[int, ...]
    ties: tuple[OpenPlaces, ...] = ()
    unfilled: int = 0
    steps: tuple[Step, ...] = ()
    seed: str | None = None
