"""Seating: who sits in which seat, the delegate or the alternate who stands in for the delegate."""

from typing import NamedTuple

from delegata.council.deliberation import Division
from delegata.council.presence import has_vote_here
from delegata.council.state import Council, Mandate


class Place(NamedTuple):
    """A seat with a vote: the mandate to which it belongs, and that of who is here in it."""

    seat: Mandate
    sitter: Mandate | None


def seating(council: Council) -> tuple[Place, ...]:
    """Each mandate with a vote is a seat; its delegate sits in it, or the alternate who stands in.

    Nobody sits in two, so that the seats are the electorate, and those who sit in them the voters
    present. Who is here without a vote has no seat. General practice; nothing is rounded.
    """
    attendance = council.attendance
    standing = {seat: council.mandates[who] for who, seat in attendance.standing_in.items()}

    def sitter(seat: Mandate) -> Mandate | None:
        who = standing.get(seat.id, seat)
        return who if has_vote_here(attendance, who) else None

    return tuple(Place(seat, sitter(seat)) for seat in council.mandates.values() if seat.votes)


def seat_of(division: Division, mandate: str) -> str:
    """The seat whose vote a mandate gave: the own one, or that of the delegate stood in for.

    Who stands in counts as at the opening, where the voters are fixed by then, and else as at the
    close. General practice.
    """
    return division.standing_in.get(mandate, mandate)
