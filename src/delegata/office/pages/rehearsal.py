"""A rehearsal's list of roles: anybody plays any of them. A real server has no such page."""

from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from delegata.council.state import Council
from delegata.office.accounts.account import enter_account
from delegata.office.desk import federation, name_of, premises
from delegata.office.order import by_number
from delegata.office.pages.federation import highest_first


class Role(NamedTuple):
    """A role of a body: who plays it in the record, and as what."""

    person: str
    name: str
    what: str


def roles(request: HttpRequest) -> HttpResponse:
    """Lists the roles of every body; one that is chosen is played from then on."""
    if not premises().rehearses:
        raise Http404
    bodies = [
        (council, _roles(council))
        for council in sorted((c.council for c in federation().bodies.values()), key=highest_first)
    ]
    if request.method != "POST":
        return render(request, "pages/rehearsal.html", {"bodies": [b for b in bodies if b[1]]})
    person, body = request.POST.get("person", ""), request.POST.get("body", "")
    if not any(c.body == body and any(r.person == person for r in found) for c, found in bodies):
        raise Http404("Nobody has that role; choose one from the list.")
    enter_account(request, person)
    return redirect(f"/bodies/{body}")


def _roles(council: Council) -> list[Role]:
    """Officers first, then those who hold a mandate; each person once."""
    found: dict[str, list[str]] = {}
    for office, holders in sorted(council.offices.items()):
        for holder in holders:
            found.setdefault(holder.person, []).append(office)
    for person, mandate in sorted(council.seated.items(), key=lambda held: by_number(held[1])):
        found.setdefault(person, []).append(f"mandate {mandate}")
    return [Role(person, name_of(person), ", ".join(what)) for person, what in found.items()]
