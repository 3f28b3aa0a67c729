"""The floor: who speaks, who waits, and asking for it from one's own device."""

import secrets
from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse

from delegata.council.act import Command, Refused
from delegata.council.acts import decide
from delegata.council.entry import Actor
from delegata.council.floor import Declare
from delegata.council.speakers import RequestFloor, empty_list, has_words
from delegata.council.speaking_order import speakers_rule
from delegata.council.speaking_rules import Form
from delegata.council.speech import allowed_seconds, spoken_seconds
from delegata.council.state import Council
from delegata.office.desk import Shown, now, visible_body, visible_record
from delegata.office.pages.names import holder_of, mover_of
from delegata.office.pages.own_acts import by_device, own_act, own_mandate
from delegata.office.pages.shown import show
from delegata.office.readers.divisions import way_to_count
from delegata.office.readers.rights import rights_of
from delegata.office.readers.said import challenges, last_words, owed
from delegata.office.readers.speakers import clock_words, places

SETTLING = "floor.challenge-settled"
FORMS: dict[Form, str] = {
    "speech": "Ask to speak",
    "question": "Ask to put a question",
    "point-of-order": "Point of order",
    "opening": "Open on my motion",
    "closing": "Close on my motion",
}


def floor(request: HttpRequest, name: str) -> HttpResponse:
    """Shows the floor to everybody; a delegate asks for it, or withdraws."""
    shown = visible_body(request, name)
    if request.method == "POST":
        return own_act(request, shown, lambda wrong: _page(request, shown, wrong))
    return _page(request, shown)


def _page(request: HttpRequest, shown: Shown, wrong: str = "") -> HttpResponse:
    council = shown.chronicle.council
    mandate = own_mandate(request, shown.chronicle)
    rights, division = rights_of(request, shown.chronicle), council.divisions.get(council.dividing)
    return show(
        request,
        shown,
        "pages/floor.html",
        "/floor",
        status=409 if wrong else 200,
        wrong=wrong,
        key=f"floor-{secrets.token_hex(8)}",
        **asking(council, mandate),
        **by_device(request, mandate),
        settles=rights.by_office(SETTLING) is not None,
        way=way_to_count(council, rights.by_office),
        voted_on=council.motions[division.motion].title if division else "",
        **heard_of(request, shown),
        **on_the_floor(council),
    )


def heard_of(request: HttpRequest, shown: Shown) -> dict[str, Any]:
    """The last words, open challenges with their chains, and how many answers are owed."""
    council = shown.chronicle.council

    def who(name: str) -> str:
        return mover_of(council, name)

    states = [one.state for one in owed(council, who, shown.day)]
    return {
        "said": last_words(council, who),
        "challenges": challenges(council, who, partial(visible_record, request)),
        "owed_count": states.count("owed") + states.count("overdue"),
        "overdue_count": states.count("overdue"),
    }


def asking(council: Council, mandate: str) -> dict[str, Any]:
    """How a delegate can ask for the floor now: the forms that the rules know, tried on them."""
    rule = speakers_rule(council)
    speaking = council.speaking.mandate if council.speaking else ""
    interrupted = {speech.mandate for speech in council.suspended}
    forms = tuple(
        (form, words)
        for form, words in FORMS.items()
        if _may(council, mandate, RequestFloor, form=form)
    )
    return {
        "mandate": mandate,
        "here": mandate in council.attendance.here,
        "has_floor": bool(mandate) and mandate == speaking,
        "interrupted": bool(mandate) and mandate in interrupted and mandate != speaking,
        "waits": mandate in council.requests,
        "points_out": mandate in council.points,
        "forms": forms,
        "sides": "alternating-sides" in rule.order and "speech" in dict(forms),
        "lists": rule.lists if "speech" in dict(forms) else (),
        "points": rule.points if "point-of-order" in dict(forms) else (),
        "may_declare": _may(council, mandate, Declare, speaker=mandate, title="declared"),
    }


def _may(council: Council, mandate: str, command: Callable[..., Command], **fields: Any) -> bool:
    """Whether a delegate could do something on the floor now."""
    held = council.mandates.get(mandate)
    if held is None or held.holder.person is None:
        return False
    if fields.get("form") in {"opening", "closing"} and not has_words(council, mandate):
        return False
    by = Actor(person=held.holder.person, right=f"mandate:{mandate}")
    tried = command(by=by, delegate=mandate, **fields)
    return not isinstance(decide(council, tried, council.at), Refused)


def on_the_floor(council: Council, at: str = "") -> dict[str, Any]:
    """Who has the floor and for how long by then, and who waits, for any page that shows it."""
    speaking, allowed = council.speaking, allowed_seconds(council)
    moment = at or now()
    debated = council.motions.get(council.debate_closed)
    elapsed = max(0, spoken_seconds(speaking, moment)) if speaking else 0
    return {
        "speaking": holder_of(council, speaking.mandate) if speaking else "",
        "speaking_mandate": speaking.mandate if speaking else "",
        "speaking_form": speaking.form if speaking else "",
        "elapsed": elapsed,
        "clock": clock_words(elapsed),
        "allowed": allowed,
        "over": allowed is not None and elapsed > allowed,
        "allowed_words": "" if allowed is None else clock_words(allowed),
        "suspended": [holder_of(council, held.mandate) for held in council.suspended],
        "waiting": places(council, lambda mandate: holder_of(council, mandate)),
        "empty_list": empty_list(council),
        "list_closed": council.list_closed,
        "debate_closed": debated.title if debated else "",
    }
