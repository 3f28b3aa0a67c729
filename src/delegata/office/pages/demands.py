"""A minority demands how a vote is held; a count is made again, a tie broken."""

import secrets
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from delegata.council.entry import Actor
from delegata.office.desk import Shown, now, premises, visible_body
from delegata.office.pages.names import mover_of, why_not
from delegata.office.pages.shown import show
from delegata.office.pages.steps import key_of, was_refused
from delegata.office.readers.demands import Choice, choices, filled, last_closed, standings
from delegata.office.readers.rights import rights_of, with_second_factor
from delegata.office.readers.votes import recounts_due

RULING = "division.voided"


def demands(request: HttpRequest, name: str) -> HttpResponse:
    """Shows what is demanded to everybody; a delegate demands, the chair counts and rules."""
    shown = visible_body(request, name)
    if request.method != "POST":
        return _page(request, shown)
    wanted = request.POST.get("choice", "")
    choice = next((one for one in _choices(request, shown) if one.id == wanted), None)
    if choice is None:
        return _page(request, shown, "Things have moved on; see what can be demanded now.")
    if choice.command.by.right.startswith("office:"):
        with_second_factor(request)
    number, reason = (
        request.POST.get("number", ""),
        " ".join(request.POST.get("reason", "").split()),
    )
    if choice.asks == "number" and not (number.isdecimal() and len(number) < 10):
        return _page(request, shown, "Say how many rose, as a whole number.")
    if choice.asks == "reason" and not reason:
        return _page(request, shown, "Give the reason; it stands in the minutes.")
    key = key_of(request)
    outcome = premises().writer.perform(name, filled(choice, int(number or 0), reason[:300], key))
    if was_refused(outcome):
        return _page(request, shown, why_not(shown.chronicle.council, outcome))
    return redirect(f"/bodies/{name}/demands")


def _choices(request: HttpRequest, shown: Shown) -> list[Choice]:
    council, rights = shown.chronicle.council, rights_of(request, shown.chronicle)
    mandate = council.seated.get(rights.person, "")
    own = Actor(person=rights.person, right=f"mandate:{mandate}") if mandate else None
    return choices(council, own, rights.by_office(RULING), now(), partial(mover_of, council))


def _page(request: HttpRequest, shown: Shown, wrong: str = "") -> HttpResponse:
    council = shown.chronicle.council
    found = _choices(request, shown)
    last = last_closed(council)
    return show(
        request,
        shown,
        "pages/demands.html",
        "/floor",
        status=409 if wrong else 200,
        wrong=wrong,
        standings=standings(council),
        choices=[choice for choice in found if not choice.barred],
        barred=[choice for choice in found if choice.barred],
        last=last,
        last_title=council.motions[last.motion].title if last else "",
        doubted=[council.motions[due.motion].title for due in recounts_due(council)],
        key=f"demand-{secrets.token_hex(8)}",
    )
