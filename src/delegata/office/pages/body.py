"""One body: its seats, its factions, its organs, its standing orders."""

from django.http import HttpRequest, HttpResponse

from delegata.council.presence import quorum_needed, voters_present
from delegata.council.seat import lapsed
from delegata.council.standing_orders import standing_orders
from delegata.office.desk import Shown, name_of, visible_body, visible_record, words_of
from delegata.office.drawings.hemicycle import hemicycle
from delegata.office.pages.shown import show
from delegata.office.readers.blocs import blocs
from delegata.office.readers.minutes import lines
from delegata.office.readers.organs import organs, post_lists

_HOW = {
    "delegates": "by delegates",
    "section": "as a section of it",
    "appoints": "by appointment",
    "joint": "in joint session",
    "elects": "by election",
}
"""How a body constitutes another, as people say it."""


def overview(request: HttpRequest, name: str) -> HttpResponse:
    shown = visible_body(request, name)
    council = shown.council
    seats = blocs(council)
    founding = shown.chronicle.lines[0].entry.data.get("basis")
    return show(
        request,
        shown,
        "pages/body.html",
        "",
        blocs=list(enumerate(seats)),
        hemicycle=hemicycle(seats, f"Seats of {council.name} by faction"),
        past_term=past_term(shown),
        present=voters_present(council.attendance),
        needed=quorum_needed(council),
        basis=words_of(shown.chronicle, founding) if founding else "",
        officers=[
            (office, [name_of(a.person) for a in holders])
            for office, holders in sorted(council.offices.items())
            if holders
        ],
        constituents=[
            (part, _name(request, part.body), _HOW[part.how]) for part in council.constituents
        ],
        organs=organs(council, name_of),
        lists=post_lists(council, name_of),
        factions=sorted(council.factions.values(), key=lambda f: (-f.size, f.name)),
        latest=lines(shown, max(council.size - 8, 0), council.size)[::-1],
    )


def _name(request: HttpRequest, body: str) -> str:
    """The name of a body whose record the visitor may see."""
    record = visible_record(request, body)
    return record.council.name if record else ""


def past_term(shown: Shown) -> tuple[int, int]:
    """How many voting mandates are past their term, and how many there are."""
    voting = [mandate for mandate in shown.council.mandates.values() if mandate.votes]
    lapses = sum(lapsed(shown.council, mandate, shown.day) for mandate in voting)
    return lapses, len(voting)


def rules(request: HttpRequest, name: str) -> HttpResponse:
    shown = visible_body(request, name)
    return show(
        request,
        shown,
        "pages/rules.html",
        "/rules",
        articles=standing_orders(shown.council.standing),
    )
