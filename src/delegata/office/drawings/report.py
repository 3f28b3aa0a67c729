"""The credentials report as a PDF, to be printed and laid before the body."""

from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from delegata.council.state import CredentialsReport
from delegata.council.words import Portion
from delegata.office.drawings.paper import numbered

_STYLES = getSampleStyleSheet()


def report_pdf(title: str, when: str, report: CredentialsReport, mark: str = "") -> bytes:
    """One report with its figures and tables."""
    buffer = BytesIO()
    document = SimpleDocTemplate(buffer, pagesize=A4, title=f"Credentials report: {title}")
    parts = [
        Paragraph(_safe(f"Credentials report: {title}"), _STYLES["Title"]),
        Paragraph(_safe(f"Report {report.id}, {when}"), _STYLES["Normal"]),
        Spacer(1, 12),
        _table([("", "Mandates"), *figures(report)]),
    ]
    for heading, portions in tables(report):
        parts += [Spacer(1, 12), Paragraph(heading, _STYLES["Heading2"]), _table(_rows(portions))]
    drawn = numbered(mark)
    document.build(parts, onFirstPage=drawn, onLaterPages=drawn)
    return buffer.getvalue()


def figures(report: CredentialsReport) -> list[tuple[str, str]]:
    """The figures of a report, in words."""
    due = "no norm was applied" if report.due is None else str(report.due)
    return [
        ("Voting, confirmed", str(report.confirmed)),
        ("Seats due by the norm", due),
        ("Advisory, confirmed", str(report.advisory)),
        ("Alternates", str(report.alternates)),
        ("Contested", str(len(report.contested))),
        ("Rejected", str(report.rejected)),
        ("Past their term", str(report.past_term)),
    ]


def tables(report: CredentialsReport) -> tuple[tuple[str, tuple[Portion, ...]], ...]:
    """The voting mandates by what a credentials report breaks them down by."""
    return (
        ("By body", report.by_body),
        ("By faction", report.by_faction),
        ("By age of the mandate", report.by_age),
    )


def _rows(portions: tuple[Portion, ...]) -> list[tuple[str, str]]:
    return [("", "Mandates"), *((p.name, str(p.number)) for p in portions)]


def _table(rows: list[tuple[str, str]]) -> Table:
    cells = [[Paragraph(_safe(word), _STYLES["Normal"]) for word in row] for row in rows]
    table = Table(cells, colWidths=[300, 80])
    table.setStyle([("LINEBELOW", (0, 0), (-1, -1), 0.25, "grey")])
    return table


def _safe(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
