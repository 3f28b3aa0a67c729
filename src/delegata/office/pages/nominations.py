"""Nominations of an election: one stands, nominates somebody by name, accepts or declines."""

import secrets
from collections.abc import Iterator
from typing import NamedTuple, TypeVar

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from msgspec.structs import replace

from delegata.council.act import ElectorsCommand, Refused
from delegata.council.constituency import Election
from delegata.council.election import AnswerNomination, Nominate
from delegata.council.entry import Actor, Entry
from delegata.council.state import Council
from delegata.council.words import Holder
from delegata.office.desk import Shown, name_of, now, premises, today, visible_body
from delegata.office.order import by_number
from delegata.office.pages.names import why_not
from delegata.office.pages.roll import SEALING
from delegata.office.pages.shown import show
from delegata.office.pages.steps import GONE, key_of, was_refused
from delegata.office.readers.candidates import (
    Nominations,
    Way,
    allowed,
    answering,
    free_candidate,
    nomination,
    nominations,
)
from delegata.office.readers.narration import holder_words
from delegata.office.readers.rights import Rights, rights_of, with_second_factor
from delegata.office.readers.rolls import member_proof

C = TypeVar("C", Nominate, AnswerNomination)
MOST_PEOPLE = 50
MOST_TRIES = 5
_ACTS = ("election.nominated", "election.nomination-answered")


class Eligible(NamedTuple):
    """Somebody who can be chosen by name: the word that a form sends, and how they are shown."""

    word: str
    words: str
    holder: Holder


def ways(rights: Rights) -> tuple[Way, ...]:
    """The rights by which somebody nominates and answers, an office after all others."""
    held = dict.fromkeys(right for kind in _ACTS for right in rights.for_act(kind))
    return tuple(
        Way(
            Actor(person=rights.person, right=right),
            member_proof(rights.council, rights.person) if right.startswith("roll:") else None,
        )
        for right in sorted(held, key=lambda right: right.startswith("office:"))
    )


def offered(request: HttpRequest, shown: Shown, election: Election) -> Nominations | None:
    """What who is signed in may do about nominations now; nothing on a page of the past."""
    rights = rights_of(request, shown.chronicle)
    council = rights.council
    known = council.elections.get(election.id)
    if shown.past or known is None or known.state != "called":
        return None
    return nominations(council, known, ways(rights), known.candidates.values())


def overview(request: HttpRequest, name: str, election: str) -> HttpResponse:
    """Whom somebody may nominate, found by name; its buttons and those of other pages act here."""
    shown = visible_body(request, name)
    held = shown.chronicle.council.elections.get(election)
    rights = rights_of(request, shown.chronicle)
    if held is None or not ways(rights):
        raise Http404("Sign in as an elector of this body to nominate somebody in an election.")
    if request.method == "POST":
        return _done(request, shown, held)
    return _page(request, shown, held)


def _page(request: HttpRequest, shown: Shown, held: Election, wrong: str = "") -> HttpResponse:
    held = shown.chronicle.council.elections[held.id]
    found = offered(request, shown, held)
    find = request.GET.get("find", "").replace("\x00", "").strip()[:80]
    people = _eligible(request, shown, held, find) if found and found.nominates else []
    return show(
        request,
        shown,
        "pages/nominations.html",
        "/elections",
        status=409 if wrong else 200,
        wrong=wrong,
        election=held,
        offered=found,
        find=find,
        on_list=request.POST.get("list", ""),
        people=people[:MOST_PEOPLE],
        more=len(people) > MOST_PEOPLE,
        key=f"nominate-{secrets.token_hex(8)}",
    )


def _eligible(request: HttpRequest, shown: Shown, held: Election, find: str) -> list[Eligible]:
    """Who can be nominated and whose name the reader may see: delegates here, and their own roll.

    One more than fits, where there are more.
    """
    taken = {candidate.holder for candidate in held.candidates.values()}
    known: dict[Holder, Eligible] = {}
    for one in (*_delegates(shown.chronicle.council), *_enrolled(request, shown, find)):
        if find.casefold() in one.words.casefold() and one.holder not in taken:
            known.setdefault(one.holder, one)
    ordered = sorted(known.values(), key=lambda one: by_number(one.words))
    return ordered[: MOST_PEOPLE + 1]


def _delegates(council: Council) -> Iterator[Eligible]:
    for mandate in council.mandates.values():
        named = mandate.holder.person or mandate.holder.label
        if named and mandate.state == "confirmed":
            words = f"{holder_words(mandate.holder, name_of)} ({mandate.id})"
            yield Eligible(f"mandate:{mandate.id}", words, mandate.holder)


