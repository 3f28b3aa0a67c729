"""Bodies of requests, gathered whole on the event loop before a thread of the office takes them.

The office has a few threads, and a sender who is slow, or never ends, would hold one for as long as
it likes. Here it holds a connection and nothing else.
"""

import asyncio
import json
import re
from collections.abc import Callable
from tempfile import SpooledTemporaryFile
from typing import IO

from django.db import DatabaseError
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BYTES = 2**20
LARGEST_UPLOAD_BYTES = 257 * 2**20
MOST_UPLOADS = 4
"""Large files on their way at once."""
LONGEST_SECONDS = 20.0
LEAST_BYTES_A_SECOND = 32 * 1024
"""An upload may take longer, but not be slower than this."""
_IN_MEMORY_BYTES = 2**20
_CHUNK_BYTES = 64 * 1024
_BODILESS = frozenset({"GET", "HEAD", "OPTIONS"})
_UPLOAD = re.compile(r"/bodies/([a-z0-9][a-z0-9-]{0,63})/roll/import")
KeepsRoll = Callable[[Scope, str], bool]
"""Whether a request comes from who keeps the roll of a body."""


class Gathering:
    """Stands before the office: it gets requests whole, or not at all."""

    def __init__(
        self, office: ASGIApp, keeps_roll: KeepsRoll, longest_seconds: float = LONGEST_SECONDS
    ) -> None:
        self._office = office
        self._keeps_roll = keeps_roll
        self._longest = longest_seconds
        self._uploads = asyncio.Semaphore(MOST_UPLOADS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, as ASGI has it."""
        if scope["type"] != "http" or scope["method"] in _BODILESS:
            await self._office(scope, receive, send)
            return
        try:
            uploads = await self._may_upload(scope)
        except DatabaseError:
            await _refused(send, 503, "The register cannot be reached now; send it again.")
            return
        if not uploads:
            await self._gathered(scope, receive, send, LARGEST_BYTES)
        elif self._uploads.locked():
            await _refused(send, 503, "Other files are on their way just now; send it again.")
        else:
            async with self._uploads:
                await self._gathered(scope, receive, send, LARGEST_UPLOAD_BYTES)

    async def _may_upload(self, scope: Scope) -> bool:
        """Large files are taken from who keeps a roll, so that nobody else holds their places."""
        place = _UPLOAD.fullmatch(scope["path"])
        return place is not None and await asyncio.to_thread(self._keeps_roll, scope, place[1])

    async def _gathered(self, scope: Scope, receive: Receive, send: Send, most: int) -> None:
        with SpooledTemporaryFile(_IN_MEMORY_BYTES) as content:
            try:
                size = await self._received(receive, content, most)
            except TimeoutError:
                await _refused(send, 408, "The request took too long to arrive.")
                return
            if size is None:
                await _refused(send, 413, f"At most {most // 2**20} MB are taken here from you.")
                return
            content.seek(0)
            # Without this a chunked body would read as none at all.
            headers = [(n, v) for n, v in scope["headers"] if n not in _LENGTHS]
            headers.append((b"content-length", str(size).encode()))
            await self._office({**scope, "headers": headers}, _replayed(content, receive), send)

    async def _received(self, receive: Receive, content: IO[bytes], most: int) -> int | None:
        """How large a body is, once it is whole; None where it is too large."""
        loop = asyncio.get_running_loop()
        begun, size = loop.time(), 0
        while True:
            until = begun + self._longest + size / LEAST_BYTES_A_SECOND
            async with asyncio.timeout_at(until):
                message = await receive()
            if message["type"] != "http.request":
                raise TimeoutError  # the sender is gone
            part: bytes = message.get("body", b"")
            size += len(part)
            if size > most:
                return None
            content.write(part)
            if not message.get("more_body"):
                return size


_LENGTHS = frozenset({b"content-length", b"transfer-encoding"})


def _replayed(content: IO[bytes], receive: Receive) -> Receive:
    """What the office receives: the body from here, and then what becomes of the connection."""
    over = False

    async def replayed() -> Message:
        nonlocal over
        if over:
            return await receive()
        part = content.read(_CHUNK_BYTES)
        over = len(part) < _CHUNK_BYTES
        return {"type": "http.request", "body": part, "more_body": not over}

    return replayed


async def _refused(send: Send, status: int, detail: str) -> None:
    content = json.dumps({"status": status, "detail": detail}).encode()
    headers = [
        (b"content-type", b"application/problem+json"),
        (b"content-length", str(len(content)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content})
