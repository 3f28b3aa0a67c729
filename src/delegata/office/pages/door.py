"""The door of a body: a list to judge credentials by without a network, and what doors send."""

from concurrent.futures import Future
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import msgspec
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from msgspec import Meta

from delegata.council.act import Refused
from delegata.council.alternate import StepBack, standing_for
from delegata.council.entry import Actor, Entry
from delegata.council.presence import Arrive
from delegata.council.state import Council
from delegata.office.desk import federation, name_of, now, premises, visible_body
from delegata.office.pages.names import why_not
from delegata.office.readers.credentials import ARRIVAL
from delegata.office.readers.leavings import Leaving, leavings
from delegata.office.readers.narration import holder_words
from delegata.office.readers.rights import rights_of, with_second_factor
from delegata.record.checkpoint import Checkpoint, origin_of, signed_checkpoint
from delegata.record.credential import read_token
from delegata.record.door import lets_in, lets_in_by_number, list_of, recorded, signed_list
from delegata.record.note import Verifier, verifier
from delegata.store.doors import CheckIn, Sighting, keep_check_ins, sightings
from delegata.store.federation import Chronicle

WORKER = Path(__file__).parent.parent / "static" / "door-worker.js"
MOST_CHECK_INS = 200
_ONE_LINE = r"^[^\x00-\x1f\x7f]*\Z"
_MOMENT = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\Z"


class Shown(msgspec.Struct, frozen=True):
    """A credential as it was shown at a door, or the number of a mandate, and when."""

    words: Annotated[str, Meta(max_length=400)]
    at: Annotated[str, Meta(pattern=_MOMENT)]
    by_number: bool = False


class Sent(msgspec.Struct, frozen=True):
    """What a door sends: which one it is, and whom it let in."""

    door: Annotated[str, Meta(pattern=r"^[0-9a-f-]{36}\Z")]
    name: Annotated[str, Meta(min_length=1, max_length=40, pattern=_ONE_LINE)]
    shown: Annotated[tuple[Shown, ...], Meta(max_length=MOST_CHECK_INS)]


class Keeper(NamedTuple):
    """Who keeps the door, of which body, by what right."""

    chronicle: Chronicle
    by: Actor


def _keeper(request: HttpRequest, name: str) -> Keeper:
    chronicle = visible_body(request, name).chronicle
    by = rights_of(request, chronicle).by_office(ARRIVAL)
    if by is None:
        raise Http404("Sign in as somebody who may record arrivals here to keep the door.")
    return Keeper(chronicle, by)


def door(request: HttpRequest, name: str) -> HttpResponse:
    keeper = _keeper(request, name)
    context = {"council": keeper.chronicle.council, "vkey": premises().signer.vkey}
    response = render(request, "pages/door.html", context)
    response["Permissions-Policy"] = "camera=(self), microphone=(), geolocation=()"
    return response


def worker(_: HttpRequest, name: str) -> HttpResponse:
    """The script that keeps the page; its reach is the door of this body and nothing else."""
    response = HttpResponse(WORKER.read_bytes(), content_type="text/javascript; charset=utf-8")
    response["Service-Worker-Allowed"] = f"/bodies/{name}/door"
    response["Cache-Control"] = "no-cache"
    return response


def door_list(request: HttpRequest, name: str) -> HttpResponse:
    """The signed list, and beside it the names, which are under no signature."""
    chronicle = _keeper(request, name).chronicle
    council, signer = chronicle.council, premises().signer
    stated = Checkpoint(
        origin_of(signer.name, council.body), council.size, chronicle.tree.root(council.size)
    )
    made = list_of(council, signed_checkpoint(stated, signer), now())
    names = {
        mandate.id: holder_words(mandate.holder, name_of)
        for mandate in council.mandates.values()
        if mandate.state != "ended"
    }
    bodies = {name: _title(council.mandates[name].from_body) for name in names}
    signed = msgspec.to_builtins(signed_list(made, signer))
    answer = {"signed": signed, "names": names, "bodies": bodies}
    return _uncached(answer)


def _title(body: str) -> str:
    """What a body is called, if its record is kept here."""
    chronicle = federation().bodies.get(body)
    return chronicle.council.name if chronicle is not None else body


def check_ins(request: HttpRequest, name: str) -> HttpResponse:
    """What other doors saw beyond `?after=`; what this door sends becomes arrivals."""
    keeper = _keeper(request, name)
    outcomes: list[dict[str, Any]] = []
    if request.method == "POST":
        with_second_factor(request)
        try:
            sent = msgspec.json.decode(request.body, type=Sent)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            return JsonResponse({"wrong": f"not what a door sends: {error}"}, status=422)
        outcomes = _outcomes(keeper, sent)
    after, own = request.GET.get("after", ""), request.GET.get("door", "")[:36]
    number = int(after) if after.isdecimal() and len(after) < 16 else 0
    body = keeper.chronicle.body
    others = premises().register.asked(lambda c: sightings(c, body, own, number))
    answer = {
        "csrf": get_token(request),
        "size": keeper.chronicle.council.size,
        "open": keeper.chronicle.council.sitting is not None,
        "outcomes": outcomes,
        "others": [_told(sighting) for sighting in others],
    }
    return _uncached(answer)


