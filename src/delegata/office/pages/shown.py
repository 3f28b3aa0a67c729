"""A page about one body: the frame that all of them share."""

from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from delegata.office.desk import Shown, person_of
from delegata.office.readers.credentials import visible_door_to


class LocalPage(NamedTuple):
    """A page in the navigation of a body."""

    path: str
    name: str
    current: bool


_PAGES = (
    ("", "Overview"),
    ("/sittings", "Sittings"),
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
    request: HttpRequest, shown: Shown, template: str, path: str, **context: Any
) -> HttpResponse:
    """The page of a body at the moment shown."""
    pages = [LocalPage(p, name, p == path) for p, name in _PAGES]
    person = person_of(request)
    if visible_door_to(person, shown.chronicle.council):
        pages.append(LocalPage("/door", "Door", path == "/door"))
    if person:
        pages.append(LocalPage("/acts", "Act", path == "/acts"))
    return render(
        request,
        template,
        {
            "council": shown.council,
            "size": shown.size,
            "past": shown.past,
            "pages": pages,
            **context,
        },
    )
