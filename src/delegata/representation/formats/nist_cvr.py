"""Cast vote records of ranked contests (NIST SP 1500-103, JSON); read and written."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeGuard

from delegata.representation.formats.place import BallotFormatError
from delegata.representation.formats.text import decoded
from delegata.representation.orders import Levels, Orders, joined, orders_of
from delegata.representation.profile import CANDIDATES_MAX, Profile
from delegata.representation.transcript import JSON

FORM = "NIST CVR"
RANKS_MAX = 1000
Node = Mapping[str, JSON]


def read(raw: bytes) -> Profile:
    """Read the only contest of a report as rankings (see `read_orders`)."""
    return read_orders(raw).profile()


def read_orders(raw: bytes, contest: str | None = None) -> Orders:
    """Read one contest: by `@id`, or the only one that the report holds.

    Of each record the current snapshot counts. A selection's ranks are those of its positions that
    have an indication (`HasIndication` other than `no`, `IsAllocable` other than `no`), else its
    own `Rank`, else 1. Two candidates at a rank, skipped and repeated ranks follow the stated
    policies. Candidates are numbered in the contest's order. Places in errors are paths, as JSON
    has no lines that matter.
    """
    report = _parsed(raw)
    chosen = _contest(report, contest)
    selections = list(_nodes(chosen, "ContestSelection", "Contest"))
    ids = [_text(selection, "@id", "ContestSelection") for selection in selections]
    if not 1 <= len(ids) <= CANDIDATES_MAX or len(set(ids)) != len(ids):
        raise BallotFormatError(
            f"{len(ids)} selections", f"1 to {CANDIDATES_MAX}, each with its own @id"
        )
    numbers = {identity: number for number, identity in enumerate(ids, 1)}
    orders = [
        (_levels(found, numbers, f"CVR[{place}]"), 1)
        for place, record in enumerate(_nodes(report, "CVR", "the report"))
        for found in _found(record, _text(chosen, "@id", "Contest"), place)
    ]
    named = _candidates(report)
    names = tuple(_name(selection, named) for selection in selections)
    seats = chosen.get("NumberElected")
    whole = seats if isinstance(seats, int) and 1 <= seats <= len(ids) else None
    return Orders(names, joined(orders), _title(chosen), whole)


def _parsed(raw: bytes) -> Node:
    try:
        report = json.loads(decoded(raw, FORM))
    except json.JSONDecodeError as error:
        raise BallotFormatError(
            "broken JSON", error.msg, line=error.lineno, column=error.colno
        ) from error
    except (RecursionError, ValueError) as error:
        raise BallotFormatError("JSON beyond measure", "a report of cast vote records") from error
    if not _is_node(report):
        raise BallotFormatError("no object", "a CastVoteRecordReport", line=1, column=1)
    return report


def _is_node(value: object) -> TypeGuard[Node]:
    return isinstance(value, dict)


def _nodes(node: Node, key: str, where: str) -> Iterator[Node]:
    value = node.get(key, [])
    if not isinstance(value, list) or not all(map(_is_node, value)):
        raise BallotFormatError(f"{where} with another {key}", f"a list of objects as {key}")
    for each in value:
        if _is_node(each):
            yield each


def _text(node: Node, key: str, where: str) -> str:
    value = node.get(key)
    if not isinstance(value, str):
        raise BallotFormatError(f"{where} without {key}", f"a text as {key}")
    return value


def _contest(report: Node, wanted: str | None) -> Node:
    contests = [
        contest
        for election in _nodes(report, "Election", "the report")
        for contest in _nodes(election, "Contest", "Election")
    ]
    chosen = [c for c in contests if wanted is None or c.get("@id") == wanted]
    if len(chosen) != 1:
        names = ", ".join(str(c.get("@id"))[:40] for c in contests[:20])
        raise BallotFormatError(
            f"{len(chosen)} contests", f"one; name its @id: {names or 'none here'}"
        )
    return chosen[0]


def _candidates(report: Node) -> dict[str, str]:
    return {
        _text(candidate, "@id", "Candidate"): _title(candidate)
        for election in _nodes(report, "Election", "the report")
        for candidate in _nodes(election, "Candidate", "Election")
    }


def _title(node: Node) -> str:
    value = node.get("Name", node.get("BallotName"))
    text = value.get("Text") if _is_node(value) else value
    return "".join(c for c in text if c.isprintable()) if isinstance(text, str) else ""


def _name(selection: Node, candidates: Mapping[str, str]) -> str:
    ids = selection.get("CandidateIds")
    known = (
        [candidates.get(i, "") for i in ids if isinstance(i, str)] if isinstance(ids, list) else []
    )
    return ", ".join(filter(None, known)) or _text(selection, "@id", "ContestSelection")


def _found(record: Node, contest: str, place: int) -> Iterator[Sequence[Node]]:
    """The selections of this record's current snapshot in the contest, if it has the contest."""
    where = f"CVR[{place}]"
    snapshots = list(_nodes(record, "CVRSnapshot", where))
    current = record.get("CurrentSnapshotId")
    for snapshot in snapshots:
        if current is None and len(snapshots) > 1:
            raise BallotFormatError(
                f"{where} without CurrentSnapshotId", "the snapshot that counts"
            )
        if current is None or snapshot.get("@id") == current:
            for cast in _nodes(snapshot, "CVRContest", where):
                if cast.get("ContestId") == contest:
                    yield list(_nodes(cast, "CVRContestSelection", where))


