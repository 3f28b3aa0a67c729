"""Alternates: they stand in for a delegate who is away, and step back when the delegate returns."""

from msgspec.structs import replace

from delegata.council.act import Act, Command, Refused, day_of, refuse
from delegata.council.entry import Mark
from delegata.council.presence import PresenceFigures, no_sitting, past_term, plot, presence_after
from delegata.council.seat import known, with_one, without
from delegata.council.state import Council, Mandate
from delegata.council.words import Id


class StandIn(Command, frozen=True, kw_only=True):
    """An alternate takes the place of a delegate who leaves, or has left or not come."""

    delegate: Id
    alternate: Id


class StepBack(Command, frozen=True, kw_only=True):
    """A delegate returns, and the alternate who stood in steps back."""

    delegate: Id


def stand_in(council: Council, command: StandIn) -> PresenceFigures | Refused:
    """A confirmed alternate from the same body stands in for one delegate at a time.

    Past their term neither votes, where the rules say so. Grounds: `no-sitting`, `nobody-named`,
    `mandate-unknown`, `not-an-alternate`, `stands-already`, `mandate-stale`.
    """
    if council.sitting is None:
        return no_sitting(council)
    if barred := known(council, (command.delegate, command.alternate)):
        return barred
    article = council.standing.article("quorum")
    delegate, alternate = council.mandates[command.delegate], council.mandates[command.alternate]
    if not may_stand_for(delegate, alternate):
        return refuse(
            "not-an-alternate",
            article,
            "{alternate} is no confirmed alternate of {delegate}'s body; name one who is.",
            alternate=alternate.id,
            delegate=delegate.id,
        )
    if alternate.id in council.attendance.standing_in or standing_for(council, delegate.id):
        return refuse(
            "stands-already",
            article,
            "{alternate} stands in already, or somebody does for {delegate}; nobody is counted"
            " twice.",
            alternate=alternate.id,
            delegate=delegate.id,
        )
    day = day_of(council, command)
    for mandate in (delegate, alternate):
        if barred := past_term(council, mandate, day):
            return barred
    return presence_after(council, _swapped(council, delegate, alternate).attendance)


def may_stand_for(delegate: Mandate, alternate: Mandate) -> bool:
    """A confirmed alternate stands for a confirmed delegate of the same body and voice."""
    confirmed = delegate.state == alternate.state == "confirmed"
    same = delegate.from_body == alternate.from_body and delegate.voice == alternate.voice
    return confirmed and same and alternate.alternate and not delegate.alternate


def standing_for(council: Council, delegate: str) -> Mandate | None:
    """The alternate who is here in a delegate's place, if one is."""
    pairs = council.attendance.standing_in.items()
    return next((council.mandates[a] for a, stood in pairs if stood == delegate), None)


def _swapped(council: Council, delegate: Mandate, alternate: Mandate) -> Council:
    """The delegate is gone, if here, and the alternate is here in that place."""
    attendance = council.attendance
    for mandate in (delegate, alternate):
        if mandate.id in attendance.here:
            attendance = without(attendance, mandate)
    return replace(council, attendance=with_one(attendance, alternate, delegate.id))


def stood_in(council: Council, command: StandIn, _: PresenceFigures, mark: Mark) -> Council:
    """The alternate votes in the delegate's place."""
    delegate, alternate = council.mandates[command.delegate], council.mandates[command.alternate]
    return plot(_swapped(council, delegate, alternate), mark, "alternate")


def step_back(council: Council, command: StepBack) -> PresenceFigures | Refused:
    """A delegate for whom an alternate stands in returns.

    Grounds: `no-sitting`, `not-replaced`, `mandate-stale`.
    """
    if council.sitting is None:
        return no_sitting(council)
    alternate = standing_for(council, command.delegate)
    if alternate is None:
        return refuse(
            "not-replaced",
            council.standing.article("quorum"),
            "Nobody stands in for {delegate}; let the delegate arrive.",
            delegate=command.delegate,
        )
    delegate = council.mandates[command.delegate]
    if barred := past_term(council, delegate, day_of(council, command)):
        return barred
    return presence_after(council, _returned(council, command.delegate, alternate).attendance)


def _returned(council: Council, delegate: str, alternate: Mandate) -> Council:
    gone = without(council.attendance, alternate)
    return replace(council, attendance=with_one(gone, council.mandates[delegate]))


def stepped_back(council: Council, command: StepBack, _: PresenceFigures, mark: Mark) -> Council:
    """The delegate votes again in person."""
    alternate = standing_for(council, command.delegate)
    assert alternate is not None, "decided before"
    return plot(_returned(council, command.delegate, alternate), mark, "delegate back")


ACTS = (
    Act("presence.stood-in", StandIn, stand_in, stood_in, PresenceFigures),
    Act("presence.stepped-back", StepBack, step_back, stepped_back, PresenceFigures),
)
