"""The floor: who speaks, who waits, and asking for it from one's own device."""

import secrets
from datetime import UTC, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from delegata.council.act import Command, Refused
from delegata.council.entry import Actor
from delegata.council.speakers import RequestFloor, WithdrawRequest, queue
from delegata.council.state import Council
from delegata.office.desk import Shown, name_of, premises, visible_body
from delegata.office.pages.shown import show
from delegata.office.readers.narration import holder_words
from delegata.office.readers.rights import rights_of

FORMS = {
    "speech": "Ask to speak",
    "question": "Ask to put a question",
    "point-of-order": "Point of order",
}


def floor(request: HttpRequest, name: str) -> HttpResponse:
    """Shows the floor to everybody; a delegate asks for it, or withdraws."""
    shown = visible_body(request, name)
    if request.method != "POST":
        return _page(request, shown)
    council = shown.chronicle.council
    person = rights_of(request, shown.chronicle).person
    mandate = council.seated.get(person, "")
    if not mandate:
        raise Http404("Sign in as a delegate of this body to ask for the floor.")
    command = _command(request, Actor(person=person, right=f"mandate:{mandate}"), mandate)
    outcome = premises().writer.perform(council.body, command)
    if isinstance(outcome, Refused) and outcome.code != "already-done":
        return _page(request, shown, outcome.sentence)
    return redirect(f"/bodies/{council.body}/floor")


def _command(request: HttpRequest, by: Actor, mandate: str) -> Command:
    key, form = request.POST.get("key", "")[:64] or None, request.POST.get("form", "")
    if form == "withdraw":
        return WithdrawRequest(by=by, key=key, delegate=mandate)
    if form not in FORMS:
        raise Http404("Choose speech, question or point of order.")
    return RequestFloor(by=by, key=key, delegate=mandate, form=form)  # type: ignore[arg-type] # checked


def _page(request: HttpRequest, shown: Shown, wrong: str = "") -> HttpResponse:
    council = shown.chronicle.council
    mandate = council.seated.get(rights_of(request, shown.chronicle).person, "")
    return show(
        request,
        shown,
        "pages/floor.html",
        "/floor",
        status=409 if wrong else 200,
        wrong=wrong,
        may_ask=mandate in council.attendance.here,
        waits=any(waiting.mandate == mandate for waiting in council.requests),
        forms=list(FORMS.items()),
        key=f"floor-{secrets.token_hex(8)}",
        mandate=mandate,
        **on_the_floor(council),
    )


def on_the_floor(council: Council) -> dict[str, Any]:
    """Who has the floor and for how long, and who waits, for any page that shows it."""
    speaking, minutes = council.speaking, council.standing.floor.speech_minutes
    elapsed = 0
    if speaking is not None:
        begun = datetime.fromisoformat(speaking.mark.at)
        elapsed = max(0, int((datetime.now(UTC) - begun).total_seconds()))
    return {
        "speaking": holder_of(council, speaking.mandate) if speaking else "",
        "elapsed": elapsed,
        "clock": f"{elapsed // 60}:{elapsed % 60:02}",
        "allowed": minutes and 60 * minutes,
        "allowed_minutes": minutes,
        "waiting": [(holder_of(council, r.mandate), r.form) for r in queue(council)],
        "list_closed": council.list_closed,
    }


def holder_of(council: Council, mandate: str) -> str:
    """Who holds a mandate, in words."""
    return holder_words(council.mandates[mandate].holder, name_of)


def mover_of(council: Council, mover: str) -> str:
    """Who moved something: the holder of a mandate, or the words that the entry has."""
    return holder_of(council, mover) if mover in council.mandates else name_of(mover)