def _levels(selections: Sequence[Node], numbers: Mapping[str, int], where: str) -> Levels:
    ranks: dict[int, list[int]] = {}
    for selection in selections:
        identity = _text(selection, "ContestSelectionId", where)
        if identity not in numbers:
            raise BallotFormatError(f"{where}: selection {identity[:40]!r}", "one of the contest's")
        for rank in _ranks(selection, where):
            ranks.setdefault(rank, []).append(numbers[identity])
    return tuple(tuple(ranks.get(rank, ())) for rank in range(1, max(ranks, default=0) + 1))


def _ranks(selection: Node, where: str) -> Iterator[int]:
    positions = list(_nodes(selection, "SelectionPosition", where))
    for position in positions:
        marked = (
            position.get("HasIndication", "yes") != "no"
            and position.get("IsAllocable", "yes") != "no"
        )
        if marked:
            yield _rank(position.get("Rank", selection.get("Rank", 1)), where)
    if not positions:
        yield _rank(selection.get("Rank", 1), where)


def _rank(value: JSON, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= RANKS_MAX:
        raise BallotFormatError(f"{where}: rank {str(value)[:24]}", f"a rank from 1 to {RANKS_MAX}")
    return value


def write(profile: Profile) -> bytes:
    """Write a report with one contest and one record a paper."""
    return write_orders(orders_of(profile))


def write_orders(orders: Orders) -> bytes:
    """Write a report with one contest and one record a paper, in the order given."""
    candidates: list[JSON] = [
        {"@type": "CVR.Candidate", "@id": f"candidate-{n}", "Name": name}
        for n, name in enumerate(orders.candidates, 1)
    ]
    selections: list[JSON] = [
        {
            "@type": "CVR.CandidateSelection",
            "@id": f"selection-{n}",
            "CandidateIds": [f"candidate-{n}"],
        }
        for n in range(1, len(orders.candidates) + 1)
    ]
    contest: dict[str, JSON] = {
        "@type": "CVR.CandidateContest",
        "@id": "contest",
        "Name": orders.title,
        "ContestSelection": selections,
    }
    if orders.seats is not None:
        contest["NumberElected"] = orders.seats
    election: JSON = {
        "@type": "CVR.Election",
        "@id": "election",
        "Candidate": candidates,
        "Contest": [contest],
    }
    records: list[JSON] = [
        _record(levels) for levels, papers in orders.orders for _paper in range(papers)
    ]
    report = {
        "@type": "CVR.CastVoteRecordReport",
        "Version": "1.0.0",
        "Election": [election],
        "CVR": records,
    }
    return json.dumps(report, ensure_ascii=False).encode()


def _record(levels: Levels) -> JSON:
    selections: list[JSON] = [
        {
            "@type": "CVR.CVRContestSelection",
            "ContestSelectionId": f"selection-{number}",
            "SelectionPosition": [
                {
                    "@type": "CVR.SelectionPosition",
                    "HasIndication": "yes",
                    "NumberVotes": 1,
                    "Rank": rank,
                }
            ],
        }
        for rank, members in enumerate(levels, 1)
        for number in members
    ]
    cast: JSON = {
        "@type": "CVR.CVRContest",
        "ContestId": "contest",
        "CVRContestSelection": selections,
    }
    snapshot: JSON = {
        "@type": "CVR.CVRSnapshot",
        "@id": "snapshot",
        "Type": "original",
        "CVRContest": [cast],
    }
    return {
        "@type": "CVR.CVR",
        "ElectionId": "election",
        "CurrentSnapshotId": "snapshot",
        "CVRSnapshot": [snapshot],
    }
