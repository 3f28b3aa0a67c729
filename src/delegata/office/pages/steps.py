"""Steps as buttons: one is pressed, judged again as things stand then, and done once."""

import secrets
from collections.abc import Callable
from typing import Any, TypeGuard, TypeVar

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from msgspec.structs import replace

from delegata.council.act import Command, Refused
from delegata.council.state import Council
from delegata.office.desk import Shown, premises
from delegata.office.pages.names import why_not
from delegata.office.readers.next_steps import Step
from delegata.office.readers.rights import with_second_factor
from delegata.record.envelope import SALT_BYTES, DetachedText
from delegata.scenario.notation import CONTROL
from delegata.store.federation import Chronicle

C = TypeVar("C", bound=Command)
GONE = "Things have moved on; see what can be done now."


def was_refused(outcome: object) -> TypeGuard[Refused]:
    """Whether an act was refused; one that is done already is as it was wanted."""
    return isinstance(outcome, Refused) and outcome.code != "already-done"


def key_of(request: HttpRequest) -> str | None:
    """The key under which an act that is sent twice counts once, where the form sends a fit one."""
    key = request.POST.get("key", "")[:64]
    return key if key.isascii() and key.isprintable() and key and " " not in key else None


def as_first_sent(chronicle: Chronicle, key: str | None) -> Council:
    """The state that an act met when it was first sent: it is made of that again, the same."""
    position = chronicle.council.seen.get(key or "")
    return chronicle.council if position is None else chronicle.council_at(position)


def detached(words: str) -> DetachedText | str:
    """A text from a form under a salt of its own; or words that say what is wrong with it."""
    if found := CONTROL.search(words):
        return f"The text holds a control character ({found[0]!r}); take it out."
    return DetachedText(secrets.token_hex(SALT_BYTES), words.replace("\r\n", "\n"))


def written_as(kind: type[C], values: dict[str, Any]) -> C | str:
    """The command that a form makes, each field judged; or words that say which is no good."""
    try:
        return msgspec.convert({k: v for k, v in values.items() if v is not None}, kind)
    except msgspec.ValidationError as error:
        return f"A field cannot be written so: {error}"


def take(
    request: HttpRequest,
    shown: Shown,
    steps: list[Step],
    place: str,
    again: Callable[[str], HttpResponse],
) -> HttpResponse:
    """Takes the step that was pressed and goes on at `place`, or says `again` with why not.

    A press that is sent twice is done once.
    """
    wanted, key = request.POST.get("step", ""), key_of(request)
    if key is not None and key in shown.chronicle.council.seen:
        return redirect(place)
    step = next((step for step in steps if step.id == wanted), None)
    if step is None:
        return again(GONE)
    if step.command.by.right.startswith("office:"):
        with_second_factor(request)
    outcome = premises().writer.perform(shown.chronicle.body, replace(step.command, key=key))
    if was_refused(outcome):
        return again(why_not(shown.chronicle.council, outcome))
    return redirect(place)
