"""The delegate's own page, for the telephone: what is in hand, and what one may do about it.

`partials/seat.html` is made of three things: what is the same for all (`seen_by_all`), what the
rules say of one delegate (`own_situation`), and the own record, which is a part of its own.
"""

import secrets
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string

from delegata.council.act import Command, Refused
from delegata.council.acts import decide
from delegata.council.alternate import standing_for
from delegata.council.amendment import AmendLines
from delegata.council.deliberation import Division, Motion
from delegata.council.entry import Actor, Entry
from delegata.council.motion import Move, MoveAmendment, Second
from delegata.council.own_presence import Return
from delegata.council.procedure.pending import immediate_question
from delegata.council.speaking_order import queue
from delegata.council.state import Council, Mandate
from delegata.council.voting_rules import ProxyRule
from delegata.council.words import STANCES
from delegata.office.admissions import admission_for
from delegata.office.desk import Shown, federation, name_of, now, premises, visible_body, words_of
from delegata.office.pages.ballot import barred_by_change
from delegata.office.pages.division import cast_by, closes, ended, may_dissent, paper
from delegata.office.pages.floor import asking, on_the_floor
from delegata.office.pages.mandates import instructions_of
from delegata.office.pages.moving import free_name
from delegata.office.pages.names import holder_of, mover_of
from delegata.office.pages.own_acts import by_device, own_act, own_mandate
from delegata.office.pages.shown import show
from delegata.office.readers import procedural_motions
from delegata.office.readers.candidates import own_nominations
from delegata.office.readers.divisions import last_vote
from delegata.office.readers.own_record import (
    OwnVote,
    acts_by_mandate,
    narrated,
    votes_by_mandate,
)
from delegata.office.readers.polls import own_polls
from delegata.office.readers.proxies import held_votes
from delegata.office.readers.recess import recess_at
from delegata.office.readers.rights import rights_of
from delegata.store.ballot_box import BallotBox, division_poll
from delegata.store.federation import Chronicle

LONGEST_TEXT = 1500


def seat(request: HttpRequest, name: str) -> HttpResponse:
    """Shows a delegate the own seat; its buttons act by the own mandate."""
    shown = visible_body(request, name)
    if request.method == "POST":
        return own_act(request, shown, lambda wrong: _page(request, shown, wrong))
    return _page(request, shown)


def _page(request: HttpRequest, shown: Shown, wrong: str = "") -> HttpResponse:
    council = shown.chronicle.council
    mandate = council.mandates.get(own_mandate(request, shown.chronicle))
    if mandate is None:
        return _ended(request, shown)
    turnout, voted = box_facts(council, [mandate.id])
    barred = barred_by_change(mandate.holder.person or "") if in_box(council) else ""
    for_all = seen_by_all(shown.chronicle)
    situation = own_situation(council, mandate, voted, barred, for_all["last"])
    response = show(
        request,
        shown,
        "pages/seat.html",
        "/seat",
        status=409 if wrong else 200,
        wrong=wrong,
        key=f"seat-{secrets.token_hex(8)}",
        mandate=mandate.id,
        **by_device(request, mandate.id),
        admission=admission_for(request, "ballot") if casts(situation) else "",
        turnout=turnout,
        **for_all,
        **situation,
        devices=own_devices(council, mandate, trials_in(council)),
        mine=render_to_string("partials/mine.html", _record(shown.chronicle, mandate)),
    )
    response["Cache-Control"] = "no-store"
    return response


def _record(chronicle: Chronicle, mandate: Mandate) -> dict[str, Any]:
    acts, votes = acts_by_mandate(chronicle), votes_by_mandate(chronicle.council)
    return own_record(chronicle, mandate, acts.get(mandate.id, []), votes.get(mandate.id, ()))


def _ended(request: HttpRequest, shown: Shown) -> HttpResponse:
    """What who was a delegate is told; a page that was open shows it in the seat's place."""
    person = rights_of(request, shown.chronicle).person
    words = ended(shown.chronicle.council, person)
    if not words:
        raise Http404("Sign in as a delegate of this body to see your seat.")
    response = show(request, shown, "pages/seat_ended.html", "/seat", ended=words)
    response["Cache-Control"] = "no-store"
    return response


