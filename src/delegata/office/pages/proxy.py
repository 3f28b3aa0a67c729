"""Choosing who casts the own vote: by name, from those who may hold one now."""

import secrets
from itertools import islice

from django.http import Http404, HttpRequest, HttpResponse

from delegata.council.state import Mandate
from delegata.office.desk import now, visible_body
from delegata.office.pages.names import holder_of
from delegata.office.pages.own_acts import own_mandate
from delegata.office.pages.shown import show
from delegata.office.readers.proxies import can_hold

MOST_PEOPLE = 50


def choose(request: HttpRequest, name: str) -> HttpResponse:
    """Shows a delegate who may be given the own vote; the seat takes what is chosen."""
    shown = visible_body(request, name)
    council = shown.chronicle.council
    mandate = council.mandates.get(own_mandate(request, shown.chronicle))
    if mandate is None:
        raise Http404("Sign in as a delegate of this body to give your vote to another.")
    find = request.GET.get("find", "").strip()[:80]

    def words(one: Mandate) -> str:
        here = ", is here" if one.id in council.attendance.here else ""
        return f"{holder_of(council, one.id)} ({one.id}{here})"

    found = (
        (one.id, said)
        for one in can_hold(council, mandate, now())
        if find.casefold() in (said := words(one)).casefold()
    )
    people = [*islice(found, MOST_PEOPLE + 1)]
    return show(
        request,
        shown,
        "pages/proxy.html",
        "/seat",
        find=find,
        people=people[:MOST_PEOPLE],
        more=len(people) > MOST_PEOPLE,
        key=f"proxy-{secrets.token_hex(8)}",
    )
