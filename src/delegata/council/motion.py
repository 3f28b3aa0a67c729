"""Motions: moved, seconded, amended, accepted by the mover, deferred, withdrawn."""

from collections.abc import Container
from typing import Annotated, Literal

from msgspec import UNSET, Meta
from msgspec.structs import replace

from delegata.council.act import NO_FIGURES, Act, Command, Figures, Refused, refuse
from delegata.council.deliberation import Motion
from delegata.council.entry import Mark
from delegata.council.mover import moves_nothing
from delegata.council.procedure.pending import (
    concerned,
    procedure_first,
    procedures_of,
    put_aside,
    rule_of,
)
from delegata.council.state import Council
from delegata.council.voting_order import PENDING, fall
from delegata.council.words import Id, Question, Text, Title

Lines = Annotated[int, Meta(ge=1, le=10**6)]
"""How many numbered lines a text has, wrapped at the width that the rules state."""
BEFORE = frozenset({"submitted", "admitted"})
"""The states of a motion that was sent in and is not yet in hand."""


class Move(Command, frozen=True, kw_only=True):
    """A motion is put before the body; carried, a resolution or decree becomes law of the body.

    `mover` says who moves, as the source names it; `delegate` is the mover's mandate if known.
    `lines` counts the numbered lines of the text, so that they can be amended by number.
    """

    motion: Id
    title: Title
    mover: Title
    delegate: Id | None = None
    text: Text | None = None
    question: Question = "substantive"
    form: Literal["motion", "resolution", "decree", "proclamation", "election", "rules"] = "motion"
    lines: Lines | None = None


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

    Grounds: those of `barred`.
    """
    return barred(council, command.motion, command.delegate) or NO_FIGURES


def barred(council: Council, name: str, delegate: str | None) -> Refused | None:
    """Nothing is moved outside a sitting, or while a procedural motion is pending.

    Grounds: `no-sitting`, `procedure-first`, and those of `unfit` and `moves_nothing`.
    """
    if council.sitting is None or council.sitting.state != "open":
        return refuse(
            "no-sitting",
            council.standing.article("floor"),
            "{body} has no open sitting; open one before moving anything.",
            body=council.body,
        )
    return (
        procedure_first(council)
        or unfit(council, name, delegate)
        or moves_nothing(council, delegate)
    )


def unfit(council: Council, name: str, delegate: str | None) -> Refused | None:
    """A motion has a name of its own, and a mover with a seat.

    Grounds: `motion-exists`, `not-confirmed`.
    """
    if name in council.motions or name in council.recalls:
        return refuse(
            "motion-exists",
            council.standing.article("floor"),
            "{body} has a motion {motion} already; choose another name.",
            body=council.body,
            motion=name,
        )
    return None if delegate is None else unseated(council, delegate)


def unseated(council: Council, delegate: str) -> Refused | None:
    """Only a confirmed mandate moves and seconds. Grounds: `not-confirmed`."""
    mandate = council.mandates.get(delegate)
    if mandate is not None and mandate.state == "confirmed":
        return None
    return refuse(
        "not-confirmed",
        council.standing.article("floor"),
        "The mandate {mandate} is not confirmed in {body}; its holder moves and seconds nothing.",
        mandate=delegate,
        body=council.body,
    )


def moved(council: Council, command: Move, _: Figures, mark: Mark) -> Council:
    """The motion is in hand."""
    return with_motion(
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
            lines=command.lines,
        ),
    )


def move_amendment(council: Council, command: MoveAmendment) -> Figures | Refused:
    """An amendment is moved to a motion in hand, before the debate on it is closed.

    Grounds: as `unamendable`, `move`, `in_hand` and `too_deep`.
    """
    refused = unamendable(council, command.amends) or barred(
        council, command.motion, command.delegate
    )
    if refused is None and council.standing.motions is not UNSET:
        refused = too_deep(council, command.amends)
    return refused or in_hand(council, command.amends)


def unamendable(council: Council, name: str) -> Refused | None:
    """Procedural motions are not amended, nor is a motion once the debate on it is closed.

    Grounds: `not-amendable`, `debate-closed`.
    """
    motion = council.motions.get(name)
    if motion is not None and motion.procedure is not None:
        return refuse(
            "not-amendable",
            council.standing.article("procedures"),
            "{motion} is a procedural motion; move another of its kind against it instead.",
            motion=name,
        )
    if council.debate_closed and council.debate_closed == name:
        return refuse(
            "debate-closed",
            council.standing.article("procedures"),
            "The debate on {motion} is closed, and it is amended no more; put it to the vote.",
            motion=name,
        )
    return None


def too_deep(council: Council, amended: str) -> Refused | None:
    """Amendments are amended as deep as the rules say. Grounds: `amended-too-deep`."""
    depth, motion = 1, council.motions.get(amended)
    while motion is not None and motion.amends:
        depth, motion = depth + 1, council.motions.get(motion.amends)
    if depth <= council.standing.motion.depth:
        return None
    return refuse(
        "amended-too-deep",
        council.standing.article("motions"),
        "{motion} is an amendment of depth {depth} and cannot be amended again; vote on it first.",
        motion=amended,
        depth=depth - 1,
    )


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
        number=number_below(amended),
    )
    parent = replace(amended, amendments=(*amended.amendments, amendment.id))
    return with_motion(with_motion(council, amendment), parent)


def number_below(amended: Motion) -> str:
    """The number of the next amendment to a motion that has one: A1-1, A1-2."""
    return f"{amended.number}-{len(amended.amendments) + 1}" if amended.number else ""


def moved_by_another(council: Council, motion: Motion, delegate: str) -> Refused | None:
    """What is the mover's to do, nobody else does. Grounds: `not-the-mover`."""
    if motion.mover == delegate:
        return None
    return refuse(
        "not-the-mover",
        council.standing.article("motions"),
        "{delegate} did not move {motion}; this is for its mover alone.",
        delegate=delegate,
        motion=motion.id,
    )


