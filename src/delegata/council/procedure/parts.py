"""A divided question: its parts are voted on apart, and those that carry make the text."""

from typing import Literal

from msgspec.structs import replace

from delegata.council.deliberation import Motion, Procedure
from delegata.council.entry import Mark
from delegata.council.state import Council
from delegata.council.voting_order import PENDING, PUT_ASIDE


def divided(council: Council, procedure: Procedure, mark: Mark) -> Council:
    """Each part is a motion in hand; the whole waits for them."""
    whole = council.motions[procedure.on]
    motions = council.motions.insert(
        whole.id,
        replace(whole, state="divided", parts=tuple(part.id for part in procedure.parts)),
    )
    for part in procedure.parts:
        motion = Motion(
            id=part.id,
            title=part.title,
            text="",
            mover=whole.mover,
            question=whole.question,
            form="motion",
            state="moved",
            seconders=whole.seconders,
            mark=mark,
            part_of=whole.id,
            part=part,
            put_by=whole.put_by,
        )
        motions = motions.insert(motion.id, motion)
    return replace(council, motions=motions, divided=(*council.divided, whole.id))


def whole_of(council: Council, name: str) -> Motion | None:
    """A divided question once its last part is settled: carried if any part of it is."""
    whole = council.motions[name]
    parts = [council.motions[part] for part in whole.parts]
    if any(part.state in _OPEN for part in parts):
        return None
    state: Literal["carried", "lost"] = (
        "carried" if any(part.state == "carried" for part in parts) else "lost"
    )
    return replace(whole, state=state)


_OPEN = PENDING | PUT_ASIDE


def carried_parts(council: Council, whole: Motion) -> tuple[str, ...]:
    """The parts that carried, in the order of the text; none for a motion that was not divided."""
    return tuple(name for name in whole.parts if council.motions[name].state == "carried")
