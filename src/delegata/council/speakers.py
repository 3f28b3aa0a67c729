"""The speakers' list: delegates ask for the floor, the chair calls them in order, speeches end."""

from datetime import datetime
from typing import Literal

from msgspec.structs import replace

from delegata.council.act import NO_FIGURES, Act, Command, Figures, Refused, refuse
from delegata.council.deliberation import Request
from delegata.council.entry import Mark
from delegata.council.floor import floor_of
from delegata.council.state import Council
from delegata.council.words import Id, Title


class RequestFloor(Command, frozen=True, kw_only=True):
    """A delegate asks for the floor: to speak, to ask, or on a point of order."""

    delegate: Id
    form: Literal["speech", "question", "point-of-order"] = "speech"


class WithdrawRequest(Command, frozen=True, kw_only=True):
    """A delegate no longer wants the floor."""

    delegate: Id


class CallSpeaker(Command, frozen=True, kw_only=True):
    """The chair gives somebody on the list the floor; out of order only with a reason."""

    delegate: Id
    reason: Title | None = None


class EndSpeech(Command, frozen=True, kw_only=True):
    """Whoever has the floor has ended, or the chair takes the floor back."""

    reason: Title | None = None


class CloseList(Command, frozen=True, kw_only=True):
    """The speakers' list is closed: only points of order are taken from now on."""


class ReopenList(Command, frozen=True, kw_only=True):
    """The speakers' list is open again."""


class SpeechFigures(Figures, frozen=True, kw_only=True):
    """How long somebody had the floor, and how long the rules allow, in seconds."""

    seconds: int
    allowed: int | None


def queue(council: Council) -> tuple[Request, ...]:
    """Who waits for the floor, in order: points of order first, then first come, first served."""
    waiting = council.requests
    return tuple(sorted(waiting, key=lambda r: (r.form != "point-of-order", r.mark.position)))


def without_absent(council: Council) -> Council:
    """Who is no longer here neither has the floor nor waits for it; a recess ends a speech."""
    if not council.requests and council.speaking is None:
        return council
    here, speaking = council.attendance.here, council.speaking
    sitting = council.sitting is not None and council.sitting.state == "open"
    stays = speaking is not None and sitting and speaking.mandate in here
    return replace(
        council,
        requests=tuple(request for request in council.requests if request.mandate in here),
        speaking=speaking if stays else None,
    )


def request(council: Council, command: RequestFloor) -> Figures | Refused:
    """A delegate who is confirmed and here is on the list once, while it is open.

    Points of order are taken on a closed list too. Grounds: `list-closed`, `asked-already`, and
    those of `floor_of`.
    """
    if barred := floor_of(council, command.delegate):
        return barred
    article = council.standing.article("floor")
    if any(waiting.mandate == command.delegate for waiting in council.requests):
        return refuse(
            "asked-already",
            article,
            "{delegate} is on the speakers' list already; wait to be called, or withdraw.",
            delegate=command.delegate,
        )
    if council.list_closed and command.form != "point-of-order":
        return refuse(
            "list-closed",
            article,
            "The speakers' list is closed; move to reopen it, or raise a point of order.",
        )
    return NO_FIGURES


def requested(council: Council, command: RequestFloor, _: Figures, mark: Mark) -> Council:
    """The delegate is on the list."""
    asked = Request(mandate=command.delegate, form=command.form, mark=mark)
    return replace(council, requests=(*council.requests, asked))


def withdraw(council: Council, command: WithdrawRequest) -> Figures | Refused:
    """Only who is on the list withdraws from it. Grounds: `not-on-list`."""
    return _on_list(council, command.delegate) or NO_FIGURES


def _on_list(council: Council, delegate: str) -> Refused | None:
    if any(waiting.mandate == delegate for waiting in council.requests):
        return None
    return refuse(
        "not-on-list",
        council.standing.article("floor"),
        "{delegate} is not on the speakers' list; ask for the floor first.",
        delegate=delegate,
    )


def withdrawn(council: Council, command: WithdrawRequest, _: Figures, __: Mark) -> Council:
    """The delegate is off the list."""
    return _without(council, command.delegate)


def _without(council: Council, delegate: str) -> Council:
    return replace(council, requests=tuple(r for r in council.requests if r.mandate != delegate))


def call(council: Council, command: CallSpeaker) -> Figures | Refused:
    """The next on the list is called, or another with a reason, once nobody has the floor.

    Grounds: `not-on-list`, `somebody-speaks`, `out-of-order`, and those of `floor_of`.
    """
    if barred := _on_list(council, command.delegate) or floor_of(council, command.delegate):
        return barred
    article, following = council.standing.article("floor"), queue(council)
    if council.speaking is not None:
        return refuse(
            "somebody-speaks",
            article,
            "{delegate} has the floor; end that speech first.",
            delegate=council.speaking.mandate,
        )
    if command.reason is None and following[0].mandate != command.delegate:
        return refuse(
            "out-of-order",
            article,
            "{following} is next on the list; call them, or state the reason for another.",
            following=following[0].mandate,
        )
    return NO_FIGURES


def called(council: Council, command: CallSpeaker, _: Figures, mark: Mark) -> Council:
    """The delegate has the floor, and the time runs."""
    asked = next(r for r in council.requests if r.mandate == command.delegate)
    return replace(_without(council, command.delegate), speaking=replace(asked, mark=mark))


def end(council: Council, command: EndSpeech) -> SpeechFigures | Refused:  # noqa: ARG001 - one form
    """Only a speech that was begun ends; how long it took is entered. Grounds: `nobody-speaks`."""
    speaking = council.speaking
    if speaking is None:
        return refuse(
            "nobody-speaks",
            council.standing.article("floor"),
            "Nobody has the floor in {body}; call the next on the list.",
            body=council.body,
        )
    begun, now = (datetime.fromisoformat(at) for at in (speaking.mark.at, council.at))
    minutes = council.standing.floor.speech_minutes
    return SpeechFigures(
        seconds=int((now - begun).total_seconds()),
        allowed=None if minutes is None else 60 * minutes,
    )


def ended(council: Council, _: EndSpeech, __: SpeechFigures, ___: Mark) -> Council:
    """Nobody has the floor."""
    return replace(council, speaking=None)


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
    Act("floor.ended", EndSpeech, end, ended, SpeechFigures),
    Act("floor.list-closed", CloseList, close_list, list_closed),
    Act("floor.list-reopened", ReopenList, reopen_list, list_reopened),
)
