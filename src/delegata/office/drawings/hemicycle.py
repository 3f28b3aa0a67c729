"""Seats as a hemicycle: factions from left to right, those absent hollow."""

from math import cos, pi, sin
from typing import NamedTuple

from django.utils.safestring import SafeString

from delegata.office.drawings.svg import drawing, element, words

WIDTH, HEIGHT = 640.0, 330.0
INNER, OUTER = 0.38, 1.0
MOST_SEATS = 2_000


class Bloc(NamedTuple):
    """The seats of one faction: how many, and how many of them are present.

    `vote` is how they voted, where that is drawn in place of the faction.
    """

    name: str
    seats: int
    present: int
    vote: str = ""

    @property
    def words(self) -> str:
        """What a screen reader says of the bloc."""
        return (
            f"{self.name} {self.seats} {self.vote.replace('-', ' ')}"
            if self.vote
            else f"{self.name} {self.seats} ({self.present} present)"
        )


def hemicycle(blocs: list[Bloc], title: str) -> SafeString:
    """Every seat a dot; beyond 2,000 each dot stands for several seats, and the drawing says so."""
    total = sum(bloc.seats for bloc in blocs)
    each = -(-total // MOST_SEATS) or 1
    dots = [
        (bloc.vote or f"c{i % 12}", seat < bloc.present // each)
        for i, bloc in enumerate(blocs)
        for seat in range(-(-bloc.seats // each))
    ]
    places = _places(len(dots))
    radius = _radius(len(dots))
    seats = [
        element(
            "circle", cx=x, cy=y, r=radius, class_=f"seat {colour}{'' if present else ' absent'}"
        )
        for (x, y), (colour, present) in zip(places, dots, strict=True)
    ]
    summary = ", ".join(bloc.words for bloc in blocs) or "no seats"
    here = sum(bloc.present for bloc in blocs)
    note = f"{total:,}" if here == total else f"{here:,} of {total:,}"
    note += "" if each == 1 else f" ({each} a dot)"
    return drawing(
        "hemicycle",
        title,
        f"{total} seats: {summary}.",
        (WIDTH, HEIGHT),
        *seats,
        words(note, x=WIDTH / 2, y=HEIGHT - 12, class_="total"),
    )


def _rows(count: int) -> int:
    """As many rows as make the dots about as far apart along a row as between rows."""
    rows = 1
    while _capacity(rows) < count:
        rows += 1
    return rows


def _capacity(rows: int) -> int:
    return sum(_in_row(rows, row) for row in range(rows))


def _in_row(rows: int, row: int) -> int:
    gap = (OUTER - INNER) / max(rows, 2)
    return int(pi * (INNER + gap * (row + 0.5)) / gap)


def _radius(count: int) -> float:
    return min(_scale() * (OUTER - INNER) / max(_rows(count), 2) * 0.40, 14.0)


def _scale() -> float:
    return WIDTH / 2 - 16


def _places(count: int) -> list[tuple[float, float]]:
    """The places of so many dots, from left to right by angle."""
    if not count:
        return []
    rows = _rows(count)
    gap = (OUTER - INNER) / max(rows, 2)
    capacity = _capacity(rows)
    places: list[tuple[float, float, float]] = []
    filled = 0
    for row in range(rows):
        share = sum(_in_row(rows, r) for r in range(row + 1)) * count // capacity - filled
        filled += share
        radius = (INNER + gap * (row + 0.5)) * _scale()
        for seat in range(share):
            angle = pi * (1 - (seat + 0.5) / share)
            places.append(
                (-angle, WIDTH / 2 + radius * cos(angle), HEIGHT - 20 - radius * sin(angle))
            )
    return [(x, y) for _, x, y in sorted(places)]
