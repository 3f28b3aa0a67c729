"""Sealed ballots that are in the export: their root, and the votes that were declared from them."""

import json
from collections.abc import Iterator, Mapping

import msgspec

from delegata.council.ballot import fault, read_ballot, votes
from delegata.council.constituency import Election
from delegata.council.state import Council
from delegata.record.ledger import seal
from delegata.verify.findings import Finding


def check_ballots(
    councils: Mapping[str, Council], boxes: Mapping[tuple[str, str], bytes]
) -> Iterator[Finding | str]:
    """Each box has the root that its record sealed, and gives the votes that were declared.

    A box that is not in the export gives a note, and so does a ranked count, which is made again
    by `delegata count`.
    """
    for (body, name), content in boxes.items():
        council = councils.get(body)
        election = council.elections.get(name) if council else None
        if election is None or election.ballots is None:
            yield Finding(body, None, "ballots-unsealed", f"no poll {name} was sealed here")
        else:
            yield from _checked(body, election, content)
    for body, council in councils.items():
        for election in council.elections.values():
            if election.ballots is not None and (body, election.id) not in boxes:
                yield f"{body}: the ballots of {election.id} are not in the export"


def _checked(body: str, election: Election, content: bytes) -> Iterator[Finding | str]:
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
    elif election.method == "ranked":
        yield f"{body}: {election.id} is a ranked count; count its ballots again to check it"
    elif election.declared is not None:
        counted = {p.name: p.number for p in votes(election, ballots) if p.number}
        declared = {p.name: p.number for p in election.votes if p.number}
        if counted != declared:
            message = f"{election.id}: the ballots give {counted}, and {declared} was declared"
            yield Finding(body, election.declared.position, "votes-not-counted", message)
