"""One body: its seats, its factions, its organs, its standing orders."""

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse

from delegata.council.presence import quorum_needed, voters_present
from delegata.council.seat import lapsed
from delegata.council.standing_orders import standing_orders
from delegata.council.state import Council
from delegata.office.desk import name_of, visible_body, words_of
from delegata.office.drawings.hemicycle import hemicycle
from delegata.office.pages.shown import show
from delegata.office.readers.blocs import blocs
from delegata.office.readers.minutes import lines
from delegata.office.readers.organs import organs, post_lists


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
        past_term=past_term(council, shown.past),
        present=voters_present(council.attendance),
        needed=quorum_needed(council),
        basis=words_of(shown.chronicle, founding) if founding else "",
        officers=[
            (office, [name_of(a.person) for a in holders])
            for office, holders in sorted(council.offices.items())
            if holders
        ],
        organs=organs(council, name_of),
        lists=post_lists(council, name_of),
        factions=sorted(council.factions.values(), key=lambda f: (-f.size, f.name)),
        latest=lines(shown, max(council.size - 8, 0), council.size)[::-1],
    )


def past_term(council: Council, past: bool) -> tuple[int, int]:  # noqa: FBT001 - as the page is
    """How many voting mandates are past their term, and how many there are."""
    day = council.at[:10] if past else datetime.now(UTC).date().isoformat()
    voting = [mandate for mandate in council.mandates.values() if mandate.votes]
    return sum(lapsed(council, mandate, day) for mandate in voting), len(voting)


def rules(request: HttpRequest, name: str) -> HttpResponse:
    shown = visible_body(request, name)
    return show(
        request,
        shown,
        "pages/rules.html",
        "/rules",
        articles=standing_orders(shown.council.standing),
    )
