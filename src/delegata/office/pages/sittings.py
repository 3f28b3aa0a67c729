"""The sittings of a body as a walk: presence and quorum, and every act in its order."""

from django.http import HttpRequest, HttpResponse

from delegata.office.desk import Shown, visible_body
from delegata.office.drawings.hemicycle import hemicycle
from delegata.office.drawings.presence import Point, Vote, presence
from delegata.office.pages.shown import show
from delegata.office.readers.blocs import blocs
from delegata.office.readers.minutes import drawn_together, lines

LINES_SHOWN = 400


def walk(request: HttpRequest, name: str) -> HttpResponse:
    shown = visible_body(request, name)
    council = shown.council
    first = max(council.size - LINES_SHOWN, 0)
    acts = drawn_together(lines(shown, first, council.size))[::-1]
    seats, who = blocs(council), "Those present" if council.sitting else "Seats"
    return show(
        request,
        shown,
        "pages/sittings.html",
        "/sittings",
        acts=acts,
        earlier=first,
        presence=_presence(shown),
        current=acts[0] if acts else None,
        hemicycle=hemicycle(seats, f"{who}, by faction") if seats else "",
        blocs=list(enumerate(seats)),
        items=council.agenda,
        sitting=council.sitting,
    )


def _presence(shown: Shown) -> str:
    """The line is drawn over the whole record, so that the slider keeps its scale."""
    whole = shown.chronicle.council
    points = [
        Point(p.position, p.decisive, p.needed, p.occasion, f"?at={p.position + 1}")
        for p in whole.presence
    ]
    if not points:
        return ""
    votes = [
        Vote(
            d.closed.position,
            whole.motions[d.motion].title,
            f"/bodies/{whole.body}/divisions/{d.id}",
        )
        for d in whole.divisions.values()
        if d.state == "closed" and d.closed is not None
    ]
    return presence(points, votes, shown.council.size - 1, whole.size - 1)