def second(council: Council, command: Second) -> Figures | Refused:
    """A motion in hand or sent in is seconded, by each once where the rules count seconders.

    Where more than one is needed, a body of delegates counts mandates, so that nobody counts twice
    under two names. What was sent in is seconded from anywhere until it is called.
    Grounds: `mandate-not-named`, `not-confirmed`, `seconded-already`, and those of `moves_nothing`
    and `in_hand`.
    """
    motion = council.motions.get(command.motion)
    if motion is None:
        return in_hand(council, command.motion, BEFORE)
    needed = seconders_needed(council, motion)
    if needed and (barred := _without_mandate(council, command, needed)):
        return barred
    seconder = command.delegate or command.seconder
    if motion.state not in BEFORE and (barred := moves_nothing(council, seconder)):
        return barred
    ordered = needed or council.standing.motions is not UNSET
    if ordered and seconder in {motion.mover, *motion.seconders}:
        return refuse(
            "seconded-already",
            council.standing.article("motions"),
            "{seconder} stands with {motion} already; somebody else must second it.",
            seconder=seconder,
            motion=motion.id,
        )
    return in_hand(council, command.motion, BEFORE)


def seconders_needed(council: Council, motion: Motion) -> int:
    """How many seconders the rules want of such a motion."""
    if motion.procedure is not None:
        return rule_of(council, motion.procedure).seconders
    return council.standing.motion.seconders


def _without_mandate(council: Council, command: Second, needed: int) -> Refused | None:
    """Where there are delegates, one of several seconders is named by the mandate.

    Grounds: `mandate-not-named`, and those of `unseated`.
    """
    named = command.delegate or command.seconder
    if command.delegate is not None or named in council.mandates:
        return unseated(council, named)
    if needed == 1 or not council.mandates:
        return None
    return refuse(
        "mandate-not-named",
        council.standing.article("motions"),
        "The seconders of {motion} are counted; name the mandate of {seconder}, as it stands on"
        " the credential.",
        motion=command.motion,
        seconder=command.seconder,
    )


def seconded(council: Council, command: Second, _: Figures, __: Mark) -> Council:
    """The seconder stands with the motion."""
    motion = council.motions[command.motion]
    seconder = command.delegate or command.seconder
    return with_motion(council, replace(motion, seconders=(*motion.seconders, seconder)))


def accept(council: Council, command: AcceptAmendment) -> Figures | Refused:
    """Only an amendment in hand is accepted, where the rules let the mover accept it.

    Grounds: `not-an-amendment`, `acceptance-barred`, those of `amendment_in_vote` and `in_hand`.
    """
    return acceptable(council, command.motion)


