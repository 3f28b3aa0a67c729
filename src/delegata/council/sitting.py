"""Meetings: convened by those entitled or not, postponed; sittings opened, in recess, closed."""

from msgspec.structs import replace

from delegata.council.act import NO_FIGURES, Act, Command, Figures, Refused, refuse
from delegata.council.calendar import days_after, days_between, minutes_after, unreal
from delegata.council.electors import poll_here
from delegata.council.entry import Mark
from delegata.council.floor import without_list
from delegata.council.presence import plot
from delegata.council.procedure.pending import fallen
from delegata.council.procedure.postponed import brought_back, day_has_come
from delegata.council.state import Attendance, Convocation, Council, Interval, Sitting
from delegata.council.words import Date, Id, Title


class Convene(Command, frozen=True, kw_only=True):
    """The body is called together by a body or an office, for a day."""

    convocation: Id
    convener: Id
    opens_on: Date
    called_on: Date | None = None
    place: Title | None = None


class Postpone(Command, frozen=True, kw_only=True):
    """A meeting that was called is put off to another day."""

    convocation: Id
    opens_on: Date
    postponer: Id
    reason: Title | None = None


class OpenSitting(Command, frozen=True, kw_only=True):
    """A sitting opens, under a convocation."""

    sitting: Id
    convocation: Id
    opened_by: Title | None = None


class Recess(Command, frozen=True, kw_only=True):
    """The sitting is suspended for a while."""

    minutes: int | None = None
    reason: Title | None = None


class Resume(Command, frozen=True, kw_only=True):
    """The sitting goes on after a recess."""


class CloseSitting(Command, frozen=True, kw_only=True):
    """The sitting closes, and the meeting with it if `adjourned` is false."""

    adjourned: bool = False


class ConveningFigures(Figures, frozen=True, kw_only=True):
    """Whether the convener is entitled, and the days of notice where the call is dated."""

    competent: bool
    notice_days: int | None
    notice_needed: int


def convene(council: Council, command: Convene) -> ConveningFigures | Refused:
    """Those entitled convene; others can call a meeting too, which stands as not competent.

    Too short a notice makes the meeting not competent as well. Grounds: `convocation-exists`,
    `date-unreal`.
    """
    rule = council.standing.convening
    if any(c.id == command.convocation for c in council.convocations):
        return refuse(
            "convocation-exists",
            council.standing.article("convening"),
            "{body} has a convocation {convocation} already; choose another name.",
            body=council.body,
            convocation=command.convocation,
        )
    called = command.called_on or (command.held.date if command.held else None)
    article = council.standing.article("convening")
    if wrong := unreal(article, called or command.opens_on, command.opens_on):
        return wrong
    notice = None if called is None else days_between(called, command.opens_on)
    entitled = command.convener in rule.entitled
    in_time = rule.notice_days == 0 or (notice is not None and notice >= rule.notice_days)
    return ConveningFigures(
        competent=entitled and in_time, notice_days=notice, notice_needed=rule.notice_days
    )


def due_on(council: Council) -> str | None:
    """The day by which the body is due to meet; None where its rules set no interval.

    The interval runs from its last competent sitting, or from its founding where it held none.
    """
    days = council.standing.convening.interval_days
    if days is None or not council.editions:
        return None
    competent = [sitting.opened.moment for sitting in council.sittings if sitting.competent]
    last = competent[-1][:10] if competent else council.founded_on
    return days_after(last, days)


def convened(council: Council, command: Convene, figures: ConveningFigures, mark: Mark) -> Council:
    """The call stands, competent or not."""
    call = Convocation(
        id=command.convocation,
        convener=command.convener,
        opens_on=command.opens_on,
        competent=figures.competent,
        notice_days=figures.notice_days,
        mark=mark,
    )
    return replace(council, convocations=(*council.convocations, call))


def postpone(council: Council, command: Postpone) -> Figures | Refused:
    """Who may convene may postpone, to a day of the calendar.

    A meeting that constituents or electors convened is theirs: nobody postpones it.
    Grounds: `convocation-unknown`, `requisition-stands`, `not-entitled`, `date-unreal`.
    """
    article = council.standing.article("convening")
    if not any(c.id == command.convocation for c in council.convocations):
        return refuse(
            "convocation-unknown",
            article,
            "{body} has no convocation {convocation}.",
            body=council.body,
            convocation=command.convocation,
        )
    if any(command.convocation == r.id for r in council.requisitions):
        return refuse(
            "requisition-stands",
            article,
            "The meeting {convocation} was convened by requisition; nobody can put it off.",
            convocation=command.convocation,
        )
    entitled = council.standing.convening.entitled
    if command.postponer not in entitled:
        return refuse(
            "not-entitled",
            article,
            "{postponer} may not postpone the meeting; entitled: {entitled}.",
            postponer=command.postponer,
            entitled=", ".join(entitled),
        )
    return unreal(article, command.opens_on) or NO_FIGURES


def postponed(council: Council, command: Postpone, _: Figures, __: Mark) -> Council:
    """The call has a new day; the old one stays readable."""
    calls = tuple(
        replace(c, opens_on=command.opens_on, postponed=(*c.postponed, c.opens_on))
        if c.id == command.convocation
        else c
        for c in council.convocations
    )
    return replace(council, convocations=calls)


