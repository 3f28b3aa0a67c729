"""Receipts of voters: what each promised stands in the ledger that was sealed."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from delegata.council.constituency import Election
from delegata.council.state import Council
from delegata.record.ledger import hidden
from delegata.record.note import MalformedNote, Verifier
from delegata.record.receipt import Promise, read_receipt
from delegata.verify.findings import Finding, Ledgers


def check_receipt(
    name: str,
    words: str,
    councils: Mapping[str, Council],
    ledgers: Ledgers,
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
    council = councils.get(promise.body)
    place = _place(promise, council) if council else None
    content = ledgers.get((promise.body, *place[:2])) if place else None
    if place is None or content is None:
        yield f"{promise.body}: the ledger of {promise.poll} is not in the export"
    elif _as_shipped(promise.row, place.part) not in content.splitlines():
        message = f"{place.poll}: the receipt promised {promise.row.decode('utf-8', 'replace')}"
        yield Finding(promise.body, place.position, "promise-broken", message)
    else:
        yield f"{promise.body}: the receipt is kept, {promise.row.decode()} stands in {place.poll}"


class Place(NamedTuple):
    """The sealed ledger that a promise is about, and the entry that sealed it."""

    poll: str
    part: str
    position: int


def _place(promise: Promise, council: Council) -> Place | None:
    """Where a promise must be kept; nowhere if nothing was sealed."""
    name = promise.poll.removeprefix("division/")
    poll = council.elections.get(name) if promise.poll == name else council.divisions.get(name)
    part = _PARTS.get((promise.poll == name, promise.ledger))
    if poll is None or poll.ballots is None or part is None:
        return None
    closed = poll.called if isinstance(poll, Election) else poll.closed
    assert closed is not None, "what is sealed is closed"
    return Place(name, part, closed.position)


_PARTS = {
    (True, "ballots"): "ballots", (True, "voters"): "voted",
    (False, "ballots"): "votes", (False, "voters"): "voters",
}  # fmt: skip
"""The part that a promise names, of an election or not."""


def _as_shipped(row: bytes, part: str) -> bytes:
    """A row as the export has it: of electors who voted the hashes of their rows alone."""
    return hidden(row) if part == "voted" else row
