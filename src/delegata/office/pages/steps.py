"""Steps as buttons: one is pressed, judged again as things stand then, and done once."""

from collections.abc import Callable
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from msgspec.structs import replace

from delegata.council.act import Refused
from delegata.office.desk import Shown, premises
from delegata.office.readers.next_steps import Step
from delegata.office.readers.rights import with_second_factor

GONE = "Things have moved on; see what can be done now."


def now() -> str:
    """The time as entries state it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


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
    wanted, key = request.POST.get("step", ""), request.POST.get("key", "")[:64] or None
    if key is not None and key in shown.chronicle.council.seen:
        return redirect(place)
    step = next((step for step in steps if step.id == wanted), None)
    if step is None:
        return again(GONE)
    if step.command.by.right.startswith("office:"):
        with_second_factor(request)
    outcome = premises().writer.perform(shown.chronicle.body, replace(step.command, key=key))
    if isinstance(outcome, Refused) and outcome.code != "already-done":
        return again(outcome.sentence)
    return redirect(place)
