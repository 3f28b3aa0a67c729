"""Speeches and their time: ended, given up, interrupted by points of order, resumed, timed."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta
from msgspec.structs import replace

from delegata.council.act import Act, Command, Figures, Refused, refuse
from delegata.council.deliberation import Request
from delegata.council.entry import Mark
from delegata.council.floor import floor_of
from delegata.council.procedure.pending import is_waived
from delegata.council.speakers import called_to, on_list
from delegata.council.speaking_order import point_rank, request_of, speakers_rule
from delegata.council.state import Council
from delegata.council.words import Id, Title


class EndSpeech(Command, frozen=True, kw_only=True):
    """Whoever has the floor has ended, or the chair takes the floor back."""

    reason: Title | None = None


class YieldFloor(Command, frozen=True, kw_only=True):
    """A delegate who has the floor gives it up, or does not go on with an interrupted speech."""

    delegate: Id


class InterruptSpeech(Command, frozen=True, kw_only=True):
    """The chair interrupts a speech for the point of order of a delegate who waits."""

    delegate: Id


class ResumeSpeech(Command, frozen=True, kw_only=True):
    """The speech that was interrupted last goes on, with the time that is left of it."""


class ChangeTime(Command, frozen=True, kw_only=True):
    """The chair gives whoever has the floor more time, or less."""

    change: Literal["extend", "cut"]
    seconds: Annotated[int, Meta(ge=1, le=36000)]
    reason: Title | None = None


class SpeechFigures(Figures, frozen=True, kw_only=True):
    """How long somebody had the floor, and how long the rules allow, in seconds."""

    seconds: int
    allowed: int | None


def allowed_seconds(council: Council, request: Request | None = None) -> int | None:
    """The seconds that whoever has the floor may speak, or that a request would have; None: any.

    A limit set for the item replaces the rules' time of a speech. A form of speaking without a
    time of its own has that of a speech, unless the body suspended the rule. What the chair granted
    or cut is counted in.
    """
    held = request or council.speaking
    form, granted = ("speech", 0) if held is None else (held.form, held.granted)
    minutes = speakers_rule(council).minutes(form)
    if minutes is None and council.speech_limit_seconds is not None:
        return council.speech_limit_seconds + granted
    if minutes is None and not is_waived(council, "floor"):
        minutes = council.standing.floor.speech_minutes
    return None if minutes is None else 60 * minutes + granted


def spoken_seconds(speech: Request, at: str) -> int:
    """The whole seconds that a speech has taken at a moment, those before interruptions too."""
    begun, now = (datetime.fromisoformat(moment) for moment in (speech.mark.at, at))
    return speech.used + int((now - begun).total_seconds())


def _figures(council: Council) -> SpeechFigures | Refused:
    """How long whoever has the floor has spoken. Grounds: `nobody-speaks`."""
    if council.speaking is None:
        return refuse(
            "nobody-speaks",
            council.standing.article("floor"),
            "Nobody has the floor in {body}; call the next on the list.",
            body=council.body,
        )
    return SpeechFigures(
        seconds=spoken_seconds(council.speaking, council.at), allowed=allowed_seconds(council)
    )


def end(council: Council, command: EndSpeech) -> SpeechFigures | Refused:  # noqa: ARG001 - one form
    """Only a speech that was begun ends; how long it took is entered. Grounds: `nobody-speaks`."""
    return _figures(council)


def ended(council: Council, _: EndSpeech, __: SpeechFigures, ___: Mark) -> Council:
    """Nobody has the floor."""
    return replace(council, speaking=None)


def give_up(council: Council, command: YieldFloor) -> SpeechFigures | Refused:
    """Who has the floor gives it up; so does who was interrupted. Grounds: `has-no-floor`."""
    if council.speaking is not None and council.speaking.mandate == command.delegate:
        return _figures(council)
    held = next((s for s in council.suspended if s.mandate == command.delegate), None)
    if held is not None:
        return SpeechFigures(seconds=held.used, allowed=allowed_seconds(council, held))
    return refuse(
        "has-no-floor",
        council.standing.article("floor"),
        "{delegate} does not have the floor and cannot give it up; withdraw from the list instead.",
        delegate=command.delegate,
    )


def given_up(council: Council, command: YieldFloor, _: SpeechFigures, __: Mark) -> Council:
    """The speech is over."""
    if council.speaking is not None and council.speaking.mandate == command.delegate:
        return replace(council, speaking=None)
    return replace(
        council, suspended=tuple(s for s in council.suspended if s.mandate != command.delegate)
    )


def interrupt(council: Council, command: InterruptSpeech) -> SpeechFigures | Refused:
    """A point of order interrupts a speech where the rules let its kind, a point only by rank.

    Grounds: `nobody-speaks`, `not-on-list`, `may-not-interrupt`, and those of `floor_of`.
    """
    figures, speaking = _figures(council), council.speaking
    if isinstance(figures, Refused) or speaking is None:
        return figures
    barred = on_list(council, command.delegate) or floor_of(council, command.delegate)
    if barred:
        return barred
    point, rule = request_of(council, command.delegate), speakers_rule(council)
    assert point is not None, "who is on the list has asked"
    ranks = speaking.form != "point-of-order" or point_rank(rule, point) < point_rank(
        rule, speaking
    )
    if point.form != "point-of-order" or point.point not in rule.interrupting or not ranks:
        return refuse(
            "may-not-interrupt",
            council.standing.article("speakers"),
            "The request of {delegate} may not interrupt {speaking}; let the speech end first.",
            delegate=command.delegate,
            speaking=speaking.mandate,
        )
    return figures


def interrupted(
    council: Council, command: InterruptSpeech, figures: SpeechFigures, mark: Mark
) -> Council:
    """The speech is suspended with the time it took, and the point of order has the floor."""
    assert council.speaking is not None, "decided before"
    suspended = replace(council.speaking, used=figures.seconds)
    return called_to(
        replace(council, suspended=(*council.suspended, suspended)), command.delegate, mark
    )


def resume(council: Council, command: ResumeSpeech) -> SpeechFigures | Refused:  # noqa: ARG001 - same
    """The speech interrupted last goes on once nobody has the floor, and not during a division.

    Grounds: `nothing-suspended`, `somebody-speaks`, `division-open`, and those of `floor_of`.
    """
    article = council.standing.article("floor")
    if not council.suspended:
        return refuse(
            "nothing-suspended", article, "No speech was interrupted; call the next on the list."
        )
    if council.speaking is not None:
        return refuse(
            "somebody-speaks",
            article,
            "{delegate} has the floor; end that speech first.",
            delegate=council.speaking.mandate,
        )
    if council.dividing:
        return refuse(
            "division-open",
            council.standing.article("divisions"),
            "The division {division} is open; the speech goes on when it is closed.",
            division=council.dividing,
        )
    held = council.suspended[-1]
    return floor_of(council, held.mandate) or SpeechFigures(
        seconds=held.used, allowed=allowed_seconds(council, held)
    )


def resumed(council: Council, _: ResumeSpeech, __: SpeechFigures, mark: Mark) -> Council:
    """The time runs on from where it stood."""
    *others, held = council.suspended
    return replace(council, suspended=tuple(others), speaking=replace(held, mark=mark))


def change_time(council: Council, command: ChangeTime) -> SpeechFigures | Refused:
    """Time that is limited is extended or cut, down to none; what then stands is entered.

    Grounds: `nobody-speaks`, `time-not-limited`, `less-than-no-time`.
    """
    figures = _figures(council)
    if isinstance(figures, Refused):
        return figures
    article = council.standing.article("floor")
    if figures.allowed is None:
        return refuse(
            "time-not-limited",
            article,
            "The time of this speech is not limited; end the speech, or set a limit for the item.",
        )
    allowed = figures.allowed + _change(command)
    if allowed < 0:
        return refuse(
            "less-than-no-time",
            article,
            "The speech has {allowed} seconds; cut no more than these.",
            allowed=figures.allowed,
        )
    return replace(figures, allowed=allowed)


def _change(command: ChangeTime) -> int:
    return command.seconds if command.change == "extend" else -command.seconds


def time_changed(council: Council, command: ChangeTime, _: SpeechFigures, __: Mark) -> Council:
    """The speech has so much time as is entered."""
    speaking = council.speaking
    assert speaking is not None, "decided before"
    return replace(council, speaking=replace(speaking, granted=speaking.granted + _change(command)))


ACTS = (
    Act("floor.ended", EndSpeech, end, ended, SpeechFigures),
    Act("floor.yielded", YieldFloor, give_up, given_up, SpeechFigures, by_mandate="delegate"),
    Act("floor.interrupted", InterruptSpeech, interrupt, interrupted, SpeechFigures),
    Act("floor.speech-resumed", ResumeSpeech, resume, resumed, SpeechFigures),
    Act("floor.time-changed", ChangeTime, change_time, time_changed, SpeechFigures),
)