def seen_by_all(chronicle: Chronicle) -> dict[str, Any]:
    """What every delegate's seat shows at this moment."""
    council = chronicle.council
    moved = sorted(
        (motion for motion in council.motions.values() if motion.state == "moved"),
        key=lambda motion: -motion.mark.position,
    )
    in_hand, last = _in_hand(council), last_vote(council)
    text = words_of(chronicle, in_hand.text) if in_hand and in_hand.text else ""
    return {
        "minutes": 0 if council.sitting else len(council.sittings),
        "item": next((item.title for item in council.agenda if item.state == "taken"), ""),
        "motion": in_hand,
        "mover": mover_of(council, in_hand.mover) if in_hand else "",
        "text": text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]} …",
        "others": [motion for motion in moved if motion is not in_hand],
        "procedures": procedural_motions.pending(council) if council.sitting else [],
        "division": council.divisions.get(council.dividing),
        "last": last,
        "last_title": council.motions[last.motion].title if last else "",
        "stances": STANCES,
        "recess": recess_at(council, now()),
        **on_the_floor(council),
    }


def own_situation(
    council: Council,
    mandate: Mandate,
    voted: frozenset[str],
    barred: str,
    last: Division | None,
) -> dict[str, Any]:
    """What the rules say of one delegate now; the rules are asked, none stands here.

    `voted` are the mandates whose ballots are in the open box; `barred` says why who holds this one
    votes by hand; `last` is the vote that came to its result last.
    """
    attendance = council.attendance
    alternate = standing_for(council, mandate.id)
    stood_for = attendance.standing_in.get(mandate.id, "")
    asks = asking(council, mandate.id)
    in_hand = _in_hand(council)
    return {
        **{name: value for name, value in asks.items() if name != "mandate"},
        "mandate_state": mandate.state,
        "speaks": council.speaking is not None and council.speaking.mandate == mandate.id,
        "waits_as": mandate.id if asks["waits"] or asks["points_out"] else "",
        "elsewhere": mandate.id in attendance.remote,
        "alternate": holder_of(council, alternate.id) if alternate else "",
        "stood_for": holder_of(council, stood_for) if stood_for else "",
        "may_return": _may(council, mandate, Return),
        "may_join": _may(council, mandate, Return, remote=True),
        "place": _place(council, mandate.id),
        "may_amend": in_hand is not None and _may_amend(council, mandate, in_hand),
        "may_second": in_hand is not None and _may_second(council, mandate, in_hand),
        "may_move": _may_move(council, mandate),
        "may_dissent": last is not None and may_dissent(council, mandate, last),
        "nominations": own_nominations(council, mandate),
        "polls": own_polls(council, mandate.id),
        **_proxy(council, mandate),
        **_papers(council, mandate, voted, barred),
    }


def _proxy(council: Council, mandate: Mandate) -> dict[str, Any]:
    """To whom the own vote is given, whether the rules let it be, and whose votes are held."""
    to = council.proxies.get(mandate.id, "")
    allowed = isinstance(council.standing.proxies, ProxyRule) and mandate.votes
    return {
        "proxy_to": holder_of(council, to) if to else "",
        "proxies": allowed,
        "held_votes": held_votes(council, mandate, partial(holder_of, council)),
    }


def casts(situation: Mapping[str, Any]) -> bool:
    """Whether a ballot can be cast from a seat: who votes by hand is given no admission."""
    return not situation["barred"] and any(paper["casts"] for paper in situation["papers"])


def trials_in(council: Council) -> list[procedural_motions.Trial]:
    """The procedural motions to be tried in a sitting, in nobody's name yet."""
    if council.sitting is None:
        return []
    return procedural_motions.trials(council, Actor(person="p-00000000", right="mandate:nobody"))


