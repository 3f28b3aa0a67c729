"""Moving a motion from one's own device: now, or sent in to a meeting that was called."""

import secrets
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify

from delegata.council.entry import Actor
from delegata.council.lines import lines_of
from delegata.council.motion import Move
from delegata.council.state import Convocation, Council
from delegata.council.submission import SubmitMotion
from delegata.office.desk import Shown, premises, today, visible_body
from delegata.office.pages.motions import moving_right
from delegata.office.pages.names import why_not
from delegata.office.pages.shown import show
from delegata.office.pages.steps import as_first_sent, detached, key_of, was_refused, written_as
from delegata.office.readers.deadlines import next_meeting
from delegata.office.readers.rights import rights_of, with_second_factor
from delegata.record.envelope import DetachedText

FORMS = {
    "resolution": "Resolution: it is kept if carried",
    "motion": "Motion: once carried it is done with",
}
NOW = "now"
MOST_CALLS = 3


class Written(NamedTuple):
    """The form as it was filled in."""

    when: str
    section: str
    form: str
    title: str
    text: str
    mover: str
    urgent: str


def move(request: HttpRequest, name: str) -> HttpResponse:
    """The form of a motion: its title, its words, and when it is to be dealt with."""
    shown = visible_body(request, name)
    rights = rights_of(request, shown.chronicle)
    if not rights.may("motion.moved") and not rights.may("motion.submitted"):
        raise Http404("Sign in as a delegate of this body to move a motion.")
    written = Written(*(request.POST.get(field, "").strip() for field in Written._fields))
    if request.method != "POST":
        return _page(request, shown, written)
    council = shown.chronicle.council
    by = moving_right(rights, "motion.moved" if written.when == NOW else "motion.submitted")
    if by is None or not written.title or written.form not in FORMS:
        return _page(request, shown, written, "Give the motion a title, and say what it is to be.")
    if by.right.startswith("office:"):
        with_second_factor(request)
    text = detached(written.text) if written.text else None
    if isinstance(text, str):
        return _page(request, shown, written, text)
    met = as_first_sent(shown.chronicle, key_of(request))
    command = _command(met, by, written, text, key_of(request))
    if isinstance(command, str):
        return _page(request, shown, written, command)
    outcome = premises().writer.perform(name, command, [text] if text else [])
    if was_refused(outcome):
        return _page(request, shown, written, why_not(council, outcome))
    return redirect(f"/bodies/{name}/motions/{command.motion}")


def _command(
    council: Council, by: Actor, written: Written, text: DetachedText | None, key: str | None
) -> Move | SubmitMotion | str:
    mandate = by.right.removeprefix("mandate:") if by.right.startswith("mandate:") else None
    width = council.standing.motion.line_width
    said: dict[str, Any] = {
        "by": by,
        "key": key,
        "motion": free_name(council, written.title),
        "title": written.title,
        "mover": mandate or written.mover or "not named",
        "delegate": mandate,
        "form": written.form,
        "text": text.name if text else None,
        "lines": len(lines_of(text.text, width)) or None if text else None,
    }
    if written.when == NOW:
        return written_as(Move, said)
    sent = {
        "convocation": written.when,
        "section": written.section.upper() or None,
        "urgent": bool(written.urgent),
    }
    return written_as(SubmitMotion, said | sent)


def free_name(council: Council, title: str) -> str:
    """A short name made of a title that no motion has yet."""
    stem = slugify(title).replace("_", "-").strip("-")[:48].strip("-") or "motion"
    name, number = stem, 1
    while name in council.motions:
        number += 1
        name = f"{stem}-{number}"
    return name


def _calls(council: Council, today: str) -> list[Convocation]:
    """The meetings to which motions are sent in: the one that sits, and those still to come."""
    sits = council.sitting.convocation if council.sitting else ""
    calls = [c for c in council.convocations if c.opens_on >= today or c.id == sits]
    return calls[::-1][:MOST_CALLS]


def _page(request: HttpRequest, shown: Shown, written: Written, wrong: str = "") -> HttpResponse:
    council = shown.chronicle.council
    rights = rights_of(request, shown.chronicle)
    sitting, call = council.sitting, next_meeting(council, today())
    if not written.when and sitting is None and call is not None:
        written = written._replace(when=call.id)
    return show(
        request,
        shown,
        "pages/move.html",
        "/motions",
        status=422 if wrong else 200,
        wrong=wrong,
        written=written,
        forms=list(FORMS.items()),
        sitting=sitting,
        call=call,
        calls=_calls(council, shown.day),
        late=council.standing.motion.urgency is not None,
        mandate=council.seated.get(rights.person),
        key=request.POST.get("key") or f"move-{secrets.token_hex(8)}",
    )
