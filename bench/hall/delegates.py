"""Delegates' telephones, a thousand in one lean process, doing what the pages' scripts do.

`python -m bench.hall.delegates PORT HELD PLACE < SESSIONS` opens a stream and the seat for each
session. `look` asks that every seat be told of from now on, `vote SECONDS` that everybody votes
within so many seconds. It prints one JSON line for each thing that all have done.
"""

import asyncio
import gzip
import json
import random
import re
import sys
import time
from collections.abc import Callable
from typing import cast

import uvloop

SPREAD_SECONDS = 0.3
"""As in `live.js`: all hear at once, and ask within so long."""
AT_ONCE = 64
_BALLOT = re.compile(
    rb'class="cast" data-admission="([^"]+)" data-body="([^"]+)" data-division="([^"]+)"'
    rb' data-mandate="([^"]+)"'
)
_ADMISSION = re.compile(rb'data-holder="[^"]+" data-admission="([^"]+)"')
Taken = Callable[[bytes, bytes], None]


class Line(asyncio.Protocol):
    """One request after the other, whose answer is taken whole.

    The connection is made when it is needed: the server closes those that are silent.
    """

    def __init__(self, port: int) -> None:
        self._port = port
        self._held = b""
        self._taken: list[Taken] = []
        self._transport: asyncio.WriteTransport | None = None
        self._making: asyncio.Task[object] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.WriteTransport", transport)

    def connection_lost(self, _: Exception | None) -> None:
        assert not self._taken, "only a silent connection is closed"
        self._transport = None

    def ask(self, words: bytes, taken: Taken) -> None:
        if self._transport is None or self._transport.is_closing():
            self._making = asyncio.create_task(self._connected(words, taken))
        else:
            self._taken.append(taken)
            self._transport.write(words)

    async def _connected(self, words: bytes, taken: Taken) -> None:
        loop = asyncio.get_running_loop()
        await loop.create_connection(lambda: self, "127.0.0.1", self._port)
        self.ask(words, taken)

    def data_received(self, data: bytes) -> None:
        self._held += data
        while (at := self._held.find(b"\r\n\r\n")) >= 0:
            head, rest = self._held[:at].lower(), self._held[at + 4 :]
            said = re.search(rb"content-length: (\d+)", head)
            length = int(said[1]) if said else 0
            if len(rest) < length:
                return
            self._held = rest[length:]
            self._taken.pop(0)(head, rest[:length])


class Stream(asyncio.Protocol):
    """An open stream, which tells when a record has moved."""

    def __init__(self, asked: bytes, moved: Callable[[], None]) -> None:
        self._asked = asked
        self._moved = moved

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        cast("asyncio.WriteTransport", transport).write(self._asked)

    def data_received(self, data: bytes) -> None:
        if b"event: moved" in data:
            self._moved()


