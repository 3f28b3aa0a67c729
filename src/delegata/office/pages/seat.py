"""The delegate's own page, for the telephone: what is in hand, and what one may do about it."""

import secrets
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from delegata.council.act import Command, Refused
from delegata.council.acts import decide
from delegata.council.alternate import standing_for
from delegata.council.deliberation import Division, Motion
from delegata.council.entry import Actor
from delegata.council.motion import Second
from delegata.council.own_presence import Return
from delegata.council.procedure.pending import immediate_question
from delegata.council.speaking_order import queue
from delegata.council.state import Council, Mandate
from delegata.office.desk import Shown, federation, name_of, visible_body, words_of
from delegata.office.pages.division import ballot_of
from delegata.office.pages.floor import asking, holder_of, mover_of, on_the_floor
from delegata.office.pages.mandates import instructions_of
from delegata.office.pages.own_acts import by_device, own_act, own_mandate
from delegata.office.pages.shown import show
from delegata.office.pages.steps import now
from delegata.office.readers import procedural_motions
from delegata.office.readers.own_record import own_acts, own_votes

LONGEST_TEXT = 1500


def seat(request: HttpRequest, name: str) -> HttpResponse:
    """Shows a delegate the own seat; its buttons act by the own mandate."""
    shown = visible_body(request, name)
    if request.method == "POST":
        return own_act(request, shown, lambda wrong: _page(request, shown, wrong))
    return _page(request, shown)


def _page(request: HttpRequest, shown: Shown, wrong: str = "") -> HttpResponse:
    council = shown.chronicle.council
    mandate = council.mandates.get(own_mandate(request, shown.chronicle))
    if mandate is None:
        raise Http404("Sign in as a delegate of this body to see your seat.")
    response = show(
        request,
        shown,
        "pages/seat.html",
        "/seat",
        status=409 if wrong else 200,
        wrong=wrong,
        key=f"seat-{secrets.token_hex(8)}",
        held=mandate,
        **by_device(request, mandate.id),
        item=next((item.title for item in council.agenda if item.state == "taken"), ""),
        instructions=instructions_of(federation().bodies.get, mandate),
        acts=own_acts(
            shown.chronicle, mandate.id, name_of, lambda text: words_of(shown.chronicle, text)
        ),
        votes=own_votes(council, mandate.id),
        **_presence(council, mandate),
        **_procedures(council, mandate),
        **_motions(shown, council, mandate),
        **{**asking(council, mandate.id), **_vote(request, shown, council)},
        **on_the_floor(council),
    )
    response["Cache-Control"] = "no-store"
    return response


def _may(
    council: Council, mandate: Mandate, command: Callable[..., Command], **fields: Any
) -> bool:
    """Whether the delegate could do something now; the rules are asked, none stands here."""
    if mandate.holder.person is None:
        return False
    by = Actor(person=mandate.holder.person, right=f"mandate:{mandate.id}")
    asked = command(by=by, delegate=mandate.id, **fields)
    return not isinstance(decide(council, asked, council.at), Refused)


def _presence(council: Council, mandate: Mandate) -> dict[str, Any]:
    attendance = council.attendance
    alternate = standing_for(council, mandate.id)
    stood_for = attendance.standing_in.get(mandate.id, "")
    return {
        "elsewhere": mandate.id in attendance.remote,
        "alternate": holder_of(council, alternate.id) if alternate else "",
        "stood_for": holder_of(council, stood_for) if stood_for else "",
        "may_return": _may(council, mandate, Return),
        "may_join": _may(council, mandate, Return, remote=True),
        "place": _place(council, mandate.id),
    }


def _place(council: Council, mandate: str) -> int | None:
    """The own place on the list, from 1."""
    if mandate not in council.requests:
        return None
    waiting = [request.mandate for request in queue(council)]
    return waiting.index(mandate) + 1


def _motions(shown: Shown, council: Council, mandate: Mandate) -> dict[str, Any]:
    """The motion in hand, and the others that wait; which of them could be seconded."""
    moved = sorted(
        (motion for motion in council.motions.values() if motion.state == "moved"),
        key=lambda motion: -motion.mark.position,
    )
    division = council.divisions.get(council.dividing)
    in_hand = council.motions[division.motion] if division else immediate_question(council)
    text = words_of(shown.chronicle, in_hand.text) if in_hand and in_hand.text else ""
    return {
        "motion": in_hand,
        "mover": mover_of(council, in_hand.mover) if in_hand else "",
        "text": text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]} …",
        "others": [motion for motion in moved if motion is not in_hand],
        "may_second": in_hand is not None and _may_second(council, mandate, in_hand),
    }


def _procedures(council: Council, mandate: Mandate) -> dict[str, Any]:
    """What is pending, and the procedural motions that are in order from this seat."""
    if council.sitting is None or mandate.holder.person is None:
        return {}
    by = Actor(person=mandate.holder.person, right=f"mandate:{mandate.id}")
    found = procedural_motions.devices(council, by, now(), mandate.id)
    return {
        "procedures": procedural_motions.pending(council),
        "devices": [device for device in found if not device.barred],
    }


def _may_second(council: Council, mandate: Mandate, motion: Motion) -> bool:
    own = motion.mover == mandate.id or mandate.id in motion.seconders
    return not own and _may(council, mandate, Second, motion=motion.id, seconder=mandate.id)


def _vote(request: HttpRequest, shown: Shown, council: Council) -> dict[str, Any]:
    """The open vote, with the ballot where it is taken by ballot."""
    division: Division | None = council.divisions.get(council.dividing)
    if division is None:
        return {}
    ballot = ballot_of(request, shown, division) if division.by_ballot else {}
    return {"division": division, **ballot}
