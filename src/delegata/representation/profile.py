"""A profile: the multiset of rankings that a poll has returned, compact, and one that merges."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.unsignedinteger[Any]]
Counts = NDArray[np.int64]

CANDIDATES_MAX = 65_535
PAPERS_MAX = 2**53 - 1  # the largest count that the record's numbers can state


class ProfileError(ValueError):
    """What was given cannot be a profile; the sentence names what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Irregularities:
    """Papers that were not plain rankings, counted by kind; the policy is a sentence each.

    `empty`: no preference at all; not valid, outside the total from which a quota is computed.
    `repeated`: a candidate ranked twice; the first mention counts, later ones are passed over.
    `overvoted`: two candidates at one rank; the paper counts up to that rank and ends there.
    `skipped`: a rank left out; the next rank moves up.
    `withdrawn`: a withdrawn candidate ranked; passed over. A paper that names nobody else is empty.
    """

    empty: int = 0
    repeated: int = 0
    overvoted: int = 0
    skipped: int = 0
    withdrawn: int = 0

    def __add__(self, other: "Irregularities") -> "Irregularities":
        return Irregularities(
            empty=self.empty + other.empty,
            repeated=self.repeated + other.repeated,
            overvoted=self.overvoted + other.overvoted,
            skipped=self.skipped + other.skipped,
            withdrawn=self.withdrawn + other.withdrawn,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """Rankings with their numbers of papers, over candidates numbered from 1.

    `preferences` holds all rankings end to end, each ended by a 0, as unsigned integers of the
    smallest size that fits; ranking i begins at `starts[i]` and stands for `papers[i]` papers (>=
    1). Rankings may occur more than once; `compact()` joins equal ones. No ranking names a
    candidate twice and none is empty: such papers are counted in `irregularities` by the policy
    stated there.
    """

    candidates: tuple[str, ...]
    preferences: Numbers
    starts: Counts
    papers: Counts
    seats: int | None = None
    title: str = ""
    withdrawn: frozenset[int] = frozenset()
    irregularities: Irregularities = field(default_factory=Irregularities)

    def __post_init__(self) -> None:
        _check_candidates(self.candidates)
        if self.total > PAPERS_MAX:
            raise ProfileError(f"{self.total} papers; at most {PAPERS_MAX} can be stated")

    @property
    def total(self) -> int:
        """The valid papers: those with at least one preference for a candidate who stands."""
        return exact_sum(self.papers)

    def __len__(self) -> int:
        return len(self.papers)

    def __add__(self, other: "Profile") -> "Profile":
        return merged((self, other))

    def __eq__(self, other: object) -> bool:
        """Two profiles are equal when the same papers stand for the same candidates."""
        if not isinstance(other, Profile):
            return NotImplemented
        return (
            self.candidates == other.candidates
            and self.withdrawn == other.withdrawn
            and self.irregularities == other.irregularities
            and self.rankings() == other.rankings()
        )

    def __hash__(self) -> int:
        return hash((self.candidates, self.withdrawn, self.total))

    def rankings(self) -> dict[tuple[int, ...], int]:
        """Each distinct ranking with its number of papers, as plain integers."""
        counted: dict[tuple[int, ...], int] = {}
        flat = self.preferences.tolist()
        ends = [*self.starts[1:].tolist(), len(flat)] if len(self) else []
        for start, end, papers in zip(
            self.starts.tolist(), ends, self.papers.tolist(), strict=True
        ):
            ranking = tuple(flat[start : end - 1])
            counted[ranking] = counted.get(ranking, 0) + papers
        return counted

    def compact(self) -> "Profile":
        """Join equal rankings: the same papers, each distinct ranking once."""
        if not len(self):
            return self
        group = _groups(self)
        first = np.full(int(group.max()) + 1, len(self), np.int64)
        np.minimum.at(first, group, np.arange(len(self)))
        papers = np.zeros(len(first), np.int64)
        np.add.at(papers, group, self.papers)
        preferences, starts = _gathered(self, first)
        return replace(self, preferences=preferences, starts=starts, papers=papers)

    def without(self, withdrawn: Iterable[int]) -> "Profile":
        """Pass over candidates who have withdrawn; papers that name nobody else become empty."""
        gone = frozenset(withdrawn) - self.withdrawn
        if unknown := sorted(n for n in gone if not 1 <= n <= len(self.candidates)):
            raise ProfileError(
                f"candidate {unknown[0]} withdrawn; there are {len(self.candidates)}"
            )
        if not gone:
            return self
        out = np.zeros(len(self.candidates) + 1, bool)
        out[list(gone)] = True
        cut = out[self.preferences]
        named = np.add.reduceat(cut, self.starts, dtype=np.int64) if len(self) else self.papers[:0]
        kept = self.preferences[~cut]
        ended = np.flatnonzero(kept == 0)
        starts = np.concatenate(([0], ended[:-1] + 1)) if len(ended) else ended
        empty = kept[starts] == 0
        bare = replace(
            self,
            preferences=_without_empty(kept, starts, empty),
            starts=starts[~empty] - np.cumsum(empty)[~empty],
            papers=self.papers[~empty],
            withdrawn=self.withdrawn | gone,
        )
        more = Irregularities(
            empty=exact_sum(self.papers[empty]), withdrawn=exact_sum(self.papers[named > 0])
        )
        return replace(bare, irregularities=self.irregularities + more)


def profile_of(  # noqa: PLR0913 # a profile has that many traits
    candidates: Sequence[str],
    rankings: Iterable[tuple[Sequence[int], int]],
    *,
    seats: int | None = None,
    title: str = "",
    withdrawn: Iterable[int] = (),
    irregularities: Irregularities | None = None,
) -> Profile:
    """Build a profile from rankings with their numbers of papers, in one pass.

    Candidates are numbered from 1. A repeated candidate is passed over after the first mention and
    an empty ranking is set aside, both counted; a number out of range raises `ProfileError`.
    """
    _check_candidates(candidates)
    flat = array("H")  # machine numbers: a million rankings are some megabytes while they come in
    starts = array("q")
    papers = array("q")
    empty = repeated = 0
    for ranking, count in rankings:
        distinct = tuple(dict.fromkeys(ranking))
        _check_ranking(distinct, count, len(candidates))
        repeated += count if len(distinct) != len(ranking) else 0
        if not distinct:
            empty += count
            continue
        starts.append(len(flat))
        flat.extend((*distinct, 0))
        papers.append(count)
    found = Irregularities(empty=empty, repeated=repeated)
    return Profile(
        candidates=tuple(candidates),
        preferences=np.array(flat, number_type(len(candidates))),
        starts=np.array(starts, np.int64),
        papers=np.array(papers, np.int64),
        seats=seats,
        title=title,
        irregularities=found if irregularities is None else irregularities + found,
    ).without(withdrawn)


def merged(profiles: Sequence[Profile]) -> Profile:
    """The sum of the branches' profiles: all their papers, for the same candidates.

    Counting the sum equals counting the union. `ProfileError` if the candidates differ.
    """
    first = profiles[0]
    if any(p.candidates != first.candidates or p.withdrawn != first.withdrawn for p in profiles):
        raise ProfileError(
            "profiles of different candidates cannot be merged; name them alike first"
        )
    shifts = np.cumsum([0, *(len(p.preferences) for p in profiles[:-1])])
    irregularities = first.irregularities
    for profile in profiles[1:]:
        irregularities += profile.irregularities
    return replace(
        first,
        preferences=np.concatenate([p.preferences for p in profiles]),
        starts=np.concatenate([p.starts + s for p, s in zip(profiles, shifts, strict=True)]),
        papers=np.concatenate([p.papers for p in profiles]),
        irregularities=irregularities,
    )


def number_type(candidates: int) -> type[np.uint8 | np.uint16]:
    """The smallest unsigned type that holds every candidate's number."""
    return np.uint8 if candidates <= np.iinfo(np.uint8).max else np.uint16


def exact_sum(papers: Counts) -> int:
    """Add without overflow: in 64 bits where that is certain to suffice, else in plain integers."""
    if not len(papers):
        return 0
    if int(papers.max()) <= (2**63 - 1) // len(papers):
        return int(papers.sum())
    return sum(papers.tolist())


def _check_candidates(candidates: Sequence[str]) -> None:
    if len(candidates) > CANDIDATES_MAX:
        raise ProfileError(f"{len(candidates)} candidates; at most {CANDIDATES_MAX} fit")


def _check_ranking(ranking: Sequence[int], count: int, candidates: int) -> None:
    if not 1 <= count <= PAPERS_MAX:
        raise ProfileError(f"a ranking stands for {count} papers; expected 1 to {PAPERS_MAX}")
    for number in ranking:
        if not 1 <= number <= candidates:
            raise ProfileError(f"candidate {number} is ranked; expected 1 to {candidates}")


def _groups(profile: Profile) -> Counts:
    """Give equal rankings equal numbers: refine by one rank at a time, then number densely."""
    base = len(profile.candidates) + 1
    at = profile.starts.copy()
    group = profile.preferences[at].astype(np.int64)
    live = np.flatnonzero(group)
    while len(live):
        at[live] += 1
        key = group[live] * base + profile.preferences[at[live]]
        inverse = np.unique(key, return_inverse=True)[1]
        group[live] = inverse + int(group.max()) + 1
        live = live[profile.preferences[at[live]] != 0]
    return np.unique(group, return_inverse=True)[1].astype(np.int64)


def _gathered(profile: Profile, chosen: Counts) -> tuple[Numbers, Counts]:
    """The chosen rankings end to end, with their new beginnings."""
    lengths = np.diff(profile.starts, append=len(profile.preferences))[chosen]
    starts = np.cumsum(lengths) - lengths
    source = np.repeat(profile.starts[chosen] - starts, lengths) + np.arange(int(lengths.sum()))
    return profile.preferences[source], starts


def _without_empty(preferences: Numbers, starts: Counts, empty: NDArray[np.bool_]) -> Numbers:
    kept = np.ones(len(preferences), bool)
    kept[starts[empty]] = False
    return preferences[kept]
