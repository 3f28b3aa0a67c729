"""Tellers enter a count on a telephone: one teller, or two who do not see each other's first."""

import secrets
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from delegata.council.act import Command, Refused
from delegata.council.deliberation import Division
from delegata.council.division.closing import CloseDivision, within_presence
from delegata.council.division.telling import (
    TOLD_BY_HAND,
    CompareCounts,
    EnterCount,
    digest_of,
)
from delegata.council.entry import Actor
from delegata.council.words import Figure, Slip
from delegata.office.desk import Shown, name_of, premises, visible_body
from delegata.office.pages.names import why_not
from delegata.office.pages.shown import show
from delegata.office.pages.steps import key_of
from delegata.office.readers.rights import rights_of, with_second_factor
from delegata.record.envelope import SALT_BYTES
from delegata.store.slips import keep_slip, slips_of

FIELDS = (("in_favour", "For"), ("against", "Against"), ("abstaining", "Abstaining"))
MOST_DIGITS = 9


def count(request: HttpRequest, name: str, division: str) -> HttpResponse:
    """The count of an open division by hands, cards or paper, as a teller enters it."""
    shown = visible_body(request, name)
    council = shown.chronicle.council
    held = council.divisions.get(division)
    by = _teller(request, shown)
    if by is None or held is None or held.method not in TOLD_BY_HAND:
        raise Http404("Only tellers and the chair enter the count of a division by hand.")
    if council.dividing != division:
        return redirect(f"/bodies/{name}/divisions/{division}")
    if request.method != "POST":
        return _page(request, shown, held)
    with_second_factor(request)
    if "compare" in request.POST:
        return _compared(request, name, division, by)
    written = [request.POST.get(field, "").strip() for field, _ in FIELDS]
    if not all(words.isdecimal() and len(words) <= MOST_DIGITS for words in written):
        return _page(request, shown, held, "Enter three whole numbers; 0 where nobody voted.")
    return _entered(request, shown, held, by, [int(words) for words in written])


def _two(shown: Shown) -> bool:
    return shown.chronicle.council.standing.divisions.tellers == "two"


def _teller(request: HttpRequest, shown: Shown) -> Actor | None:
    kind = "division.count-entered" if _two(shown) else "division.closed"
    return rights_of(request, shown.chronicle).by_office(kind)


def _entered(
    request: HttpRequest, shown: Shown, held: Division, by: Actor, votes: list[int]
) -> HttpResponse:
    name, key = shown.chronicle.body, key_of(request)
    if not _two(shown):
        figures = [Figure(number) for number in votes]
        closing = CloseDivision(
            by=by,
            key=key,
            division=held.id,
            in_favour=figures[0],
            against=figures[1],
            abstaining=figures[2],
        )
        return _done(request, shown, held, closing)
    # What is sealed cannot be taken back, and such a count could never stand.
    if refused := within_presence(shown.chronicle.council, held, (votes[0], votes[1], votes[2])):
        return _page(request, shown, held, why_not(shown.chronicle.council, refused))
    slip = Slip(by.person, secrets.token_hex(SALT_BYTES), *votes)
    digest = digest_of(name, held.id, slip)
    premises().register.asked(lambda c: keep_slip(c, digest, slip))
    entering = EnterCount(by=by, key=key, division=held.id, slip=digest)
    outcome = premises().writer.perform(name, entering)
    # Sent twice, a count is sealed anew; the first one stands.
    if isinstance(outcome, Refused) and outcome.code not in {"already-done", "key-used"}:
        return _page(request, shown, held, why_not(shown.chronicle.council, outcome))
    return _compared(request, name, held.id, by)


def _compared(request: HttpRequest, name: str, division: str, by: Actor) -> HttpResponse:
    """Opens both counts once the second is in."""
    shown = visible_body(request, name)
    held = shown.chronicle.council.divisions[division]
    digests = [digest for _, digest in held.slips]
    slips = premises().register.asked(lambda c: slips_of(c, digests))
    if len(slips) != len(FIELDS) - 1:
        return redirect(f"/bodies/{name}/divisions/{division}/count")
    return _done(
        request,
        shown,
        held,
        CompareCounts(by=by, division=division, first=slips[0], second=slips[1]),
    )


def _done(request: HttpRequest, shown: Shown, held: Division, command: Command) -> HttpResponse:
    outcome = premises().writer.perform(shown.chronicle.body, command)
    if isinstance(outcome, Refused) and outcome.code not in {"already-done", "division-not-open"}:
        return _page(request, shown, held, why_not(shown.chronicle.council, outcome))
    return redirect(f"/bodies/{shown.chronicle.body}/divisions/{held.id}/count")


def _page(request: HttpRequest, shown: Shown, held: Division, wrong: str = "") -> HttpResponse:
    person = rights_of(request, shown.chronicle).person
    context: dict[str, Any] = {
        "division": held,
        "motion": shown.chronicle.council.motions[held.motion],
        "two": _two(shown),
        "entered": any(teller == person for teller, _ in held.slips),
        "both": len(held.slips) == len(FIELDS) - 1,
        "others": [name_of(teller) for teller, _ in held.slips if teller != person],
        "differing": [_differing(*pair) for pair in held.differing[held.differed :]],
        "fields": [(field, label, request.POST.get(field, "")) for field, label in FIELDS],
        "key": f"count-{secrets.token_hex(8)}",
        "wrong": wrong,
    }
    status = 409 if wrong else 200
    return show(request, shown, "pages/count.html", "/decisions", status=status, **context)


def _differing(first: Slip, second: Slip) -> dict[str, Any]:
    """Two counts that were not equal, or are more than are present, line by line."""
    rows = [(label, getattr(first, field), getattr(second, field)) for field, label in FIELDS]
    return {
        "tellers": [name_of(first.teller), name_of(second.teller)],
        "rows": rows,
        "equal": all(one == other for _, one, other in rows),
    }