def own_devices(
    council: Council, mandate: Mandate, tried: list[procedural_motions.Trial]
) -> tuple[procedural_motions.Device, ...]:
    """The procedural motions that are in order from a seat."""
    if mandate.holder.person is None:
        return ()
    by = Actor(person=mandate.holder.person, right=f"mandate:{mandate.id}")
    return procedural_motions.in_order(council, tried, by, now(), mandate.id)


def own_record(
    chronicle: Chronicle, mandate: Mandate, acts: list[Entry], votes: tuple[OwnVote, ...]
) -> dict[str, Any]:
    """What stands of a delegate: the last acts, the votes, the instructions."""

    def words(text: str) -> str:
        return words_of(chronicle, text)

    return {
        "body": chronicle.body,
        "mandate": mandate.id,
        "acts": narrated(acts, name_of, words, chronicle.council),
        "votes": votes,
        "instructions": tuple(instructions_of(federation().bodies.get, mandate)),
    }


def in_box(council: Council) -> Division | None:
    """The open vote that is taken by ballot."""
    division = council.divisions.get(council.dividing)
    return division if division is not None and division.by_ballot else None


def box_facts(council: Council, mandates: list[str]) -> tuple[int, frozenset[str]]:
    """How many ballots are in the open box, and which of these mandates have theirs in it.

    Those whom they represent are looked up with them.
    """
    division = in_box(council)
    if division is None:
        return 0, frozenset()
    wanted = [name for mandate in mandates for name in cast_by(division, mandate)]
    box = BallotBox(premises().register, division_poll(council.body, division))
    return box.turnout_with(wanted)


def _may(
    council: Council, mandate: Mandate, command: Callable[..., Command], **fields: Any
) -> bool:
    """Whether the delegate could do something now."""
    if mandate.holder.person is None:
        return False
    by = Actor(person=mandate.holder.person, right=f"mandate:{mandate.id}")
    asked = command(by=by, delegate=mandate.id, **fields)
    return not isinstance(decide(council, asked, council.at), Refused)


def _place(council: Council, mandate: str) -> int | None:
    """The own place on the list, from 1; a point of order beside another request has its own."""
    asked = council.requests.get(mandate) or council.points.get(mandate)
    return None if asked is None else queue(council).index(asked) + 1


def _in_hand(council: Council) -> Motion | None:
    division = council.divisions.get(council.dividing)
    return council.motions[division.motion] if division else immediate_question(council)


def _may_second(council: Council, mandate: Mandate, motion: Motion) -> bool:
    own = motion.mover == mandate.id or mandate.id in motion.seconders
    return not own and _may(council, mandate, Second, motion=motion.id, seconder=mandate.id)


def _may_move(council: Council, mandate: Mandate) -> bool:
    """Whether the delegate could move something here now."""
    if mandate.id not in council.attendance.here:
        return False
    name = free_name(council, "own")
    return _may(council, mandate, Move, motion=name, title=name, mover=mandate.id)


def _may_amend(council: Council, mandate: Mandate, motion: Motion) -> bool:
    """Tried on lines where they are counted, else by words."""
    said = {"motion": free_name(council, motion.id), "amends": motion.id, "title": motion.title}
    if not motion.lines:
        return _may(council, mandate, MoveAmendment, mover=mandate.id, **said)
    lines: dict[str, Any] = {"change": "strike", "first": 1}
    return _may(council, mandate, AmendLines, mover=mandate.id, **said, **lines)


def _papers(
    council: Council, mandate: Mandate, voted: frozenset[str], barred: str
) -> dict[str, Any]:
    """The ballot papers of the open vote, where it is taken by ballot."""
    division = in_box(council)
    if division is None:
        return {"papers": (), "barred": "", "closes": False, "follows": False}
    papers = [
        paper(council, division, name, mandate.id, voted=name in voted)
        for name in cast_by(division, mandate.id)
    ]
    closing = closes(council, mandate.holder.person or "", division)
    return {
        "papers": papers,
        "barred": barred if any(one["casts"] for one in papers) else "",
        "closes": closing,
        # A turnout that stands still misleads: only who closes the box is shown it, and it moves.
        "follows": closing,
    }
