"""A page about one body: the frame that all of them share."""

from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from delegata.office.desk import Shown
from delegata.office.pages.afterwards import just_done
from delegata.office.readers.credentials import ARRIVAL
from delegata.office.readers.rights import rights_of


class LocalPage(NamedTuple):
    """A page in the navigation of a body."""

    path: str
    name: str
    current: bool


_PAGES = (
    ("", "Overview"),
    ("/sittings", "Sittings"),
    ("/motions", "Motions"),
    ("/decisions", "Decisions"),
    ("/mandates", "Mandates"),
    ("/elections", "Elections"),
    ("/recalls", "Recall"),
    ("/meetings", "Meetings"),
    ("/roll", "Roll"),
    ("/rules", "Standing orders"),
    ("/record", "Record"),
)


def show(
    request: HttpRequest,
    shown: Shown,
    template: str,
    path: str,
    *,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """The page of a body at the moment shown."""
    pages = [LocalPage(p, name, p == path) for p, name in _PAGES]
    rights = rights_of(request, shown.chronicle)
    if shown.chronicle.council.sitting is not None:
        pages.append(LocalPage("/floor", "Floor", path == "/floor"))
    if rights.person in shown.chronicle.council.seated:
        pages.insert(0, LocalPage("/seat", "My seat", path == "/seat"))
    if rights.by_office("sitting.opened"):
        pages.append(LocalPage("/chair", "Chair", path == "/chair"))
    if rights.by_office(ARRIVAL):
        pages.append(LocalPage("/door", "Door", path == "/door"))
    if rights.person:
        pages.append(LocalPage("/acts", "Act", path == "/acts"))
    return render(
        request,
        template,
        {
            "council": shown.council,
            "size": shown.size,
            "past": shown.past,
            "closure": None if shown.past else shown.chronicle.council.closure,
            "outside": shown.outside,
            "clock_behind": shown.clock_behind,
            "pages": pages,
            "done": just_done(request, shown, rights.person),
            **context,
        },
        status=status,
    )


def page_of(request: HttpRequest) -> int:
    """Which page of a list is asked for: the first where that is no number of one."""
    asked = request.GET.get("page", "")
    return max(int(asked), 1) if asked.isdecimal() and len(asked) < 7 else 1