def open_sitting(council: Council, command: OpenSitting) -> Figures | Refused:
    """One sitting is open at a time, each under a call, with a name of its own.

    Grounds: `sitting-open`, `sitting-exists`, `convocation-unknown`.
    """
    article = council.standing.article("convening")
    if council.sitting is not None:
        return refuse(
            "sitting-open",
            article,
            "The sitting {sitting} is not closed; close it first.",
            sitting=council.sitting.id,
        )
    if any(s.id == command.sitting for s in council.sittings):
        return refuse(
            "sitting-exists",
            article,
            "{body} held a sitting {sitting} already; choose another name.",
            body=council.body,
            sitting=command.sitting,
        )
    if not any(c.id == command.convocation for c in council.convocations):
        return refuse(
            "convocation-unknown",
            article,
            "{body} has no convocation {convocation}; convene the body first.",
            body=council.body,
            convocation=command.convocation,
        )
    return NO_FIGURES


def sitting_opened(council: Council, command: OpenSitting, _: Figures, mark: Mark) -> Council:
    """The sitting is open; nobody is counted as present yet."""
    call = next(c for c in council.convocations if c.id == command.convocation)
    sitting = Sitting(
        id=command.sitting, convocation=call.id, competent=call.competent, state="open", opened=mark
    )
    council = replace(council, sittings=(*council.sittings, sitting), attendance=Attendance())
    council = brought_back(council, lambda awaited: day_has_come(council, awaited, mark))
    return plot(council, mark, "sitting opened")


def recess(council: Council, _: Recess) -> Figures | Refused:
    """Only an open sitting goes into recess, and not during a division. Grounds: as `in_state`."""
    return in_state(council, "open")


def recessed(council: Council, command: Recess, _: Figures, mark: Mark) -> Council:
    """The sitting is in recess; those present stay on the list."""
    return into_recess(council, mark, command.minutes, reason=command.reason or "")


def into_recess(
    council: Council, mark: Mark, minutes: int | None, *, reason: str = "", caucus: bool = False
) -> Council:
    """The sitting is in recess from this moment, for so many minutes or until it is resumed."""
    last = council.sittings[-1]
    after = replace(
        last,
        state="recess",
        recesses=(*last.recesses, (mark.position, None)),
        interval=Interval(_ends(mark, minutes), reason, caucus),
    )
    return plot(_with_last(council, after), mark, "recess")


def _ends(mark: Mark, minutes: int | None) -> str:
    """When a recess is to end; of one on paper whose hour is not known, nobody can say."""
    if minutes is None or minutes <= 0 or (mark.held is not None and mark.held.time is None):
        return ""
    return minutes_after(mark.moment, minutes) or ""


def resume(council: Council, _: Resume) -> Figures | Refused:
    """Only a sitting in recess resumes. Grounds: as `in_state`."""
    return in_state(council, "recess")


def resumed(council: Council, _: Resume, __: Figures, mark: Mark) -> Council:
    """The sitting goes on."""
    last = council.sittings[-1]
    begun = last.recesses[-1][0]
    ended = (*last.recesses[:-1], (begun, mark.position))
    after = replace(last, state="open", recesses=ended, interval=None)
    return plot(_with_last(council, after), mark, "resumed")


def close(council: Council, _: CloseSitting) -> Figures | Refused:
    """Only an open sitting closes, and not during a division, or a poll of those who are here.

    Grounds: `poll-open`, and as `in_state`.
    """
    found, poll = in_state(council, "open"), poll_here(council)
    if isinstance(found, Refused) or poll is None:
        return found
    return refuse(
        "poll-open",
        council.standing.article("elections"),
        "The poll of {election} is open, and those who leave cannot vote; close it first.",
        election=poll.id,
    )


def closed(council: Council, _: CloseSitting, __: Figures, mark: Mark) -> Council:
    """The sitting is over, nobody is present or has the floor; closed doors are closed no more."""
    return adjourned(_opened(council, mark), mark)


def adjourned(council: Council, mark: Mark) -> Council:
    """The sitting is over from this moment; procedural motions that are pending fall.

    What was to be counted again stands as it was declared: those who voted are here no more.
    Where a vote behind closed doors adjourns it, that vote is in camera to its end.
    """
    council = _opened(council, Mark(mark.position + 1, mark.at, mark.held))
    council = fallen(replace(council, doubted=()), lambda _: True)
    after = replace(council.sittings[-1], state="closed", closed=mark)
    council = replace(without_list(_with_last(council, after)), attendance=Attendance())
    return plot(council, mark, "sitting closed")


def _opened(council: Council, mark: Mark) -> Council:
    if council.closure is None:
        return council
    return replace(
        council, closures=(*council.closures[:-1], replace(council.closure, opened=mark))
    )


def in_state(council: Council, state: str) -> Figures | Refused:
    """The sitting is in the state that the act needs. Grounds: `no-sitting`, `division-open`."""
    if council.sitting is None or council.sitting.state != state:
        return refuse(
            "no-sitting",
            council.standing.article("convening"),
            "{body} has no sitting that is {state}.",
            body=council.body,
            state="open" if state == "open" else "in recess",
        )
    if council.dividing:
        return refuse(
            "division-open",
            council.standing.article("divisions"),
            "The division {division} is open; close it first.",
            division=council.dividing,
        )
    return NO_FIGURES


def _with_last(council: Council, sitting: Sitting) -> Council:
    return replace(council, sittings=(*council.sittings[:-1], sitting))


ACTS = (
    Act("meeting.convened", Convene, convene, convened, ConveningFigures),
    Act("meeting.postponed", Postpone, postpone, postponed),
    Act("sitting.opened", OpenSitting, open_sitting, sitting_opened),
    Act("sitting.recessed", Recess, recess, recessed),
    Act("sitting.resumed", Resume, resume, resumed),
    Act("sitting.closed", CloseSitting, close, closed),
)
