"""The papers of a sitting: its minutes, the motion book, results and attendance as tables."""

import csv
from base64 import b64encode
from collections.abc import Callable, Iterable
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse

from delegata.office.desk import Shown, name_of, visible_body, visible_record
from delegata.office.drawings.paper import paper_docx, paper_pdf
from delegata.office.languages import LANGUAGES, language_of
from delegata.office.marks import mark_of, named
from delegata.office.pages.shown import show
from delegata.office.readers.attendance import role_in, stays, steps
from delegata.office.readers.motion_book import Book, motion_book
from delegata.office.readers.open_ballots import names_shown, voted_by_proxy, votes_by_name
from delegata.office.readers.papers import Paper, legible
from delegata.office.readers.proceedings import Desk, Span, minutes, sitting_span
from delegata.office.readers.ranked_counts import recount
from delegata.office.readers.results import (
    ATTENDANCE,
    RESULTS,
    VOTES,
    attendance_rows,
    result_rows,
    vote_rows,
)
from delegata.register.departure import harmless

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def page(request: HttpRequest, name: str, number: int) -> HttpResponse:
    shown = visible_body(request, name)
    paper = _minutes(request, shown, number)
    desk = _desk(request, shown)
    return show(
        request,
        shown,
        "pages/minutes.html",
        "/sittings",
        paper=paper._replace(parts=()),
        parts=[(type(part).__name__, part) for part in paper.parts],
        number=number,
        form=_form(request),
        language=desk.language.code,
        languages=[(one.code, one.name) for one in LANGUAGES.values()],
    )


def pdf(request: HttpRequest, name: str, number: int) -> HttpResponse:
    paper = _minutes(request, visible_body(request, name), number)
    return _file(paper_pdf(_marked(paper)), "application/pdf", f"{name}-minutes-{number}.pdf")


def docx(request: HttpRequest, name: str, number: int) -> HttpResponse:
    paper = _minutes(request, visible_body(request, name), number)
    return _file(paper_docx(_marked(paper)), _DOCX, f"{name}-minutes-{number}.docx")


def book(request: HttpRequest, name: str) -> HttpResponse:
    shown = visible_body(request, name)
    paper = motion_book(Book(_desk(request, shown), shown.council, _body_names(request)))
    return _file(paper_pdf(_marked(paper)), "application/pdf", f"{name}-motions.pdf")


def _body_names(request: HttpRequest) -> Callable[[str], str]:
    def called(body: str) -> str:
        record = visible_record(request, body)
        return record.council.name if record else body

    return called


def results(request: HttpRequest, name: str) -> HttpResponse:
    shown = visible_body(request, name)
    asked = request.GET.get("sitting", "")
    span = _span(shown, int(asked)) if asked.isdecimal() and len(asked) < 10 else None
    rows = result_rows(shown.council, span, name_of, names=names_shown(shown))
    return sheet(RESULTS, rows, f"{name}-results.csv")


def votes(request: HttpRequest, name: str, division: str) -> HttpResponse:
    """Who voted how in a division, for whom it is on its page."""
    shown = visible_body(request, name)
    held = shown.council.divisions.get(division)
    cast = votes_by_name(shown, held) if held is not None else ()
    if held is None or not cast:
        raise Http404("No division of this name, by names that you may see, was closed up to then.")
    rows = vote_rows(shown.council, held, cast, voted_by_proxy(name, held), name_of)
    return sheet(VOTES, rows, f"{name}-{division}-votes.csv")


def attendance(request: HttpRequest, name: str, number: int) -> HttpResponse:
    shown = visible_body(request, name)
    span = _span(shown, number)
    found = stays(steps(shown.chronicle, span.first, span.last), role_in)
    rows = attendance_rows(shown.council, found, name_of)
    return sheet(ATTENDANCE, rows, f"{name}-attendance-{number}.csv")


def _minutes(request: HttpRequest, shown: Shown, number: int) -> Paper:
    full = _form(request) == "full"
    return minutes(_desk(request, shown), shown.council, _span(shown, number), full=full)


def _marked(paper: Paper) -> Paper:
    return paper._replace(mark=mark_of(LANGUAGES[paper.language]))


def _form(request: HttpRequest) -> str:
    return "short" if request.GET.get("form") == "short" else "full"


def _desk(request: HttpRequest, shown: Shown) -> Desk:
    language = language_of(shown.council, request.GET.get("language", ""))
    root = b64encode(shown.chronicle.tree.root(shown.council.size)).decode()
    return Desk(shown.chronicle, name_of, language, root, partial(recount, shown.chronicle.body))


def _span(shown: Shown, number: int) -> Span:
    if not 1 <= number <= len(shown.council.sittings):
        raise Http404(f"{shown.council.name} held no sitting {number} up to then.")
    return sitting_span(shown.council, number)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'inline; filename="{named(name)}"'
    return response


def sheet(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]], name: str) -> HttpResponse:
    """A table as CSV, in which a spreadsheet runs nothing."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{named(name)}"'
    writer = csv.writer(response)
    writer.writerow(headings)
    writer.writerows([harmless(legible(cell)) for cell in row] for row in rows)
    return response
