"""Words for and against a procedural motion: as many as the rules let there be."""

from typing import Literal

from msgspec.structs import replace

from delegata.council.act import NO_FIGURES, Act, Command, Figures, Refused, refuse
from delegata.council.entry import Mark
from delegata.council.floor import floor_of
from delegata.council.procedure.pending import first_pending, rule_of
from delegata.council.state import Council
from delegata.council.words import Id, Text, Title


class SpeakToProcedure(Command, frozen=True, kw_only=True):
    """Somebody speaks for or against the procedural motion that is pending."""

    side: Literal["for", "against"]
    speaker: Title
    delegate: Id | None = None
    text: Text | None = None


def speak(council: Council, command: SpeakToProcedure) -> Figures | Refused:
    """A motion is spoken to as its rule says: not at all, once from each side, or freely.

    Grounds: `nothing-pending`, `not-debatable`, `side-heard`, and those of `floor_of`.
    """
    article, first = council.standing.article("procedures"), first_pending(council)
    if refused := floor_of(council, command.delegate):
        return refused
    if first is None:
        return refuse("nothing-pending", article, "No procedural motion is pending; move one.")
    motion, procedure = first
    debate = rule_of(council, procedure).debate
    if debate == "none":
        return refuse(
            "not-debatable",
            article,
            "{title} ({motion}) is decided without debate; put it to the vote.",
            title=motion.title,
            motion=motion.id,
        )
    if debate == "one-each" and any(side == command.side for side, _ in procedure.spoken):
        return refuse(
            "side-heard",
            article,
            "One has spoken {side} {motion} already, and no more may; put it to the vote.",
            side=command.side,
            motion=motion.id,
        )
    return NO_FIGURES


def spoken(council: Council, command: SpeakToProcedure, _: Figures, __: Mark) -> Council:
    """That side has been heard."""
    first = first_pending(council)
    assert first is not None, "decided before"
    motion, procedure = first
    word = (command.side, command.delegate or command.speaker)
    after = replace(motion, procedure=replace(procedure, spoken=(*procedure.spoken, word)))
    return replace(council, motions=council.motions.insert(motion.id, after))


ACTS = (Act("procedure.spoken", SpeakToProcedure, speak, spoken, by_mandate="delegate"),)
