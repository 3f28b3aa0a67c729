"""Voting by electronic ballot: cast once, close the box, count what is in it."""

from typing import Any

import msgspec
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from msgspec.structs import replace

from delegata.council.act import Command, Refused
from delegata.council.ballot import Ballot, drawn, fault, rankings, votes
from delegata.council.constituency import Election
from delegata.council.declaration import DeclareElection
from delegata.council.election import ClosePoll
from delegata.council.electors import NOT_HERE
from delegata.council.entry import Actor, Entry
from delegata.council.words import Seal
from delegata.office.admissions import admission_for
from delegata.office.desk import Shown, latest, premises, visible_body
from delegata.office.marks import named
from delegata.office.pages.names import why_not
from delegata.office.pages.shown import show
from delegata.office.readers.ballot_paper import NOTHING, Filled, groups, read
from delegata.office.readers.narration import holder_words
from delegata.office.readers.rights import rights_of, with_second_factor
from delegata.representation.counting import CountError
from delegata.representation.counting.ranked import counted, ranked
from delegata.representation.transcript import as_json
from delegata.store.ballot_box import BallotBox, Poll, election_poll, read_papers
from delegata.store.polling_station import Cast

BARRED_HOURS = 72
BARRED = f"How you sign in changed less than {BARRED_HOURS} hours ago; vote by hand."


def cast(request: HttpRequest, name: str, election: str) -> HttpResponse:
    """The ballot paper of an elector, while the poll is open; a ballot sent twice counts once."""
    shown, held, box = _box(request, name, election)
    rights = rights_of(request, shown.chronicle)
    person = rights.person
    voted = bool(person) and box.has_voted(person)
    if not voted and not (held.state == "polling" and rights.elects(held)):
        return _no_paper(request, shown, held)
    if not voted and (barred := barred_by_change(person)):
        return _paper(request, shown, held, {"message": barred, "barred": True}, 403)
    context: dict[str, Any] = {"filled": NOTHING}
    message, status = "", 200
    if request.method == "POST" and not voted:
        filled = context["filled"] = read(held, request.POST)
        message, status = _taken(election_poll(name, held), held, person, filled)
    receipt = box.receipt(person)
    context |= {
        "message": message,
        "voted": receipt is not None,
        "receipt": receipt,
        "turnout": box.turnout(),
        "admission": admission_for(request, "ballot"),
    }
    return _paper(request, shown, held, context, status)


def _no_paper(request: HttpRequest, shown: Shown, election: Election) -> HttpResponse:
    """Tells who belongs to this body why there is no ballot to cast; others nothing."""
    rights = rights_of(request, shown.chronicle)
    if rights.held and election.state not in {"called", "polling"}:
        return _paper(request, shown, election, {"over": True}, 200)
    if election.electors is None or rights.person not in shown.council.seated:
        raise Http404("Sign in as an elector of this body while the poll is open.")
    return _paper(request, shown, election, {"message": NOT_HERE, "barred": True}, 403)


def _taken(poll: Poll, held: Election, person: str, filled: Filled) -> tuple[str, int]:
    """Puts a ballot that is well into the box; else what is wrong, and the answer's status."""
    if filled.wrong:
        return "Nothing was cast: see the marked candidates.", 422
    if wrong := fault(held, filled.ballot):
        return wrong, 422
    answer = premises().station.cast(Cast(poll, person, msgspec.to_builtins(filled.ballot)))
    if answer.state == "closed":
        return "The poll has closed; no ballot can be taken any more.", 409
    return "", 200


def barred_by_change(person: str) -> str:
    """Why somebody whose way of signing in changed lately votes by hand; empty for others."""
    if not premises().register.sign_in_changed_within(person, BARRED_HOURS):
        return ""
    return BARRED


def _box(request: HttpRequest, name: str, election: str) -> tuple[Shown, Election, BallotBox]:
    shown = visible_body(request, name)
    held = shown.chronicle.council.elections.get(election)
    if held is None or held.secrecy == "hands":
        raise Http404("No election by ballot has this name here.")
    return shown, held, BallotBox(premises().register, election_poll(name, held))


