"""`python -m bench.hall.streams`: one act to many open streams, and what a stream costs."""

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from bench.hall.__main__ import BODY, BY, congress, free_port, served
from bench.hall.load import Streams
from bench.machine import machine
from delegata.council.entry import Entry
from delegata.council.motion import Move
from delegata.server.premises import Premises, open_premises
from delegata.server.serving import most_connections

ACTS = 15


@contextmanager
def opened() -> Iterator[tuple[Premises, Path]]:
    """A congress in session, in a data folder of its own."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        premises = open_premises(Path(folder))
        try:
            congress(premises, 100)
            yield premises, Path(folder)
        finally:
            premises.close()


def resident_bytes() -> int:
    """The memory of the server's processes: of the one that serves, and the one that watches it."""
    ours = psutil.Process().children(recursive=True)
    return sum(one.memory_info().rss for one in ours if "delegata" in one.cmdline())


def act(premises: Premises, name: str) -> tuple[int, int]:
    """Performs an act, in another process than the server's: the time before it, and the size."""
    started = time.monotonic_ns()
    move = Move(by=BY, motion=name, title="Made up", mover="chair")
    outcome = premises.writer.perform(BODY, move)
    assert isinstance(outcome, Entry), outcome
    return started, outcome.position + 1


def told(count: int) -> None:
    """One act to so many streams: how late the last heard, and what each stream costs."""
    with opened() as (premises, folder), served("run", "--data", str(folder)) as port:
        before = resident_bytes()
        clients = Streams(port, count, f"{BODY}:{premises.federation.size(BODY)}", BODY)
        opening = max(float(said[0]) for said in clients.told("open"))
        each = (resident_bytes() - before) / count / 1024
        delays = []
        for number in range(ACTS):
            started, size = act(premises, f"m-{number}")
            delays.append((clients.last("heard", size) - started) / 1e6)
        delays.sort()
        print(f"{count:8}{opening:10.1f}{each:11.1f}{delays[ACTS // 2]:11.0f}{delays[-1]:10.0f}")
        clients.close()


def shown(count: int) -> None:
    """To the screen: one act, and every client holds the page as it is then."""
    page = f"/bodies/{BODY}/sittings"
    with opened() as (premises, folder), served("run", "--data", str(folder)) as port:
        held = f"{BODY}:{premises.federation.size(BODY)}"
        clients = Streams(port, count, held, BODY, page)
        clients.told("open")
        delays = []
        for number in range(ACTS):
            started, size = act(premises, f"m-{number}")
            delays.append((clients.last("held", size) - started) / 1e6)
        delays.sort()
        print(
            f"{count:8} hold {page} after an act: {delays[ACTS // 2]:.0f} ms (median),"
            f" {delays[-1]:.0f} ms (worst)"
        )
        clients.close()


def reconnected(count: int) -> None:
    """The server is stopped, an act is performed, and the server starts again."""
    port = free_port()
    with opened() as (premises, folder):
        with served("run", "--data", str(folder), port=port):
            clients = Streams(port, count, f"{BODY}:{premises.federation.size(BODY)}", BODY)
            clients.told("open")
            _, size = act(premises, "before")
            clients.last("heard", size)
        _, size = act(premises, "meanwhile")
        with served("run", "--data", str(folder), port=port):
            listening = time.monotonic_ns()
            seconds = (clients.last("heard", size) - listening) / 1e9
            print(f"{count:8} open again after a restart, none missed the act: {seconds:.2f} s")
            clients.close()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.hall.streams", description=__doc__)
    parser.add_argument("--streams", type=int, nargs="+", default=[1000, 5000, 20_000])
    given = parser.parse_args()
    print(f"{machine()}; clients and server on the same cores, the act in another process")
    files = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    most = most_connections(files)
    if most < max(given.streams):
        print(f"No process may have more than {files} files open here: {most} streams.")
    heads = f"{'opened s':>10}{'KB each':>11}{'median ms':>11}{'worst ms':>10}"
    print(f"\nOne act to the last of so many streams\n{'streams':>8}{heads}")
    for count in given.streams:
        told(min(count, most))
    print("\nTo the screen, with fetches spread over 300 ms, and back after a restart")
    shown(5000)
    reconnected(5000)


if __name__ == "__main__":
    main()
