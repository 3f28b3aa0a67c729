"""Credentials reports: on a page, and as a PDF."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from delegata.council.state import CredentialsReport
from delegata.office.desk import Shown, visible_body
from delegata.office.drawings.report import figures, report_pdf, tables
from delegata.office.languages import ENGLISH
from delegata.office.marks import mark_of, named
from delegata.office.pages.shown import show
from delegata.office.readers.rights import rights_of
from delegata.office.wording import moment


def overview(request: HttpRequest, name: str) -> HttpResponse:
    shown = visible_body(request, name)
    rights = rights_of(request, shown.chronicle)
    reports = [(report, figures(report), tables(report)) for report in shown.council.reports[::-1]]
    may_report = rights.may("credentials.reported")
    context: dict[str, Any] = {"reports": reports, "may_report": may_report}
    return show(request, shown, "pages/reports.html", "/mandates", **context)


def pdf(request: HttpRequest, name: str, report: str) -> HttpResponse:
    shown = visible_body(request, name)
    made = _made(shown, report)
    written = report_pdf(shown.council.name, moment(made.mark), made, mark_of(ENGLISH))
    file = named(f"{name}-credentials-{report}.pdf")
    response = HttpResponse(written, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{file}"'
    return response


def _made(shown: Shown, report: str) -> CredentialsReport:
    made = next((made for made in shown.council.reports if made.id == report), None)
    if made is None:
        raise Http404(f"{shown.council.name} has made no credentials report {report}.")
    return made
