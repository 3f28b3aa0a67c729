"""The desk of the API: who asks, what they may see, and how answers are written."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, Protocol

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from delegata.record.note import Signer
from delegata.store.access_tokens import AccessTokens, Holder
from delegata.store.audience import visible_to
from delegata.store.federation import Chronicle, Federation
from delegata.store.people import Register
from delegata.store.writer import Writer

Minutes = Callable[[Chronicle, int, str, bool], object]
"""The minutes of a sitting of a record, by its number: in a language, in full or in short form."""


class Premises(Protocol):
    """What the composition gives to the API."""

    @property
    def federation(self) -> Federation: ...
    @property
    def writer(self) -> Writer: ...
    @property
    def register(self) -> Register: ...
    @property
    def signer(self) -> Signer: ...


class Unanswerable(Exception):
    """A request that is answered with a problem."""

    def __init__(self, status: int, detail: str, code: str = "", **more: object) -> None:
        super().__init__(detail)
        self.status, self.detail, self.code, self.more = status, detail, code, more


class Asked(NamedTuple):
    """A body that somebody asks about, as they may see it, and who they are."""

    chronicle: Chronicle
    holder: Holder | None


class Desk:
    """What every answer of the API needs."""

    def __init__(self, premises: Premises, minutes: Minutes) -> None:
        self.premises = premises
        self.minutes = minutes
        self.tokens = AccessTokens(premises.register)

    async def holder(self, request: Request) -> Holder | None:
        """Whom the token speaks for, if there is one. A token that does not hold is no visitor."""
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        if not kind:
            return None
        found = None
        if kind.lower() == "bearer":
            found = await asyncio.to_thread(self.tokens.holder, token.strip())
        if found is None:
            raise Unanswerable(401, "This token is forged, revoked or expired.", "token-void")
        return found

    async def asked(self, request: Request) -> Asked:
        """The body in the address. One for its members alone is not here for others."""
        body, holder = request.path_params["body"], await self.holder(request)
        chronicle = await asyncio.to_thread(self.visible, body, holder)
        if chronicle is None:
            raise Unanswerable(404, f"No body {body} keeps its record here for you.")
        return Asked(chronicle, holder)

    def visible(self, body: str, holder: Holder | None) -> Chronicle | None:
        """A body's record as somebody may see it."""
        person = holder.person if holder else None
        return visible_to(person, body, self.premises.federation, self.premises.register)

    async def names(self, people: Iterable[str]) -> Callable[[str], str]:
        """The names of the people of an answer, looked up together and beside the event loop."""
        found = await asyncio.to_thread(self.premises.federation.names.of, people)
        return lambda person: found.get(person, person)


def told(value: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """An answer in JSON."""
    return Response(msgspec.json.encode(value), status, headers, "application/json")


def number_in(request: Request, name: str, default: int, most: int) -> int:
    """A number of the query, within bounds."""
    written = request.query_params.get(name)
    if written is None:
        return default
    if not written.isascii() or not written.isdecimal() or len(written) > 15:
        detail = f"{name} is a number from 0 to {most}, not {written[:40]!r}."
        raise Unanswerable(422, detail, "field-wrong", field=name)
    return min(int(written), most)
