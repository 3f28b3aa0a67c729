"""Where a data folder is served, or was served last: a file in it, for who makes links."""

import contextlib
from pathlib import Path
from urllib.parse import urlsplit

FILE = "served-at"
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 - what a server listens on


def remember(folder: Path, address: str) -> None:
    """Notes the address; one who listens everywhere is reached on this machine.

    A server whose disk takes no file serves all the same.
    """
    where = urlsplit(address)
    host = _EVERYWHERE.get(where.hostname or "")
    if host:
        address = f"{where.scheme}://{host}:{where.port}"
    with contextlib.suppress(OSError):
        (folder / FILE).write_text(f"{address}\n", "utf-8")


def last_served_at(folder: Path) -> str:
    """The address that was noted, or nothing."""
    with contextlib.suppress(OSError):
        return (folder / FILE).read_text("utf-8").strip()
    return ""
