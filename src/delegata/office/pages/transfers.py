"""A ranked count round by round: who was elected and excluded, and where their votes went."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.safestring import mark_safe

from delegata.council.constituency import Election
from delegata.office.desk import Shown, visible_body
from delegata.office.pages.papers import sheet
from delegata.office.pages.shown import show
from delegata.office.readers.ranked_counts import countable, ranked_count
from delegata.office.readers.results import ROUNDS, round_rows
from delegata.representation import sankey, tables
from delegata.representation.transcript import Transcript


def overview(request: HttpRequest, name: str, election: str) -> HttpResponse:
    """The count, made again from the sealed ballots, as a drawing and as a table."""
    shown, held, made = _made(request, name, election)
    return show(
        request,
        shown,
        "pages/transfers.html",
        "/elections",
        election=held,
        # Both escape every word that they are given.
        drawing=mark_safe(sankey.svg(made)),  # noqa: S308 - escaped
        table=mark_safe(tables.html(made)),  # noqa: S308 - escaped
        told=tuple(tables.told(made)),
    )


def rounds(request: HttpRequest, name: str, election: str) -> HttpResponse:
    """The same count as a table for a spreadsheet."""
    _, held, made = _made(request, name, election)
    by_code = replace(made, candidates=tuple(candidate.id for candidate in held.standing))
    return sheet(ROUNDS, round_rows(by_code, made.candidates), f"{name}-{election}-rounds.csv")


def _made(request: HttpRequest, name: str, election: str) -> tuple[Shown, Election, Transcript]:
    shown = visible_body(request, name)
    held = shown.council.elections.get(election)
    if held is None or not countable(held):
        raise Http404("No ranked count of this name was declared here up to then.")
    return shown, held, ranked_count(name, held)