def receipt(request: HttpRequest, name: str, election: str) -> HttpResponse:
    """The receipt of an elector's own ballot, as a file to keep."""
    shown, _, box = _box(request, name, election)
    person = rights_of(request, shown.chronicle).person
    return receipt_file(box.receipt(person) if person else None, f"receipt-{name}-{election}")


def receipt_file(given: str | None, name: str) -> HttpResponse:
    if not given:
        raise Http404("No ballot of yours is in this box, or it was given no receipt.")
    response = HttpResponse(given, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{named(f"{name}.txt")}"'
    response["Cache-Control"] = "no-store"
    return response


def _paper(
    request: HttpRequest, shown: Shown, election: Election, context: dict[str, Any], status: int
) -> HttpResponse:
    lists = list(dict.fromkeys(c.list for c in election.standing if c.list))
    paper = groups(
        election, context.get("filled", NOTHING), lambda holder: holder_words(holder, _name)
    )
    context |= {"election": election, "groups": paper, "lists": lists}
    context["standing"] = len(election.standing)
    response = show(request, shown, "pages/ballot.html", "/elections", status=status, **context)
    response["Cache-Control"] = "no-store"
    return response


def _name(person: str) -> str:
    return premises().federation.names.shown(person)


def close(request: HttpRequest, name: str, election: str) -> HttpResponse:
    """Seals the box; whoever presses second finds it done."""
    shown, held, box = _box(request, name, election)
    by = _returning_officer(request, shown, "election.polled")
    if request.method != "POST" or held.state not in {"polling", "polled"}:
        raise Http404("Only an open poll can be closed, by its form.")

    def sealed(voters: Seal, ballots: Seal) -> Entry | Refused:
        return _act(name, ClosePoll(by=by, election=election, voters=voters, ballots=ballots))

    outcome = box.closing(sealed, lambda: latest(name).elections[election].state == "polling")
    if isinstance(outcome, Refused):
        message = why_not(shown.chronicle.council, outcome)
        return _paper(request, shown, held, {"message": message}, 409)
    return redirect(f"/bodies/{name}/elections")


def tally(request: HttpRequest, name: str, election: str) -> HttpResponse:
    """Counts the sealed ballots and declares the result; a lot from their seal parts equals."""
    shown, held, box = _box(request, name, election)
    by = _returning_officer(request, shown, "election.declared")
    if request.method != "POST" or held.state != "polled":
        raise Http404("Only a poll that is closed can be counted, by its form.")
    try:
        counted = _counted(by, held, read_papers(box.ballots()))
        outcome = _act(name, counted)
        if isinstance(outcome, Refused) and outcome.code == "tie-open":
            outcome = _act(name, replace(counted, lots=drawn(held)))
    except CountError as error:
        return _paper(request, shown, held, {"message": f"Not counted: {error}."}, 409)
    if isinstance(outcome, Refused):
        message = why_not(shown.chronicle.council, outcome)
        return _paper(request, shown, held, {"message": message}, 409)
    return redirect(f"/bodies/{name}/elections")


def _returning_officer(request: HttpRequest, shown: Shown, kind: str) -> Actor:
    by = rights_of(request, shown.chronicle).by_office(kind)
    if by is None:
        raise Http404("Only who may declare elections here closes and counts a poll.")
    with_second_factor(request)
    return by


def _act(body: str, command: Command) -> Entry | Refused:
    return premises().writer.perform(body, command)


def _counted(by: Actor, election: Election, ballots: list[Ballot]) -> DeclareElection:
    """The declaration that follows from the ballots."""
    if election.method != "ranked":
        return DeclareElection(by=by, election=election.id, votes=votes(election, ballots))
    elected, digest = ranked(*rankings(election, ballots))
    return DeclareElection(by=by, election=election.id, elected=elected, transcript=digest)


def transcript(request: HttpRequest, name: str, election: str) -> JsonResponse:
    """A ranked count round by round, made again from the sealed ballots."""
    _, held, box = _box(request, name, election)
    if held.method != "ranked" or held.declared is None:
        raise Http404("No ranked count of this name was declared here.")
    made = counted(*rankings(held, read_papers(box.ballots())))
    return JsonResponse(as_json(made), json_dumps_params={"indent": 1})
