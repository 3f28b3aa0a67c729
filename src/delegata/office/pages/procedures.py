"""A procedural motion on a page of its own: what is moved, on what, what it needs, one button."""

import secrets
from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from delegata.council.act import Refused
from delegata.council.acts import COMMANDS, KINDS, decide
from delegata.council.division.outcome import said
from delegata.council.entry import Actor
from delegata.council.procedural_orders import DEVICE_WORDS
from delegata.council.procedural_rules import DeviceRule
from delegata.council.procedure.moving import Procedural
from delegata.council.procedure.pending import majority_of, procedures_of
from delegata.council.state import Council
from delegata.office.desk import Shown, now, premises, visible_body
from delegata.office.pages.afterwards import place_after
from delegata.office.pages.names import why_not
from delegata.office.pages.shown import show
from delegata.office.pages.steps import GONE, key_of, written_as
from delegata.office.readers.fields import Field, fields
from delegata.office.readers.minutes import lines
from delegata.office.readers.procedural_motions import Trial, objects, trial
from delegata.office.readers.rights import rights_of, with_second_factor
from delegata.scenario.notation import Reading, checked, fields_of

ASKED: Mapping[str, tuple[str, ...]] = {
    "limit-speeches": ("minutes",),
    "postpone": ("item", "day"),
    "refer": ("to",),
    "divide-question": ("parts",),
    "reconsider": ("voted",),
    "suspend-rules": ("article", "purpose"),
    "recess": ("minutes",),
    "vote-by": ("method",),
}
"""What a device needs to be told; whatever else there is stands in the full form."""


class _Begun(NamedTuple):
    """Who moves which device of the rules on what, and the form as it was filled in."""

    rule: DeviceRule
    by: Actor
    on: str
    mover: str
    written: dict[str, str]

    @property
    def own(self) -> str:
        """The mandate by which somebody moves; nothing where an office enters it."""
        nature, _, name = self.by.right.partition(":")
        return name if nature == "mandate" else ""


def move(request: HttpRequest, name: str, device: str) -> HttpResponse:
    """Says what a procedural motion is and needs; its button moves it."""
    shown = visible_body(request, name)
    council = shown.chronicle.council
    rule = next((one for one in procedures_of(council).devices if one.device == device), None)
    by = _mover(request, shown)
    if rule is None or by is None:
        raise Http404("Sign in as a delegate, and choose a procedural motion that the rules know.")
    asked = request.POST if request.method == "POST" else request.GET
    written = {field: asked.get(field, "").strip() for field in _asked(council, device)}
    mover = request.POST.get("mover", "").strip()
    begun = _Begun(rule, by, asked.get("on", ""), mover, written)
    if request.method != "POST":
        return _page(request, shown, begun)
    return _moved(request, shown, begun)


def _mover(request: HttpRequest, shown: Shown) -> Actor | None:
    """By the own mandate, or where the address says so, and without one, by an office."""
    rights = rights_of(request, shown.chronicle)
    own = shown.chronicle.council.seated.get(rights.person)
    if own is not None and request.GET.get("by") != "office":
        return Actor(person=rights.person, right=f"mandate:{own}")
    return rights.by_office("procedure.moved")


def _moved(request: HttpRequest, shown: Shown, begun: _Begun) -> HttpResponse:
    council, key = shown.chronicle.council, key_of(request)
    if key is not None and key in council.seen:
        return redirect(f"/bodies/{council.body}/{_back(begun)}")
    if not begun.own:
        with_second_factor(request)
    tried = trial(council, begun.rule.device, begun.by, begun.on)
    if tried is None:
        return _page(request, shown, begun._replace(on=""), GONE)
    values, errors = _particulars(tried.command, begun.written)
    if errors:
        return _page(request, shown, begun, "See what is marked below.", errors)
    command = _command(council, tried, begun, values | {"key": key})
    if isinstance(command, str):
        return _page(request, shown, begun, command)
    outcome = premises().writer.perform(council.body, command)
    if isinstance(outcome, Refused):
        return _page(request, shown, begun, why_not(council, outcome))
    return redirect(place_after(council, _back(begun), command, outcome))


def _back(begun: _Begun) -> str:
    return "seat" if begun.own else "chair"