def acceptable(council: Council, name: str) -> Figures | Refused:
    """Whether the mover can accept an amendment, whole. Grounds: as `accept`."""
    motion = council.motions.get(name)
    if motion is not None and (not motion.amends or motion.part_of):
        return refuse(
            "not-an-amendment",
            council.standing.article("floor"),
            "{motion} is no amendment; it needs a vote.",
            motion=name,
        )
    if not council.standing.motion.mover_accepts:
        return refuse(
            "acceptance-barred",
            council.standing.article("motions"),
            "The mover cannot accept {motion} in {body}; put it to the vote.",
            motion=name,
            body=council.body,
        )
    return amendment_in_vote(council, name) or in_hand(council, name)


def accepted(council: Council, command: AcceptAmendment, _: Figures, __: Mark) -> Council:
    """The amendment is part of the motion without a vote."""
    return with_motion(
        council, replace(council.motions[command.motion], state="carried", accepted=True)
    )


def defer(council: Council, command: DeferMotion) -> Figures | Refused:
    """A motion in hand is deferred. Grounds: as `in_hand`."""
    return in_hand(council, command.motion)


def deferred(council: Council, command: DeferMotion, _: Figures, __: Mark) -> Council:
    """The motion waits; it can still be divided on."""
    return with_motion(council, replace(council.motions[command.motion], state="deferred"))


def withdraw(council: Council, command: WithdrawMotion) -> Figures | Refused:
    """A motion in hand, sent in or proposed is withdrawn.

    Where the rules say so, one that was seconded or amended is the body's. Grounds: `leave-needed`,
    and those of `amendment_in_vote` and `in_hand`.
    """
    motion = council.motions.get(command.motion)
    theirs = (
        motion is not None
        and motion.procedure is None
        and bool(motion.seconders or motion.amendments)
    )
    if theirs and procedures_of(council).withdrawal_by_leave:
        return refuse(
            "leave-needed",
            council.standing.article("procedures"),
            "{motion} was seconded or amended and is the body's; move for leave to withdraw it.",
            motion=command.motion,
        )
    barred = amendment_in_vote(council, command.motion)
    return barred or in_hand(council, command.motion, BEFORE | {"proposed"})


def withdrawn(council: Council, command: WithdrawMotion, _: Figures, __: Mark) -> Council:
    """The motion is gone, and stays readable; its amendments fall where the rules order them."""
    motion = replace(council.motions[command.motion], state="withdrawn")
    council = with_motion(council, motion)
    if council.standing.motions is UNSET:
        return council
    return fall(council, motion.amendments, f"{motion.id} was withdrawn")


def in_hand(council: Council, name: str, also: Container[str] = frozenset()) -> Figures | Refused:
    """A motion can be acted on while it is in hand, or in one of the states that an act takes also.

    While a procedural motion on it is pending, it waits. Grounds: `procedure-first`, and those of
    `not_in_hand`.
    """
    waits = procedure_first(council) if concerned(council, name) else None
    return waits or not_in_hand(council, name, also) or NO_FIGURES


def not_in_hand(council: Council, name: str, also: Container[str] = frozenset()) -> Refused | None:
    """Why a motion is not in hand: unknown, settled, put aside, being voted on, or a recall.

    Grounds: `motion-not-in-hand`, `recall-stands`.
    """
    motion = council.motions.get(name)
    if motion is not None and motion.form == "recall" and motion.state == "moved":
        return refuse(
            "recall-stands",
            council.standing.article("recall"),
            "The recall {motion} was put by its electors and can only be voted on.",
            motion=name,
        )
    divided_on = council.divisions[council.dividing].motion if council.dividing else ""
    reached = motion is not None and (motion.state in PENDING or motion.state in also)
    aside = put_aside(council, name)
    if reached and aside is None and divided_on != name:
        return None
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
        else motion.state
        if aside is None
        else f"what it amends is {aside.state}",
    )


def amendment_in_vote(council: Council, name: str) -> Refused | None:
    """Where the rules order motions, nothing is disposed of during a vote on an amendment to it.

    Ground: `division-open`.
    """
    if council.standing.motions is UNSET or not council.dividing:
        return None
    voted = council.divisions[council.dividing].motion
    above = council.motions[voted].amends
    while above not in {"", name}:
        above = council.motions[above].amends
    if not above:
        return None
    return refuse(
        "division-open",
        council.standing.article("motions"),
        "{amendment} amends {motion} and is being voted on; close the division {division} first.",
        amendment=voted,
        motion=name,
        division=council.dividing,
    )


def with_motion(council: Council, motion: Motion) -> Council:
    """The council with a motion as it now is."""
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