class Delegate:
    """A telephone: the seat is asked for when the stream says so, and the ballot is on it."""

    def __init__(self, hall: "Hall", cookie: str) -> None:
        self._hall = hall
        self._head = f"Host: 127.0.0.1\r\nCookie: {cookie}\r\n"
        self._busy = self._again = self._due = False
        self._since = 0.0
        self._ballot: dict[str, str] | None = None
        self._voting = False

    async def opened(self) -> None:
        """The page has been loaded, then the stream is opened."""
        loop, port = asyncio.get_running_loop(), self._hall.port
        self._page, self._acts = Line(port), Line(port)
        shown: asyncio.Future[bytes] = loop.create_future()
        self._page.ask(self._get(self._hall.place), lambda _, content: shown.set_result(content))
        found = _ADMISSION.search(await shown)
        self._admission = found[1].decode() if found else ""
        asked = self._get(f"/live?held={self._hall.held}")
        await loop.create_connection(lambda: Stream(asked, self._moved), "127.0.0.1", port)

    def _get(self, path: str, more: str = "") -> bytes:
        return f"GET {path} HTTP/1.1\r\n{self._head}{more}\r\n".encode()

    def _moved(self) -> None:
        if not self._due:
            self._due, self._since = True, time.monotonic()
            asyncio.get_running_loop().call_later(SPREAD_SECONDS * random.random(), self._update)

    def _update(self) -> None:
        self._due, self._again = False, True
        if not self._busy:
            self._fetch()

    def _fetch(self) -> None:
        self._busy, self._again = True, False
        more = f"X-Fragment: {self._admission}\r\nAccept-Encoding: gzip\r\n"
        self._page.ask(self._get(self._hall.place, more), self._holds)

    def _holds(self, head: bytes, content: bytes) -> None:
        self._busy = False
        self._hall.size = max(self._hall.size, len(content))
        if not head.startswith(b"http/1.1 200"):
            self._hall.broken += 1
        page = gzip.decompress(content) if b"content-encoding: gzip" in head else content
        if found := _BALLOT.search(page):
            names = ("admission", "body", "division", "mandate")
            self._ballot = dict(zip(names, (part.decode() for part in found.groups()), strict=True))
        if found or not self._hall.looking:
            self._hall.held_by(self, time.monotonic() - self._since)
        if self._again:
            self._fetch()

    def vote(self) -> None:
        """Casts the ballot that stands on the seat."""
        assert self._ballot is not None, "the seat showed a ballot"
        content = json.dumps({**self._ballot, "stance": "for"}).encode()
        head = f"POST /hall/ballot HTTP/1.1\r\n{self._head}Content-Type: application/json\r\n"
        asked = f"{head}Content-Length: {len(content)}\r\n\r\n".encode() + content
        begun = time.monotonic()
        self._acts.ask(asked, lambda head, _: self._voted(head, time.monotonic() - begun))

    def _voted(self, head: bytes, seconds: float) -> None:
        self._hall.voted(seconds, well=head.startswith(b"http/1.1 200"))
        self._since = time.monotonic()
        self._update()


class Hall:
    """All telephones, and what they have measured."""

    def __init__(self, port: int, held: str, place: str, cookies: list[str]) -> None:
        self.port, self.held, self.place = port, held, place
        self.size = self.broken = 0
        self.looking = False
        self._delegates = [Delegate(self, cookie) for cookie in cookies]
        self._holding: set[Delegate] = set()
        self._seats: list[float] = []
        self._ballots: list[float] = []

    async def opened(self) -> None:
        begun, few = time.monotonic(), asyncio.Semaphore(AT_ONCE)

        async def one(delegate: Delegate) -> None:
            async with few:
                await delegate.opened()

        await asyncio.gather(*map(one, self._delegates))
        say(opened=time.monotonic() - begun)

    def look(self) -> None:
        """From now on all wait for their ballot."""
        self.looking = True
        self._holding.clear()
        self._seats.clear()
        say(looking=True)

    def held_by(self, delegate: Delegate, seconds: float) -> None:
        self._seats.append(seconds)
        if self.looking and delegate not in self._holding:
            self._holding.add(delegate)
            if len(self._holding) == len(self._delegates):
                self.looking = False
                say(held=time.monotonic_ns(), size=self.size, broken=self.broken)
                self._seats.clear()

    def vote(self, seconds: float) -> None:
        """All vote, each at a moment of its own."""
        for delegate in self._delegates:
            asyncio.get_running_loop().call_later(seconds * random.random(), delegate.vote)

    def voted(self, seconds: float, *, well: bool) -> None:
        self._ballots.append(seconds)
        self.broken += not well
        if len(self._ballots) == len(self._delegates):
            asyncio.get_running_loop().call_later(1.0, self._tell)

    def _tell(self) -> None:
        say(ballots=sorted(self._ballots), seats=sorted(self._seats), broken=self.broken)


def say(**words: object) -> None:
    print(json.dumps(words), flush=True)


async def main() -> None:
    port, held, place = sys.argv[1:]
    cookies = (await asyncio.to_thread(sys.stdin.readline)).split()
    hall = Hall(int(port), held, place, cookies)
    await hall.opened()
    while words := (await asyncio.to_thread(sys.stdin.readline)).split():
        if words[0] == "look":
            hall.look()
        else:
            hall.vote(float(words[1]))


if __name__ == "__main__":
    uvloop.run(main())
