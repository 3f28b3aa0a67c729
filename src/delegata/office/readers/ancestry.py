"""A mandate followed down to the base: who gave it, by which vote, on which mandate, and so on."""

from delegata.council.state import Council, GivenMandate, Mandate
from delegata.office.desk import Record, name_of
from delegata.office.drawings.chain import Link
from delegata.office.readers.narration import holder_words
from delegata.office.wording import figure, moment

DEEPEST = 20


def ancestry(council: Council, mandate: Mandate, record: Record) -> list[Link]:
    """The links from the seat down; the last says where the chain ends and why."""
    links: list[Link] = []
    at: Council = council
    seat: Mandate | None = mandate
    while seat is not None and len(links) < DEEPEST:
        links.append(_seat(at, seat))
        cited = record(seat.origin.body) if seat.origin else None
        given = cited.council.given.get(seat.id) if cited else None
        if cited is None or given is None:
            links.append(
                Link(
                    seat.from_body,
                    "the electors",
                    "the electing act",
                    "not stated" if seat.origin is None else "recorded elsewhere",
                )
            )
            return links
        at = cited.council
        links.append(_giving(at, given))
        seat = at.mandates.get(given.rests_on)
    if at.constituents:
        links.append(_base(at))
    return links


def _seat(council: Council, mandate: Mandate) -> Link:
    return Link(
        f"Seat in {council.name}",
        holder_words(mandate.holder, name_of),
        f"mandate {mandate.id}, {mandate.voice} voice",
        mandate.state,
        f"/bodies/{council.body}/mandates/{mandate.id}",
    )


def _giving(council: Council, given: GivenMandate) -> Link:
    division = council.divisions.get(given.division)
    basis = f"given {moment(given.given)}"
    if division is not None:
        basis = f"elected: {figure(division.in_favour)} for, {figure(division.against)} against"
    return Link(
        council.name,
        basis,
        f"entry {given.given.position} of its record",
        "ended" if given.ended else "in force",
        f"/bodies/{council.body}/record/{given.given.position}",
    )


def _base(council: Council) -> Link:
    members = sum(part.members or 0 for part in council.constituents)
    names = ", ".join(part.body for part in council.constituents)
    said = f"{members:,} members" if members else "number not stated"
    return Link(names, said, f"constitutes {council.name}", "the base")
