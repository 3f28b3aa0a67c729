"""The chair's console: what is in hand, and the next lawful steps."""

import secrets
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse

from delegata.council.deliberation import Motion
from delegata.council.presence import quorum_needed, voters_present
from delegata.council.procedure.pending import immediate_question, in_turn
from delegata.council.state import Council
from delegata.council.voting_order import barred_from_vote, seconders_lacking
from delegata.office.desk import Shown, now, visible_body, words_of
from delegata.office.pages.floor import heard_of, on_the_floor
from delegata.office.pages.names import mover_of, why_not
from delegata.office.pages.shown import show
from delegata.office.pages.steps import take
from delegata.office.readers import procedural_motions
from delegata.office.readers.credentials import ARRIVAL
from delegata.office.readers.divisions import Way, last_vote, way_to_count
from delegata.office.readers.next_steps import TIMED, Step, by_reason, kinds, next_steps
from delegata.office.readers.polls import open_polls
from delegata.office.readers.proxies import given_votes
from delegata.office.readers.recess import recess_at
from delegata.office.readers.rights import Rights, rights_of
from delegata.office.readers.seconders import seconders
from delegata.office.readers.votes import recounts_due
from delegata.office.readers.walkouts import walk_out

CHAIRING = "sitting.opened"
CONVENING = "meeting.convened"
COUNTING = "presence.counted"
MERGING = "motion.consolidated"
MOST_KEYS = 9
_DECIDING = ("put-", "consent-", "again-")


class Offer(NamedTuple):
    """A step that is offered, with the number key that presses it, if one does."""

    step: Step
    key: str


class Turn(NamedTuple):
    """A motion in its turn: what it amends, and why it cannot be put yet, if it cannot."""

    motion: Motion
    amends: str
    why: str
    code: str


def console(request: HttpRequest, name: str) -> HttpResponse:
    """Shows the steps; a button takes one, which is judged again as it stands then."""
    shown = visible_body(request, name)
    if rights_of(request, shown.chronicle).by_office(CHAIRING) is None:
        raise Http404("Sign in as somebody who may open sittings here.")
    if request.method == "POST":
        return _taken(request, shown)
    return _page(request, shown)


def _page(request: HttpRequest, shown: Shown, wrong: str = "") -> HttpResponse:
    council, rights = shown.chronicle.council, rights_of(request, shown.chronicle)
    steps = _steps(council, rights)
    offered = [step for step in steps if not step.barred]
    recesses = [step for step in offered if step.id.startswith(TIMED)]
    turns = _turns(council)
    way = _first_way(council, rights, turns)
    return show(
        request,
        shown,
        "pages/chair.html",
        "/chair",
        status=409 if wrong else 200,
        wrong=wrong,
        steps=_offers([one for one in offered if not one.back and one not in recesses]),
        recesses=recesses,
        recess=recess_at(council, now()),
        back=[step for step in offered if step.back],
        way=way,
        barred=by_reason(step for step in steps if not step.id.startswith(TIMED)),
        stuck=not way and _nothing_to_decide(council, turns, offered),
        key=f"chair-{secrets.token_hex(8)}",
        sitting=council.sitting,
        turns=turns,
        present=voters_present(council.attendance),
        needed=quorum_needed(council),
        items=council.agenda,
        walk_out=walk_out(shown.chronicle, council),
        proxies=given_votes(council, now()[:10], _who(council)),
        settles=True,
        **_in_hand(shown, rights),
        **_votes(council),
        polls=open_polls(council),
        **_beside(council, rights),
        **heard_of(request, shown),
        procedures=procedural_motions.pending(council),
        put_aside=_put_aside(council),
        devices=_devices(council, rights),
        **on_the_floor(council),
    )


def _offers(steps: list[Step]) -> list[Offer]:
    """The steps with their keys; what asks for a second press has none."""
    keys = iter(range(1, MOST_KEYS + 1))
    return [Offer(step, "" if step.asks else str(next(keys, ""))) for step in steps]


def _turns(council: Council) -> list[Turn]:
    """The motions in the order in which they are voted on."""
    found = []
    for motion in in_turn(council):
        why, amended = barred_from_vote(council, motion), council.motions.get(motion.amends)
        said = why_not(council, why) if why else ""
        found.append(Turn(motion, amended.title if amended else "", said, why.code if why else ""))
    return found


