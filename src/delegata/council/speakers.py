"""The speakers' list: delegates ask for the floor, the chair calls them, by the body's order."""

from collections.abc import Container
from typing import Literal

from msgspec import UNSET
from msgspec.structs import replace
from rpds import HashTrieMap

from delegata.council.act import NO_FIGURES, Act, Command, Figures, Refused, refuse
from delegata.council.deliberation import Request
from delegata.council.entry import Mark
from delegata.council.floor import floor_of
from delegata.council.procedure.pending import (
    first_pending,
    procedure_first,
    procedures_of,
    rule_of,
)
from delegata.council.speaking_order import (
    following,
    heard,
    list_due,
    list_of,
    request_of,
    speakers_rule,
)
from delegata.council.speaking_rules import Form
from delegata.council.state import Council
from delegata.council.words import Id, Title


class RequestFloor(Command, frozen=True, kw_only=True):
    """A delegate asks for the floor: to speak, to ask, on a point of order, or as a mover.

    `side` says for what a speech is, `group` on which declared list the delegate is, `point` which
    kind of point of order it is.
    """

    delegate: Id
    form: Form = "speech"
    side: Literal["for", "against"] | None = None
    group: Id | None = None
    point: Id | None = None


class WithdrawRequest(Command, frozen=True, kw_only=True):
    """A delegate no longer wants the floor.

    `form` says for what, where a point of order waits beside another request; without it, the
    other is withdrawn and the point of order stays.
    """

    delegate: Id
    form: Form | None = None


class CallSpeaker(Command, frozen=True, kw_only=True):
    """The chair gives somebody on the list the floor; out of order only with a reason."""

    delegate: Id
    reason: Title | None = None


class ContinueDebate(Command, frozen=True, kw_only=True):
    """The body lets the debate go on though the list whose turn it is has run empty."""

    reason: Title | None = None


class CloseList(Command, frozen=True, kw_only=True):
    """The speakers' list is closed: only points of order are taken from now on."""


class ReopenList(Command, frozen=True, kw_only=True):
    """The speakers' list is open again."""


def without_absent(before: Council, council: Council) -> Council:
    """Who is no longer here neither has the floor nor waits for it; a recess ends a speech."""
    here, sitting = council.attendance.here, council.sitting
    waits = council.requests or council.points
    if not waits and council.speaking is None and not council.suspended:
        return council
    if council.attendance is before.attendance and council.sittings is before.sittings:
        return council
    if len(here) > len(before.attendance.here):
        return council  # who arrives drives nobody from the list
    is_open = sitting is not None and sitting.state == "open"
    speaking = council.speaking
    stays = speaking is not None and is_open and speaking.mandate in here
    return replace(
        council,
        requests=_of_those(council.requests, here),
        points=_of_those(council.points, here),
        speaking=speaking if stays else None,
        suspended=tuple(s for s in council.suspended if is_open and s.mandate in here),
    )


def _of_those(
    requests: "HashTrieMap[str, Request]", here: Container[str]
) -> "HashTrieMap[str, Request]":
    """The requests of those who are here."""
    for mandate in [mandate for mandate in requests if mandate not in here]:
        requests = requests.remove(mandate)
    return requests


def request(council: Council, command: RequestFloor) -> Figures | Refused:
    """A delegate who is confirmed and here is on the list once, while it is open.

    A point of order can stand beside another request, which keeps its place. Points of order are
    taken on a closed list too, and so are a mover's words where the rules know them; after the
    close of the debate, its mover's, where the rules let a mover close it.
    Grounds: `asked-already`, `list-closed`, those of `floor_of` and of `_by_rules`.
    """
    if barred := floor_of(council, command.delegate):
        return barred
    article = council.standing.article("floor")
    point = command.form == "point-of-order"
    if command.delegate in (council.points if point else council.requests):
        return refuse(
            "asked-already",
            article,
            "{delegate} waits on a point of order already; wait to be called, or withdraw it."
            if point
            else "{delegate} is on the speakers' list already; wait to be called, or withdraw.",
            delegate=command.delegate,
        )
    if _shut(council, command):
        return refuse(
            "list-closed",
            article,
            "The speakers' list is closed; move to reopen it, or raise a point of order.",
        )
    return _by_rules(council, command) or NO_FIGURES


def _shut(council: Council, command: RequestFloor) -> bool:
    """Whether the list is closed to a request; after the debate only a mover may have a word."""
    if command.form == "point-of-order" or not council.list_closed:
        return False
    motion = council.motions.get(council.debate_closed)
    if motion is None:
        return command.form in {"speech", "question"}
    return not procedures_of(council).mover_closes or motion.mover != command.delegate


