"""Whether a quotation of a resolution stands in the record: of one body, or of all."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from delegata.council.deliberation import Division, Resolution
from delegata.council.force import Fall, fall_of
from delegata.council.state import Council
from delegata.office.desk import federation, visible_body, visible_record
from delegata.office.pages.federation import highest_first
from delegata.office.pages.shown import show
from delegata.store.federation import Chronicle
from delegata.verify.quotation import Match, Quoted, matches, quotable

LONGEST = 20_000
MOST_PLACES = 20
_HEADINGS = {
    "whole": "Word for word",
    "part": "Word for word, a part of the text",
    "near": "Not word for word",
    "nowhere": "Not in the record",
}


class Answer(NamedTuple):
    """A text that a quotation is like: of which resolution of which body, and in force or not."""

    match: Match
    council: Council
    resolution: Resolution
    division: Division | None
    fall: Fall | None


def check(request: HttpRequest, name: str) -> HttpResponse:
    """A quotation against what one body adopted, at the moment shown."""
    shown = visible_body(request, name)
    seen = {name: (shown.council, shown.chronicle)}
    context = _checked(request, seen)
    return show(request, shown, "pages/quotation.html", "/decisions", **context)


def check_all(request: HttpRequest) -> HttpResponse:
    """A quotation against what all the bodies adopted that are open to who asks."""
    found = (visible_record(request, body) for body in list(federation().bodies))
    records = [record for record in found if record is not None]
    records.sort(key=lambda record: highest_first(record.council))
    context = _checked(request, {record.body: (record.council, record) for record in records})
    return render(request, "pages/quotations.html", context, status=context["status"])


def _checked(request: HttpRequest, seen: dict[str, tuple[Council, Chronicle]]) -> dict[str, Any]:
    """What the pages say of the words that were pasted."""
    asked = request.POST.get("quotation", "")
    long = len(asked) > LONGEST
    found = matches(asked, _texts(seen.values())) if asked.strip() and not long else ()
    councils = {body: council for body, (council, _) in seen.items()}
    answers = [_answer(councils[m.text.body], m, m.text) for m in found if m.text is not None]
    return {
        "status": 413 if long else 200,
        "quotation": asked[:LONGEST],
        "long": long,
        "longest": LONGEST,
        "heading": _HEADINGS[found[0].kind] if found else "",
        "answers": sorted(answers, key=lambda answer: answer.fall is not None)[:MOST_PLACES],
        "left": max(len(answers) - MOST_PLACES, 0),
    }


def _texts(seen: Iterable[tuple[Council, Chronicle]]) -> Iterable[Quoted]:
    for council, chronicle in seen:
        yield from quotable(council, {name: t.text for name, t in chronicle.texts.items()})


def _answer(council: Council, match: Match, text: Quoted) -> Answer:
    adopted = council.resolutions[text.resolution]
    division = council.divisions.get(adopted.division)
    return Answer(match, council, adopted, division, fall_of(council, adopted))
