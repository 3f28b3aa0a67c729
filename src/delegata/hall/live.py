"""Live events: which record grew, and how far; what changed is fetched from the office.

The id of an event holds the size of every record on the stream, so that a browser that reconnects
misses nothing. Written to the server's own interface: a stream costs its connection and one task.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable

from starlette.datastructures import Headers, QueryParams
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from delegata.hall.doorkeeper import Doorkeeper
from delegata.hall.exchange import answered, content_of, cookie_of
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

    def __init__(self, switchboard: Switchboard, doorkeeper: Doorkeeper, cookie: str) -> None:
        self._switchboard = switchboard
        self._doorkeeper = doorkeeper
        self._cookie = cookie

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One stream, as ASGI has it: it waits for its own end, and is told what grew meanwhile."""
        session = cookie_of(scope, self._cookie)
        content = await content_of(receive)  # of which there is none, but who sends one has sent it
        if not isinstance(content, bytes):
            await answered(send, *content)
            return
        known, guest = await self._doorkeeper.admitted(self._known(scope), session)
        if not known:
            words = "Name the bodies and the sizes that you hold: ?held=BODY:SIZE"
            await PlainTextResponse(words, status_code=400)(scope, receive, send)
            return
        # Nothing is waited for between the admission and the watch, so that nobody slips in.
        over = asyncio.get_running_loop().create_future()
        gone = asyncio.ensure_future(receive())
        gone.add_done_callback(lambda _: _resolve(over))
        say = _sayer(send)
        listener = Listener(lambda words: say(_said(words)), lambda: _resolve(over))
        try:
            say(_START)
            self._switchboard.listen(listener, known)
            self._doorkeeper.watch(listener, guest)
            await over
        finally:
            self._doorkeeper.leave(listener)
            self._switchboard.leave(listener)
            gone.cancel()

    def _known(self, scope: Scope) -> dict[str, int]:
        held = held_sizes(QueryParams(scope["query_string"]).get("held", ""))
        held |= held_sizes(Headers(scope=scope).get("last-event-id", ""))
        return {body: size for body, size in held.items() if body in self._switchboard.sizes}


def _said(words: bytes) -> Message:
    return {"type": "http.response.body", "body": words, "more_body": True}


def _sayer(send: Send) -> Callable[[Message], None]:
    """Sends messages of a stream without waiting.

    Granian has taken a message when `send` returns. What another server returns is a coroutine, and
    the next message waits for it.
    """
    sending: asyncio.Task[None] | None = None

    async def after(before: "asyncio.Task[None] | None", sent: Awaitable[None]) -> None:
        if before is not None:
            await asyncio.wait([before])
        await sent

    def say(message: Message) -> None:
        nonlocal sending
        sent = send(message)
        if asyncio.iscoroutine(sent):
            sending = asyncio.ensure_future(after(sending, sent))

    return say


def _resolve(over: "asyncio.Future[None]") -> None:
    if not over.done():
        over.set_result(None)
