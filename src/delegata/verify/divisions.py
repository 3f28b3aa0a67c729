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
from delegata.record.note import MalformedNote, Verifier
from delegata.record.receipt import Promise, read_receipt
from delegata.verify.findings import Finding

Boxes = Mapping[tuple[str, str, str], bytes]
"""Ledgers of the export by body, division and what they are: `votes` or `voters`.

Those of elections hold their `ballots`.
"""


def check_divisions(councils: Mapping[str, Council], boxes: Boxes) -> Iterator[Finding | str]:
    """Each ledger has the root that the record sealed; each voter could vote, and voted once.

    The votes come to the count that was declared. Ledgers that are not in the export give a note.
    """
    for body, name, _ in boxes:
        council = councils.get(body)
        division = council.divisions.get(name) if council else None
        if division is None or division.ballots is None:
            yield Finding(body, None, "ballots-unsealed", f"no division {name} was sealed here")
    for body, council in councils.items():
        for division in council.divisions.values():
            if division.ballots is not None:
                yield from _checked(body, division, boxes)


def _checked(body: str, division: Division, boxes: Boxes) -> Iterator[Finding | str]:
    votes, voters = (boxes.get((body, division.id, part)) for part in ("votes", "voters"))
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


def check_receipt(
    name: str,
    words: str,
    councils: Mapping[str, Council],
    boxes: Boxes,
    trusted: Verifier | None,
) -> Iterator[Finding | str]:
    """What a receipt promised stands in the ledger that was sealed.

    A note says that it is kept, or that this export cannot tell. `name` is that of its file.
    """
    try:
        promise = read_receipt(words, trusted)
    except MalformedNote as error:
        message = f"{name}: {error}. Copy the receipt whole, from its first line to its last."
        yield Finding("", None, "receipt-malformed", message)
        return
    poll = promise.poll.removeprefix("division/")
    content, position = _sealed(promise, poll, councils.get(promise.body), boxes)
    if content is None:
        yield f"{promise.body}: the ledger of {promise.poll} is not in the export"
    elif promise.row not in content.splitlines():
        message = f"{poll}: the receipt promised {promise.row.decode('utf-8', 'replace')}"
        yield Finding(promise.body, position, "promise-broken", message)
    else:
        yield f"{promise.body}: the receipt is kept, {promise.row.decode()} stands in {poll}"


def _sealed(
    promise: Promise, name: str, council: Council | None, boxes: Boxes
) -> tuple[bytes | None, int | None]:
    """The sealed ledger that a promise is about, and the entry that closed its division."""
    if council is None:
        return None, None
    if promise.poll == name:
        election = council.elections.get(name)
        sealed = election is not None and election.ballots is not None
        return boxes.get((promise.body, name, promise.ledger)) if sealed else None, None
    division = council.divisions.get(name)
    if division is None or division.ballots is None:
        return None, None
    assert division.closed is not None, "what is sealed is closed"
    content = boxes.get((promise.body, name, _LEDGERS.get(promise.ledger, "")))
    return content, division.closed.position


_LEDGERS = {"ballots": "votes", "voters": "voters"}
