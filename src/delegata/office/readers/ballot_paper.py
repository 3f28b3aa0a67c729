"""The ballot paper of an election: candidates in groups, as it was filled in, what is wrong."""

from collections import Counter
from collections.abc import Callable, Mapping
from itertools import groupby
from typing import NamedTuple

from delegata.council.ballot import Ballot
from delegata.council.constituency import Election
from delegata.council.words import Holder


class Row(NamedTuple):
    """A candidate on the paper: the rank or cross that was given, and what is wrong with it."""

    id: str
    holder: str
    list: str
    filled: str
    wrong: str


class Filled(NamedTuple):
    """A paper as it came in: the ballot it holds, what was written by candidate, what is wrong."""

    ballot: Ballot
    written: Mapping[str, str]
    wrong: Mapping[str, str]


def read(election: Election, sent: Mapping[str, str]) -> Filled:
    """What somebody filled in. Ranks that are no ranks, or given twice, are wrong, not guessed."""
    names = [candidate.id for candidate in election.standing]
    if election.method == "list":
        return Filled(Ballot(list=sent.get("list") or None), {}, {})
    prefix = "for" if election.method == "most-votes" else "rank"
    written = {name: sent.get(f"{prefix}-{name}", "").strip() for name in names}
    written = {name: said for name, said in written.items() if said}
    if election.method == "most-votes":
        return Filled(Ballot(chosen=tuple(written)), written, {})
    wrong = _wrong(written, len(names))
    order = sorted(set(written) - set(wrong), key=lambda name: int(written[name]))
    return Filled(Ballot(ranked=tuple(order)), written, wrong)


def _wrong(written: Mapping[str, str], most: int) -> dict[str, str]:
    ranks = {name: int(said) for name, said in written.items() if _is_rank(said, most)}
    given = Counter(ranks.values())
    none = {n: f"{said} is no rank from 1 to {most}." for n, said in written.items()}
    twice = {n: f"The rank {r} is given {given[r]} times." for n, r in ranks.items()}
    return {n: none[n] for n in written if n not in ranks} | {
        n: twice[n] for n, rank in ranks.items() if given[rank] > 1
    }


def _is_rank(said: str, most: int) -> bool:
    return said.isascii() and said.isdecimal() and len(said) < 6 and 1 <= int(said) <= most


def groups(
    election: Election, filled: Filled, who: Callable[[Holder], str]
) -> list[tuple[str, list[Row]]]:
    """The candidates in the order of nomination, together with those of their list."""
    rows = [
        Row(c.id, who(c.holder), c.list, filled.written.get(c.id, ""), filled.wrong.get(c.id, ""))
        for c in election.standing
    ]
    lists = list(dict.fromkeys(row.list for row in rows))
    rows.sort(key=lambda row: lists.index(row.list))
    return [(name, list(held)) for name, held in groupby(rows, key=lambda row: row.list)]


NOTHING = Filled(Ballot(), {}, {})
