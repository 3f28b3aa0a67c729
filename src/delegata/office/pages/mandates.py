"""Mandates: a table with age and state, and each one's chain drawn down to the base."""

import secrets
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from delegata.council.seat import lapsed
from delegata.council.state import Council, Mandate
from delegata.office.desk import Record, Shown, name_of, visible_body, visible_record, words_of
from delegata.office.drawings.chain import chain as drawn_chain
from delegata.office.order import by_number
from delegata.office.pages.series import Part, keyed, performed
from delegata.office.pages.shown import page_of, show
from delegata.office.pages.steps import key_of
from delegata.office.readers.ancestry import ancestry
from delegata.office.readers.blocs import faction_name
from delegata.office.readers.credentials import visible_credential_to
from delegata.office.readers.narration import holder_words
from delegata.office.readers.rights import rights_of
from delegata.office.readers.unpresented import Waiting, presenting, unpresented
from delegata.office.wording import age_words

A_PAGE = 200
PRESENTING = "mandate.presented"


def overview(request: HttpRequest, name: str) -> HttpResponse:
    """The mandates; a button presents those that are listed as given and not presented yet."""
    shown = visible_body(request, name)
    return _presented(request, shown) if request.method == "POST" else _page(request, shown)


def _presented(request: HttpRequest, shown: Shown) -> HttpResponse:
    by = rights_of(request, shown.chronicle).by_office(PRESENTING)
    if by is None:
        raise Http404("Sign in as somebody who may present mandates here.")
    key, listed = (
        key_of(request) or f"present-{secrets.token_hex(8)}",
        request.POST.getlist("waits"),
    )
    here = {one.word: one for one in _waiting(request, shown)}
    parts = [
        Part(f"{here[word].holder} ({here[word].id})",
             keyed(presenting(here[word], by), key, number))
        for number, word in enumerate(listed)
        if word in here
    ]  # fmt: skip
    wrong = performed(request, shown, parts).words("Presented")
    if wrong:
        return _page(request, shown, wrong)
    return redirect(f"/bodies/{shown.chronicle.body}/mandates")


def _waiting(request: HttpRequest, shown: Shown) -> list[Waiting]:
    """What waits to be presented now, for who may do it: as many as one press may well present."""
    if shown.past or not rights_of(request, shown.chronicle).by_office(PRESENTING):
        return []
    return unpresented(shown.chronicle.council, partial(visible_record, request))[:A_PAGE]


def _page(request: HttpRequest, shown: Shown, wrong: str = "") -> HttpResponse:
    rights = rights_of(request, shown.chronicle)
    council = shown.chronicle.council if wrong else shown.council
    wanted = request.GET.get("find", "").strip().lower()[:80]
    page = page_of(request)
    mandates = sorted(council.mandates.values(), key=lambda m: m.presented.position)
    rows = [
        (
            m,
            holder_words(m.holder, name_of),
            faction_name(council, m.faction),
            _age(m),
            m.state == "confirmed" and lapsed(council, m, shown.day),
        )
        for m in mandates
    ]
    found = [row for row in rows if wanted in f"{row[0].id} {row[1]} {row[2]}".lower()]
    first = (page - 1) * A_PAGE
    return show(
        request,
        shown,
        "pages/mandates.html",
        "/mandates",
        status=409 if wrong else 200,
        wrong=wrong,
        key=f"present-{secrets.token_hex(8)}",
        rows=found[first : first + A_PAGE],
        found=len(found),
        all=len(rows),
        find=wanted,
        page=page,
        more=len(found) > first + A_PAGE,
        waiting=_waiting(request, shown),
        past_term=sum(row[4] for row in rows),
        may_report=rights.may("credentials.reported"),
        unconfirmed=_unconfirmed(council) if rights.may("credentials.confirmed") else [],
        given=sorted(council.given.values(), key=lambda g: g.given.position)[:A_PAGE],
    )


def _unconfirmed(council: Council) -> list[str]:
    """The mandates that wait for the credentials committee, as many as one act may well name."""
    waiting = (m.id for m in council.mandates.values() if m.state == "presented")
    return sorted(waiting, key=by_number)[:A_PAGE]


def instructions_of(record: Record, held: Mandate) -> list[tuple[str, str]]:
    """What the body that sent the delegate has instructed, where its record is here."""
    giver = record(held.origin.body) if held.origin else None
    given = giver.council.given.get(held.id) if giver else None
    if giver is None or given is None:
        return []
    return [(title, words_of(giver, text)) for title, text in given.instructions]


def _age(mandate: Mandate) -> str:
    held = mandate.presented.held
    return age_words(mandate.elected_on, held.date if held else mandate.presented.at)


def chain(request: HttpRequest, name: str, mandate: str) -> HttpResponse:
    shown = visible_body(request, name)
    held = shown.council.mandates.get(mandate)
    if held is None:
        raise Http404(f"{shown.council.name} holds no mandate {mandate} up to then.")
    holder = holder_words(held.holder, name_of)
    record = partial(visible_record, request)
    return show(
        request,
        shown,
        "pages/mandate.html",
        "/mandates",
        mandate=held,
        holder=holder,
        faction=faction_name(shown.council, held.faction),
        age=_age(held),
        instructions=instructions_of(record, held),
        stale=held.state == "confirmed" and lapsed(shown.council, held, shown.day),
        chain=drawn_chain(
            ancestry(shown.council, held, record),
            f"The chain of {holder}",
        ),
        credential=visible_credential_to(rights_of(request, shown.chronicle), mandate),
    )
