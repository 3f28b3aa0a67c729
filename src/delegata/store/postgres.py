"""PostgreSQL: an embedded server in the data folder, or any server by its address."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import psycopg
from psycopg import Connection

from delegata.store import embedded

SCHEMA = Path(__file__).with_name("schema.sql")
OLDEST_VERSION = 150000
_SCHEMA_LOCK = 7_305_441
"""An advisory lock: two processes that start at once make the tables one after the other."""
_folders: dict[str, Path] = {}
"""The folders of the embedded servers that this process uses, by address, to start them again."""


class DatabaseUnusable(Exception):
    """A database that cannot be used, with the reason and what to do."""


AWAY = (psycopg.OperationalError, psycopg.InterfaceError, DatabaseUnusable)
"""What is raised while the database cannot be reached; it may be back in a moment."""


def address(folder: Path, given: str | None) -> str:
    """The address of the database: the one given, or of an embedded server, started if need be."""
    if given:
        return given
    uri = _embedded(folder)
    _folders[uri] = folder
    return uri


def leave(uri: str) -> None:
    """Lets go of an embedded server, which its last user stops; of any other, nothing."""
    folder = _folders.pop(uri, None)
    if folder is not None:
        embedded.leave(folder)


def _embedded(folder: Path) -> str:
    try:
        return embedded.start(folder)
    except embedded.EmbeddedServerUnusable as error:
        raise DatabaseUnusable(str(error)) from error


def connect(uri: str) -> Connection:
    """A connection that commits durably; an embedded server that died is started again."""
    try:
        connection = _opened(uri)
    except psycopg.OperationalError as error:
        if uri not in _folders:
            raise DatabaseUnusable(_silence(error)) from error
        try:
            connection = _opened(_embedded(_folders[uri]))
        except psycopg.OperationalError as again:
            raise DatabaseUnusable(_silence(again)) from again
    try:
        _check(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _opened(uri: str) -> Connection:
    try:
        return psycopg.connect(uri, autocommit=True, connect_timeout=10)
    except psycopg.ProgrammingError as error:
        raise DatabaseUnusable(
            f"DATABASE_URL is not an address of PostgreSQL: {str(error).strip()}."
            " Write postgresql://USER:PASSWORD@HOST:PORT/DATABASE."
        ) from error


def _silence(error: psycopg.Error) -> str:
    return f"The database does not answer: {str(error).strip()}. Start it, or mend DATABASE_URL."


def _check(connection: Connection) -> None:
    """What is acknowledged must survive a loss of power, and every text must fit."""
    version = connection.info.server_version
    if version < OLDEST_VERSION:
        raise DatabaseUnusable(
            f"PostgreSQL 15 or newer is needed; this is {version // 10000}. Use a newer server."
        )
    # A batch whose client fell silent on the way must not hold its heads for ever.
    settings = connection.execute(
        "select set_config('synchronous_commit', 'on', false),"
        " set_config('idle_in_transaction_session_timeout', '60s', false),"
        " current_setting('fsync'), current_setting('server_encoding')"
    ).fetchone()
    assert settings is not None, "a select without from has one row"
    _, _, fsync, encoding = settings
    if fsync != "on":
        raise DatabaseUnusable(
            "The database runs with fsync = off and would lose acts; set fsync = on."
        )
    if encoding != "UTF8":
        raise DatabaseUnusable(
            f"The database is encoded in {encoding}; make one with encoding UTF8."
        )


@contextlib.contextmanager
def exclusive(connection: Connection) -> Iterator[None]:
    """While this lasts, no other process prepares the same database."""
    connection.execute("select pg_advisory_lock(%s)", [_SCHEMA_LOCK])
    try:
        yield
    finally:
        connection.execute("select pg_advisory_unlock(%s)", [_SCHEMA_LOCK])


def prepare(connection: Connection) -> None:
    """Makes the tables that are missing; nothing that stands is changed."""
    with connection.transaction():
        connection.execute("select pg_advisory_xact_lock(%s)", [_SCHEMA_LOCK])
        connection.execute(SCHEMA.read_bytes())
