"""Elections of a body: called, nominated, voted and declared, with what can be done next."""

import secrets
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from msgspec import UNSET

from delegata.council.acts import KINDS
from delegata.council.constituency import Election, Norm, Roll
from delegata.office.desk import Shown, name_of, premises, visible_body, visible_record
from delegata.office.drawings.progress import result_bars
from delegata.office.pages.nominations import offered
from delegata.office.pages.shown import show
from delegata.office.readers.candidates import Nominations, Nominee
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
        "mandate.given",
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


def overview(request: HttpRequest, name: str) -> HttpResponse:
    shown = visible_body(request, name)
    rights = rights_of(request, shown.chronicle)
    council = shown.council
    may_apply = rights.may("norm.applied")

    def last_roll(body: str) -> Roll | None:
        record = visible_record(request, body)
        return record.council.rolls[-1] if record and record.council.rolls else None

    person = rights.person
    voted = voted_in(premises().register, name, person) if person else frozenset[str]()
    elections = sorted(council.elections.values(), key=lambda e: -e.called.position)
    return show(
        request,
        shown,
        "pages/elections.html",
        "/elections",
        elections=[
            _said(e, rights, offered(request, shown, e)) | _in_box(shown, e, voted)
            for e in elections
        ],
        key=f"answer-{secrets.token_hex(8)}",
        norms=[_norm(norm) for norm in council.norms[::-1]],
        vacancies=vacancies(council),
        may_give=rights.may("mandate.given"),
        may_call=rights.may("election.called"),
        may_apply=may_apply,
        sealed=numbers_of(council, last_roll) if may_apply else None,
    )


def _norm(norm: Norm) -> dict[str, Any]:
    said = zip(norm.seats, norm.arithmetic, strict=True)
    return {
        "roll_on": norm.roll_on,
        "said": [(seats.name, seats.number, how) for seats, how in said],
    }


def _said(election: Election, rights: Rights, may: Nominations | None) -> dict[str, Any]:
    candidates = [_standing(election, name, may) for name in election.order]
    return {
        "election": election,
        "candidates": candidates,
        "offered": may,
        "answers": any(one.answers for one in candidates),
        "may_close": rights.may("election.polled"),
        "by_ballot": election.secrecy != "hands",
        "bars": _bars(election) if election.votes else "",
        "lots": [_name(election, name) for name in election.lots],
        "may_annul": election.state in _ANNULLED_FROM and rights.may("election.annulled"),
        "next": [
            (kind, phrase_of(KINDS[kind].command))
            for kind in _NEXT[election.state]
            if rights.may(kind) and (kind != _RUNOFF or _open(election, rights))
        ],
    }


def _in_box(shown: Shown, election: Election, voted: frozenset[str]) -> dict[str, Any]:
    """How many have voted while the box is open, and whether who looks has."""
    open_box = election.secrecy != "hands" and election.state == "polling" and not shown.past
    box = BallotBox(premises().register, election_poll(shown.council.body, election))
    return {"turnout": box.turnout() if open_box else None, "voted": election.id in voted}


def _open(election: Election, rights: Rights) -> bool:
    """Whether the rules ask for a majority that has left seats open."""
    asked = rights.council.standing.election.majority is not UNSET
    return asked and not election.runoff_of and len(election.elected) < election.seats


def _standing(election: Election, name: str, may: Nominations | None) -> Standing:
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
    return Standing(name, holder, candidacy.list, state, seated, answers)


def _bars(election: Election) -> str:
    chosen = {election.candidates[name].list or name for name in election.elected}
    rows = [(_name(election, p.name), p.number, p.name in chosen) for p in election.votes]
    rows.sort(key=lambda row: -row[1])
    return result_bars(election.id, rows, f"Votes in {election.title}")


def _name(election: Election, name: str) -> str:
    candidacy = election.candidates.get(name)
    return holder_words(candidacy.holder, name_of) if candidacy else name
