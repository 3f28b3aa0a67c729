"""Profiles from columns: what Arrow, Parquet or a database cursor gives, a batch at a time."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from delegata.representation.profile import (
    Counts,
    Irregularities,
    Profile,
    ProfileError,
    exact_sum,
    merged,
    number_type,
    profile_of,
)

Batch = tuple[Sequence[ArrayLike], ArrayLike]


def profile_of_batches(
    candidates: Sequence[str], batches: Iterable[Batch], *, seats: int | None = None
) -> Profile:
    """Sum the profiles of batches, joining equal rankings as they come.

    Memory grows with the distinct rankings, not with the papers. A batch is (columns, papers), as
    for `profile_of_columns`.
    """
    total = profile_of(candidates, (), seats=seats)
    waiting: list[Profile] = []
    for columns, papers in batches:
        waiting.append(profile_of_columns(candidates, columns, papers, seats=seats))
        if sum(map(len, waiting)) > len(total):
            total, waiting = merged([total, *waiting]).compact(), []
    return merged([total, *waiting]).compact()


def profile_of_columns(
    candidates: Sequence[str],
    columns: Sequence[ArrayLike],
    papers: ArrayLike | None = None,
    *,
    seats: int | None = None,
) -> Profile:
    """Build a profile from one column of candidates' numbers for each rank, 0 for none.

    `papers` are the papers of each row, 1 if not given. Skipped ranks move up, repeated candidates
    count once, empty rows are set aside, each counted. Raises `ProfileError` for a number out of
    range or columns of different lengths.
    """
    ranks = [np.asarray(column, dtype=np.int64) for column in columns]
    rows = {len(rank) for rank in ranks}
    if len(rows) != 1:
        raise ProfileError(f"columns of {sorted(rows)} rows; give at least one, all of one length")
    table = np.column_stack(ranks)
    counts = np.ones(len(table), np.int64) if papers is None else np.asarray(papers, np.int64)
    _check(table, counts, len(candidates))
    named = table > 0
    lengths = named.sum(axis=1)
    ordered = np.sort(table, axis=1)
    repeats = ((ordered[:, 1:] == ordered[:, :-1]) & (ordered[:, 1:] > 0)).any(axis=1)
    gaps = (named[:, 1:] & ~named[:, :-1]).any(axis=1)
    sound = ~repeats & (lengths > 0)
    odd = profile_of(candidates, _rankings(table[~sound], counts[~sound]), seats=seats)
    skipped = Irregularities(skipped=exact_sum(counts[gaps]))
    plain = _plain(candidates, table[sound], counts[sound], seats, skipped)
    return plain + odd if len(odd) or odd.irregularities.empty else plain


def _check(table: NDArray[np.int64], papers: Counts, candidates: int) -> None:
    if len(papers) != len(table):
        raise ProfileError(f"{len(papers)} numbers of papers for {len(table)} rows; give one each")
    if len(table) and not 0 <= int(table.min()) <= int(table.max()) <= candidates:
        raise ProfileError(f"a candidate's number out of range; expected 0 to {candidates}")
    if len(papers) and int(papers.min()) < 1:
        raise ProfileError("a row without papers; every row stands for at least 1")


def _rankings(table: NDArray[np.int64], papers: Counts) -> Iterable[tuple[tuple[int, ...], int]]:
    for row, count in zip(table.tolist(), papers.tolist(), strict=True):
        yield tuple(number for number in row if number), count


def _plain(
    candidates: Sequence[str],
    table: NDArray[np.int64],
    papers: Counts,
    seats: int | None,
    irregularities: Irregularities,
) -> Profile:
    ended = np.column_stack([table, np.zeros(len(table), np.int64)])
    kept = ended > 0
    kept[:, -1] = True
    lengths = kept.sum(axis=1)
    return Profile(
        candidates=tuple(candidates),
        preferences=ended[kept].astype(number_type(len(candidates))),
        starts=np.cumsum(lengths) - lengths,
        papers=papers,
        seats=seats,
        irregularities=irregularities,
    )
