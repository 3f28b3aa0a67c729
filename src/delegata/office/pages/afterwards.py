"""Where one comes out after a form: the page that led to it, or that of what was done."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from django.http import HttpRequest

from delegata.council.act import Command
from delegata.council.entry import Entry
from delegata.council.state import Council
from delegata.office.desk import Shown
from delegata.office.readers.minutes import lines

_PLACE = re.compile(
    r"(chair|seat|floor|questions|demands|decisions|elections|recalls|meetings|roll|door|presence"
    r"|reports|rules|sittings|motions(/[a-z0-9-]+)?|divisions/[a-z0-9-]+|mandates(/[a-z0-9-]+)?)"
)
"""The pages of a body to which a form leads back."""

_OF_FAMILY = {
    "agenda": "sittings", "credentials": "mandates", "division": "decisions",
    "election": "elections", "floor": "floor", "mandate": "mandates", "meeting": "meetings",
    "motion": "motions", "norm": "elections", "poll": "elections", "presence": "presence",
    "procedure": "motions", "recall": "recalls", "requisition": "meetings",
    "resolution": "decisions", "roll": "roll", "rules": "rules", "sitting": "sittings",
}  # fmt: skip
"""The page on which an act of a family is seen; the body's own page shows the others."""


class Done(NamedTuple):
    """What somebody has just done: its sentence, and where it stands in the record."""

    sentence: str
    position: int


def way_back(request: HttpRequest, body: str) -> str:
    """The page of the same body that led to a form, or nothing: no other place is ever taken."""
    if request.method == "POST":
        told = request.POST.get("back", "")
    else:
        address = urlsplit(request.headers.get("Referer", ""))
        here = address.netloc == request.get_host()
        told = address.path.removeprefix(f"/bodies/{body}/") if here else ""
    return told if _PLACE.fullmatch(told) else ""


def place_after(council: Council, back: str, command: Command, entry: Entry) -> str:
    """Where one comes out: the way back, the own seat, or the page of what was done."""
    place = back or _place_of(council, command, entry.kind)
    return f"/bodies/{entry.body}{'/' if place else ''}{place}?done={entry.position}"


def _place_of(council: Council, command: Command, kind: str) -> str:
    if command.by.right.startswith("mandate:") and command.by.person in council.seated:
        return "seat"
    for field, known, pages in (
        ("division", council.divisions, "divisions"),
        ("motion", council.motions, "motions"),
        ("mandate", council.mandates, "mandates"),
    ):
        name = getattr(command, field, None)
        if isinstance(name, str) and name in known:
            return f"{pages}/{name}"
    family = kind.partition(".")[0]
    page = _OF_FAMILY.get(family, "")
    return "" if page == "floor" and council.sitting is None else page


def just_done(request: HttpRequest, shown: Shown, person: str) -> Done | None:
    """What `?done=` names, where whoever reads the page did it."""
    asked = request.GET.get("done", "") if request.method == "GET" else ""
    if not re.fullmatch(r"[0-9]{1,15}", asked) or int(asked) >= shown.chronicle.council.size:
        return None
    line = shown.chronicle.line(int(asked))
    if not person or line.entry.by.person != person:
        return None
    return Done(lines(shown, int(asked), int(asked) + 1)[0].sentence, int(asked))
