"""Who leaves, who stands in for whom, who returns: noted at the door, one decision at a time.

Showing a credential never changes anything by itself; what it offers is done by a button.
"""

import secrets
from functools import partial
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from msgspec.structs import replace

from delegata.council.act import Command, Refused
from delegata.council.alternate import StandIn, StepBack, may_stand_for, standing_for
from delegata.council.entry import Actor
from delegata.council.presence import Arrive, Leave, quorum_needed, voters_present
from delegata.council.state import Council, Mandate
from delegata.office.desk import Shown, name_of, premises, today, visible_body
from delegata.office.order import by_number
from delegata.office.pages.names import holder_of, why_not
from delegata.office.pages.shown import show
from delegata.office.pages.steps import key_of, was_refused
from delegata.office.readers.credentials import ARRIVAL
from delegata.office.readers.naming import Naming
from delegata.office.readers.narration import holder_words, narrate
from delegata.office.readers.proxies import given_votes
from delegata.office.readers.rights import rights_of, with_second_factor
from delegata.record.credential import PREFIX, Credential, read_token
from delegata.record.door import lets_in, lets_in_by_number, recorded
from delegata.record.note import verifier
from delegata.store.federation import Chronicle

_OUT_OF_FORCE = {"not-confirmed", "mandate-ended", "mandate-stale"}
MOST_NAMED = 20
MOST_BUTTONS = 12
"""With more offers than these, the others are chosen from a list."""


class Offer(NamedTuple):
    """What can be done now: the act, whom it concerns, and the words on its button."""

    act: str
    delegate: str
    alternate: str
    words: str


def overview(request: HttpRequest, name: str) -> HttpResponse:
    """Shows what a credential or a mandate's name offers, and does what is chosen."""
    shown = visible_body(request, name)
    by = rights_of(request, shown.chronicle).by_office(ARRIVAL)
    if by is None:
        raise Http404("Sign in as somebody who may record arrivals here.")
    if request.method == "POST":
        return _done(request, shown, by)
    return _page(request, shown, request.GET.get("who", ""))


def _page(request: HttpRequest, shown: Shown, who: str, wrong: str = "") -> HttpResponse:
    council = shown.chronicle.council
    said = who.strip()
    exact = said.upper().startswith(PREFIX) or said.lower() in council.mandates
    called = [] if exact else _called(council, said)
    found: Mandate | str | None = _found(council, said) if said and not called else None
    if len(called) == 1:
        found = called.pop()
    mandate = found if isinstance(found, Mandate) else None
    offers = _offers(council, mandate) if mandate else []
    context = {
        "said": _noted(shown.chronicle, request.GET.get("entry", "")),
        "wrong": wrong or (found if isinstance(found, str) else ""),
        "mandate": mandate,
        "called": [(one.id, _words(one)) for one in called[:MOST_NAMED]],
        "more": len(called) > MOST_NAMED,
        "find": said if called else "",
        "holder": _words(mandate) if mandate else "",
        "is_here": mandate is not None and mandate.id in council.attendance.here,
        "offers": offers[:MOST_BUTTONS],
        "others": offers[MOST_BUTTONS:],
        "key": f"presence-{secrets.token_hex(8)}",
        "standing": [
            (_words(council.mandates[alternate]), _words(council.mandates[delegate]), delegate)
            for alternate, delegate in sorted(council.attendance.standing_in.items())
        ],
        "proxies": given_votes(council, today(), partial(holder_of, council)),
        "present": voters_present(council.attendance),
        "needed": quorum_needed(council),
    }
    status = 422 if context["wrong"] else 200
    return show(request, shown, "pages/presence.html", "/door", status=status, **context)


def _noted(chronicle: Chronicle, position: str) -> str:
    """What was just noted, as the minutes say it."""
    if not position.isdecimal() or len(position) > 12 or int(position) >= len(chronicle.lines):
        return ""
    entry = chronicle.lines[int(position)].entry
    line = narrate(entry, Naming(name_of, council=chronicle.council), lambda _: "")
    return line.sentence if line.family == "presence" else ""


def _found(council: Council, who: str) -> Mandate | str:
    """The mandate that a credential or its own name says, or why nothing is noted by it."""
    credential = None
    if who.upper().startswith(PREFIX):
        read = read_token(who, verifier(premises().signer.vkey))
        if isinstance(read, Refused):
            return why_not(council, read)
        credential = read
    said = credential.mandate if credential else who.lower()
    if said not in council.mandates and credential is None:
        return (
            f"{council.name} holds no mandate {who[:64]}, and nobody who does is called so; scan"
            " the credential, or look it up."
        )
    barred = _barred(council, said, credential)
    if barred is not None:
        return why_not(council, barred)
    return council.mandates[said]


