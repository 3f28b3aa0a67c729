"""Tellers' slips between their entering and their opening: the record holds their digests only."""

from collections.abc import Iterable

import msgspec
from psycopg import Connection

from delegata.council.words import Slip


def keep_slip(connection: Connection, digest: str, slip: Slip) -> None:
    """Keeps a slip under the digest by which it stands in the record."""
    connection.execute(
        "insert into teller_slip (digest, slip) values (%s, %s) on conflict do nothing",
        [digest, msgspec.json.encode(slip).decode()],
    )


def slips_of(connection: Connection, digests: Iterable[str]) -> list[Slip]:
    """The slips of these digests, in their order, as far as they were entered on this server."""
    found = connection.execute(
        "select digest, slip::text from teller_slip where digest = any(%s)", [[*digests]]
    )
    return [msgspec.json.decode(slip, type=Slip) for _, slip in found]
