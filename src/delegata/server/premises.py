"""The premises: one data folder with database, secrets and signing key, opened whole."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from psycopg import Connection

from delegata.record.checkpoint import REHEARSAL
from delegata.record.note import Signer, signer
from delegata.server.rehearsal import NAME_FILE, agree, rehearsed
from delegata.store.federation import Federation
from delegata.store.people import Register
from delegata.store.polling_station import PollingStation
from delegata.store.postgres import address, connect, exclusive, leave, prepare
from delegata.store.sessions import Sessions
from delegata.store.writer import Writer

SECRET_BYTES = 32


class Premises(NamedTuple):
    """An open data folder: its database, the federation in memory, the writer and the signer."""

    folder: Path
    uri: str
    connection: Connection
    federation: Federation
    writer: Writer
    register: Register
    station: PollingStation
    signer: Signer
    secret: str
    sessions: Sessions
    rehearses: str = ""
    """The name of the server that this one only rehearses; empty for a real one."""

    def alone(self, work: Callable[[], object]) -> None:
        """Does what only one process at a time may do on this database."""
        with exclusive(self.connection):
            work()

    def close(self) -> None:
        self.writer.stop()
        self.station.stop()
        self.sessions.stop()
        self.register.close()
        self.connection.close()
        leave(self.uri)


def open_premises(folder: Path) -> Premises:
    """Opens a data folder, making what is missing, and folds every record in it."""
    folder.mkdir(parents=True, exist_ok=True)
    # A rehearsal has a database of its own, whatever the environment says.
    given = None if rehearsed(folder) else os.environ.get("DATABASE_URL")
    uri = address(folder, given)
    connection = connect(uri)
    try:
        rehearses = agree(folder, connection)
    except BaseException:
        connection.close()
        leave(uri)
        raise
    prepare(connection)
    federation = Federation()
    register = Register(uri)
    federation.names.look_up_by(register.names)
    federation.read_register(connection)
    federation.catch_up(connection)
    signing = _signer(folder)
    return Premises(
        folder,
        uri,
        connection,
        federation,
        Writer(uri, federation),
        register,
        PollingStation(uri, signing),
        signing,
        _kept(folder / "secret").hex(),
        Sessions(uri),
        rehearses,
    )


def _signer(folder: Path) -> Signer:
    name_file = folder / NAME_FILE
    if not name_file.exists():
        name = os.environ.get("DELEGATA_NAME", "delegata.local")
        if name.startswith(REHEARSAL):
            raise ValueError(
                f"a server whose name begins with {REHEARSAL} only rehearses; rename it"
            )
        name_file.write_text(f"{name}\n", "utf-8")
    return signer(name_file.read_text("utf-8").strip(), _kept(folder / "signing-key"))


def _kept(path: Path) -> bytes:
    """Secret bytes that are made once and then kept, readable by the owner alone."""
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(SECRET_BYTES))
    kept = path.read_bytes()
    if len(kept) != SECRET_BYTES:
        raise ValueError(f"{path} should hold {SECRET_BYTES} bytes; restore it from a backup")
    return kept
