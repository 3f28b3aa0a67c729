"""A ranked count round by round: who was elected and excluded, and where their votes went."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.safestring import mark_safe

from delegata.council.ballot import rankings
from delegata.office.desk import name_of, premises, visible_body
from delegata.office.pages.shown import show
from delegata.office.readers.narration import holder_words
from delegata.representation import sankey, tables
from delegata.representation.counting.ranked import counted
from delegata.store.ballot_box import BallotBox, election_poll, read_papers


def overview(request: HttpRequest, name: str, election: str) -> HttpResponse:
    """The count, made again from the sealed ballots, as a drawing and as a table."""
    shown = visible_body(request, name)
    held = shown.council.elections.get(election)
    if held is None or held.method != "ranked" or held.declared is None or held.ballots is None:
        raise Http404("No ranked count of this name was declared here up to then.")
    papers = read_papers(BallotBox(premises().register, election_poll(name, held)).ballots())
    made = counted(*rankings(held, papers))
    people = tuple(holder_words(held.candidates[c].holder, name_of) for c in made.candidates)
    made = replace(made, title=held.title, candidates=people)
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
