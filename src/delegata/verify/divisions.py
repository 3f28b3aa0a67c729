"""Divisions by ballot: their two sealed ledgers, who voted, and the count that was declared."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from delegata.council.balloting import tally, votes_of
from delegata.council.deliberation import Division
from delegata.council.state import Council
from delegata.council.words import STANCES
from delegata.record.ledger import seal
from delegata.verify.findings import Finding, Ledgers

PARTS = ("votes", "voters")


def check_divisions(councils: Mapping[str, Council], ledgers: Ledgers) -> Iterator[Finding | str]:
    """Each ledger has the root that the record sealed; each voter could vote, and voted once.

    The votes come to the count that was declared. Ledgers that are not in the export give a note.
    """
    for body, name, part in ledgers:
        if part not in PARTS:
            continue
        council = councils.get(body)
        division = council.divisions.get(name) if council else None
        if division is None or division.ballots is None:
            yield Finding(body, None, "ballots-unsealed", f"no division {name} was sealed here")
    for body, council in councils.items():
        for division in council.divisions.values():
            if division.ballots is not None:
                yield from _checked(body, division, ledgers)


def _checked(body: str, division: Division, ledgers: Ledgers) -> Iterator[Finding | str]:
    votes, voters = (ledgers.get((body, division.id, part)) for part in PARTS)
    if votes is None or voters is None:
        yield f"{body}: the ballots of {division.id} are not in the export"
        return
    assert division.closed is not None, "what is sealed is closed"
    position, papers, voted = division.closed.position, votes.splitlines(), voters.splitlines()
    if seal(papers) != division.ballots or seal(voted) != division.voted:
        message = f"the ballots of {division.id} are not those that were sealed"
        yield Finding(body, position, "ballots-altered", message)
        return
    wrong = _fault(division, papers, voted)
    if wrong:
        yield Finding(body, position, "ballots-unreadable", f"{division.id}: {wrong}")
        return
    counted = tally(papers)
    declared = tuple(f.number for f in (division.in_favour, division.against, division.abstaining))
    if counted != declared:
        message = f"{division.id}: the ballots give {counted}, and {declared} was declared"
        yield Finding(body, position, "votes-not-counted", message)


Row = dict[str, Any]


def _fault(division: Division, papers: list[bytes], voted: list[bytes]) -> str:
    """What is wrong with the rows of two ledgers, as words."""
    try:
        rows = [json.loads(paper) for paper in papers]
        voters = [json.loads(row) for row in voted]
        names = [voter["mandate"] for voter in voters]
        votes = [votes_of(row) for row in rows]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return f"a row is no ballot: {error}"
    if not all(_well_cast(counts) for counts in votes):
        return "a ballot holds no vote"
    return _wrong_voters(division, rows, voters) or _wrong_weights(division, rows, names)


def _wrong_voters(division: Division, rows: list[Row], voters: list[Row]) -> str:
    """Each voter could vote, by itself or by who represents it, once; open ballots name them."""
    names = [voter["mandate"] for voter in voters]
    if len(set(names)) != len(names) or any(name not in division.voters for name in names):
        return "somebody voted twice, or had no vote when it opened"
    by_others = [voter for voter in voters if "by" in voter]
    if any(division.proxies.get(voter["mandate"]) != voter["by"] for voter in by_others):
        return "somebody voted for an absent delegate without a proxy"
    signed = [row["mandate"] for row in rows if "mandate" in row]
    if sorted(signed) != (sorted(names) if division.method == "electronic" else []):
        return "the ballots do not name those who voted"
    return ""


def _wrong_weights(division: Division, rows: list[Row], names: list[str]) -> str:
    """Each ballot has the votes of its voter; secret ones have those of all voters together."""
    cast = [sum(votes_of(row).values()) for row in rows]
    if division.method == "secret":
        split = any("stance" not in row for row in rows)
        due = sorted(division.weight(name) for name in names)
        if split or sorted(cast) != due:
            return "a secret ballot has a weight of nobody"
        fewest = min(Counter(cast).values(), default=0)
        told = division.weighed and cast and division.alike != fewest
        return f"{fewest} ballots share a weight, which tells who cast them" if told else ""
    due = [division.weight(row["mandate"]) for row in rows]
    return "" if cast == due else "a ballot has another weight than its voter"


def _well_cast(votes: Mapping[str, object]) -> bool:
    """Whether a ballot's votes are whole numbers for stances, none below zero."""
    numbers = [n for n in votes.values() if isinstance(n, int) and not isinstance(n, bool)]
    return set(votes) <= set(STANCES) and len(numbers) == len(votes) and min(numbers) >= 0
