"""The chair's console: what is in hand, and the next lawful steps."""

import secrets

from django.http import Http404, HttpRequest, HttpResponse

from delegata.council.presence import quorum_needed, voters_present
from delegata.council.procedure.pending import immediate_question, in_turn
from delegata.council.voting_order import barred_from_vote
from delegata.office.desk import Shown, visible_body, words_of
from delegata.office.pages.floor import heard_of, holder_of, mover_of, on_the_floor
from delegata.office.pages.shown import show
from delegata.office.pages.steps import now, take
from delegata.office.readers import procedural_motions
from delegata.office.readers.next_steps import Step, kinds, next_steps
from delegata.office.readers.rights import rights_of
from delegata.office.readers.walkouts import walk_out

CHAIRING = "sitting.opened"


def console(request: HttpRequest, name: str) -> HttpResponse:
    """Shows the steps; a button takes one, which is judged again as it stands then."""
    shown = visible_body(request, name)
    if rights_of(request, shown.chronicle).by_office(CHAIRING) is None:
        raise Http404("Sign in as somebody who may open sittings here.")
    if request.method == "POST":
        return _taken(request, shown)
    return _page(request, shown)


def _page(request: HttpRequest, shown: Shown, wrong: str = "") -> HttpResponse:
    council = shown.chronicle.council
    steps = _steps(request, shown)
    division = council.divisions.get(council.dividing)
    in_hand = council.motions[division.motion] if division else immediate_question(council)
    return show(
        request,
        shown,
        "pages/chair.html",
        "/chair",
        status=409 if wrong else 200,
        wrong=wrong,
        steps=list(enumerate((step for step in steps if not step.barred), 1)),
        barred=[step for step in steps if step.barred],
        key=f"chair-{secrets.token_hex(8)}",
        sitting=council.sitting,
        division=division,
        motion=in_hand,
        mover=mover_of(council, in_hand.mover) if in_hand else "",
        text=words_of(shown.chronicle, in_hand.text) if in_hand and in_hand.text else "",
        turns=[(motion, barred_from_vote(council, motion)) for motion in in_turn(council)],
        present=voters_present(council.attendance),
        needed=quorum_needed(council),
        items=council.agenda,
        walk_out=walk_out(shown.chronicle, council),
        settles=True,
        **heard_of(request, shown),
        procedures=procedural_motions.pending(council),
        put_aside=procedural_motions.put_aside(council),
        devices=_devices(request, shown),
        **on_the_floor(council),
    )


def _devices(request: HttpRequest, shown: Shown) -> list[procedural_motions.Device]:
    by = rights_of(request, shown.chronicle).by_office("procedure.moved")
    council = shown.chronicle.council
    if by is None or council.sitting is None:
        return []
    return procedural_motions.devices(council, by, now())


def _steps(request: HttpRequest, shown: Shown) -> list[Step]:
    rights = rights_of(request, shown.chronicle)
    actors = {kind: by for kind in kinds() if (by := rights.by_office(kind)) is not None}
    council = shown.chronicle.council
    return next_steps(council, actors, now(), lambda mandate: holder_of(council, mandate))


def _taken(request: HttpRequest, shown: Shown) -> HttpResponse:
    place = f"/bodies/{shown.chronicle.body}/chair"
    steps = _steps(request, shown)
    return take(request, shown, steps, place, lambda why: _page(request, shown, why))
