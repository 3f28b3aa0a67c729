"""A body's roll: who is on it, tables brought in, the roll sealed, each member's proof."""

import secrets
import time
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import dropwhile, islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import msgspec
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    JsonResponse,
    StreamingHttpResponse,
)
from django.shortcuts import redirect
from msgspec.structs import replace

from delegata.council.act import Refused
from delegata.council.entry import Actor
from delegata.council.roll import SealRoll
from delegata.council.words import Seal
from delegata.office.desk import Shown, premises, today, visible_body, visible_record
from delegata.office.imports import begin, work_of
from delegata.office.marks import named
from delegata.office.pages.names import why_not
from delegata.office.pages.shown import page_of, show
from delegata.office.readers.rights import rights_of, with_second_factor
from delegata.office.readers.rolls import beyond_invitation, member_proof
from delegata.office.wording import day_words
from delegata.register.arrival import UPLOADS
from delegata.register.columns import FIELDS, Unclear
from delegata.register.departure import as_csv, as_xlsx
from delegata.register.reading import DayOrder, plan
from delegata.register.sheet import LARGEST_BYTES, UnreadableSheet, rows
from delegata.store.people import A_PAGE, Member
from delegata.store.staging import (
    VERDICTS,
    NotApplied,
    Terms,
    applied,
    apply,
    drop,
    drop_abandoned,
    judged,
    preview,
)

_LISTED = ("wrong", "doubtful", "moved", "changed", "new", "joined", "doubled", "elsewhere")
_EXAMPLES = 50
_SAMPLES = 3
_LABELS = {
    "number": "Member number",
    "name": "Name, in one column",
    "given": "Given name",
    "family": "Family name",
    "email": "E-mail",
    "body": "Body",
    "since": "Member since",
}
SEALING = "roll.sealed"
"""Whoever may seal a roll keeps it: sees and changes who is on it."""
_A_DAY_SECONDS = 24 * 60 * 60
_NOT_YET = Seal(0, "0" * 64)
INVITED = "invited"
"""Where the session of who keeps a roll has whom they invited."""
PATIENCE_SECONDS = 0.5
_ORDERS: dict[str, DayOrder] = {"day-first": "day-first", "month-first": "month-first"}


def overview(request: HttpRequest, name: str) -> HttpResponse:
    shown = visible_body(request, name)
    rights = rights_of(request, shown.chronicle)
    officer = rights.by_office(SEALING)
    on_it = any(right.startswith("roll:") for right in rights.held)
    context: dict[str, Any] = {
        "officer": officer,
        "rolls": shown.council.rolls[::-1],
        "proof": on_it,
    }
    if officer:
        find = request.GET.get("find", "").replace("\x00", "").strip()[:80]
        page = page_of(request)
        members = premises().register.members(name, today(), find, page)
        context |= {
            "members": members[:A_PAGE],
            "more": len(members) > A_PAGE,
            "page": page,
            "find": find,
            "count": premises().register.count(name, today()),
            "today": today(),
            "applied": _applied(name, request.GET.get("applied", "")),
            "barred": beyond_invitation(name, [member.person for member in members[:A_PAGE]]),
            **_invited(request, name),
        }
    return show(request, shown, "pages/roll.html", "/roll", **context)


def _invited(request: HttpRequest, name: str) -> dict[str, Any]:
    """Whom the reader invited in this session, each with the day, and who was invited just now."""
    days = {
        key.removeprefix(f"{name}/"): day_words(day)
        for key, day in request.session.get(INVITED, {}).items()
        if key.startswith(f"{name}/")
    }
    last = request.GET.get("invited", "")
    found = premises().register.member(name, last) if last in days else None
    return {"invited": days, "just_invited": found}


def _applied(name: str, done: str) -> list[tuple[str, int]]:
    """What a table brought that was just applied: how many rows of each verdict."""
    counts = applied(premises().register, done, name) if done else None
    return (
        [(verdict, counts[verdict]) for verdict in VERDICTS if verdict in counts] if counts else []
    )


def _for_officer(request: HttpRequest, name: str) -> tuple[Shown, Actor]:
    shown = visible_body(request, name)
    officer = rights_of(request, shown.chronicle).by_office(SEALING)
    if officer is None:
        raise Http404("Only who keeps the roll of this body sees its members.")
    if request.method == "POST":
        with_second_factor(request)
    return shown, officer


