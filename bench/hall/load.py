"""The load: so many connections, each sending its next request when the last is answered."""

import asyncio
import time
from collections.abc import Iterator
from typing import NamedTuple, cast


class Load(NamedTuple):
    """What a load measured: answers a second, and latencies in milliseconds."""

    rate: float
    median: float
    p99: float
    refused: int


class Connection(asyncio.Protocol):
    """One keep-alive connection; it counts answers by their length."""

    def __init__(self, requests: Iterator[bytes], measured: list[float]) -> None:
        self._requests = requests
        self._measured = measured
        self._held = b""
        self.refused = 0
        self.over: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._next()

    def _next(self) -> None:
        request = next(self._requests, None)
        if request is None:
            self._transport.close()
            return
        self._sent = time.perf_counter()
        self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        self._held += data
        head, found, rest = self._held.partition(b"\r\n\r\n")
        if not found:
            return
        at = head.lower().index(b"content-length:") + 15
        if len(rest) < int(head[at:].split(b"\r\n", 1)[0]):
            return
        self._measured.append(time.perf_counter() - self._sent)
        self.refused += not head.startswith(b"HTTP/1.1 200")
        self._held = b""
        self._next()

    def connection_lost(self, _: Exception | None) -> None:
        if not self.over.done():
            self.over.set_result(None)


async def _run(port: int, requests: Iterator[bytes], connections: int) -> Load:
    measured: list[float] = []
    loop = asyncio.get_running_loop()
    begun = time.perf_counter()
    opened = [
        (await loop.create_connection(lambda: Connection(requests, measured), "127.0.0.1", port))[1]
        for _ in range(connections)
    ]
    await asyncio.gather(*(one.over for one in opened))
    seconds = time.perf_counter() - begun
    measured.sort()
    return Load(
        len(measured) / seconds,
        1000 * measured[len(measured) // 2],
        1000 * measured[len(measured) * 99 // 100],
        sum(one.refused for one in opened),
    )


def load(port: int, requests: Iterator[bytes], connections: int) -> Load:
    """Sends all requests over so many connections."""
    return asyncio.run(_run(port, requests, connections))


def post(content: bytes, cookie: str = "") -> bytes:
    """A request that casts a ballot."""
    extra = f"Cookie: {cookie}\r\n" if cookie else ""
    head = f"POST /hall/ballot HTTP/1.1\r\nHost: hall\r\n{extra}Content-Type: application/json\r\n"
    return f"{head}Content-Length: {len(content)}\r\n\r\n".encode() + content
