"""What somebody can do with one motion now: each step is tried on the rules, which say why not."""

from collections.abc import Iterator

from delegata.council.amendment import AcceptAsMover, OpposeAcceptance, WithdrawOwnMotion
from delegata.council.competition import DeclareFallen
from delegata.council.deliberation import Motion
from delegata.council.entry import Actor
from delegata.council.joint import AgreeToJointText
from delegata.council.motion import Second, WithdrawMotion
from delegata.council.state import Council
from delegata.council.submission import CallMotion, MoveUrgency, RuleOnAdmissibility
from delegata.council.voting_order import seconders_lacking
from delegata.office.readers.next_steps import Step, judged
from delegata.office.readers.rights import Rights
from delegata.office.readers.texts import collisions


def motion_steps(council: Council, motion: Motion, rights: Rights, at: str) -> list[Step]:
    """The lawful steps on a motion, by the mandate that is held and by the offices."""
    mandate = council.seated.get(rights.person, "")
    steps = [*_by_office(council, motion, rights)]
    if mandate:
        by = Actor(person=rights.person, right=f"mandate:{mandate}")
        steps = [*_by_mandate(council, motion, by, mandate), *steps]
    return [step for step in steps if not judged(council, step, at).barred]


def _by_mandate(council: Council, motion: Motion, by: Actor, mandate: str) -> Iterator[Step]:
    name = motion.id
    if mandate not in {motion.mover, *motion.seconders}:
        command = Second(by=by, motion=name, seconder=mandate, delegate=mandate)
        yield Step(f"second-{name}", "Second it", command)
    if motion.mover == mandate:
        own = WithdrawOwnMotion(by=by, motion=name, delegate=mandate)
        yield Step(f"withdraw-own-{name}", "Withdraw it", own)
    for part in motion.joins:
        joint = AgreeToJointText(by=by, motion=name, part=part, delegate=mandate)
        words = f"Agree, as the mover of {_called(council, part)}"
        yield Step(f"join-{name}-{part}", words, joint)
    if motion.late:
        asked = sum(one.urges == name for one in council.motions.values())
        moved = f"urgent-{asked + 1}-{name}"[:64]
        urgency = MoveUrgency(by=by, motion=moved, late=name, mover=mandate, delegate=mandate)
        yield Step(f"urge-{name}", "Move that it is urgent", urgency)
    if motion.amends:
        yield Step(
            f"accept-{name}",
            "Accept it as the mover of the text",
            AcceptAsMover(by=by, motion=name, delegate=mandate),
        )
        yield Step(
            f"oppose-{name}",
            "Object to its acceptance: it needs a vote",
            OpposeAcceptance(by=by, motion=name, opponent=mandate, delegate=mandate),
        )


def _called(council: Council, name: str) -> str:
    """What people call a motion: its number in the motion book, else its title."""
    motion = council.motions[name]
    return motion.number or motion.title


def _sent_in(council: Council, motion: Motion, rights: Rights) -> Iterator[Step]:
    """What the office does with a motion that was sent in, or proposed in place of others."""
    name = motion.id
    if by := rights.by_office("motion.admissibility-ruled"):
        admit = RuleOnAdmissibility(by=by, motion=name, admissible=True)
        if motion.state != "admitted":
            yield Step(f"admit-{name}", "Admit it", admit)
    if by := rights.by_office("motion.called"):
        yield Step(f"call-{name}", "Call it: it is in hand", CallMotion(by=by, motion=name))
    if by := rights.by_office("motion.joint-agreed"):
        for part in motion.joins:
            words = f"Enter that the mover of {_called(council, part)} agrees"
            yield Step(
                f"agree-{name}-{part}", words, AgreeToJointText(by=by, motion=name, part=part)
            )


def _by_office(council: Council, motion: Motion, rights: Rights) -> Iterator[Step]:
    if by := rights.by_office("motion.fallen"):
        for other in collisions(council, motion):
            if other.state == "carried":
                words = f"Declare it fallen: {other.title} carried on the same lines"
                command = DeclareFallen(by=by, motion=motion.id, because=other.id)
                yield Step(f"fell-{motion.id}-{other.id}", words, command)
        if seconders_lacking(council, motion):
            words = "Declare it fallen: nobody else seconds it"
            yield Step(f"fell-{motion.id}", words, DeclareFallen(by=by, motion=motion.id))
    yield from _sent_in(council, motion, rights)
    if by := rights.by_office("motion.withdrawn"):
        withdrawal = WithdrawMotion(by=by, motion=motion.id)
        yield Step(f"withdraw-{motion.id}", "Enter that it is withdrawn", withdrawal)
