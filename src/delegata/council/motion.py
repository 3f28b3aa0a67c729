"""Motions: moved, seconded, amended, accepted by the mover, deferred, withdrawn."""

from typing import Literal

from msgspec.structs import replace

from delegata.council.act import NO_FIGURES, Act, Command, Figures, Refused, refuse
from delegata.council.deliberation import Motion
from delegata.council.entry import Mark
from delegata.council.state import Council
from delegata.council.words import Id, Question, Text, Title


class Move(Command, frozen=True, kw_only=True):
    """A motion is put before the body; carried, a resolution or decree becomes law of the body.

    `mover` says who moves, as the source names it; `delegate` is the mover's mandate if known.
    """

    motion: Id
    title: Title
    mover: Title
    delegate: Id | None = None
    text: Text | None = None
    question: Question = "substantive"
    form: Literal["motion", "resolution", "decree", "proclamation", "election", "rules"] = "motion"


class MoveAmendment(Command, frozen=True, kw_only=True):
    """An amendment to a motion in hand."""

    motion: Id
    amends: Id
    title: Title
    mover: Title
    delegate: Id | None = None
    text: Text | None = None


class OnMotion(Command, frozen=True, kw_only=True):
    """Common to acts on one motion in hand."""

    motion: Id


class Second(OnMotion, frozen=True, kw_only=True):
    """A delegate or group supports a motion."""

    seconder: Title
    delegate: Id | None = None


class AcceptAmendment(OnMotion, frozen=True, kw_only=True):
    """The mover of a motion accepts an amendment to it; no vote is needed on the amendment."""


class DeferMotion(OnMotion, frozen=True, kw_only=True):
    """A motion is put off: its movers do not insist on a vote now."""

    reason: Title | None = None


class WithdrawMotion(OnMotion, frozen=True, kw_only=True):
    """The mover withdraws a motion."""


def move(council: Council, command: Move) -> Figures | Refused:
    """A motion is moved once, during a sitting.

    Grounds: `no-sitting`, `motion-exists`, `not-confirmed`.
    """
    if barred := _barred(council, command.motion, command.delegate):
        return barred
    return NO_FIGURES


def _barred(council: Council, name: str, delegate: str | None) -> Refused | None:
    if council.sitting is None or council.sitting.state != "open":
        return refuse(
            "no-sitting",
            council.standing.article("floor"),
            "{body} has no open sitting; open one before moving anything.",
            body=council.body,
        )
    if name in council.motions or name in council.recalls:
        return refuse(
            "motion-exists",
            council.standing.article("floor"),
            "{body} has a motion {motion} already; choose another name.",
            body=council.body,
            motion=name,
        )
    mandate = council.mandates.get(delegate or "")
    if delegate is not None and (mandate is None or mandate.state != "confirmed"):
        return refuse(
            "not-confirmed",
            council.standing.article("floor"),
            "The mandate {mandate} is not confirmed in {body}; its holder moves nothing.",
            mandate=delegate,
            body=council.body,
        )
    return None


def moved(council: Council, command: Move, _: Figures, mark: Mark) -> Council:
    """The motion is in hand."""
    return _with(
        council,
        Motion(
            id=command.motion,
            title=command.title,
            text=command.text or "",
            mover=command.delegate or command.mover,
            question=command.question,
            form=command.form,
            state="moved",
            mark=mark,
        ),
    )


def move_amendment(council: Council, command: MoveAmendment) -> Figures | Refused:
    """An amendment is moved to a motion in hand. Grounds: as `move` and `_in_hand`."""
    if barred := _barred(council, command.motion, command.delegate):
        return barred
    return _in_hand(council, command.amends)