def _by_rules(council: Council, command: RequestFloor) -> Refused | None:
    """The rules know the form, list and kind that are asked for, and let one speak so often.

    Only who moved a motion that is in hand opens and closes, each once to an item. Grounds:
    `not-in-rules`, `not-the-mover`, `spoken-enough`.
    """
    rule, form = speakers_rule(council), command.form
    unknown = _unknown(council, command)
    if unknown is not None:
        return refuse(
            "not-in-rules",
            council.standing.article("speakers"),
            "The rules of {body} know no {unknown}; ask for the floor without it.",
            body=council.body,
            unknown=unknown,
        )
    if form in {"opening", "closing"} and not _moved(council, command.delegate):
        return refuse(
            "not-the-mover",
            council.standing.article("speakers"),
            "{delegate} moved no motion that is in hand; ask for the floor to speak.",
            delegate=command.delegate,
        )
    most = {"speech": rule.times, "opening": 1, "closing": 1}.get(form)
    if most is not None and council.debate.turns.get((command.delegate, form), 0) >= most:
        return refuse(
            "spoken-enough",
            council.standing.article("speakers"),
            "{delegate} has spoken {most} times in this form to the item, as often as the rules"
            " let; leave the floor to others.",
            delegate=command.delegate,
            most=most,
        )
    return None


def _unknown(council: Council, command: RequestFloor) -> str | None:
    """What is asked for that the rules do not know, in words."""
    rule, form = speakers_rule(council), command.form
    if form in {"opening", "closing"} and council.standing.speakers is UNSET:
        return f"{form} words of a mover"
    if command.group is not None and (command.group not in rule.lists or form != "speech"):
        return f"list {command.group} for this"
    if command.point is not None and (command.point not in rule.points or form != "point-of-order"):
        return f"point of order on {command.point}"
    if command.side is not None and (form != "speech" or "alternating-sides" not in rule.order):
        return "sides of a speech"
    return None


def has_words(council: Council, delegate: str) -> bool:
    """A mover opens and closes on what is debated from the list, as few procedural motions are.

    This is what is offered. Asking all the same is not refused; it waits until that is settled.
    """
    own = (m for m in council.motions.values() if m.mover == delegate and m.state == "moved")
    return any(m.procedure is None or rule_of(council, m.procedure).debate == "open" for m in own)


def _moved(council: Council, delegate: str) -> bool:
    return any(m.mover == delegate and m.state == "moved" for m in council.motions.values())


def requested(council: Council, command: RequestFloor, _: Figures, mark: Mark) -> Council:
    """The delegate is on the list."""
    asked = Request(
        mandate=command.delegate,
        form=command.form,
        mark=mark,
        side=command.side or "",
        group=command.group or "",
        point=command.point or "",
    )
    if asked.form == "point-of-order":
        return replace(council, points=council.points.insert(command.delegate, asked))
    return replace(council, requests=council.requests.insert(command.delegate, asked))


def withdraw(council: Council, command: WithdrawRequest) -> Figures | Refused:
    """Only who is on the list withdraws from it, and only what was asked for.

    Grounds: `not-on-list`.
    """
    if barred := on_list(council, command.delegate):
        return barred
    asked = (council.points.get(command.delegate), council.requests.get(command.delegate))
    if command.form is None or any(one and one.form == command.form for one in asked):
        return NO_FIGURES
    return refuse(
        "not-on-list",
        council.standing.article("floor"),
        "{delegate} did not ask for the floor in the form {form}; withdraw what was asked for.",
        delegate=command.delegate,
        form=command.form,
    )


def on_list(council: Council, delegate: str) -> Refused | None:
    """Somebody waits for the floor. Grounds: `not-on-list`."""
    if request_of(council, delegate) is not None:
        return None
    return refuse(
        "not-on-list",
        council.standing.article("floor"),
        "{delegate} is not on the speakers' list; ask for the floor first.",
        delegate=delegate,
    )


def withdrawn(council: Council, command: WithdrawRequest, _: Figures, __: Mark) -> Council:
    """The delegate is off the list, or on it for the other request alone."""
    point = command.form == "point-of-order" or (
        command.form is None and command.delegate not in council.requests
    )
    if point:
        return replace(council, points=council.points.remove(command.delegate))
    return replace(council, requests=council.requests.remove(command.delegate))


def call(council: Council, command: CallSpeaker) -> Figures | Refused:
    """The next on the list is called, or another with a reason, once nobody has the floor.

    Whoever has a point of order beside another request is called for the point first.
    A speech that was interrupted goes on before other speeches; where lists alternate and the one
    whose turn it is has run empty, the debate goes on as the rules say.
    Grounds: `not-on-list`, `somebody-speaks`, `speech-suspended`, `list-empty`, `out-of-order`,
    `procedure-first`, and those of `floor_of`.
    """
    if barred := on_list(council, command.delegate) or floor_of(council, command.delegate):
        return barred
    article, asked = council.standing.article("floor"), request_of(council, command.delegate)
    assert asked is not None, "who is on the list has asked"
    if council.speaking is not None:
        return refuse(
            "somebody-speaks",
            article,
            "{delegate} has the floor; end that speech first.",
            delegate=council.speaking.mandate,
        )
    if council.suspended and asked.form != "point-of-order":
        return refuse(
            "speech-suspended",
            article,
            "The speech of {delegate} was interrupted; let it go on, or let its speaker give it"
            " up.",
            delegate=council.suspended[-1].mandate,
        )
    if barred := _waits_for_procedure(council, asked) or _bridged(council, asked):
        return barred
    turn = following(council)
    assert turn is not None, "somebody is on the list"
    if command.reason is None and turn.request.mandate != command.delegate:
        return refuse(
            "out-of-order",
            article,
            "{following} is next on the list; call them, or state the reason for another.",
            following=turn.request.mandate,
        )
    return NO_FIGURES


