"""Check-ins at the doors of a body, so that each door learns what the others saw.

They are no part of the record: an arrival is an act, and a check-in only leads to one.
"""

from collections.abc import Iterable
from typing import NamedTuple

from psycopg import Connection

# Numbers are given in the order of commits within a body, so that no door misses one.
_IN_ORDER = "select pg_advisory_xact_lock(hashtextextended('check-in ' || %s, 0))"

_FORGET = "delete from check_in where body = %s and kept_at < now() - interval '30 days'"


class CheckIn(NamedTuple):
    """Somebody was let in: on which mandate, at which door, when, before which sitting's close.

    `by_number` says that no credential was shown.
    """

    mandate: str
    door: str
    door_name: str
    at: str
    closed: int
    by_number: bool


class Sighting(NamedTuple):
    """A check-in as other doors are told of it; `number` grows."""

    number: int
    mandate: str
    door: str
    door_name: str
    at: str
    closed: int
    by_number: bool


def keep_check_ins(
    connection: Connection, body: str, by: str, check_ins: Iterable[CheckIn]
) -> None:
    """Keeps what a door saw; what it sends twice is kept once."""
    rows = [(body, by, *check_in) for check_in in check_ins]
    if not rows:
        return
    connection.execute(_IN_ORDER, [body])
    connection.execute(_FORGET, [body])
    with connection.cursor() as cursor:
        cursor.executemany(
            "insert into check_in (body, by, mandate, door, door_name, at, closed, by_number)"
            " values (%s, %s, %s, %s, %s, %s, %s, %s) on conflict do nothing",
            rows,
        )


def sightings(connection: Connection, body: str, door: str, after: int) -> list[Sighting]:
    """What the other doors of a body saw, beyond the number that this door knows."""
    rows = connection.execute(
        "select number, mandate, door, door_name, at, closed, by_number from check_in"
        " where body = %s and number > %s and door <> %s order by number limit 2000",
        [body, after, door],
    )
    return [Sighting(*row) for row in rows]
