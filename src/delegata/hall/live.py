"""Live events: which record grew, and how far; what changed is fetched from the office.

The id of an event holds the size of every record on the stream, so that a browser that reconnects
misses nothing. Written to the server's own interface: a stream costs its connection and a dict.
"""

import asyncio
import json
import re
from collections.abc import Mapping
from functools import lru_cache

from starlette.datastructures import Headers, QueryParams
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from delegata.hall.switchboard import Listener, Switchboard

MOST_BODIES = 64
_HELD = re.compile(r"([a-z0-9][a-z0-9-]{0,63})[:=](\d{1,15})")
_START = {
    "type": "http.response.start",
    "status": 200,
    "headers": [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),
    ],
}


def held_sizes(words: str) -> dict[str, int]:
    """What a browser says that it holds: `congress:1042,branch-7:12`."""
    return {body: int(size) for body, size in _HELD.findall(words)[:MOST_BODIES]}


class LiveDesk:
    """Answers `GET /live` with the event stream of the bodies named in the query."""

    def __init__(self, switchboard: Switchboard) -> None:
        self._switchboard = switchboard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One stream, as ASGI has it."""
        known = self._known(scope)
        if not known:
            words = "Name the bodies and the sizes that you hold: ?held=BODY:SIZE"
            await PlainTextResponse(words, status_code=400)(scope, receive, send)
            return
        listener = self._switchboard.listen(known)
        watching = asyncio.ensure_future(_until_gone(receive, listener))
        try:
            await send(_START)
            await _said(send, b"retry: 1000\n\n")
            await self._follow(listener, send)
        except OSError:
            return  # the line broke while something was sent; the browser comes back by itself
        finally:
            self._switchboard.leave(listener)
            watching.cancel()

    def _known(self, scope: Scope) -> dict[str, int]:
        held = held_sizes(QueryParams(scope["query_string"]).get("held", ""))
        held |= held_sizes(Headers(scope=scope).get("last-event-id", ""))
        return {body: size for body, size in held.items() if body in self._switchboard.sizes}

    async def _follow(self, listener: Listener, send: Send) -> None:
        while not listener.over:
            grown = self._switchboard.grown(listener)
            if grown:
                await _said(send, event(tuple(sorted(listener.held.items())), tuple(grown.items())))
            elif listener.beat:
                await _said(send, b": still here\n\n")
            else:
                await listener.woken()
                continue
            listener.beat = False


async def _said(send: Send, words: bytes) -> None:
    await send({"type": "http.response.body", "body": words, "more_body": True})


async def _until_gone(receive: Receive, listener: Listener) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    listener.end()


@lru_cache(maxsize=256)
def event(held: tuple[tuple[str, int], ...], grown: tuple[tuple[str, int], ...]) -> bytes:
    """One event: the sizes that the browser will hold, and the records that grew."""
    position = ",".join(f"{body}:{size}" for body, size in held)
    told: Mapping[str, int] = dict(grown)
    return f"id: {position}\nevent: moved\ndata: {json.dumps(told)}\n\n".encode()
