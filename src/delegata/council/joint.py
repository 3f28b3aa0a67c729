"""Joint texts and composites: several motions become one, once each of their movers agrees."""

from typing import Literal

from msgspec.structs import replace

from delegata.council.act import NO_FIGURES, Act, Command, Figures, Refused, refuse
from delegata.council.deliberation import Motion
from delegata.council.entry import Mark
from delegata.council.motion import (
    BEFORE,
    Lines,
    amendment_in_vote,
    in_hand,
    moved_by_another,
    unfit,
    with_motion,
)
from delegata.council.mover import moves_nothing
from delegata.council.state import Council
from delegata.council.submission import next_number
from delegata.council.voting_order import fall
from delegata.council.words import Id, Text, Title


class ProposeJointText(Command, frozen=True, kw_only=True):
    """One text is proposed in place of several motions, as a composite or after a caucus.

    It stands once the mover of each has agreed.
    """

    motion: Id
    motions: tuple[Id, ...]
    title: Title
    mover: Title
    delegate: Id | None = None
    text: Text | None = None
    lines: Lines | None = None
    form: Literal["motion", "resolution", "decree", "proclamation", "rules"] = "resolution"


class AgreeToJointText(Command, frozen=True, kw_only=True):
    """The mover of one of the motions agrees; with the last of them, the motions are joined."""

    motion: Id
    part: Id
    delegate: Id | None = None


def propose_joint(council: Council, command: ProposeJointText) -> Figures | Refused:
    """At least two motions, in hand or sent in, that amend nothing are to be joined.

    Grounds: `nothing-to-join`, and those of `unfit`, `in_hand` and, where they are in hand, of
    `moves_nothing`.
    """
    if refused := unfit(council, command.motion, command.delegate):
        return refused
    for name in command.motions:
        found = in_hand(council, name, BEFORE)
        if isinstance(found, Refused):
            return found
    parts = {name: council.motions[name] for name in command.motions}
    kinds = {(part.question, part.state in BEFORE) for part in parts.values()}
    amending = any(part.amends for part in parts.values())
    if len(parts) < 2 or len(parts) != len(command.motions) or amending or len(kinds) > 1:
        return refuse(
            "nothing-to-join",
            council.standing.article("motions"),
            "Name at least two motions once each, all sent in or all in hand, that put the same"
            " kind of question and amend nothing.",
        )
    early = all(part.state in BEFORE for part in parts.values())
    return (None if early else moves_nothing(council, command.delegate)) or NO_FIGURES


def joint_proposed(council: Council, command: ProposeJointText, _: Figures, mark: Mark) -> Council:
    """The joint text waits for the movers."""
    first = council.motions[command.motions[0]]
    return with_motion(
        council,
        Motion(
            id=command.motion,
            title=command.title,
            text=command.text or "",
            mover=command.delegate or command.mover,
            question=first.question,
            form=command.form,
            state="proposed",
            mark=mark,
            lines=command.lines,
            joins=command.motions,
            number=next_number(council, first.section) if first.section else "",
            section=first.section,
            convocation=first.convocation,
        ),
    )


def agree(council: Council, command: AgreeToJointText) -> Figures | Refused:
    """Each part's own mover agrees once, as long as all parts are in hand or wait.

    An office may enter the agreement of a mover who does not act here. Grounds: `not-proposed`,
    `agreed-already`, `not-the-mover`, and those of `amendment_in_vote` and `in_hand`.
    """
    article = council.standing.article("motions")
    joint = council.motions.get(command.motion)
    if joint is None or joint.state != "proposed" or command.part not in joint.joins:
        return refuse(
            "not-proposed",
            article,
            "{motion} is no proposed text that would join {part}.",
            motion=command.motion,
            part=command.part,
        )
    if command.part in joint.agreed:
        return refuse(
            "agreed-already",
            article,
            "The mover of {part} agreed already; the movers of {others} have still to agree.",
            part=command.part,
            others=", ".join(name for name in joint.joins if name not in joint.agreed),
        )
    part = council.motions[command.part]
    if command.delegate is not None and (
        refused := moved_by_another(council, part, command.delegate)
    ):
        return refused
    for name in joint.joins:
        found = amendment_in_vote(council, name) or in_hand(council, name, BEFORE)
        if isinstance(found, Refused):
            return found
    return NO_FIGURES


def agreed(council: Council, command: AgreeToJointText, _: Figures, __: Mark) -> Council:
    """With the last agreement the parts are withdrawn into the joint text."""
    joint = council.motions[command.motion]
    joint = replace(joint, agreed=(*joint.agreed, command.part))
    council = with_motion(council, joint)
    parts = [council.motions[name] for name in joint.joins]
    if len(joint.agreed) < len(parts):
        return council
    for part in parts:
        joined = replace(part, state="joined", reason=f"joined into {joint.id}")
        council = fall(with_motion(council, joined), part.amendments, f"{part.id} was joined")
    return with_motion(council, _in_place_of(joint, parts))


def _in_place_of(joint: Motion, parts: list[Motion]) -> Motion:
    """The joint text has the support of all its parts, and waits as the last of them did."""
    support = (who for part in parts for who in (part.mover, *part.seconders))
    states = {part.state for part in parts}
    return replace(
        joint,
        state="submitted" if "submitted" in states else "admitted" if "admitted" in states
        else "moved",
        seconders=tuple(dict.fromkeys(who for who in support if who != joint.mover)),
        sent_by=next((part.sent_by for part in parts if part.sent_by), ""),
        late=all(part.late for part in parts),
    )  # fmt: skip


ACTS = (
    Act(
        "motion.joint-proposed",
        ProposeJointText,
        propose_joint,
        joint_proposed,
        by_mandate="delegate",
    ),
    Act("motion.joint-agreed", AgreeToJointText, agree, agreed, by_mandate="delegate"),
)
