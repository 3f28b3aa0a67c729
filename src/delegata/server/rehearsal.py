"""A rehearsal: a copy of a federation in which anybody plays any role, and that is thrown away.

It has a key, a secret and a database of its own, and a name that says what it is, so that nothing
that comes of it is taken for the record: no checkpoint, receipt, credential or session.
"""

import secrets
import shutil
import tempfile
from pathlib import Path

from psycopg import Connection

from delegata.record.checkpoint import REHEARSAL
from delegata.store import embedded
from delegata.store.dump import dump, load, standing_still
from delegata.store.postgres import DatabaseUnusable, address, connect, leave

MARK_FILE = "rehearsal"
NAME_FILE = "server-name"
COPIED = {
    "head", "entry", "detached_text", "person", "membership", "roll_row", "poll_box", "voter",
    "receipt_batch", "ballot",
}  # fmt: skip
"""What a federation is."""
LEFT_OUT = {
    "sign_in_change", "correction", "import", "import_row", "check_in", "teller_slip",
    "access_token",
}  # fmt: skip
"""What belongs to people and to the real hall: how they sign in, what was corrected or counted."""
_WITHOUT = (
    "--exclude-schema=office",
    *(f"--exclude-table-data=public.{table}" for table in sorted(LEFT_OUT)),
)
_CLEARED = (
    "update person set email = null",
    # What lies in a box that is still open is nobody's to look at.
    *(
        f"delete from {table} t where not exists (select from poll_box b where b.body = t.body"  # noqa: S608 - two names of our own
        " and b.election = t.election and b.closed)"
        for table in ("ballot", "voter")
    ),
    "create table rehearsal (of_server text not null)",
)


class NoRehearsal(Exception):
    """A rehearsal that is not made or not thrown away, with the reason."""


def rehearse(folder: Path, real: Path, given: str | None) -> str:
    """Copies the federation of a data folder into another; returns the name of the copy."""
    if folder.exists() and any(folder.iterdir()):
        raise NoRehearsal(f"{folder} is not empty; name a folder that is not there yet")
    if not (real / NAME_FILE).is_file():
        raise NoRehearsal(f"{real} is no data folder; name the one to rehearse with --data")
    if rehearsed(real):
        raise NoRehearsal(f"{real} is a rehearsal itself; copy the real one")
    of_server = (real / NAME_FILE).read_text("utf-8").strip()
    folder.mkdir(parents=True, exist_ok=True)
    # The mark comes first: a copy that is cut off is a rehearsal too, and can be thrown away.
    (folder / MARK_FILE).write_text(f"{of_server}\n", "utf-8")
    name = f"{REHEARSAL}{secrets.token_hex(3)}.{of_server}"
    (folder / NAME_FILE).write_text(f"{name}\n", "utf-8")
    _copy(real, given, folder, of_server)
    return name


def _copy(real: Path, given: str | None, folder: Path, of_server: str) -> None:
    source = address(real, given)
    try:
        with tempfile.TemporaryDirectory(dir=folder) as beside:
            file = Path(beside) / "database.dump"
            with standing_still(source) as (snapshot, _):
                dump(source, file, snapshot=snapshot, without=_WITHOUT)
            target = address(folder, None)
            try:
                load(file, target)
                with connect(target) as connection, connection.transaction():
                    for statement in _CLEARED:
                        connection.execute(statement)
                    connection.execute("insert into rehearsal values (%s)", [of_server])
            finally:
                leave(target)
    finally:
        leave(source)


def rehearsed(folder: Path) -> str:
    """The name of the server that a folder rehearses; empty for a real one."""
    mark = folder / MARK_FILE
    return mark.read_text("utf-8").strip() if mark.exists() else ""


def agree(folder: Path, connection: Connection) -> str:
    """What a folder rehearses. Raises `DatabaseUnusable` for a database of the other kind."""
    of_server = rehearsed(folder)
    row = connection.execute("select to_regclass('public.rehearsal') is not null").fetchone()
    assert row is not None, "a select without from has one row"
    if bool(row[0]) is not bool(of_server):
        kinds = ("a rehearsal", "the real federation")
        of_folder, of_database = kinds if of_server else kinds[::-1]
        raise DatabaseUnusable(
            f"The data folder {folder} is that of {of_folder}, but the database is that of"
            f" {of_database}. Name the folder that belongs to it with --data."
        )
    return of_server


def throw_away(folder: Path) -> None:
    """Removes a rehearsal whole; a real data folder is not touched."""
    if not rehearsed(folder):
        raise NoRehearsal(f"{folder} is no rehearsal; nothing was removed")
    if embedded.in_use(folder):
        raise NoRehearsal(f"the rehearsal in {folder} is being served; stop its server first")
    shutil.rmtree(folder)
