"""Serving: granian runs the application in a worker process and starts it again if it dies."""

import contextlib
import os
import resource
from pathlib import Path
from typing import NamedTuple

from granian import Granian
from granian.constants import HTTPModes, Interfaces, Loops
from granian.http import HTTP1Settings
from granian.log import LogLevels

from delegata.server.app import FOLDER_VARIABLE
from delegata.server.django_settings import ADDRESS_VARIABLE

BACKLOG = 16_384
MOST_CONNECTIONS = 65_536
"""Each open page is a connection; the server's own limit would be the length of its backlog."""
FILES_KEPT = 256
"""Open files that connections leave to the database and to whatever else is read."""
SILENT_MILLISECONDS = 15_000
"""How long a connection may say nothing, or take to say the head of a request."""


class Keys(NamedTuple):
    """The certificate and the private key that the server speaks TLS with."""

    certificate: Path
    key: Path


def serve(folder: Path, host: str, port: int, keys: Keys | None = None) -> None:
    """Serves a data folder on one address until it is told to stop."""
    files = _open_files()
    os.environ[FOLDER_VARIABLE] = str(folder.resolve())
    os.environ[ADDRESS_VARIABLE] = f"{'https' if keys else 'http'}://{host}:{port}"
    Granian(
        "delegata.server.app:create",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        loop=Loops.auto,
        workers=1,
        backlog=BACKLOG,
        backpressure=most_connections(files),
        # HTTP/2 has no limit here for who says nothing, and to look for it costs each page 12 KB.
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=SILENT_MILLISECONDS),
        websockets=False,
        ssl_cert=keys.certificate if keys else None,
        ssl_key=keys.key if keys else None,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
    ).serve()


def most_connections(files: int) -> int:
    """How many connections are taken by who may open a number of files; the next ones wait."""
    return max(min(MOST_CONNECTIONS, files - FILES_KEPT), 1)


def _open_files() -> int:
    """Each open page is an open file: as many as this user may have."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    now, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MOST_CONNECTIONS + FILES_KEPT if now == resource.RLIM_INFINITY else now