def _uncached(answer: dict[str, Any]) -> JsonResponse:
    response = JsonResponse(answer)
    response["Cache-Control"] = "no-store"
    return response


def _told(sighting: Sighting) -> dict[str, Any]:
    return sighting._asdict()


def _outcomes(keeper: Keeper, sent: Sent) -> list[dict[str, Any]]:
    """What became of each credential shown, in order; good ones are kept for the other doors."""
    council, trusted = keeper.chronicle.council, verifier(premises().signer.vkey)
    judged = [_judged(council, sent, shown, trusted) for shown in sent.shown]
    good = [check_in for check_in in judged if isinstance(check_in, CheckIn)]
    premises().register.asked(lambda c: keep_check_ins(c, council.body, keeper.by.person, good))
    left = leavings(keeper.chronicle)
    arriving = [
        _arriving(keeper, one, left.get(one.mandate))
        if isinstance(one, CheckIn) and _due(council, one)
        else None
        for one in judged
    ]
    return [_became(keeper, one, future) for one, future in zip(judged, arriving, strict=True)]


def _judged(council: Council, sent: Sent, shown: Shown, trusted: Verifier) -> CheckIn | str:
    """The check-in that a credential or a number makes, or why it makes none."""
    day = shown.at[:10]
    if shown.by_number:
        name = shown.words.strip().lower()
        outcome = lets_in_by_number(recorded(council, name), day)
    else:
        read = read_token(shown.words, trusted)
        if isinstance(read, Refused):
            return why_not(council, read)
        name = read.mandate
        outcome = lets_in(recorded(council, name), read, day)
    # Until a sitting opens the credentials committee may decide; then the arrival is refused.
    if isinstance(outcome, Refused) and outcome.code != "not-confirmed":
        return why_not(council, outcome)
    closed = [sitting.closed.at for sitting in council.sittings if sitting.closed is not None]
    earlier = sum(at <= shown.at for at in closed)
    return CheckIn(name, sent.door, sent.name, shown.at, earlier, shown.by_number)


def _due(council: Council, check_in: CheckIn) -> bool:
    """Whether somebody who was let in now arrives: the sitting that they came to is open."""
    return council.sitting is not None and check_in.closed == _closed(council)


def _closed(council: Council) -> int:
    return sum(sitting.state == "closed" for sitting in council.sittings)


def _arriving(
    keeper: Keeper, check_in: CheckIn, left: Leaving | None
) -> "Future[Entry | Refused] | Leaving":
    """The arrival, or the return where an alternate stands in; sent again, it counts once.

    Who was let in before they left does not arrive by it: what a door sends late undoes no leaving.
    """
    name, by, council = check_in.mandate, keeper.by, keeper.chronicle.council
    if left and check_in.at < left.left_at and name not in council.attendance.here:
        return left
    key = _key(council, check_in, left)
    how = "check-in by number" if check_in.by_number else "check-in"
    source = f"{how} at the door {check_in.door_name}, {check_in.at}"
    command = (
        StepBack(by=by, delegate=name, key=key, source=source)
        if standing_for(council, name)
        else Arrive(by=by, mandates=(name,), key=key, source=source)
    )
    return premises().writer.submit(keeper.chronicle.body, command)


def _key(council: Council, check_in: CheckIn, left: Leaving | None) -> str:
    """One way in is one key: that of the first arrival at a door, or of the return after a leaving.

    Who was noted as back by other means is here, and arrives by no further key.
    """
    door, name = check_in.door, check_in.mandate
    first = f"check-in-{door}-{check_in.closed}-{name}"
    if left is None or check_in.at < left.at:
        return first
    here = name in council.attendance.here
    return first if here and first in council.seen else f"back-{door}-{left.position}-{name}"


def _became(
    keeper: Keeper, judged: CheckIn | str, arriving: "Future[Entry | Refused] | Leaving | None"
) -> dict[str, Any]:
    if isinstance(judged, str):
        return {"state": "refused", "say": judged}
    told = {"mandate": judged.mandate, "closed": judged.closed}
    if arriving is not None:
        return {**told, **_entered(keeper, judged.mandate, arriving)}
    if judged.closed == _closed(keeper.chronicle.council):
        say = "No sitting is open; the arrival is entered once one is."
        return {**told, "state": "waiting", "say": say}
    return {**told, "state": "over", "say": "The sitting was closed before the arrival came in."}


def _entered(
    keeper: Keeper, mandate: str, arriving: "Future[Entry | Refused] | Leaving"
) -> dict[str, str]:
    """What the record says now of somebody who was let in to the sitting that is open."""
    outcome = arriving if isinstance(arriving, Leaving) else arriving.result()
    council = keeper.chronicle.council
    # The key is that of the way in: shown again, it may be by another act or at another time.
    known = isinstance(outcome, Refused) and outcome.code in {"already-done", "key-used"}
    if isinstance(outcome, Refused) and not known:
        return {"state": "refused", "say": why_not(council, outcome)}
    if (known or isinstance(outcome, Leaving)) and mandate not in council.attendance.here:
        return {"state": "left", "say": "By the record they are here no more."}
    return {"state": "arrived", "say": "The arrival stands in the record."}
