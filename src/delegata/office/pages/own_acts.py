"""What a delegate does by the own mandate from the own device, by form or by a device's request.

A device that asks for JSON is told what the hall has stored; it sends the same act again, under the
same key, until it is told.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import msgspec
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from delegata.council.act import Command, Refused
from delegata.council.acts import COMMANDS
from delegata.council.entry import Actor
from delegata.council.motion import Second
from delegata.council.own_presence import Depart, Return
from delegata.council.proxy import DeclineProxy, GiveProxy, RevokeProxy
from delegata.council.speakers import RequestFloor, WithdrawRequest
from delegata.council.speech import YieldFloor
from delegata.office.admissions import admission_for
from delegata.office.desk import Shown, premises
from delegata.office.pages.names import why_not
from delegata.office.readers.rights import rights_of
from delegata.scenario.hints import hint
from delegata.scenario.notation import fields_of
from delegata.store.federation import Chronicle

_SIGN_IN = "Sign in as a delegate of this body, and the act is sent again."
_FIELDS: Mapping[str, tuple[type[Command], Mapping[str, Any], tuple[str, ...]]] = {
    "speech": (RequestFloor, {"form": "speech"}, ("side", "group")),
    "question": (RequestFloor, {"form": "question"}, ()),
    "point-of-order": (RequestFloor, {"form": "point-of-order"}, ("point",)),
    "opening": (RequestFloor, {"form": "opening"}, ()),
    "closing": (RequestFloor, {"form": "closing"}, ()),
    "withdraw": (WithdrawRequest, {}, ()),
    "withdraw-point": (WithdrawRequest, {"form": "point-of-order"}, ()),
    "yield": (YieldFloor, {}, ()),
    "depart": (Depart, {}, ()),
    "walk-out": (Depart, {"walkout": True}, ()),
    "return": (Return, {}, ()),
    "remote": (Return, {"remote": True}, ()),
    "second": (Second, {}, ("motion",)),
    "give-proxy": (GiveProxy, {}, ("holder",)),
    "revoke-proxy": (RevokeProxy, {}, ()),
    "decline-proxy": (DeclineProxy, {}, ("giver",)),
}
"""By the form's name: the command, what it says by itself, and what the form adds."""


def own_mandate(request: HttpRequest, chronicle: Chronicle) -> str:
    """The mandate that who is signed in holds here, or nothing."""
    return chronicle.council.seated.get(rights_of(request, chronicle).person, "")


def by_device(request: HttpRequest, mandate: str) -> dict[str, str]:
    """What a page gives to a device, so that it may send the same acts straight to the hall."""
    admitted = admission_for(request, "mandate") if mandate else ""
    return {"admission_to_act": admitted, "device_acts": device_acts()}


@cache
def device_acts() -> str:
    """How the acts of the buttons are said to the hall, in JSON, the same for all."""
    acts = {
        form: {"kind": COMMANDS[command].kind, "said": said, "fields": fields}
        for form, (command, said, fields) in _FIELDS.items()
    }
    return msgspec.json.encode(acts).decode()


def own_act(
    request: HttpRequest, shown: Shown, page: Callable[[str], HttpResponse]
) -> HttpResponse:
    """Performs the act of a form; `page` shows why it was refused to who has no JavaScript."""
    wants_words = "application/json" in request.headers.get("Accept", "")
    mandate = own_mandate(request, shown.chronicle)
    if not mandate:
        if wants_words:
            return JsonResponse({"state": "signed-out", "say": _SIGN_IN}, status=401)
        raise Http404(_SIGN_IN)
    try:
        command = _command(request, shown, mandate)
    except msgspec.ValidationError as error:
        position, wrong = None, _unread(request, error)
    else:
        outcome = premises().writer.perform(shown.chronicle.body, command)
        if isinstance(outcome, Refused):
            position, wrong = None, why_not(shown.chronicle.council, outcome)
        else:
            position, wrong = outcome.position, ""
    if wants_words:
        return _told(position, wrong)
    return page(wrong) if position is None else redirect(request.path)


def _command(request: HttpRequest, shown: Shown, mandate: str) -> Command:
    """What a form means. Raises `ValidationError`."""
    form = request.POST.get("form", "")
    if form not in _FIELDS:
        raise Http404("Choose what to do by one of the buttons of the page.")
    command, said, fields = _FIELDS[form]
    values = {
        "by": Actor(person=rights_of(request, shown.chronicle).person, right=f"mandate:{mandate}"),
        "key": request.POST.get("key", "")[:64] or None,
        "delegate": mandate,
        **({"seconder": mandate} if command is Second else {}),
        **said,
        **{field: request.POST.get(field, "").strip() or None for field in fields},
    }
    return msgspec.convert(values, command)


def _unread(request: HttpRequest, error: msgspec.ValidationError) -> str:
    """Which field of a form is wrong, and what a good one looks like."""
    name = str(error).rpartition("`$.")[2].rstrip("`")
    field = fields_of(_FIELDS[request.POST["form"]][0]).get(name)
    if field is None:
        return f"This cannot be read: {error}."
    return f"{name.capitalize()}: expected {hint(field.type, name)}."


def _told(position: int | None, wrong: str) -> JsonResponse:
    if position is None:
        return JsonResponse({"state": "refused", "say": wrong}, status=409)
    said = {"state": "stored", "say": f"Stored as entry {position}.", "entry": position}
    return JsonResponse(said)
