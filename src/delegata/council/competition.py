"""The chair states the order of voting, which motions compete, and what falls with a decision."""

from msgspec.structs import replace

from delegata.council.act import NO_FIGURES, Act, Command, Figures, Refused, refuse
from delegata.council.deliberation import Matter, Motion
from delegata.council.entry import Mark
from delegata.council.motion import amendment_in_vote, in_hand, with_motion
from delegata.council.state import Council
from delegata.council.voting_order import fall, seconders_lacking, undecided
from delegata.council.words import Id, Title


class StateVotingOrder(Command, frozen=True, kw_only=True):
    """The chair states in which order the amendments to a motion are voted on, and why."""

    motion: Id
    amendments: tuple[Id, ...]
    reason: Title | None = None


class DeclareRivals(Command, frozen=True, kw_only=True):
    """The chair declares that motions compete on one matter, in the order of voting.

    When one carries, the others fall.
    """

    matter: Id
    title: Title
    motions: tuple[Id, ...]


class DeclareFallen(Command, frozen=True, kw_only=True):
    """The chair declares that a motion falls: what carried contradicts it, or nobody seconds it."""

    motion: Id
    because: Id | None = None
    reason: Title | None = None


def state_order(council: Council, command: StateVotingOrder) -> Figures | Refused:
    """The chair orders all amendments in hand, where the rules leave it to the chair.

    Grounds: `order-fixed`, `order-incomplete`, and those of `in_hand`.
    """
    found = in_hand(council, command.motion)
    if isinstance(found, Refused):
        return found
    rule, article = council.standing.motion.order, council.standing.article("motions")
    if rule != "furthest":
        return refuse(
            "order-fixed",
            article,
            "The rules order amendments themselves ({order}); the chair states no order.",
            order=rule,
        )
    waiting = {m.id for m in undecided(council, council.motions[command.motion].amendments)}
    if waiting != set(command.amendments) or len(waiting) != len(command.amendments):
        return refuse(
            "order-incomplete",
            article,
            "Name each amendment to {motion} that is in hand once: {waiting}.",
            motion=command.motion,
            waiting=", ".join(sorted(waiting)) or "there is none",
        )
    return NO_FIGURES


def order_stated(council: Council, command: StateVotingOrder, _: Figures, __: Mark) -> Council:
    """The amendments are voted on in that order."""
    motion = council.motions[command.motion]
    return with_motion(council, replace(motion, order=command.amendments))


def declare_rivals(council: Council, command: DeclareRivals) -> Figures | Refused:
    """At least two motions in hand, whole or divided, that amend nothing compete on one matter.

    A matter is declared anew to vote in another order. Grounds: `not-rivals`, and as `in_hand`.
    """
    for name in command.motions:
        found = in_hand(council, name, {"divided"})
        if isinstance(found, Refused):
            return found
    motions = [council.motions[name] for name in command.motions]
    strays = any(m.amends or m.part_of or m.matter not in {"", command.matter} for m in motions)
    if strays or len(motions) < 2 or len({m.id for m in motions}) != len(motions):
        return refuse(
            "not-rivals",
            council.standing.article("motions"),
            "Name at least two motions once each that amend nothing and compete on nothing else.",
        )
    return NO_FIGURES


def rivals_declared(council: Council, command: DeclareRivals, _: Figures, __: Mark) -> Council:
    """The motions compete; those that are no longer named do not."""
    before = council.matters.get(command.matter)
    for name in before.motions if before else ():
        council = with_motion(council, replace(council.motions[name], matter=""))
    for name in command.motions:
        council = with_motion(council, replace(council.motions[name], matter=command.matter))
    matter = Matter(id=command.matter, title=command.title, motions=command.motions)
    return replace(council, matters=council.matters.insert(matter.id, matter))


def declare_fallen(council: Council, command: DeclareFallen) -> Figures | Refused:
    """A motion falls beside a carried one to the same text, or where it lacks seconders.

    Grounds: `nothing-fells`, and those of `amendment_in_vote` and `in_hand`.
    """
    found = amendment_in_vote(council, command.motion) or in_hand(council, command.motion)
    if isinstance(found, Refused):
        return found
    motion = council.motions[command.motion]
    if command.because is None and seconders_lacking(council, motion):
        return NO_FIGURES
    if _beside(motion, council.motions.get(command.because or "")):
        return NO_FIGURES
    return refuse(
        "nothing-fells",
        council.standing.article("motions"),
        "{motion} does not lack seconders, and {because} is no carried amendment to the same text;"
        " put it to the vote.",
        motion=motion.id,
        because=command.because or "nothing named",
    )


def _beside(motion: Motion, carried: Motion | None) -> bool:
    return (
        carried is not None
        and carried.state == "carried"
        and bool(motion.amends)
        and motion.amends == carried.amends
        and not (motion.part_of and motion.part_of == carried.part_of)
    )


def fallen(council: Council, command: DeclareFallen, _: Figures, __: Mark) -> Council:
    """The motion is gone, with its amendments, and stays readable."""
    cause = f"{command.because} carried" if command.because else "nobody else seconded it"
    return fall(council, (command.motion,), command.reason or cause)


ACTS = (
    Act("motion.order-stated", StateVotingOrder, state_order, order_stated),
    Act("motion.rivals-declared", DeclareRivals, declare_rivals, rivals_declared),
    Act("motion.fallen", DeclareFallen, declare_fallen, fallen),
)
