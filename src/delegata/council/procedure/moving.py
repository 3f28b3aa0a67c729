"""Procedural motions as they are moved: one command for each kind of particulars."""

from typing import Annotated, Literal

from msgspec import Meta
from msgspec.structs import replace

from delegata.council.act import Act, Command, Figures, Refused
from delegata.council.deliberation import Motion, Part, Procedure
from delegata.council.division.outcome import said
from delegata.council.entry import Mark
from delegata.council.floor import position_of
from delegata.council.procedure import effects
from delegata.council.procedure.pending import majority_of, rule_of
from delegata.council.procedure.precedence import barred
from delegata.council.procedure.titles import title_of
from delegata.council.state import Council
from delegata.council.words import Date, Id, Key, Method, Title

Minutes = Annotated[int, Meta(ge=1, le=10_080)]
Suspendable = Literal["floor", "procedures"]


class Procedural(Command, frozen=True, kw_only=True):
    """Common to procedural motions: a name, who moves, and words for it if they should differ."""

    motion: Id
    mover: Title
    delegate: Id | None = None
    title: Title | None = None

    def asked(self, council: Council) -> Procedure:
        """What the motion asks for: its device with its particulars."""
        raise NotImplementedError(council.body)


class MoveProcedure(Procedural, frozen=True, kw_only=True):
    """A procedural motion without particulars, on a motion where it is about one."""

    device: Literal[
        "close-debate",
        "close-list",
        "reopen-list",
        "table",
        "take-from-table",
        "next-business",
        "not-consider",
        "rescind",
        "adjourn",
        "withdraw",
        "orders-of-the-day",
    ]
    on: Id | None = None

    def asked(self, _: Council) -> Procedure:
        """What it asks for."""
        return Procedure(device=self.device, on=self.on or "")


class MoveSpeechLimit(Procedural, frozen=True, kw_only=True):
    """To limit or extend the time of a speech on the item in hand."""

    minutes: Minutes

    def asked(self, _: Council) -> Procedure:
        """What it asks for."""
        return Procedure(device="limit-speeches", minutes=self.minutes)


class MovePostponement(Procedural, frozen=True, kw_only=True):
    """To put a motion off until an item of the order of the day is taken, or until a day."""

    on: Id
    item: Id | None = None
    day: Date | None = None

    def asked(self, _: Council) -> Procedure:
        """What it asks for."""
        return Procedure(device="postpone", on=self.on, item=self.item or "", day=self.day or "")


class MoveReferral(Procedural, frozen=True, kw_only=True):
    """To refer a motion to a body or committee, which reports back."""

    on: Id
    to: Title
    report_on: Date | None = None

    def asked(self, _: Council) -> Procedure:
        """What it asks for."""
        return Procedure(device="refer", on=self.on, to=self.to, day=self.report_on or "")


class MoveDivisionOfQuestion(Procedural, frozen=True, kw_only=True):
    """To divide a question into parts that are voted on apart."""

    on: Id
    parts: tuple[Part, ...]

    def asked(self, _: Council) -> Procedure:
        """What it asks for."""
        return Procedure(device="divide-question", on=self.on, parts=self.parts)


class MoveReconsideration(Procedural, frozen=True, kw_only=True):
    """To reconsider a vote; `voted` says on which side the mover was."""

    on: Id
    voted: Literal["for", "against"] | None = None

    def asked(self, _: Council) -> Procedure:
        """What it asks for."""
        return Procedure(device="reconsider", on=self.on, to=self.voted or "")


class MoveSuspension(Procedural, frozen=True, kw_only=True):
    """To suspend a standing order for a stated purpose, until the item is done."""

    article: Suspendable
    purpose: Title

    def asked(self, _: Council) -> Procedure:
        """What it asks for."""
        return Procedure(device="suspend-rules", article=self.article, to=self.purpose)


class MoveRecess(Procedural, frozen=True, kw_only=True):
    """To interrupt the sitting for some minutes, perhaps for the factions to caucus."""

    minutes: Minutes
    caucus: bool = False

    def asked(self, _: Council) -> Procedure:
        """What it asks for."""
        return Procedure(device="recess", minutes=self.minutes, caucus=self.caucus)


class MoveMethod(Procedural, frozen=True, kw_only=True):
    """To have a motion voted on by a certain method."""

    on: Id
    method: Method

    def asked(self, _: Council) -> Procedure:
        """What it asks for."""
        return Procedure(device="vote-by", on=self.on, method=self.method)


class Appeal(Procedural, frozen=True, kw_only=True):
    """An appeal from a ruling of the chair: the question is whether the ruling stands.

    The ruling is named by its key or its position.
    """

    ruling: Key

    def asked(self, council: Council) -> Procedure:
        """What it asks for."""
        return Procedure(device="appeal", ruling=position_of(council, self.ruling))


class ProcedureFigures(Figures, frozen=True, kw_only=True):
    """The rank of the device, how many must second it, and what carries it."""

    rank: int
    seconders: int
    needs: str


def move(council: Council, command: Procedural) -> ProcedureFigures | Refused:
    """A procedural motion is moved when the rules let it be moved over what is pending.

    Grounds: those of `barred`.
    """
    procedure = command.asked(council)
    if refused := barred(council, procedure, command.motion, command.delegate):
        return refused
    rule = rule_of(council, procedure)
    needs = "nothing: it is had on demand" if rule.on_demand else said(majority_of(rule))
    return ProcedureFigures(rank=rule.rank, seconders=rule.seconders, needs=needs)


def moved(council: Council, command: Procedural, _: ProcedureFigures, mark: Mark) -> Council:
    """It is pending and is settled next; on demand it takes effect at once."""
    procedure = command.asked(council)
    motion = Motion(
        id=command.motion,
        title=command.title or title_of(council, procedure),
        text="",
        mover=command.delegate or command.mover,
        question="procedural",
        form="procedural",
        state="moved",
        mark=mark,
        procedure=procedure,
    )
    council = replace(council, motions=council.motions.insert(motion.id, motion))
    if rule_of(council, procedure).on_demand:
        return effects.decided(council, replace(motion, state="carried"), mark)
    return replace(council, pending=(*council.pending, motion.id))


ACTS = tuple(
    Act(f"procedure.{kind}", command, move, moved, ProcedureFigures, by_mandate="delegate")
    for kind, command in (
        ("moved", MoveProcedure),
        ("speech-limit-moved", MoveSpeechLimit),
        ("postponement-moved", MovePostponement),
        ("referral-moved", MoveReferral),
        ("division-moved", MoveDivisionOfQuestion),
        ("reconsideration-moved", MoveReconsideration),
        ("suspension-moved", MoveSuspension),
        ("recess-moved", MoveRecess),
        ("method-moved", MoveMethod),
        ("appealed", Appeal),
    )
)
