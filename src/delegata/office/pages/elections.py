"""Elections of a body: called, nominated, voted and declared, with what can be done next."""

import secrets
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from msgspec import UNSET

from delegata.council.acts import KINDS
from delegata.council.constituency import Election, Norm, Roll
from delegata.office.desk import Shown, name_of, now, premises, visible_body, visible_record
from delegata.office.drawings.progress import result_bars
from delegata.office.pages.names import why_not
from delegata.office.pages.nominations import offered
from delegata.office.pages.shown import show
from delegata.office.readers.candidates import Nominations, Nominee
from delegata.office.readers.elected import GIVING, Due, mandates_due, without_mandate
from delegata.office.readers.narration import holder_words
from delegata.office.readers.rights import Rights, rights_of
from delegata.office.readers.sealed_rolls import numbers_of
from delegata.office.readers.vacancies import vacancies
from delegata.scenario.script import phrase_of
from delegata.store.ballot_box import BallotBox, election_poll, voted_in

_NEXT = {
    "called": ("election.nominated", "election.nomination-answered", "election.opened"),
    "polling": ("election.declared",),
    "polled": ("election.declared",),
    "declared": (
        GIVING,
        "election.challenged",
        "election.challenge-decided",
        "election.runoff-called",
    ),
    "void": (),
}


_ANNULLED_FROM = ("called", "polling", "polled")
_RUNOFF = "election.runoff-called"


class Standing(NamedTuple):
    """A candidate as the page shows one."""

    id: str
    holder: str
    list: str
    state: str
    mandate: str
    answers: Nominee | None = None
    gives: bool = False


def overview(request: HttpRequest, name: str) -> HttpResponse:
    return elections_page(request, visible_body(request, name))


def elections_page(request: HttpRequest, shown: Shown, wrong: str = "") -> HttpResponse:
    """All elections of a body; above them what was just refused, if anything was."""
    rights = rights_of(request, shown.chronicle)
    council = shown.council if not wrong else shown.chronicle.council
    may_apply = rights.may("norm.applied")

    def last_roll(body: str) -> Roll | None:
        record = visible_record(request, body)
        return record.council.rolls[-1] if record and record.council.rolls else None

    person = rights.person
    voted = voted_in(premises().register, council.body, person) if person else frozenset[str]()
    elections = sorted(council.elections.values(), key=lambda e: -e.called.position)
    return show(
        request,
        shown,
        "pages/elections.html",
        "/elections",
        status=409 if wrong else 200,
        wrong=wrong,
        elections=[
            _said(request, shown, e) | _in_box(shown, e, voted) | _seat_in(request, shown, e)
            for e in elections
        ],
        key_of_giving=f"give-{secrets.token_hex(8)}",
        key=f"answer-{secrets.token_hex(8)}",
        norms=[_norm(norm) for norm in council.norms[::-1]],
        vacancies=vacancies(council),
        may_give=rights.may(GIVING),
        may_call=rights.may("election.called"),
        may_apply=may_apply,
        counts=not council.listed and council.sitting and rights.may("presence.counted"),
        sealed=numbers_of(council, last_roll) if may_apply else None,
    )


def _norm(norm: Norm) -> dict[str, Any]:
    said = zip(norm.seats, norm.arithmetic, strict=True)
    return {
        "roll_on": norm.roll_on,
        "said": [(seats.name, seats.number, how) for seats, how in said],
    }


def _said(request: HttpRequest, shown: Shown, election: Election) -> dict[str, Any]:
    rights, may = rights_of(request, shown.chronicle), offered(request, shown, election)
    dues = _due(request, shown, election)
    candidates = [_standing(election, name, may, dues) for name in election.order]
    return {
        "election": election,
        "candidates": candidates,
        "offered": may,
        "answers": any(one.answers for one in candidates),
        "gives": sum(one.gives for one in candidates),
        "not_given": _not_given(shown, dues),
        "may_close": rights.may("election.polled"),
        "by_ballot": election.secrecy != "hands",
        "bars": _bars(election) if election.votes else "",
        "lots": [_name(election, name) for name in election.lots],
        "may_annul": election.state in _ANNULLED_FROM and rights.may("election.annulled"),
        "next": [
            (kind, phrase_of(KINDS[kind].command))
            for kind in _NEXT[election.state]
            if rights.may(kind) and _comes(kind, election, rights)
        ],
    }