def amendment_moved(council: Council, command: MoveAmendment, _: Figures, mark: Mark) -> Council:
    """The amendment is in hand, beside the motion that it amends."""
    amended = council.motions[command.amends]
    amendment = Motion(
        id=command.motion,
        title=command.title,
        text=command.text or "",
        mover=command.delegate or command.mover,
        question=amended.question,
        form="motion",
        state="moved",
        amends=amended.id,
        mark=mark,
    )
    parent = replace(amended, amendments=(*amended.amendments, amendment.id))
    return _with(_with(council, amendment), parent)


def second(council: Council, command: Second) -> Figures | Refused:
    """A motion in hand is seconded. Grounds: as `_in_hand`."""
    return _in_hand(council, command.motion)


def seconded(council: Council, command: Second, _: Figures, __: Mark) -> Council:
    """The seconder stands with the motion."""
    motion = council.motions[command.motion]
    seconder = command.delegate or command.seconder
    return _with(council, replace(motion, seconders=(*motion.seconders, seconder)))


def accept(council: Council, command: AcceptAmendment) -> Figures | Refused:
    """Only an amendment in hand is accepted. Grounds: `not-an-amendment`, and as `_in_hand`."""
    motion = council.motions.get(command.motion)
    if motion is not None and not motion.amends:
        return refuse(
            "not-an-amendment",
            council.standing.article("floor"),
            "{motion} is no amendment; it needs a vote.",
            motion=command.motion,
        )
    return _in_hand(council, command.motion)


def accepted(council: Council, command: AcceptAmendment, _: Figures, __: Mark) -> Council:
    """The amendment is part of the motion without a vote."""
    return _with(council, replace(council.motions[command.motion], state="carried", accepted=True))


def defer(council: Council, command: DeferMotion) -> Figures | Refused:
    """A motion in hand is deferred. Grounds: as `_in_hand`."""
    return _in_hand(council, command.motion)


def deferred(council: Council, command: DeferMotion, _: Figures, __: Mark) -> Council:
    """The motion waits; it can still be divided on."""
    return _with(council, replace(council.motions[command.motion], state="deferred"))


def withdraw(council: Council, command: WithdrawMotion) -> Figures | Refused:
    """A motion in hand is withdrawn. Grounds: as `_in_hand`."""
    return _in_hand(council, command.motion)


def withdrawn(council: Council, command: WithdrawMotion, _: Figures, __: Mark) -> Council:
    """The motion is gone, and stays readable."""
    return _with(council, replace(council.motions[command.motion], state="withdrawn"))


def _in_hand(council: Council, name: str) -> Figures | Refused:
    """Grounds: `motion-not-in-hand`, `recall-stands`."""
    motion = council.motions.get(name)
    if motion is not None and motion.form == "recall" and motion.state == "moved":
        return refuse(
            "recall-stands",
            council.standing.article("recall"),
            "The recall {motion} was put by its electors and can only be voted on.",
            motion=name,
        )
    divided_on = council.divisions[council.dividing].motion if council.dividing else ""
    if motion is not None and motion.state in {"moved", "deferred"} and divided_on != name:
        return NO_FIGURES
    return refuse(
        "motion-not-in-hand",
        council.standing.article("floor"),
        "The motion {motion} is not in hand in {body} ({state}); name one that is.",
        motion=name,
        body=council.body,
        state="unknown"
        if motion is None
        else "being divided on"
        if divided_on == name
        else motion.state,
    )


def _with(council: Council, motion: Motion) -> Council:
    return replace(council, motions=council.motions.insert(motion.id, motion))


ACTS = (
    Act("motion.moved", Move, move, moved, by_mandate="delegate"),
    Act(
        "motion.amendment-moved",
        MoveAmendment,
        move_amendment,
        amendment_moved,
        by_mandate="delegate",
    ),
    Act("motion.seconded", Second, second, seconded, by_mandate="delegate"),
    Act("motion.amendment-accepted", AcceptAmendment, accept, accepted),
    Act("motion.deferred", DeferMotion, defer, deferred),
    Act("motion.withdrawn", WithdrawMotion, withdraw, withdrawn),
)
