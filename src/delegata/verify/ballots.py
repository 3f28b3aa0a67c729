"""Sealed ballots that are in the export: their root, and the votes that were declared from them."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from delegata.council.ballot import Ballot, drawn, fault, rankings, read_ballot, votes
from delegata.council.constituency import Election
from delegata.council.state import Council
from delegata.record.ledger import seal, sealed_leaves
from delegata.verify.findings import Finding, Ledgers

Recount = Callable[[Sequence[str], Sequence[Sequence[int]], int, str], tuple[tuple[str, ...], str]]
"""A ranked count: names, rankings, seats and seed to those elected and a transcript's digest."""

PARTS = ("ballots", "voted")
_HASH = re.compile(rb"[0-9a-f]{64}")


def check_ballots(
    councils: Mapping[str, Council],
    ledgers: Ledgers,
    recount: Recount | None = None,
) -> Iterator[Finding | str]:
    """Each box has the root that its record sealed, and gives the result that was declared.

    So have the hashes of who voted, where the export has them.

    A box that is not in the export gives a note, and so does a ranked count where no `recount` is
    given: its arithmetic needs more than this part may import.
    """
    for (body, name, part), content in ledgers.items():
        if part not in PARTS:
            continue
        council = councils.get(body)
        election = council.elections.get(name) if council else None
        if election is None or election.ballots is None:
            yield Finding(body, None, "ballots-unsealed", f"no poll {name} was sealed here")
        elif part == "ballots":
            yield from _checked(body, election, content, recount)
        elif not _are_sealed(election, content.splitlines()):
            message = f"who voted in {name} are not those that were sealed"
            yield Finding(body, election.called.position, "ballots-altered", message)
    for body, council in councils.items():
        for election in council.elections.values():
            yield from _without_ballots(body, election)
            if election.ballots is not None and (body, election.id, "ballots") not in ledgers:
                yield f"{body}: the ballots of {election.id} are not in the export"


def _without_ballots(body: str, election: Election) -> Iterator[Finding | str]:
    """What the record alone says of a poll: no more voters than electors, lots as they fell."""
    if election.voters is None:
        return
    if election.voters.count > election.most:
        message = f"{election.voters.count} voted in {election.id}, and {election.most} could"
        yield Finding(body, election.called.position, "more-ballots-than-voters", message)
    if election.lots and election.lots != drawn(election):
        yield f"{body}: the lots of {election.id} were not drawn from the seal of its ballots"


def _are_sealed(election: Election, hashes: list[bytes]) -> bool:
    """Whether the hashes of leaves are those of the ledger of voters that was sealed."""
    if not all(_HASH.fullmatch(line) for line in hashes):
        return False
    return sealed_leaves(bytes.fromhex(line.decode()) for line in hashes) == election.voters


def _checked(
    body: str, election: Election, content: bytes, recount: Recount | None
) -> Iterator[Finding | str]:
    rows = content.splitlines()
    position = election.called.position
    if seal(rows) != election.ballots:
        message = f"the ballots of {election.id} are not those that were sealed"
        yield Finding(body, position, "ballots-altered", message)
        return
    try:
        ballots = [read_ballot(json.loads(row)) for row in rows]
    except (ValueError, msgspec.ValidationError) as error:
        yield Finding(body, position, "ballots-unreadable", f"{election.id}: {error}")
        return
    if wrong := next((said for b in ballots if (said := fault(election, b))), None):
        yield Finding(body, position, "ballots-unreadable", f"{election.id}: {wrong}")
    elif election.declared is not None:
        yield from _counted(body, election, ballots, recount)


def _counted(
    body: str, election: Election, ballots: list[Ballot], recount: Recount | None
) -> Iterator[Finding | str]:
    assert election.declared is not None, "only what was declared is counted again"
    position = election.declared.position
    if election.method != "ranked":
        counted = {p.name: p.number for p in votes(election, ballots) if p.number}
        declared = {p.name: p.number for p in election.votes if p.number}
        if counted != declared:
            message = f"{election.id}: the ballots give {counted}, and {declared} was declared"
            yield Finding(body, position, "votes-not-counted", message)
        return
    if recount is None:
        yield f"{body}: {election.id} is a ranked count, which was not made again"
        return
    try:
        elected, digest = recount(*rankings(election, ballots))
    except ValueError as error:
        yield Finding(body, position, "votes-not-counted", f"{election.id}: {error}")
        return
    if (elected, digest) != (election.elected, election.transcript):
        message = f"{election.id}: the ballots elect {', '.join(elected) or 'nobody'}"
        yield Finding(body, position, "votes-not-counted", message)
