"""Approval ballots: sets of candidates with the number of papers that name just them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ApprovalProfile:
    """Sets of approved candidates, numbered from 1, each with its number of papers.

    Equal sets are held once, so that a count costs what the distinct sets cost. Empty sets are
    papers like others: they approve of nobody, and belong to the total.
    """

    candidates: tuple[str, ...]
    papers: Mapping[frozenset[int], int]

    def __post_init__(self) -> None:
        """A number out of range or a count under 1 raises `ValueError`."""
        for approved, papers in self.papers.items():
            if papers < 1:
                raise ValueError(f"the set {sorted(approved)} has {papers} papers; give 1 or more")
            if approved and not (min(approved) >= 1 and max(approved) <= len(self.candidates)):
                raise ValueError(
                    f"the set {sorted(approved)} names a candidate outside 1 to"
                    f" {len(self.candidates)}; strike it or add the candidate"
                )

    @property
    def total(self) -> int:
        """All papers."""
        return sum(self.papers.values())

    def __add__(self, other: "ApprovalProfile") -> "ApprovalProfile":
        """The sum of two branches' profiles: all their papers, for the same candidates."""
        if self.candidates != other.candidates:
            raise ValueError("profiles of different candidates do not merge; name them alike first")
        return ApprovalProfile(self.candidates, dict(Counter(self.papers) + Counter(other.papers)))


def approval_profile(
    candidates: Sequence[str], ballots: Iterable[Iterable[int]]
) -> ApprovalProfile:
    """Build a profile from single papers, in one pass; a candidate named twice is named once."""
    return ApprovalProfile(tuple(candidates), dict(Counter(map(frozenset, ballots))))
