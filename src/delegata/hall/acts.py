"""Acts from devices: `POST /hall/act`, answered after the commit with the entry's number.

The body is `{"admission", "body", "key", "kind", "right", "said"}`; `said` are the fields of the
act. The key is required: sent again, an act is answered as the first time and counts once; another
act under the same key is refused.
"""

import asyncio
import time
from typing import Any, Protocol

import msgspec
from starlette.types import Receive, Scope, Send

from delegata.council.act import Command, Refused
from delegata.council.acts import KINDS
from delegata.council.entry import Actor
from delegata.council.publicity import members_only
from delegata.council.words import Id, Key
from delegata.hall.exchange import (
    NO_JSON,
    SIGN_IN,
    Reply,
    WhyNot,
    answered,
    content_of,
    cookie_of,
    told,
    unless_away,
)
from delegata.record.admission import admitted
from delegata.store.audience import visible_to
from delegata.store.federation import Federation
from delegata.store.people import Register
from delegata.store.sessions import Sessions
from delegata.store.writer import Writer

FROM_DEVICES = frozenset(
    {
        "floor.requested",
        "floor.request-withdrawn",
        "floor.yielded",
        "mandate.proxy-declined",
        "mandate.proxy-given",
        "mandate.proxy-revoked",
        "motion.seconded",
        "presence.departed",
        "presence.returned",
    }
)
"""Acts by a mandate that many perform at once, and that hold no text; all others have their pages.

What is done by an office is not taken here: it may ask for a second factor, and pages do.
"""
_RESERVED = frozenset({"by", "cites", "held", "key", "source"})


class Sent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a device sends."""

    admission: str
    body: Id
    key: Key
    kind: str
    right: str
    said: dict[str, Any]


class Premises(Protocol):
    """What the composition gives to the hall."""

    @property
    def federation(self) -> Federation: ...
    @property
    def writer(self) -> Writer: ...
    @property
    def register(self) -> Register: ...
    @property
    def sessions(self) -> Sessions: ...
    @property
    def secret(self) -> str: ...


class ActDesk:
    """Takes acts over HTTP; whether one is lawful is decided where all acts are decided."""

    def __init__(self, premises: Premises, cookie: str, why_not: WhyNot) -> None:
        self._premises = premises
        self._why_not = why_not
        self._secret = bytes.fromhex(premises.secret)
        self._cookie = cookie
        self._decoder = msgspec.json.Decoder(Sent)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, as ASGI has it."""
        await answered(send, *await unless_away(self._answer(scope, receive)))

    async def _answer(self, scope: Scope, receive: Receive) -> Reply:
        if scope["method"] != "POST":
            return 405, told("wrong", "An act is sent by POST.")
        content = await content_of(receive)
        if not isinstance(content, bytes):
            return content
        try:
            sent = self._decoder.decode(content)
            _fit(sent)
            person = self._admitted(sent, cookie_of(scope, self._cookie))
            command = _command(sent, person) if person else None
        except NO_JSON as error:
            return 422, told("wrong", f"This is no act: {error}.")
        if command is None:
            return 401, told("signed-out", SIGN_IN)
        return await self._performed(sent, command, cookie_of(scope, self._cookie))

    def _admitted(self, sent: Sent, session: str) -> str:
        who = admitted(self._secret, sent.admission, session, int(time.time()), "mandate")
        return who.person if who else ""

    async def _performed(self, sent: Sent, command: Command, session: str) -> Reply:
        if not await self._is_here(sent.body, command.by.person):
            return 404, told("refused", f"No body {sent.body} keeps its record here.")
        asked = self._premises.sessions.signed_in(session)
        if asked is not None and not await asyncio.wrap_future(asked):
            return 401, told("signed-out", SIGN_IN)
        writing = self._premises.writer.submit(sent.body, command)
        outcome = await asyncio.wrap_future(writing)
        if isinstance(outcome, Refused):
            council = self._premises.federation.chronicle(sent.body).council
            why = await asyncio.to_thread(self._why_not, council, outcome)
            return 409, {**told("refused", why), "code": outcome.code}
        words = f"Stored as entry {outcome.position}."
        return 200, {**told("stored", words), "entry": outcome.position}

    async def _is_here(self, body: str, person: str) -> bool:
        """Whether a body is here for somebody; only of one for its members more is asked."""
        federation, register = self._premises.federation, self._premises.register
        chronicle = federation.bodies.get(body)
        if chronicle is None or not members_only(chronicle.council):
            return chronicle is not None
        seen = await asyncio.to_thread(visible_to, person, body, federation, register)
        return seen is not None


def _fit(sent: Sent) -> None:
    """Raises `ValidationError` for any act but those by a mandate that are taken here."""
    if not sent.right.startswith("mandate:") or sent.kind not in FROM_DEVICES:
        raise msgspec.ValidationError(f"{sent.kind[:80]} by {sent.right[:80]} is not taken here")


def _command(sent: Sent, person: str) -> Command:
    """The command that a device means. Raises `ValidationError`."""
    if reserved := _RESERVED & sent.said.keys():
        raise msgspec.ValidationError(f"{min(reserved)} is no field of what is said")
    by = Actor(person=person, right=sent.right)
    return msgspec.convert({**sent.said, "by": by, "key": sent.key}, KINDS[sent.kind].command)
