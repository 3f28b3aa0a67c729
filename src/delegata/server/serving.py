"""Serving: granian runs the application in a worker process and starts it again if it dies."""

import contextlib
import os
import resource
from pathlib import Path
from typing import NamedTuple

from granian import Granian
from granian.constants import HTTPModes, Interfaces, Loops
from granian.log import LogLevels

from delegata.server.app import FOLDER_VARIABLE
from delegata.server.django_settings import ADDRESS_VARIABLE

BACKLOG = 16_384
MOST_CONNECTIONS = 65_536
"""Each open page is a connection; the server's own limit would be the length of its backlog."""


class Keys(NamedTuple):
    """The certificate and the private key that the server speaks TLS with."""

    certificate: Path
    key: Path


def serve(folder: Path, host: str, port: int, keys: Keys | None = None) -> None:
    """Serves a data folder on one address until it is told to stop."""
    _open_files()
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
        backpressure=MOST_CONNECTIONS,
        # Browsers speak HTTP/2 only over TLS; to look for it costs each open page 12 KB.
        http=HTTPModes.auto if keys else HTTPModes.http1,
        websockets=False,
        ssl_cert=keys.certificate if keys else None,
        ssl_key=keys.key if keys else None,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
    ).serve()


def _open_files() -> None:
    """Each open page is an open file: as many as this user may have."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