def _particulars(
    command: Procedural, written: Mapping[str, str]
) -> tuple[dict[str, Any], dict[str, str]]:
    """What was filled in as values, and what is wrong with it."""
    kinds, values, errors = fields_of(type(command)), dict[str, Any](), dict[str, str]()
    for name, words in written.items():
        if not words:
            values[kinds[name].name] = None
            if kinds[name].required:
                errors[name] = "this is needed"
            continue
        try:
            values[kinds[name].name] = checked(kinds[name].type, words, _READING, name)
        except ValueError as error:
            errors[name] = str(error)
    return values, errors


def _nothing(_: str) -> str:
    raise ValueError("a procedural motion names nobody by alias and keeps no text")


_READING = Reading(_nothing, _nothing)


def _command(
    council: Council, tried: Trial, begun: _Begun, values: Mapping[str, Any]
) -> Procedural | str:
    """The motion as it was tried, in the mover's name and with its particulars."""
    mover = begun.own or begun.mover
    named = begun.own or (mover if mover in council.mandates else None)
    made: dict[str, Any] = msgspec.to_builtins(tried.command)
    made |= {"mover": mover, "delegate": named, **values}
    return written_as(type(tried.command), made)


def _page(
    request: HttpRequest,
    shown: Shown,
    begun: _Begun,
    wrong: str = "",
    errors: Mapping[str, str] | None = None,
) -> HttpResponse:
    council, rule = shown.chronicle.council, begun.rule
    tried = trial(council, rule.device, begun.by, begun.on)
    barred = _barred(council, tried, begun)
    response = show(
        request,
        shown,
        "pages/procedure.html",
        "/seat" if begun.own else "/chair",
        status=409 if wrong else 200,
        wrong=wrong,
        words=DEVICE_WORDS[rule.device],
        rule=rule,
        needs=said(majority_of(rule)),
        by_office=not begun.own,
        mandate=begun.own,
        mover=begun.mover,
        barred="" if wrong else barred,
        offered=tried is not None and (not barred or bool(wrong)),
        form=tried.form if tried else "",
        fields=_fields(council, tried, begun, errors or {}) if tried else [],
        back=_back(begun),
        key=f"procedure-{secrets.token_hex(8)}",
        **_object(shown, rule, tried),
    )
    response["Cache-Control"] = "no-store"
    return response


def _barred(council: Council, tried: Trial | None, begun: _Begun) -> str:
    """Why it cannot be moved now, tried with what its form begins with."""
    if tried is None:
        return "There is nothing that it could be moved on."
    command = _command(council, tried, begun._replace(mover=begun.mover or "somebody"), {})
    assert not isinstance(command, str), "it was made whole to be tried"
    refused = decide(council, command, max(now(), council.at))
    return why_not(council, refused) if isinstance(refused, Refused) else ""


def _fields(
    council: Council, tried: Trial, begun: _Begun, errors: Mapping[str, str]
) -> list[Field]:
    act = KINDS[COMMANDS[type(tried.command)].kind]
    asked = _asked(council, begun.rule.device)
    found = [one for one in fields(act, council, begun.written, errors) if one.name in asked]
    return [one._replace(required=True) for one in found] if len(found) == 1 else found


def _asked(council: Council, device: str) -> tuple[str, ...]:
    """What is asked for; no item of the order of the day where none waits."""
    waits = any(item.state == "waiting" for item in council.agenda)
    return tuple(one for one in ASKED.get(device, ()) if waits or one != "item")


def _object(shown: Shown, rule: DeviceRule, tried: Trial | None) -> dict[str, Any]:
    """What it is moved on: a motion with its title, one of several, or the words of a ruling."""
    council = shown.chronicle.council
    named = tried and (getattr(tried.command, "on", None) or getattr(tried.command, "ruling", None))
    if not named or rule.device == "appeal":
        return {"object": named or "", "ruling": _ruling(shown, named or "")}
    fitting = objects(council, rule) or ()
    choices = [(one, council.motions[one].title) for one in fitting]
    return {
        "object": named,
        "motion": council.motions[named],
        "choices": choices if len(choices) > 1 else [],
    }


def _ruling(shown: Shown, position: str) -> str:
    """A ruling as the minutes tell it."""
    at = int(position) if position else None
    if at is None or shown.chronicle.lines[at].withheld:
        return ""
    return lines(shown, at, at + 1)[0].sentence