def seal(request: HttpRequest, name: str) -> HttpResponse:
    shown, officer = _for_officer(request, name)
    if request.method != "POST":
        return redirect(f"/bodies/{name}/roll")
    roll, day = request.POST.get("roll", "").strip(), request.POST.get("held_on", "").strip()
    fields = {"by": officer, "roll": roll, "held_on": day, "seal": _NOT_YET}
    try:
        command = msgspec.convert({**fields, "key": f"roll/{roll}"}, SealRoll)
    except msgspec.ValidationError as error:
        return _again(request, shown, f"The roll was not sealed: {error}.")
    sealed = premises().register.prepare_roll(name, day)
    outcome = premises().writer.perform(name, replace(command, seal=sealed))
    if isinstance(outcome, Refused):
        premises().register.drop_roll(name, sealed.root)
        if outcome.code == "key-used":  # each laying down has a root of its own
            return _again(request, shown, f"A roll {roll} is sealed already; choose another name.")
        return _again(request, shown, why_not(shown.chronicle.council, outcome))
    return redirect(f"/bodies/{name}/roll")


def _again(request: HttpRequest, shown: Shown, message: str) -> HttpResponse:
    return show(request, shown, "pages/roll_refused.html", "/roll", status=409, message=message)


def upload(request: HttpRequest, name: str) -> HttpResponse:
    """Takes a table in and shows its columns; nothing is read into the register yet."""
    shown, _ = _for_officer(request, name)
    given = request.FILES.get("file")
    if request.method != "POST" or given is None:
        return redirect(f"/bodies/{name}/roll")
    if given.size is None or given.size > LARGEST_BYTES:
        return _again(request, shown, "The file is too large; split it.")
    _drop_abandoned()
    token = secrets.token_hex(8)
    _keep(given, _kept(token))
    return _columns(request, shown, token)


def _drop_abandoned() -> None:
    """Tables and previews that nobody came back to within a day are thrown away."""
    drop_abandoned(premises().register)
    for path in (premises().folder / UPLOADS).glob("*"):
        if time.time() - path.stat().st_mtime > _A_DAY_SECONDS:
            path.unlink(missing_ok=True)


def _keep(given: Any, path: Path) -> None:
    path.parent.mkdir(exist_ok=True, mode=0o700)
    with path.open("wb") as file:
        for chunk in given.chunks():
            file.write(chunk)


def _kept(token: str) -> Path:
    if len(token) != 16 or not token.isalnum():
        raise Http404("No such upload.")
    return premises().folder / UPLOADS / token


def _columns(
    request: HttpRequest, shown: Shown, token: str, message: str = "", status: int = 200
) -> HttpResponse:
    try:
        how = plan(_kept(token), {}, None)
        headings, places = how.headings, how.places
        ambiguous = how.ambiguous
    except Unclear as error:
        headings, places, ambiguous = _headings(token), {}, ""
        message = message or str(error)
    except UnreadableSheet as error:
        _kept(token).unlink(missing_ok=True)
        return _again(request, shown, f"The file cannot be read: {error}.")
    fields = [
        (field, label, headings[places[field]] if field in places else "")
        for field, label in _LABELS.items()
    ]
    return show(
        request,
        shown,
        "pages/roll_columns.html",
        "/roll",
        status=status,
        token=token,
        fields=fields,
        headings=headings,
        samples=_samples(token, headings),
        ambiguous=ambiguous,
        message=message,
    )


def _headings(token: str) -> tuple[str, ...]:
    return next(rows(_kept(token)), (0, ()))[1]