def _comes(kind: str, election: Election, rights: Rights) -> bool:
    """Whether anything is left for an act that comes next after a declaration."""
    if kind == GIVING:
        return bool(without_mandate(election))
    return kind != _RUNOFF or _open(election, rights)


def _due(request: HttpRequest, shown: Shown, election: Election) -> list[Due]:
    """The mandates that who looks may give now, or not yet; none on a page of the past."""
    by = rights_of(request, shown.chronicle).by_office(GIVING)
    if by is None or shown.past:
        return []
    council, there = shown.chronicle.council, visible_record(request, election.to_body)
    return mandates_due(council, election, by, there.council if there else None, now())


def _not_given(shown: Shown, dues: list[Due]) -> list[tuple[str, list[str]]]:
    """Why mandates cannot be given yet, and to whom each reason applies."""
    reasons: dict[str, list[str]] = {}
    for due in dues:
        if due.barred is not None:
            why = why_not(shown.chronicle.council, due.barred)
            reasons.setdefault(why, []).append(holder_words(due.command.holder, name_of))
    return list(reasons.items())


def _seat_in(request: HttpRequest, shown: Shown, election: Election) -> dict[str, Any]:
    """The body of the seats where who looks may see it, and how many mandates wait there for them.

    Of a body for its members alone others are told what they are told of one that is not here.
    """
    there = visible_record(request, election.to_body)
    if there is None:
        return {"seat_in": "", "unpresented": 0}
    waits = 0
    if rights_of(request, there).by_office("mandate.presented"):
        known = (shown.council.given.get(mandate) for mandate in election.seated.values())
        standing = (given.id for given in known if given is not None and not given.ended)
        waits = sum(mandate not in there.council.mandates for mandate in standing)
    return {"seat_in": there.council.name or election.to_body, "unpresented": waits}


def _in_box(shown: Shown, election: Election, voted: frozenset[str]) -> dict[str, Any]:
    """How many have voted while the box is open, and whether who looks has."""
    open_box = election.secrecy != "hands" and election.state == "polling" and not shown.past
    box = BallotBox(premises().register, election_poll(shown.council.body, election))
    return {"turnout": box.turnout() if open_box else None, "voted": election.id in voted}


def _open(election: Election, rights: Rights) -> bool:
    """Whether the rules ask for a majority that has left seats open."""
    asked = rights.council.standing.election.majority is not UNSET
    return asked and not election.runoff_of and len(election.elected) < election.seats


def _standing(election: Election, name: str, may: Nominations | None, dues: list[Due]) -> Standing:
    candidacy = election.candidates[name]
    state: str = candidacy.state
    if name in election.elected:
        state = "elected"
    elif name in election.substitutes:
        state = f"substitute {election.substitutes.index(name) + 1}"
    holder = holder_words(candidacy.holder, name_of)
    answers = may.nominees.get(name) if may else None
    if answers and not (answers.accepts or answers.declines):
        answers = None
    seated = election.seated.get(name, "")
    gives = any(due.candidate == name and due.barred is None for due in dues)
    return Standing(name, holder, candidacy.list, state, seated, answers, gives)


def _bars(election: Election) -> str:
    chosen = {election.candidates[name].list or name for name in election.elected}
    rows = [(_name(election, p.name), p.number, p.name in chosen) for p in election.votes]
    rows.sort(key=lambda row: -row[1])
    return result_bars(election.id, rows, f"Votes in {election.title}")


def _name(election: Election, name: str) -> str:
    candidacy = election.candidates.get(name)
    return holder_words(candidacy.holder, name_of) if candidacy else name
