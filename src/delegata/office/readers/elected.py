"""Those elected who have no mandate yet: the act that gives each theirs, and why it cannot yet.

No rule stands here: what is offered is tried on the rules.
"""

from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

from delegata.council.act import Refused
from delegata.council.acts import decide
from delegata.council.constituency import Election
from delegata.council.entry import Actor
from delegata.council.mandate import GiveMandate
from delegata.council.state import Council

GIVING = "mandate.given"
LONGEST_STEM = 56
"""Of a made name, so that a number fits behind it."""


class Due(NamedTuple):
    """A mandate that is due to somebody elected, and why it cannot be given now, if it cannot."""

    candidate: str
    command: GiveMandate
    barred: Refused | None


def without_mandate(election: Election) -> tuple[str, ...]:
    """The candidates who were elected and have no mandate by this election."""
    return tuple(name for name in election.elected if name not in election.seated)


def free_mandates(council: Council, seat_in: Council | None) -> Iterator[str]:
    """Names for further mandates: that of the giver and a number, free here and where the seat is.

    Branches give mandates for seats in one body, in which no two may have one name.
    """
    stem = council.body[:LONGEST_STEM]
    taken = (council.given, seat_in.mandates if seat_in is not None else {})
    names = (f"{stem}-{n}" for n in count(1))
    return (name for name in names if not any(name in known for known in taken))


def giving(election: Election, candidate: str, by: Actor, mandate: str) -> GiveMandate:
    """The act that gives somebody elected the mandate, as the election was called."""
    candidacy = election.candidates[candidate]
    return GiveMandate(
        by=by,
        mandate=mandate,
        holder=candidacy.holder,
        to_body=election.to_body,
        voice=election.voice,
        until=election.until or None,
        rests_on=candidacy.rests_on or None,
        election=election.id,
        candidate=candidate,
    )


def mandates_due(
    council: Council, election: Election, by: Actor, seat_in: Council | None, at: str
) -> list[Due]:
    """What is due to each who was elected and has no mandate, in the order of the declaration."""
    if election.state != "declared":
        return []
    waiting = without_mandate(election)
    return [
        _due(council, giving(election, candidate, by, mandate), at)
        for candidate, mandate in zip(waiting, free_mandates(council, seat_in), strict=False)
    ]


def _due(council: Council, command: GiveMandate, at: str) -> Due:
    outcome = decide(council, command, max(at, council.at))
    barred = outcome if isinstance(outcome, Refused) else None
    return Due(command.candidate or "", command, barred)
