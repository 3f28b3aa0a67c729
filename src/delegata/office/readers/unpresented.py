"""Mandates that were given for a seat here and wait to be presented."""

from typing import NamedTuple
from urllib.parse import urlencode

from delegata.council.state import Council, GivenMandate
from delegata.office.desk import federation, name_of
from delegata.office.order import by_number
from delegata.office.readers.narration import holder_words


class Waiting(NamedTuple):
    """A mandate that nobody has presented yet, and what its form begins with."""

    id: str
    holder: str
    giver: str
    query: str


def unpresented(council: Council) -> list[Waiting]:
    """What the constituents whose records are here gave for seats in a body, and stands."""
    found = []
    for part in council.constituents:
        chronicle = federation().bodies.get(part.body)
        for given in chronicle.council.given.values() if chronicle else ():
            waits = given.to_body == council.body and not given.ended
            if waits and given.id not in council.mandates:
                found.append(_waiting(part.body, given))
    return sorted(found, key=lambda waiting: by_number(waiting.id))


def _waiting(giver: str, given: GivenMandate) -> Waiting:
    holder = f"@{given.holder.person}" if given.holder.person else given.holder.label or ""
    fields = {
        "mandate": given.id,
        "holder": holder,
        "from body": giver,
        "voice": given.voice,
        "seat": given.seat,
        "until": given.until or "",
        "alternate": "yes" if given.alternate else "",
    }
    query = urlencode({name: value for name, value in fields.items() if value})
    return Waiting(given.id, holder_words(given.holder, name_of), giver, query)
