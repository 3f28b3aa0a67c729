"""Acting: every kind of act by POST, decided where all acts are decided.

The body of a request has the fields of the command. `right` stands in the place of `by`: the person
is the token's. A field of free text takes its words; a cite needs no hash.
"""

import asyncio
import secrets
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from delegata.api.desk import Desk, Unanswerable, told
from delegata.api.problems import refusal
from delegata.council.act import Act, Command, ElectorsCommand, Refused
from delegata.council.acts import KINDS
from delegata.council.entry import DIGEST_PREFIX, Actor
from delegata.record.envelope import SALT_BYTES, DetachedText, written
from delegata.store.access_tokens import Holder
from delegata.store.batch import TEXTS
from delegata.store.federation import Chronicle

LARGEST_BYTES = 256 * 1024
LONGEST_SECONDS = 20.0
ACTS = {kind: act for kind, act in KINDS.items() if kind != "body.founded"}
"""The acts of a body that is there; bodies are founded by the command line."""
_OWN = frozenset({"by", "membership"})


class Acting:
    """Performs what is sent by POST."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def act(self, request: Request) -> Response:
        """Performs one act; sent again with its key, it is answered with the entry it made."""
        asked = await self._desk.asked(request)
        holder = _may_act(asked.holder)
        act = ACTS.get(request.path_params["kind"])
        if act is None:
            raise Unanswerable(404, f"There is no act {request.path_params['kind'][:80]} here.")
        said = await _said(request)
        command, texts = await asyncio.to_thread(self._command, asked.chronicle, act, said, holder)
        whole = self._desk.premises.federation.chronicle(asked.chronicle.body)
        stood = command.key is not None and command.key in whole.council.seen
        writing = self._desk.premises.writer.submit(whole.body, command, texts)
        outcome = await asyncio.wrap_future(writing)
        if isinstance(outcome, Refused):
            return refusal(outcome)
        return _made(whole, outcome.position, 200 if stood else 201)

    def _command(
        self, chronicle: Chronicle, act: Act, said: dict[str, Any], holder: Holder
    ) -> tuple[Command, list[DetachedText]]:
        texts: list[DetachedText] = []
        fields = {**said}
        right = fields.pop("right", None)
        if not isinstance(right, str):
            raise Unanswerable(
                422, "right is missing: office:NAME, mandate:ID or roll:ID.", "field-wrong",
                field="right",
            )  # fmt: skip
        for reserved in _OWN & fields.keys():
            raise Unanswerable(422, f"{reserved} is not sent.", "field-wrong", field=reserved)
        fields["by"] = Actor(person=holder.person, right=right)
        if right.startswith("roll:") and issubclass(act.command, ElectorsCommand):
            fields["membership"] = msgspec.to_builtins(self._membership(chronicle, holder))
        for field in msgspec.structs.fields(act.command):
            if field.type in TEXTS and isinstance(fields.get(field.name), str):
                fields[field.name] = _text(fields[field.name], texts)
        if isinstance(fields.get("cites"), list):
            fields["cites"] = [self._cite(cite, holder) for cite in fields["cites"]]
        try:
            return msgspec.convert(fields, act.command), texts
        except msgspec.ValidationError as error:
            raise Unanswerable(422, f"{error}.", "field-wrong", field=_place(error)) from None

    def _membership(self, chronicle: Chronicle, holder: Holder) -> object:
        rolls = chronicle.council.rolls
        if not rolls:
            return None
        root = rolls[-1].seal.root
        return self._desk.premises.register.membership(chronicle.body, root, holder.person)

    def _cite(self, cite: object, holder: Holder) -> object:
        """A cite with the hash that it lacks, of a record that its sender may see."""
        if not isinstance(cite, dict) or "hash" in cite:
            return cite
        body, position = cite.get("body"), cite.get("position")
        cited = self._desk.visible(body, holder) if isinstance(body, str) else None
        if cited is None or not isinstance(position, int) or isinstance(position, bool):
            return cite
        known = 0 <= position < cited.council.size
        return msgspec.to_builtins(cited.cite(position)) if known else cite


def _may_act(holder: Holder | None) -> Holder:
    if holder is None:
        raise Unanswerable(401, "Send a token: Authorization: Bearer TOKEN.", "token-missing")
    if holder.scope != "act":
        raise Unanswerable(403, "This token reads and does not act.", "token-reads")
    return holder


async def _said(request: Request) -> dict[str, Any]:
    """The JSON object of a request, read within bounds of size and time."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Unanswerable(415, "Send application/json.", "not-json")
    content = b""
    try:
        async with asyncio.timeout(LONGEST_SECONDS):
            async for part in request.stream():
                content += part
                if len(content) > LARGEST_BYTES:
                    detail = f"An act has at most {LARGEST_BYTES} bytes."
                    raise Unanswerable(413, detail, "too-large")
        said = msgspec.json.decode(content)
    except TimeoutError:
        raise Unanswerable(408, "The request took too long to arrive.", "too-slow") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Unanswerable(400, f"This is no JSON: {error}.", "not-json") from None
    if not isinstance(said, dict):
        raise Unanswerable(422, "An act is a JSON object.", "field-wrong", field="")
    key = request.headers.get("idempotency-key")
    return said if key is None else {"key": key, **said}


def _text(words: str, texts: list[DetachedText]) -> str:
    if words.startswith(DIGEST_PREFIX):
        return words
    if "\x00" in words:
        raise Unanswerable(422, "A text holds no NUL.", "field-wrong")
    texts.append(DetachedText(secrets.token_hex(SALT_BYTES), words))
    return texts[-1].name


def _place(error: msgspec.ValidationError) -> str:
    """The field that an error names: `$.items[0].id` is items[0].id."""
    _, at, place = str(error).rpartition(" - at `$")
    return place.rstrip("`").lstrip(".") if at else ""


def _made(whole: Chronicle, position: int, status: int) -> Response:
    """The entry that was made, and where it is read; who acts sees what they did."""
    where = f"/api/bodies/{whole.body}/entries/{position}"
    line = msgspec.Raw(written(whole.line(position)))
    return told(
        {"position": position, "cite": whole.cite(position), "entry": line},
        status,
        {"Location": where},
    )
