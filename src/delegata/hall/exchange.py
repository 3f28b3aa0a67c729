"""What the hall's desks have in common: a small JSON request, a cookie, and a JSON answer."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, cast

import msgspec
from starlette.types import Receive, Scope, Send

from delegata.council.act import Refused
from delegata.council.state import Council
from delegata.store.intake import Deliver, IntakeClosed
from delegata.store.postgres import AWAY, NoRoom

LARGEST_BYTES = 4096
LONGEST_SECONDS = 20.0
"""How long a request may take to arrive."""
NO_JSON = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What is raised on a body that is not what it should be; the last, on brackets in brackets."""
SIGN_IN = "This page has been open too long, or you are signed out; load it again."


_AWAY = (
    "The hall cannot reach its records now, and whether this was stored is not known. Send it"
    " again: it counts once."
)


Reply = tuple[int, Mapping[str, object]]
"""A status and what is said with it."""
WhyNot = Callable[[Council, Refused], str]
"""The sentence of a refusal as pages say it; it may look names up, which takes a thread."""
_GZIP = re.compile(rb"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")
_LETS_GO = frozenset({408, 413})


class Futures:
    """Futures that another thread resolves, so that the loop wakes once for a whole batch."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._deliver: Deliver = lambda _: None

    def made(self) -> tuple["asyncio.Future[Any]", Deliver]:
        """A future of the running loop, and how the thread delivers to it and to others."""
        loop = asyncio.get_running_loop()
        if loop is not self._loop:
            self._loop, self._deliver = loop, _deliverer(loop)
        return loop.create_future(), self._deliver


def _deliverer(loop: asyncio.AbstractEventLoop) -> Deliver:
    def deliver(answered: Sequence[tuple[object, object]]) -> None:
        loop.call_soon_threadsafe(_resolve, answered)

    return deliver


def _resolve(answered: Sequence[tuple[object, object]]) -> None:
    for to, answer in answered:
        future = cast("asyncio.Future[object]", to)
        if future.cancelled():
            continue
        if isinstance(answer, Exception):
            future.set_exception(answer)
        else:
            future.set_result(answer)


def told(state: str, say: str) -> dict[str, str]:
    return {"state": state, "say": say}


_TOO_SLOW: Reply = 408, told("wrong", "The request took too long to arrive; send it again.")


async def answered(send: Send, status: int, answer: Mapping[str, object]) -> None:
    """Sends an answer."""
    content = msgspec.json.encode(answer)
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(content)).encode()),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
        *([(b"connection", b"close")] if status in _LETS_GO else []),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content})


async def unless_away(answering: Awaitable[Reply]) -> Reply:
    """An answer, or what is known where the database is away, or its disk full."""
    try:
        return await answering
    except NoRoom as error:
        return 503, told("away", str(error))
    except (*AWAY, IntakeClosed):
        return 503, told("away", _AWAY)


async def content_of(receive: Receive) -> bytes | Reply:
    """The body of a request; or the refusal of one that is too large, too slow, or cut off."""
    content = b""
    try:
        async with asyncio.timeout(LONGEST_SECONDS):
            while True:
                message = await receive()
                if message["type"] != "http.request":
                    return _TOO_SLOW  # the sender is gone, and what came is not the whole
                part: bytes = message.get("body", b"")
                content += part
                if len(content) > LARGEST_BYTES:
                    return 413, told("wrong", f"A device sends at most {LARGEST_BYTES} bytes.")
                if not message.get("more_body"):
                    return content
    except TimeoutError:
        return _TOO_SLOW


def takes_gzip(said: bytes) -> bool:
    """Whether an Accept-Encoding names gzip, and not as what is never to be sent (RFC 9110)."""
    return _GZIP.search(said) is not None


def cookie_of(scope: Scope, name: str) -> str:
    """The value of a cookie; of none, nothing."""
    for key, value in scope["headers"]:
        if key == b"cookie":
            for part in value.decode("latin-1").split(";"):
                said, _, held = part.strip().partition("=")
                if said == name:
                    return str(held)
    return ""