def _waits_for_procedure(council: Council, asked: Request) -> Refused | None:
    """Nobody speaks to the matter while a procedural motion is pending that has its own debate."""
    first = first_pending(council)
    order = asked.form == "point-of-order"
    if order or first is None or rule_of(council, first[1]).debate == "open":
        return None
    return procedure_first(council)


def _bridged(council: Council, asked: Request) -> Refused | None:
    """An empty list is passed over only as the rules say. Grounds: `list-empty`."""
    empty, bridging = empty_list(council), speakers_rule(council).bridging
    if asked.form != "speech" or not empty or (bridging == "ask" and council.debate.bridged):
        return None
    return refuse(
        "list-empty",
        council.standing.article("speakers"),
        "It is the turn of the list {list}, on which nobody waits; "
        + (
            "put to the body whether the debate goes on, and enter that it does."
            if bridging == "ask"
            else "the debate is over, unless somebody asks for the floor on that list."
        ),
        list=empty,
    )


def empty_list(council: Council) -> str:
    """The list whose turn it is and on which nobody waits, where that stops the debate."""
    due, rule = list_due(council), speakers_rule(council)
    if not due or rule.bridging == "go-on":
        return ""
    speeches = (asked for asked in council.requests.values() if asked.form == "speech")
    return "" if any(list_of(council, asked) == due for asked in speeches) else due


def called_to(council: Council, delegate: str, mark: Mark) -> Council:
    """A delegate who waited has the floor, and the time runs."""
    asked = request_of(council, delegate)
    assert asked is not None, "decided before"
    point = delegate in council.points
    return replace(
        council,
        requests=council.requests if point else council.requests.remove(delegate),
        points=council.points.discard(delegate),
        speaking=replace(asked, mark=mark),
        debate=heard(council, council.debate, asked),
    )


def called(council: Council, command: CallSpeaker, _: Figures, mark: Mark) -> Council:
    """The delegate has the floor, and the time runs."""
    return called_to(council, command.delegate, mark)


def continue_debate(council: Council, command: ContinueDebate) -> Figures | Refused:  # noqa: ARG001 - one form
    """The body can let a debate go on that an empty list stops, where the rules say so.

    Grounds: `nothing-to-bridge`, and those of `floor_of`.
    """
    if barred := floor_of(council, None):
        return barred
    asks = speakers_rule(council).bridging == "ask"
    if asks and empty_list(council) and not council.debate.bridged:
        return NO_FIGURES
    return refuse(
        "nothing-to-bridge",
        council.standing.article("speakers"),
        "No empty list stops the debate that the body could let go on; call the next on the list.",
    )


def debate_continued(council: Council, _: ContinueDebate, __: Figures, ___: Mark) -> Council:
    """The empty list is passed over to the end of the item."""
    return replace(council, debate=replace(council.debate, bridged=True))


def close_list(council: Council, command: CloseList) -> Figures | Refused:  # noqa: ARG001 - one form
    """An open list is closed, at a sitting. Grounds: `list-closed`, and those of `floor_of`."""
    if not council.list_closed:
        return floor_of(council, None) or NO_FIGURES
    return refuse(
        "list-closed", council.standing.article("floor"), "The speakers' list is closed already."
    )


def list_closed(council: Council, _: CloseList, __: Figures, ___: Mark) -> Council:
    """Only points of order are taken."""
    return replace(council, list_closed=True)


def reopen_list(council: Council, command: ReopenList) -> Figures | Refused:  # noqa: ARG001 - same
    """A closed list is reopened. Grounds: `list-open`."""
    if council.list_closed:
        return NO_FIGURES
    return refuse(
        "list-open", council.standing.article("floor"), "The speakers' list is open already."
    )


def list_reopened(council: Council, _: ReopenList, __: Figures, ___: Mark) -> Council:
    """Everybody can ask for the floor."""
    return replace(council, list_closed=False)


ACTS = (
    Act("floor.requested", RequestFloor, request, requested, by_mandate="delegate"),
    Act("floor.request-withdrawn", WithdrawRequest, withdraw, withdrawn, by_mandate="delegate"),
    Act("floor.called", CallSpeaker, call, called),
    Act("floor.debate-continued", ContinueDebate, continue_debate, debate_continued),
    Act("floor.list-closed", CloseList, close_list, list_closed),
    Act("floor.list-reopened", ReopenList, reopen_list, list_reopened),
)
