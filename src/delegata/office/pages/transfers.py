"""A ranked count round by round: who was elected and excluded, and where their votes went."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.safestring import mark_safe

from delegata.council.ballot import rankings
from delegata.council.constituency import Election
from delegata.office.desk import Shown, name_of, premises, visible_body
from delegata.office.pages.papers import sheet
from delegata.office.pages.shown import show
from delegata.office.readers.narration import holder_words
from delegata.office.readers.results import ROUNDS, has_rounds, round_rows
from delegata.representation import sankey, tables
from delegata.representation.counting.ranked import counted
from delegata.representation.transcript import Transcript
from delegata.store.ballot_box import BallotBox, election_poll, read_papers


def overview(request: HttpRequest, name: str, election: str) -> HttpResponse:
    """The count, made again from the sealed ballots, as a drawing and as a table."""
    shown, held, made = _made(request, name, election)
    made = replace(made, title=held.title, candidates=_people(held, made))
    return show(
        request,
        shown,
        "pages/transfers.html",
        "/elections",
        election=held,
        # Both escape every word that they are given.
        drawing=mark_safe(sankey.svg(made)),  # noqa: S308 - escaped
        table=mark_safe(tables.html(made)),  # noqa: S308 - escaped
    )


def rounds(request: HttpRequest, name: str, election: str) -> HttpResponse:
    """The same count as a table for a spreadsheet."""
    _, held, made = _made(request, name, election)
    return sheet(ROUNDS, round_rows(made, _people(held, made)), f"{name}-{election}-rounds.csv")


def _made(request: HttpRequest, name: str, election: str) -> tuple[Shown, Election, Transcript]:
    shown = visible_body(request, name)
    held = shown.council.elections.get(election)
    if held is None or not has_rounds(held):
        raise Http404("No ranked count of this name was declared here up to then.")
    papers = read_papers(BallotBox(premises().register, election_poll(name, held)).ballots())
    return shown, held, counted(*rankings(held, papers))


def _people(held: Election, made: Transcript) -> tuple[str, ...]:
    return tuple(holder_words(held.candidates[one].holder, name_of) for one in made.candidates)
