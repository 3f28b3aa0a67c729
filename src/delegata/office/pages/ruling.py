"""The chair rules on a point of order: well taken or not, and why."""

import secrets
from collections.abc import Mapping
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from msgspec import UNSET

from delegata.council.act import Refused
from delegata.council.entry import Actor
from delegata.council.floor import Rule
from delegata.council.state import Council
from delegata.council.words import Language
from delegata.office.desk import Shown, premises, visible_body
from delegata.office.pages.afterwards import place_after
from delegata.office.pages.names import holder_of, why_not
from delegata.office.pages.shown import show
from delegata.office.pages.steps import key_of, written_as
from delegata.office.readers.rights import rights_of, with_second_factor

RULING = "floor.ruled"
FINDINGS = {"well-taken": "well taken", "not-well-taken": "not well taken"}
LONGEST_REASON = 160
_TITLES: Mapping[Language, Mapping[str, str]] = {
    "en": {"well-taken": "Point of order{of} well taken",
           "not-well-taken": "Point of order{of} not well taken"},
    "de": {"well-taken": "Zur Geschäftsordnung{of}: begründet",
           "not-well-taken": "Zur Geschäftsordnung{of}: unbegründet"},
}  # fmt: skip
"""The ruling in the language of the body's record."""


class _Written(NamedTuple):
    """The form: whose point it is, on what, what the chair finds, and why."""

    of: str
    point: str
    finding: str = ""
    why: str = ""


def rule(request: HttpRequest, name: str) -> HttpResponse:
    """The form for the point of order in hand; its button records the ruling."""
    shown = visible_body(request, name)
    council = shown.chronicle.council
    by = rights_of(request, shown.chronicle).by_office(RULING)
    if by is None:
        raise Http404("Sign in as somebody who may rule on points of order here.")
    if request.method != "POST":
        return _page(request, shown, _in_hand(council))
    with_second_factor(request)
    written = _Written(*(request.POST.get(field, "").strip() for field in _Written._fields))
    key = key_of(request)
    if key is not None and key in council.seen:
        return redirect(f"/bodies/{name}/chair")
    if written.finding not in FINDINGS or not written.why:
        return _page(request, shown, written, "Say whether it is well taken, and why.")
    command = _ruling(council, by, written, key)
    if isinstance(command, str):
        return _page(request, shown, written, command)
    outcome = premises().writer.perform(name, command)
    if isinstance(outcome, Refused):
        return _page(request, shown, written, why_not(council, outcome))
    return redirect(place_after(council, "chair", command, outcome))


def _in_hand(council: Council) -> _Written:
    """The point of order on which somebody has the floor."""
    speaking = council.speaking
    if speaking is None or speaking.form != "point-of-order":
        return _Written("", "")
    return _Written(speaking.mandate, speaking.point)


def _ruling(council: Council, by: Actor, written: _Written, key: str | None) -> Rule | str:
    """The ruling as the record has it; whose point it was stands there by the mandate alone."""
    stated = council.standing.language
    language: Language = "en" if stated is UNSET else stated
    known = written.of if written.of in council.mandates else ""
    of = f" ({', '.join(filter(None, (known, written.point)))})" if known or written.point else ""
    title = f"{_TITLES[language][written.finding].format(of=of)}: {written.why}"
    speaker = council.seated.get(by.person, "") or by.right.partition(":")[2]
    return written_as(Rule, {"by": by, "key": key, "speaker": speaker, "title": title})


def _page(request: HttpRequest, shown: Shown, written: _Written, wrong: str = "") -> HttpResponse:
    council = shown.chronicle.council
    raised_by = holder_of(council, written.of) if written.of in council.mandates else ""
    return show(
        request,
        shown,
        "pages/ruling.html",
        "/chair",
        status=422 if wrong else 200,
        wrong=wrong,
        raised_by=raised_by,
        findings=FINDINGS.items(),
        longest=LONGEST_REASON,
        key=f"ruling-{secrets.token_hex(8)}",
        **written._asdict(),
    )
