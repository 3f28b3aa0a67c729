"""Where somebody sits and which offices somebody holds, in all bodies that keep records here."""

from typing import NamedTuple

from django.http import HttpRequest

from delegata.council.state import Council
from delegata.office.desk import federation, person_of, visible_record
from delegata.office.readers.rights import offices_of


class Place(NamedTuple):
    """What somebody is in one body, and the page to begin with there."""

    council: Council
    seated: bool
    offices: tuple[str, ...]

    @property
    def page(self) -> str:
        """The own seat, else the body."""
        return f"/bodies/{self.council.body}{'/seat' if self.seated else ''}"


def places_of(request: HttpRequest) -> list[Place]:
    """The places of who is signed in: where a sitting is open first, then the highest tier."""
    person = person_of(request)
    if person is None:
        return []
    found = [
        place
        for body, chronicle in list(federation().bodies.items())
        if (place := _place(chronicle.council, person)) and visible_record(request, body)
    ]
    return sorted(found, key=_first)


def first_page(request: HttpRequest, otherwise: str) -> str:
    """Where somebody goes who has just signed in: to the only place there is."""
    places = places_of(request)
    return places[0].page if len(places) == 1 else otherwise


def _place(council: Council, person: str) -> Place | None:
    seated = person in council.seated
    offices = tuple(right.partition(":")[2] for right in offices_of(council, person))
    return Place(council, seated, offices) if seated or offices else None


def _first(place: Place) -> tuple[bool, int, str]:
    return place.council.sitting is None, -place.council.tier, place.council.name
