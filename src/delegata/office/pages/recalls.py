"""Recall: petitions with their signatures, what hangs on each seat, and votes that are due."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse

from delegata.council.constituency import Recall
from delegata.council.roll import electors
from delegata.council.state import Council
from delegata.office.desk import Record, name_of, visible_body, visible_record
from delegata.office.drawings.progress import progress
from delegata.office.pages.shown import show
from delegata.office.readers.hanging import hanging
from delegata.office.readers.narration import holder_words
from delegata.office.readers.rights import rights_of
from delegata.office.readers.votes import votes_on


def overview(request: HttpRequest, name: str) -> HttpResponse:
    shown = visible_body(request, name)
    rights = rights_of(request, shown.chronicle)
    council, record = shown.council, partial(visible_record, request)
    recalls = sorted(council.recalls.values(), key=lambda r: -r.opened.position)
    given = sorted(council.given.values(), key=lambda g: g.given.position)
    return show(
        request,
        shown,
        "pages/recalls.html",
        "/recalls",
        recalls=[_said(council, recall, record) for recall in recalls],
        delegates=[
            (g, holder_words(g.holder, name_of), hanging(g, record)) for g in given if not g.ended
        ][:200],
        ended=[(g, holder_words(g.holder, name_of)) for g in given if g.ended][-50:],
        electors=electors(council),
        rule=council.standing.recall,
        article=council.standing.article("recall"),
        may_petition=rights.may("recall.petitioned"),
    )


def _said(council: Council, recall: Recall, record: Record) -> dict[str, Any]:
    given = council.given[recall.mandate]
    title = f"Signatures for the recall of {recall.mandate}"
    return {
        "recall": recall,
        "holder": holder_words(given.holder, name_of),
        "given": given,
        "bar": progress(recall.id, len(recall.supporters), recall.needed, title),
        "hanging": hanging(given, record),
        "divisions": votes_on(council, recall.id),
    }
