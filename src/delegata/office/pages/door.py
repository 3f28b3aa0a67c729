"""The door of a body: a list to judge credentials by without a network, and what doors send."""

from concurrent.futures import Future
from datetime import UTC, datetime
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
from delegata.office.desk import name_of, premises, visible_body
from delegata.office.pages.names import why_not
from delegata.office.readers.credentials import ARRIVAL
from delegata.office.readers.narration import holder_words
from delegata.office.readers.rights import rights_of, with_second_factor
from delegata.record.checkpoint import Checkpoint, origin_of, signed_checkpoint
from delegata.record.credential import commitment, read_token
from delegata.record.door import list_of, signed_list
from delegata.record.note import Verifier, verifier
from delegata.store.doors import CheckIn, Sighting, keep_check_ins, sightings
from delegata.store.federation import Chronicle

WORKER = Path(__file__).parent.parent / "static" / "door-worker.js"
MOST_CHECK_INS = 200
_ONE_LINE = r"^[^\x00-\x1f\x7f]*\Z"
_MOMENT = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\Z"


class Shown(msgspec.Struct, frozen=True):
    """A credential as it was shown at a door, and when."""

    words: Annotated[str, Meta(max_length=400)]
    at: Annotated[str, Meta(pattern=_MOMENT)]


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
    made = list_of(council, signed_checkpoint(stated, signer), _now())
    names = {
        mandate.id: holder_words(mandate.holder, name_of)
        for mandate in council.mandates.values()
        if mandate.state != "ended"
    }
    answer = {"signed": msgspec.to_builtins(signed_list(made, signer)), "names": names}
    return _uncached(answer)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


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
    arriving = [
        _arriving(keeper, one) if isinstance(one, CheckIn) and _due(council, one) else None
        for one in judged
    ]
    return [_became(council, one, future) for one, future in zip(judged, arriving, strict=True)]


def _judged(council: Council, sent: Sent, shown: Shown, trusted: Verifier) -> CheckIn | str:
    """The check-in that a credential shown at a door makes, or why it makes none."""
    read = read_token(shown.words, trusted)
    if isinstance(read, Refused):
        return why_not(council, read)
    mandate = council.mandates.get(read.mandate)
    if mandate is None or read.body != council.body:
        return f"{council.body} holds no mandate {read.mandate}."
    if read.holder != commitment(council.body, mandate.id, mandate.holder):
        return f"The mandate {read.mandate} is held by somebody else."
    if read.until < shown.at[:10]:
        return f"The credential of {read.mandate} was valid until {read.until}."
    closed = [sitting.closed.at for sitting in council.sittings if sitting.closed is not None]
    earlier = sum(at <= shown.at for at in closed)
    return CheckIn(read.mandate, sent.door, sent.name, shown.at, earlier)


def _due(council: Council, check_in: CheckIn) -> bool:
    """Whether somebody who was let in now arrives: the sitting that they came to is open."""
    return council.sitting is not None and check_in.closed == _closed(council)


def _closed(council: Council) -> int:
    return sum(sitting.state == "closed" for sitting in council.sittings)


def _arriving(keeper: Keeper, check_in: CheckIn) -> "Future[Entry | Refused]":
    """The arrival, or the return where an alternate stands in; sent again, it counts once."""
    name, by, council = check_in.mandate, keeper.by, keeper.chronicle.council
    key = f"check-in-{check_in.door}-{check_in.closed}-{name}"
    source = f"check-in at the door {check_in.door_name}, {check_in.at}"
    command = (
        StepBack(by=by, delegate=name, key=key, source=source)
        if standing_for(council, name)
        else Arrive(by=by, mandates=(name,), key=key, source=source)
    )
    return premises().writer.submit(keeper.chronicle.body, command)


def _became(
    council: Council, judged: CheckIn | str, arriving: "Future[Entry | Refused] | None"
) -> dict[str, Any]:
    if isinstance(judged, str):
        return {"state": "refused", "say": judged}
    told = {"mandate": judged.mandate, "closed": judged.closed}
    if arriving is not None:
        outcome = arriving.result()
        # The key is that of the way in: shown again, it may be by another act or at another time.
        if isinstance(outcome, Refused) and outcome.code not in {"already-done", "key-used"}:
            return {**told, "state": "refused", "say": why_not(council, outcome)}
        return {**told, "state": "arrived", "say": "The arrival stands in the record."}
    if judged.closed == _closed(council):
        say = "No sitting is open; the arrival is entered once one is."
        return {**told, "state": "waiting", "say": say}
    return {**told, "state": "over", "say": "The sitting was closed before the arrival came in."}
