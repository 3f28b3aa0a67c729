"""Mandates given to those elected: one by one, or all that are due, by one press."""

import secrets
from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from delegata.council.constituency import Election
from delegata.council.entry import Actor
from delegata.office.desk import Shown, name_of, now, visible_body, visible_record
from delegata.office.pages.elections import elections_page
from delegata.office.pages.series import Part, keyed, performed
from delegata.office.pages.steps import key_of
from delegata.office.readers.elected import GIVING, mandates_due
from delegata.office.readers.narration import holder_words
from delegata.office.readers.rights import rights_of


def give(request: HttpRequest, name: str, election: str) -> HttpResponse:
    """Gives the mandate of the candidate whose button it is, or all; says what was refused."""
    shown = visible_body(request, name)
    held = shown.chronicle.council.elections.get(election)
    by = rights_of(request, shown.chronicle).by_office(GIVING)
    if request.method != "POST" or held is None or by is None:
        raise Http404("Sign in as somebody who may give mandates here; the page Elections has it.")
    series = performed(request, shown, _parts(request, shown, held, by))
    if wrong := series.words("Given"):
        return elections_page(request, shown, wrong)
    return redirect(f"/bodies/{name}/elections#e-{held.id}")


def _parts(request: HttpRequest, shown: Shown, held: Election, by: Actor) -> Iterator[Part]:
    """The acts that are asked for and still due; who has the mandate by now is left out."""
    key = key_of(request) or f"give-{secrets.token_hex(8)}"
    asked = request.POST.get("candidate", "")
    seat_in = visible_record(request, held.to_body)
    there = seat_in.council if seat_in else None
    for due in mandates_due(shown.chronicle.council, held, by, there, now()):
        if asked == due.candidate or "all" in request.POST:
            holder = holder_words(due.command.holder, name_of)
            number = held.order.index(due.candidate)
            yield Part(f"{holder} ({due.command.mandate})", keyed(due.command, key, number))
