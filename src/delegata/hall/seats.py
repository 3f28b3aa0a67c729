"""Open seats, renewed without the pages: a thousand delegates ask for theirs after each act.

A seat that is open sends the admission that its page was given (`X-Fragment`), and is answered by a
thread that renews all those that ask at once. Whoever cannot be answered so, because the admission
is about to end, or the session or the mandate has, is answered by the office as before.
"""

import asyncio
import gzip
import logging
import re
import threading
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from starlette.types import ASGIApp, Receive, Scope, Send

from delegata.hall.exchange import Futures, cookie_of, takes_gzip
from delegata.record.admission import admitted, session_digest
from delegata.store.intake import Deliver, Intake, IntakeClosed, hand_out
from delegata.store.postgres import AWAY
from delegata.store.sessions import Sessions

LARGEST_BATCH = 64
LEAST_SECONDS = 300
SPREAD_SECONDS = 1800
"""Admissions are renewed by the office before they end, not all in the same minute."""
_PLACE = re.compile(r"/bodies/([a-z0-9][a-z0-9-]{0,63})/seat")
_CSRF = re.compile(r"[A-Za-z0-9]{32}")
_log = logging.getLogger(__name__)


class Asked(NamedTuple):
    """Who asks for the own seat, and how the answer is sent."""

    body: str
    person: str
    session: str
    until: int
    admission: str
    csrf: str
    compressed: bool


Renewed = Callable[[Sequence[Asked]], Sequence[str]]
"""The seats of those who ask; nothing for whom the office is to be asked."""


class Premises(Protocol):
    """What the composition gives to the hall."""

    @property
    def sessions(self) -> Sessions: ...
    @property
    def secret(self) -> str: ...


class _Waiting(NamedTuple):
    asked: Asked
    deliver: Deliver
    to: object


class Seats:
    """Stands before the office, and answers open seats of delegates who are signed in."""

    def __init__(
        self, office: ASGIApp, premises: Premises, cookies: tuple[str, str], renewed: Renewed
    ) -> None:
        self._office = office
        self._sessions = premises.sessions
        self._secret = bytes.fromhex(premises.secret)
        self._cookie, self._csrf = cookies
        self._renewed = renewed
        self._futures = Futures()
        self._intake: Intake[_Waiting] = Intake(LARGEST_BATCH)
        self._thread = threading.Thread(target=self._run, name="seats", daemon=True)
        self._thread.start()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, as ASGI has it."""
        asked = self._asked(scope) if scope["type"] == "http" else None
        content = await self._answer(asked) if asked else b""
        if asked is None or not content:
            await self._office(scope, receive, send)
            return
        headers = [
            (b"content-type", b"text/html; charset=utf-8"),
            (b"content-length", str(len(content)).encode()),
            (b"cache-control", b"no-store"),
            (b"x-content-type-options", b"nosniff"),
            *([(b"content-encoding", b"gzip")] if asked.compressed else []),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": content})

    def stop(self) -> None:
        """Answers what is waiting, then ends."""
        self._intake.close()
        self._thread.join()

    def _asked(self, scope: Scope) -> Asked | None:
        """Who asks for the own open seat; None where this is any other request."""
        place = _PLACE.fullmatch(scope["path"])
        if place is None or scope["method"] != "GET" or scope["query_string"]:
            return None
        told = dict(scope["headers"])
        token = told.get(b"x-fragment", b"").decode("latin-1")
        session, csrf = cookie_of(scope, self._cookie), cookie_of(scope, self._csrf)
        now = int(time.time())
        who = admitted(self._secret, token, session, now, "mandate")
        if who is None or not _CSRF.fullmatch(csrf) or who.until - now < _least(session):
            return None
        compressed = takes_gzip(told.get(b"accept-encoding", b""))
        return Asked(place[1], who.person, session, who.until, token, csrf, compressed)

    async def _answer(self, asked: Asked) -> bytes:
        try:
            looked = self._sessions.signed_in(asked.session)
            if looked is not None and not await asyncio.wrap_future(looked):
                return b""
            future, deliver = self._futures.made()
            self._intake.put(_Waiting(asked, deliver, future))
            content: bytes = await future
        except (*AWAY, IntakeClosed):
            return b""  # the office says what there is to say
        return content

    def _run(self) -> None:
        while waiting := self._intake.batch():
            try:
                seats = [*map(_sent, waiting, self._renewed([one.asked for one in waiting]))]
            except AWAY as error:
                _log.warning("the database is away: %s", error)
                seats = [b""] * len(waiting)
            except Exception:  # noqa: BLE001 - whatever it is, the office answers them
                _log.exception("a batch of %d seats failed", len(waiting))
                seats = [b""] * len(waiting)
            hand_out((w.deliver, w.to, seat) for w, seat in zip(waiting, seats, strict=True))


def _least(session: str) -> int:
    """How long an admission must still last: more for some sessions than for others."""
    return LEAST_SECONDS + int(session_digest(session)[:8], 16) % SPREAD_SECONDS


def _sent(waiting: _Waiting, seat: str) -> bytes:
    content = seat.encode()
    return gzip.compress(content, 1) if content and waiting.asked.compressed else content
