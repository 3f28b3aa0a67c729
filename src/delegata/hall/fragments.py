"""Public pages, rendered once for everybody who asks at the same moment, and served from memory.

Only who brings no cookie is everybody: for whom else a page is made, the office decides on each
read. A page is asked for again whenever any record has grown, and after a second in any case, since
clocks, turnouts and names move without an entry. However many ask, it is made once at a time.
"""

import asyncio
import gzip
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import NamedTuple

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from delegata.hall.exchange import takes_gzip

KEPT_SECONDS = 1.0
MOST_PAGES = 256
LARGEST_BYTES = 2**20
LONGEST_ADDRESS = 512
_SHARED = ("/bodies",)
_PERSONAL = frozenset({b"cookie", b"authorization", b"range"})
_VARIES_BY = frozenset({"cookie", "accept-encoding"})
_MADE_HERE = frozenset({b"content-length", b"content-encoding", b"etag", b"vary"})
Header = tuple[bytes, bytes]
Key = tuple[bytes, str, bytes]


class Page(NamedTuple):
    """A page as it was at a moment: its headers, its bytes plain and compressed, its tag."""

    moment: int
    begun: float
    headers: list[Header]
    plain: bytes
    compressed: bytes
    tag: bytes


class Answer(NamedTuple):
    """What the office answered to one request."""

    status: int
    headers: list[Header]
    content: bytes


class Fragments:
    """Stands before the office and answers what is the same for everybody."""

    def __init__(
        self,
        office: ASGIApp,
        moment: Callable[[], int],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._office = office
        self._moment = moment
        self._clock = clock
        self._pages: OrderedDict[Key, Page] = OrderedDict()
        self._making: dict[Key, asyncio.Task[Page | Answer]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, as ASGI has it."""
        if not _for_everybody(scope):
            await self._office(scope, receive, send)
            return
        page = await self._page(_key(scope), scope)
        if page is None:
            await self._office(scope, receive, send)
        elif isinstance(page, Answer):
            await _sent(send, *page)
        else:
            await _served(page, scope, send)

    async def _page(self, key: Key, scope: Scope) -> Page | Answer | None:
        """The page as of now or later; what is not for sharing goes to who asked first, or None."""
        wanted, oldest = self._moment(), self._clock() - KEPT_SECONDS
        while True:
            page = self._pages.get(key)
            if page is not None and page.moment >= wanted and page.begun >= oldest:
                return page
            making = self._making.get(key)
            if making is None:
                making = self._making[key] = asyncio.create_task(self._made(key, scope))
                making.add_done_callback(lambda _: self._making.pop(key, None))
                return await asyncio.shield(making)
            # It may have been begun before this was asked for: that is seen above.
            if isinstance(await asyncio.shield(making), Answer):
                return None

    async def _made(self, key: Key, scope: Scope) -> Page | Answer:
        moment, begun = self._moment(), self._clock()
        answer = await _rendered(self._office, scope)
        if not _shareable(answer):
            self._pages.pop(key, None)
            return answer
        kept = [(name, value) for name, value in answer.headers if name.lower() not in _MADE_HERE]
        compressed = await asyncio.to_thread(gzip.compress, answer.content, 6)
        tag = f'W/"{sha256(answer.content).hexdigest()[:32]}"'.encode()
        page = self._pages[key] = Page(moment, begun, kept, answer.content, compressed, tag)
        self._pages.move_to_end(key)
        if len(self._pages) > MOST_PAGES:
            self._pages.popitem(last=False)
        return page


def _for_everybody(scope: Scope) -> bool:
    """Whether a request is one that anybody could have sent."""
    return (
        scope["type"] == "http"
        and scope["method"] == "GET"
        and scope["path"].startswith(_SHARED)
        and len(scope["path"]) + len(scope["query_string"]) <= LONGEST_ADDRESS
        and not any(name in _PERSONAL for name, _ in scope["headers"])
    )


def _key(scope: Scope) -> Key:
    return _header(scope["headers"], b"host"), scope["path"], scope["query_string"]


def _header(headers: Iterable[Header], wanted: bytes) -> bytes:
    return next((bytes(value) for name, value in headers if bytes(name).lower() == wanted), b"")


async def _rendered(office: ASGIApp, scope: Scope) -> Answer:
    """What the office answers, whole."""
    status, parts = 500, list[bytes]()
    headers: list[Header] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        nonlocal status, headers
        if message["type"] == "http.response.start":
            status, headers = message["status"], list(message.get("headers", []))
        else:
            parts.append(message.get("body", b""))

    plain = [(n, v) for n, v in scope["headers"] if n not in {b"accept-encoding", b"if-none-match"}]
    await office({**scope, "headers": plain}, receive, send)
    return Answer(status, headers, b"".join(parts))


def _shareable(answer: Answer) -> bool:
    """A page that sets a cookie, must not be stored, or varies by more is made for one alone."""
    status, headers, content = answer
    varies = {name.strip() for name in _header(headers, b"vary").decode().lower().split(",")} - {""}
    return (
        status == 200
        and varies <= _VARIES_BY
        and len(content) <= LARGEST_BYTES
        and not _header(headers, b"set-cookie")
        and b"no-store" not in _header(headers, b"cache-control")
        and _header(headers, b"content-type").startswith(b"text/html")
    )


async def _served(page: Page, scope: Scope, send: Send) -> None:
    headers = [*page.headers, (b"etag", page.tag), (b"vary", b"Cookie, Accept-Encoding")]
    content, status = page.plain, 200
    if page.tag in _header(scope["headers"], b"if-none-match"):
        content, status = b"", 304
    elif takes_gzip(_header(scope["headers"], b"accept-encoding")):
        content = page.compressed
        headers.append((b"content-encoding", b"gzip"))
    headers.append((b"content-length", str(len(content)).encode()))
    await _sent(send, status, headers, content)


async def _sent(send: Send, status: int, headers: list[Header], content: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content})
