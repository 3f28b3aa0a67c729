"""The public gallery: what the rules make public, live, for everybody and without an account."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from delegata.council.deliberation import Resolution
from delegata.council.force import Fall, fall_of
from delegata.council.procedure.parts import words_adopted
from delegata.office.desk import Shown, public_bodies, public_body, words_of
from delegata.office.pages.federation import highest_first
from delegata.office.pages.meetings import coming_meetings
from delegata.office.pages.screen import in_the_hall, item_in_hand, scene_for
from delegata.office.readers.votes import verdict

MOST_TEXTS = 20


def overview(request: HttpRequest) -> HttpResponse:
    """The galleries of the federation: where something is going on comes first."""
    rows = [_row(shown) for shown in public_bodies()]
    rows.sort(key=lambda row: (row["scene"] == "closed", *highest_first(row["council"])))
    held = ",".join(f"{row['council'].body}:{row['council'].size}" for row in rows[:60])
    return render(request, "pages/galleries.html", {"rows": rows, "held": held})


def gallery(request: HttpRequest, name: str) -> HttpResponse:
    """What is in hand in one body, what comes next, and what was published."""
    shown = public_body(name)
    wall = scene_for(shown)
    return render(
        request,
        "pages/gallery.html",
        {
            "scene": wall.scene,
            **in_the_hall(shown, wall),
            "coming": coming_meetings(shown.council, shown.day),
            "published": _published(shown),
            "sittings": list(enumerate(shown.council.sittings, start=1))[::-1],
        },
    )


def _row(shown: Shown) -> dict[str, Any]:
    wall, council = scene_for(shown), shown.council
    return {
        "council": council,
        "scene": wall.scene,
        "item": item_in_hand(council),
        "motion": wall.motion,
        "division": wall.division,
        "verdict": verdict(wall.division) if wall.division else "",
        "coming": coming_meetings(council, shown.day)[:1],
    }


def _published(shown: Shown) -> list[tuple[Resolution, str, Fall | None]]:
    """The resolutions that were published, the latest first: their texts, by what they fell."""
    found = [r for r in shown.council.resolutions.values() if r.published is not None]
    found.sort(key=lambda r: r.published.position if r.published else 0, reverse=True)
    return [(r, _words(shown, r), fall_of(shown.council, r)) for r in found[:MOST_TEXTS]]


def _words(shown: Shown, adopted: Resolution) -> str:
    words = words_of(shown.chronicle, adopted.text) if adopted.text else ""
    return words_adopted(adopted, words)