def _samples(token: str, headings: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The first rows below the headings, to see what stands in which column."""
    below = dropwhile(lambda row: row[1] != headings, rows(_kept(token)))
    blank = ("",) * len(headings)
    return [(*row, *blank)[: len(headings)] for _, row in islice(below, 1, 1 + _SAMPLES)]


def stage(request: HttpRequest, name: str, token: str) -> HttpResponse:
    """Reads the table beside the register with the columns chosen, and shows what it would do."""
    shown, _ = _for_officer(request, name)
    path = _kept(token)
    if request.method != "POST":
        return _progress(request, shown, token)
    if not path.exists():
        return redirect(f"/bodies/{name}/roll")
    said = {f: request.POST[f"column-{f}"] for f in FIELDS if request.POST.get(f"column-{f}")}
    order = _ORDERS.get(request.POST.get("order", ""))
    try:
        how = plan(path, said, order)
        if how.ambiguous:
            message = f"{how.ambiguous} can be read both ways: say below which comes first."
            return _columns(request, shown, token, message, 422)
    except (Unclear, UnreadableSheet) as error:
        return _columns(request, shown, token, str(error), 422)
    begin(token, name, path, how).over.wait(PATIENCE_SECONDS)
    return redirect(f"/bodies/{name}/roll/uploads/{token}")


def _progress(request: HttpRequest, shown: Shown, token: str) -> HttpResponse:
    """How far a table has come; once it is read, what it would change."""
    work = work_of(token)
    if work is None or work.body != shown.council.body:
        return redirect(f"/bodies/{shown.council.body}/roll")
    if work.wrong:
        return _again(request, shown, f"The file cannot be read: {work.wrong}.")
    if work.over.is_set():
        return redirect(f"/bodies/{shown.council.body}/roll/imports/{work.waiting}")
    return show(request, shown, "pages/roll_progress.html", "/roll", work=work)


def waiting(request: HttpRequest, name: str, waiting: str) -> HttpResponse:
    shown, officer = _for_officer(request, name)
    found = preview(premises().register, waiting)
    if found is None or found.body != name:
        raise Http404("This import was applied already, or thrown away.")
    message = ""
    if request.method == "POST" and request.POST.get("step") == "drop":
        drop(premises().register, waiting)
        return redirect(f"/bodies/{name}/roll")
    if request.method == "POST":
        whole = request.POST.get("whole") == "yes"
        terms = Terms(today(), officer.person, request.POST.get("doubtful", ""), whole)
        try:
            apply(premises().register, waiting, terms)
        except NotApplied as error:
            message = str(error)
        else:
            return redirect(f"/bodies/{name}/roll?applied={waiting}")
    groups = [
        (verdict, found.counts[verdict], judged(premises().register, waiting, verdict, _EXAMPLES))
        for verdict in _LISTED
        if found.counts.get(verdict)
    ]
    counts = [(verdict, found.counts[verdict]) for verdict in VERDICTS if verdict in found.counts]
    context = {"found": found, "groups": groups, "counts": counts, "message": message}
    status = 409 if message else 200
    return show(request, shown, "pages/roll_import.html", "/roll", status=status, **context)


def download(request: HttpRequest, name: str) -> StreamingHttpResponse:
    """The roll as CSV, row by row, for who keeps it."""
    _for_officer(request, name)
    members = premises().register.every_member(name, today())
    response = StreamingHttpResponse(_lines(name, members), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{named(name)}-roll.csv"'
    response["Cache-Control"] = "no-store"
    return response


def _lines(name: str, members: Iterable[Member]) -> Iterator[str]:
    buffer = StringIO()
    as_csv(buffer, name, ())
    yield buffer.getvalue()
    for member in members:
        buffer = StringIO()
        as_csv(buffer, name, [member])
        yield buffer.getvalue().partition("\r\n")[2]


def workbook(request: HttpRequest, name: str) -> FileResponse:
    """The roll as XLSX, written to a file that is gone once it is sent."""
    _for_officer(request, name)
    file = TemporaryFile()  # noqa: SIM115 - the response closes it once it is sent
    as_xlsx(file, name, premises().register.every_member(name, today()))
    file.seek(0)
    response = FileResponse(file, as_attachment=True, filename=named(f"{name}-roll.xlsx"))
    response["Cache-Control"] = "no-store"
    return response


def member(request: HttpRequest, name: str, person: str) -> HttpResponse:
    """One member of the roll: on which rolls since when, and what was corrected.

    Other rolls are their own keepers' to see; so is what was corrected while a member was, or is,
    on one of them too, but for what the visitor corrected.
    """
    shown, officer = _for_officer(request, name)
    register = premises().register
    held = register.member(name, person)
    if held is None:
        raise Http404("Nobody is on the roll of this body under this id.")
    rolls, corrections = register.bodies_of(person), register.corrections(person)
    kept = [roll for roll in rolls if _keeps(request, roll[0])]
    if len(kept) < len(rolls):
        corrections = [made for made in corrections if made.by == officer.person]
    context: dict[str, Any] = {"member": held, "bodies": kept, "corrections": corrections}
    return show(request, shown, "pages/member.html", "/roll", **context)


def _keeps(request: HttpRequest, body: str) -> bool:
    """Whether the visitor keeps the roll of a body, and may see that body at all."""
    record = visible_record(request, body)
    return record is not None and rights_of(request, record).by_office(SEALING) is not None


def proof(request: HttpRequest, name: str) -> JsonResponse:
    """A member's own proof of being on the last sealed roll, to keep."""
    rights = rights_of(request, visible_body(request, name).chronicle)
    held = member_proof(rights.council, rights.person)
    if held is None:
        raise Http404("Sign in as somebody who is on the sealed roll of this body.")
    response = JsonResponse(
        {
            "body": name,
            "roll": rights.council.rolls[-1].id,
            "person": rights.person,
            "membership": msgspec.to_builtins(held),
        }
    )
    response["Content-Disposition"] = f'attachment; filename="{named(name)}-membership.json"'
    return response