def _barred(council: Council, name: str, credential: Credential | None) -> Refused | None:
    """Why the door would not let somebody in; who is here by this mandate can leave all the same.

    A credential that says another holder is a stranger's, and nothing is noted by it.
    """
    known, day, here = recorded(council, name), today(), name in council.attendance.here
    if credential is None:
        outcome = lets_in_by_number(known, day)
    else:
        until = max(credential.until, day) if here else credential.until
        outcome = lets_in(known, replace(credential, until=until), day)
    if not isinstance(outcome, Refused) or (here and outcome.code in _OUT_OF_FORCE):
        return None
    return outcome


def _called(council: Council, who: str) -> list[Mandate]:
    """Those who hold a mandate and whose name has these letters in it, one more than are shown."""
    held = (one for one in council.mandates.values() if one.state != "ended")
    named = (one for one in held if who and who.casefold() in _words(one).casefold())
    return sorted(named, key=lambda one: by_number(_words(one)))[: MOST_NAMED + 1]


def _words(mandate: Mandate) -> str:
    return f"{holder_words(mandate.holder, name_of)}, mandate {mandate.id}"


def _offers(council: Council, mandate: Mandate) -> list[Offer]:
    """What the holder of a mandate can do at the door, the likeliest first."""
    name, here = _words(mandate), mandate.id in council.attendance.here
    if mandate.alternate:
        return _as_alternate(council, mandate, name)
    stands = standing_for(council, mandate.id)
    if stands is not None:
        words = f"{name} is back; {_words(stands)} stands in no longer"
        return [Offer("step-back", mandate.id, "", words)]
    free = [
        other
        for other in council.mandates.values()
        if may_stand_for(mandate, other) and other.id not in council.attendance.standing_in
    ]
    swaps = [
        Offer("stand-in", mandate.id, other.id, f"{_words(other)} stands in for {name}")
        for other in sorted(free, key=lambda other: by_number(other.id))
    ]
    if here:
        return [Offer("leave", mandate.id, "", f"{name} leaves"), *swaps]
    return [Offer("arrive", mandate.id, "", f"{name} arrives"), *swaps]


def _as_alternate(council: Council, mandate: Mandate, name: str) -> list[Offer]:
    stood_for = council.attendance.standing_in.get(mandate.id)
    if stood_for is not None:
        return [Offer("leave", mandate.id, "", f"{name} leaves")]
    attendance, taken = council.attendance, set(council.attendance.standing_in.values())
    delegates = [
        other
        for other in council.mandates.values()
        if may_stand_for(other, mandate) and other.id not in taken
    ]
    # Those who are away come first: it is for them that somebody is looked for.
    delegates.sort(key=lambda other: (other.id in attendance.here, by_number(other.id)))
    return [
        Offer("stand-in", other.id, mandate.id, f"{name} stands in for {_words(other)}")
        for other in delegates
    ]


def _done(request: HttpRequest, shown: Shown, by: Actor) -> HttpResponse:
    with_second_factor(request)
    delegate, alternate = request.POST.get("delegate", ""), request.POST.get("alternate", "")
    act = request.POST.get("act", "")
    if pair := request.POST.get("pair", ""):
        delegate, _, alternate = pair.partition(" ")
    council = shown.chronicle.council
    known = delegate in council.mandates and (not alternate or alternate in council.mandates)
    if not known or act not in {"arrive", "leave", "stand-in", "step-back"}:
        return _page(
            request, shown, "", wrong="Scan a credential first, and choose what it offers."
        )
    key = key_of(request)
    outcome = premises().writer.perform(council.body, _command(by, act, (delegate, alternate), key))
    if was_refused(outcome):
        return _page(request, shown, delegate, why_not(council, outcome))
    council = shown.chronicle.council  # as it is after the act
    position = council.seen[key or ""] if isinstance(outcome, Refused) else outcome.position
    return redirect(f"/bodies/{council.body}/presence?entry={position}")


def _command(by: Actor, act: str, names: tuple[str, str], key: str | None) -> Command:
    delegate, alternate = names
    if act == "arrive":
        return Arrive(by=by, key=key, mandates=(delegate,), source="the door")
    if act == "leave":
        return Leave(by=by, key=key, mandates=(delegate,), source="the door")
    if act == "stand-in":
        return StandIn(by=by, key=key, delegate=delegate, alternate=alternate, source="the door")
    return StepBack(by=by, key=key, delegate=delegate, source="the door")
