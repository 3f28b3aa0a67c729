"""Mandates that were given for a seat here and wait to be presented."""

from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlencode

from delegata.council.entry import Actor, Cite
from delegata.council.mandate import PresentMandate
from delegata.council.state import Council, GivenMandate
from delegata.office.desk import Record, federation, name_of
from delegata.office.order import by_number
from delegata.office.readers.narration import holder_words


class Waiting(NamedTuple):
    """A mandate that nobody has presented yet, and what its form begins with."""

    id: str
    holder: str
    giver: str
    query: str
    given: GivenMandate
    proof: Cite
    elected_on: str | None

    @property
    def word(self) -> str:
        """What a form sends of it."""
        return f"{self.giver} {self.id}"


def unpresented(council: Council, record: Record) -> list[Waiting]:
    """What was given for seats in a body and stands, by the bodies that send to it.

    Those are its constituents whose records are here; where it has none, such as an executive, all
    bodies of which `record` shows who looks the record.
    """
    found = []
    for giver in _givers(council, record):
        chronicle = federation().bodies[giver]
        shown = record(giver)
        for given in chronicle.council.given.values():
            waits = given.to_body == council.body and not given.ended
            if waits and given.id not in council.mandates:
                day = _elected_on(shown.council, given) if shown else None
                found.append(_waiting(giver, given, chronicle.cite(given.given.position), day))
    return sorted(found, key=lambda waiting: by_number(waiting.id))


def _givers(council: Council, record: Record) -> Iterable[str]:
    here = federation().bodies
    if council.constituents:
        return [part.body for part in council.constituents if part.body in here]
    return [body for body in list(here) if record(body) is not None]


def _elected_on(giver: Council, given: GivenMandate) -> str | None:
    """The day on which the holder was declared elected, as far as who looks may see it."""
    election = giver.elections.get(given.election)
    declared = election.declared if election else None
    if declared is None:
        return None
    return declared.held.date if declared.held else declared.at[:10]


def presenting(waiting: Waiting, by: Actor) -> PresentMandate:
    """The act that presents a mandate, as it was given and with the entry that gave it."""
    given = waiting.given
    return PresentMandate(
        by=by,
        cites=(waiting.proof,),
        mandate=given.id,
        holder=given.holder,
        from_body=waiting.giver,
        voice=given.voice,
        seat=given.seat or None,
        elected_on=waiting.elected_on,
        until=given.until or None,
        alternate=given.alternate,
    )


def _waiting(giver: str, given: GivenMandate, proof: Cite, day: str | None) -> Waiting:
    holder = f"@{given.holder.person}" if given.holder.person else given.holder.label or ""
    fields = {
        "mandate": given.id,
        "holder": holder,
        "from body": giver,
        "voice": given.voice,
        "seat": given.seat,
        "elected on": day or "",
        "until": given.until or "",
        "alternate": "yes" if given.alternate else "",
    }
    query = urlencode({name: value for name, value in fields.items() if value})
    return Waiting(given.id, holder_words(given.holder, name_of), giver, query, given, proof, day)
