"""What hangs on a mandate: every seat and office above it that would fall with it."""

from typing import NamedTuple

from delegata.council.state import GivenMandate
from delegata.office.desk import Record, name_of
from delegata.office.readers.narration import holder_words

DEEPEST = 20


class Hanging(NamedTuple):
    """A seat or an office that rests on the mandate below it, and whether it stands."""

    depth: int
    what: str
    state: str
    href: str


def hanging(given: GivenMandate, record: Record, depth: int = 0) -> list[Hanging]:
    """The seat that a mandate gave, what rests on it there, and so on upwards."""
    chronicle = record(given.to_body)
    if chronicle is None or depth > DEEPEST:
        state = given.ended or "recorded elsewhere"
        return [Hanging(depth, f"Seat in {given.to_body}", state, "")]
    council = chronicle.council
    seat = council.mandates.get(given.id)
    if seat is None:
        return [Hanging(depth, f"Seat in {council.name}", given.ended or "not presented yet", "")]
    href = f"/bodies/{council.body}/mandates/{seat.id}"
    holder = holder_words(seat.holder, name_of)
    state = seat.state if seat.state != "ended" else f"ended: {seat.reason}"
    found = [Hanging(depth, f"{holder}: seat in {council.name}", state, href)]
    for officer in council.resting.get(seat.id, ()):
        office = officer.right.removeprefix("office:")
        found.append(Hanging(depth + 1, f"Office of {office} in {council.name}", "held", href))
    for name in council.resting_given.get(seat.id, ()):
        found += hanging(council.given[name], record, depth + 1)
    return found
