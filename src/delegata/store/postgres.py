"""PostgreSQL: an embedded server in the data folder, or any server by its address."""

import contextlib
import logging
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
from psycopg import Connection

from delegata.store import embedded

SCHEMA = Path(__file__).with_name("schema.sql")
OLDEST_VERSION = 150000
_log = logging.getLogger(__name__)
_SCHEMA_LOCK = 7_305_441
"""An advisory lock: two processes that start at once make the tables one after the other."""
_folders: dict[str, Path] = {}
"""The folders of the embedded servers that this process uses, by address, to start them again."""


class DatabaseUnusable(Exception):
    """A database that cannot be used, with the reason and what to do."""


class NoRoom(Exception):
    """The disk of the database is full, and what was to be written is not."""

    def __init__(self) -> None:
        super().__init__(
            "The disk of the server is full, and this was not recorded. Tell whoever runs the"
            " server; send it again when there is room."
        )


AWAY = (psycopg.OperationalError, psycopg.InterfaceError, DatabaseUnusable)
"""What is raised while the database does not answer; whether a commit happened is not known."""
LONGEST_AWAY_SECONDS = 30.0
RECONNECT_SECONDS = 0.2


class Absence:
    """How long the database has been away for one batch: it is waited for, but not for ever."""

    def __init__(self) -> None:
        self._since: float | None = None

    def lasts(self, error: Exception) -> Exception | None:
        """Waits a little; what to answer where waiting is over, or where the disk is full.

        A full disk is told at once, unless an earlier commit may still turn out to have happened.
        """
        if self._since is None:
            if isinstance(error, psycopg.errors.DiskFull):
                return NoRoom()
            self._since = time.monotonic()
        _log.warning("the database is away: %s", error)
        if time.monotonic() > self._since + LONGEST_AWAY_SECONDS:
            return error
        threading.Event().wait(RECONNECT_SECONDS)
        return None


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
