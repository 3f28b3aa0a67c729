"""Meetings: when the body is due, who called it and by what right, who demands it."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from delegata.council.constituency import Requisition
from delegata.council.sitting import due_on
from delegata.council.state import Convocation, Council
from delegata.office.desk import visible_body
from delegata.office.drawings.progress import progress
from delegata.office.pages.shown import show
from delegata.office.readers.rights import rights_of


def overview(request: HttpRequest, name: str) -> HttpResponse:
    shown = visible_body(request, name)
    rights = rights_of(request, shown.chronicle)
    council = shown.council
    due = due_on(council)
    coming = coming_meetings(council, shown.day)
    held = {sitting.convocation for sitting in council.sittings}
    return show(
        request,
        shown,
        "pages/meetings.html",
        "/meetings",
        due=due,
        overdue=due is not None and shown.day > due and not coming and council.dissolved is None,
        coming=coming,
        calls=[(call, call.id in held) for call in council.convocations[::-1]],
        requisitions=[_said(requisition) for requisition in council.requisitions[::-1]],
        rule=council.standing.convening,
        article=council.standing.article("convening"),
        may_convene=rights.may("meeting.convened"),
        may_demand=rights.may("meeting.demanded"),
    )


def coming_meetings(council: Council, day: str) -> list[Convocation]:
    """The meetings that were called by who may, and are still to be held."""
    held = {sitting.convocation for sitting in council.sittings}
    return [
        call
        for call in council.convocations
        if call.competent and call.id not in held and call.opens_on >= day
    ]


def _said(requisition: Requisition) -> dict[str, Any]:
    title = f"Support for {requisition.id}"
    done = len(requisition.supporters)
    return {
        "requisition": requisition,
        "bar": progress(requisition.id, done, requisition.needed, title),
        "names": requisition.supporters if requisition.of == "constituents" else (),
    }