def _who(council: Council) -> Callable[[str], str]:
    return partial(mover_of, council)


def _first_way(council: Council, rights: Rights, turns: list[Turn]) -> Way | None:
    """What comes before every step: the open vote, or a text that must be made whole."""
    if council.dividing:
        return way_to_count(council, rights.by_office)
    first = turns[0] if turns else None
    if first is None or first.code != "text-not-consolidated" or not rights.by_office(MERGING):
        return None
    page = f"/bodies/{council.body}/motions/{first.motion.id}/merge"
    return Way(page, f"Merge what carried into the text of {first.motion.title}")


def _nothing_to_decide(council: Council, turns: list[Turn], offered: list[Step]) -> bool:
    """Whether a motion waits at an open sitting, and nothing can be put to the vote."""
    sits = council.sitting is not None and council.sitting.state == "open"
    waits = bool(turns) and sits and not council.dividing
    return waits and not any(step.id.startswith(_DECIDING) for step in offered)


def _in_hand(shown: Shown, rights: Rights) -> dict[str, Any]:
    """The motion that is voted on, or comes next, with its words."""
    council = shown.chronicle.council
    division = council.divisions.get(council.dividing)
    motion = council.motions[division.motion] if division else immediate_question(council)
    amended = council.motions.get(motion.amends) if motion else None
    lacking = 0 if motion is None or motion.procedure else seconders_lacking(council, motion)
    return {
        "division": division,
        "motion": motion,
        "mover": mover_of(council, motion.mover) if motion else "",
        "seconders": seconders(council, motion, _who(council)) if motion else [],
        "amended": amended.title if amended else "",
        "text": words_of(shown.chronicle, motion.text) if motion and motion.text else "",
        "lacking": lacking if rights.by_office("motion.seconded") else 0,
        "merges": rights.by_office(MERGING) is not None,
    }


def _votes(council: Council) -> dict[str, Any]:
    """The last vote of the sitting, and what must be counted again before the next."""
    last = last_vote(council)
    return {
        "last": last,
        "last_title": council.motions[last.motion].title if last else "",
        "again": [council.motions[due.motion].title for due in recounts_due(council)],
    }


def _beside(council: Council, rights: Rights) -> dict[str, Any]:
    """What the console leads to: the door, the list, the minutes, or who calls a meeting."""
    opened = {sitting.convocation for sitting in council.sittings}
    called = any(call.id not in opened for call in council.convocations)
    return {
        "counts": not council.listed and rights.by_office(COUNTING) is not None,
        "at_door": rights.by_office(ARRIVAL) is not None,
        "enters_requests": rights.by_office("floor.requested") is not None,
        "minutes": 0 if council.sitting else len(council.sittings),
        "uncalled": council.sitting is None and not called,
        "convenes": rights.by_office(CONVENING) is not None,
        "conveners": council.standing.convening.entitled,
        "convening_offices": council.standing.entitled_offices(CONVENING),
    }


def _put_aside(council: Council) -> list[tuple[Motion, str]]:
    """What was put aside, and the item, the day or the body for which it waits."""
    items = {item.id: item.title for item in council.agenda}
    return [
        (motion, items.get(motion.awaits, motion.awaits))
        for motion in procedural_motions.put_aside(council)
    ]


def _devices(council: Council, rights: Rights) -> list[procedural_motions.Device]:
    by = rights.by_office("procedure.moved")
    if by is None or council.sitting is None:
        return []
    return procedural_motions.devices(council, by, now(), _who(council))


def _steps(council: Council, rights: Rights) -> list[Step]:
    actors = {kind: by for kind in kinds() if (by := rights.by_office(kind)) is not None}
    return next_steps(council, actors, now(), _who(council))


def _taken(request: HttpRequest, shown: Shown) -> HttpResponse:
    place = f"/bodies/{shown.chronicle.body}/chair"
    steps = _steps(shown.chronicle.council, rights_of(request, shown.chronicle))
    return take(request, shown, steps, place, lambda why: _page(request, shown, why))