def _enrolled(request: HttpRequest, shown: Shown, find: str) -> Iterator[Eligible]:
    """Members by name, for who keeps the roll and for nobody else."""
    if rights_of(request, shown.chronicle).by_office(SEALING) is None:
        return
    for member in premises().register.members(shown.chronicle.body, today(), find):
        words = f"{member.name} (member {member.number})" if member.number else member.name
        yield Eligible(f"person:{member.person}", words, Holder(person=member.person))


def _chosen(request: HttpRequest, shown: Shown) -> Holder | None:
    """Who a form names, if the reader may see them."""
    nature, _, word = request.POST.get("who", "").partition(":")
    mandate = shown.chronicle.council.mandates.get(word)
    if nature == "mandate" and mandate is not None and mandate.state == "confirmed":
        return mandate.holder
    keeps = rights_of(request, shown.chronicle).by_office(SEALING)
    if nature == "person" and keeps and premises().register.member(shown.chronicle.body, word):
        return Holder(person=word)
    return None


def _done(request: HttpRequest, shown: Shown, held: Election) -> HttpResponse:
    """Does what a button says; one that is pressed twice does it once."""
    key = key_of(request) or f"nominate-{secrets.token_hex(8)}"
    try:
        wrong = _performed(request, shown, held, key)
    except msgspec.ValidationError as error:
        wrong = f"This cannot be written so: {error}."
    if wrong:
        return _page(request, shown, held, wrong)
    place = "seat" if request.POST.get("from") == "seat" else f"elections#e-{held.id}"
    return redirect(f"/bodies/{shown.chronicle.body}/{place}")


def _performed(request: HttpRequest, shown: Shown, held: Election, key: str) -> str:
    """What is wrong, if anything is."""
    form, candidate = request.POST.get("form", ""), request.POST.get("candidate", "")
    on_list = request.POST.get("list", "").strip() or None
    if form in {"accept", "decline"}:
        asked = answering(held.id, candidate, accepts=form == "accept")
        return _refusal(shown, _act(request, shown, _good(asked), key))
    if form == "stand":
        return _stands(request, shown, held, (on_list, key))
    if form != "nominate":
        return GONE
    holder = _chosen(request, shown)
    if holder is None:
        return "Choose somebody from the list."
    return _refusal(shown, _nominated(request, shown, nomination(held, holder, on_list), key)[1])


def _stands(
    request: HttpRequest, shown: Shown, held: Election, said: tuple[str | None, str]
) -> str:
    """One press nominates oneself and accepts: two acts, as the record has them."""
    on_list, key = said
    own = Holder(person=rights_of(request, shown.chronicle).person)
    candidate, outcome = _nominated(request, shown, nomination(held, own, on_list), key)
    if wrong := _refusal(shown, outcome):
        return wrong
    accepts = answering(held.id, candidate, accepts=True)
    return _refusal(shown, _act(request, shown, accepts, f"{key}-a"))


def _nominated(
    request: HttpRequest, shown: Shown, asked: Nominate, key: str
) -> tuple[str, Entry | Refused | None]:
    """Nominates under the next free name, which another may have taken meanwhile."""
    outcome = _act(request, shown, _good(asked), key)
    for _ in range(MOST_TRIES):
        if not isinstance(outcome, Refused) or outcome.code != "candidate-exists":
            break
        asked = replace(
            asked, candidate=free_candidate(shown.chronicle.council.elections[asked.election])
        )
        outcome = _act(request, shown, asked, key)
    if isinstance(outcome, Refused) and outcome.code == "already-done":
        position = shown.chronicle.council.seen[key]
        asked = replace(
            asked, candidate=shown.chronicle.lines[position].entry.data.get("candidate", "none")
        )
    return asked.candidate, outcome


def _good(asked: C) -> C:
    """The command with each of its fields judged. Raises `ValidationError`."""
    return msgspec.convert(msgspec.to_builtins(asked), type(asked))


def _act(
    request: HttpRequest, shown: Shown, asked: Nominate | AnswerNomination, key: str
) -> Entry | Refused | None:
    """Performs an act by the first right that allows it; none where no right is held."""
    rights = rights_of(request, shown.chronicle)
    command = allowed(shown.chronicle.council, replace(asked, key=key), ways(rights), now())
    if not isinstance(command, ElectorsCommand):
        return command
    if command.by.right.startswith("office:"):
        with_second_factor(request)
    return premises().writer.perform(shown.chronicle.body, command)


def _refusal(shown: Shown, outcome: Entry | Refused | None) -> str:
    if outcome is None:
        return GONE
    if was_refused(outcome):
        return why_not(shown.chronicle.council, outcome)
    return ""
