"""Serving: granian runs the application in a worker process and starts it again if it dies."""

import os
from pathlib import Path

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from delegata.server.app import ADDRESS_VARIABLE, FOLDER_VARIABLE

BACKLOG = 16_384
MOST_CONNECTIONS = 65_536
"""Each open page is a connection; the server's own limit would be the length of its backlog."""


def serve(folder: Path, host: str, port: int) -> None:
    """Serves a data folder on one address until it is told to stop."""
    os.environ[FOLDER_VARIABLE] = str(folder.resolve())
    os.environ[ADDRESS_VARIABLE] = f"http://{host}:{port}"
    Granian(
        "delegata.server.app:create",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        workers=1,
        backlog=BACKLOG,
        backpressure=MOST_CONNECTIONS,
        websockets=False,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
    ).serve()
