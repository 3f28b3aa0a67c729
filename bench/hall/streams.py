"""`python -m bench.hall.streams`: one act to many open streams, and what a stream costs."""

import argparse
import asyncio
import json
import tempfile
import time
from pathlib import Path

import psutil

from bench.hall.__main__ import BODY, BY, congress, served
from bench.machine import machine
from delegata.council.entry import Entry
from delegata.council.motion import Move
from delegata.server.premises import Premises, open_premises

ACTS = 15


class Stream(asyncio.Protocol):
    """One open event stream; it notes when it heard of each size."""

    def __init__(self, held: int, heard: "dict[int, list[float]]") -> None:
        self._held = held
        self._heard = heard
        self._rest = b""
        self.ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        request = f"GET /live?held={BODY}:{self._held} HTTP/1.1\r\nHost: hall\r\n\r\n"
        transport.write(request.encode())  # type: ignore[attr-defined] # a stream's transport writes

    def data_received(self, data: bytes) -> None:
        now = time.perf_counter()
        self._rest += data
        if not self.ready.done() and b"retry:" in self._rest:
            self.ready.set_result(None)
        while (at := self._rest.find(b"data: ")) >= 0:
            end = self._rest.find(b"\n", at)
            if end < 0:
                return
            size = json.loads(self._rest[at + 6 : end])[BODY]
            self._heard.setdefault(size, []).append(now)
            self._rest = self._rest[end:]


async def measured(port: int, server: psutil.Process, premises: Premises, count: int) -> None:
    """Opens the streams, performs acts, prints how late the last stream heard of each."""
    loop = asyncio.get_running_loop()
    heard: dict[int, list[float]] = {}
    held = premises.federation.size(BODY)
    before = server.memory_info().rss
    begun = time.perf_counter()
    streams = [
        (await loop.create_connection(lambda: Stream(held, heard), "127.0.0.1", port))[1]
        for _ in range(count)
    ]
    await asyncio.gather(*(stream.ready for stream in streams))
    opened = time.perf_counter() - begun
    each = (server.memory_info().rss - before) / count / 1024
    delays = []
    for number in range(ACTS):
        act = Move(by=BY, motion=f"m-{count}-{number}", title="Made up", mover="chair")
        started = time.perf_counter()
        outcome = await loop.run_in_executor(None, premises.writer.perform, BODY, act)
        assert isinstance(outcome, Entry), outcome
        size = outcome.position + 1
        while len(heard.get(size, ())) < count:  # noqa: ASYNC110 - clients only count
            await asyncio.sleep(0.005)
        delays.append(max(heard[size]) - started)
    delays.sort()
    print(
        f"{count:7} streams: opened in {opened:.1f} s, {each:.1f} KB each; the last heard after"
        f" {1000 * delays[ACTS // 2]:.0f} ms (median), {1000 * delays[-1]:.0f} ms (worst)"
    )
    for stream in streams:
        stream.transport.close()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.hall.streams", description=__doc__)
    parser.add_argument("--streams", type=int, nargs="+", default=[1000, 5000])
    given = parser.parse_args()
    print(f"{machine()}; clients and server on the same cores, the act in another process")
    for count in given.streams:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            premises = open_premises(Path(folder))
            try:
                congress(premises, 100)
                with served("run", "--data", folder) as port:
                    here = psutil.Process()
                    workers = [
                        p for p in here.children(recursive=True) if "delegata" in p.cmdline()
                    ]
                    worker = max(workers, key=lambda process: process.memory_info().rss)
                    asyncio.run(measured(port, worker, premises, count))
            finally:
                premises.close()


if __name__ == "__main__":
    main()
