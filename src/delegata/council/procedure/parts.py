"""A divided question: its parts are voted on apart, and those that carry make the text."""

from __future__ import annotations  # the persistent maps take no parameters at run time

from typing import Literal

from msgspec.structs import replace
from rpds import HashTrieMap

from delegata.council.deliberation import Demand, Motion, Procedure, Resolution
from delegata.council.entry import Mark
from delegata.council.lines import LineChange, merged
from delegata.council.state import Council
from delegata.council.voting_order import PENDING, PUT_ASIDE


def divided(council: Council, procedure: Procedure, mark: Mark) -> Council:
    """Each part is a motion in hand; the whole waits for them.

    How the whole is to be voted on, by order of the body or on demand, so is each part.
    """
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
            amends=whole.amends,
        )
        motions = motions.insert(motion.id, motion)
    council = replace(council, motions=motions, divided=(*council.divided, whole.id))
    return replace(council, demands=_demands_of_parts(council, procedure))


def _demands_of_parts(
    council: Council, procedure: Procedure
) -> HashTrieMap[tuple[str, str], Demand]:
    demands = council.demands
    for (motion, method), demand in council.demands.items():
        for part in procedure.parts if motion == procedure.on else ():
            demands = demands.insert((part.id, method), replace(demand, motion=part.id))
    return demands


def whole_of(council: Council, name: str) -> Motion | None:
    """A divided question once its last part is settled: carried if any part of it is.

    None while a part is open, or where the question fell before.
    """
    whole = council.motions[name]
    parts = [council.motions[part] for part in whole.parts]
    if whole.state != "divided" or any(part.state in _OPEN for part in parts):
        return None
    state: Literal["carried", "lost"] = (
        "carried" if any(part.state == "carried" for part in parts) else "lost"
    )
    return replace(whole, state=state)


_OPEN = PENDING | PUT_ASIDE


def carried_parts(council: Council, whole: Motion) -> tuple[str, ...]:
    """The parts that carried, in the order of the text; none for a motion that was not divided."""
    return tuple(name for name in whole.parts if council.motions[name].state == "carried")


def lines_lost(council: Council, whole: Motion) -> tuple[tuple[int, int], ...]:
    """The lines of the parts that did not carry, where the parts name lines."""
    lost = (council.motions[name] for name in whole.parts)
    ranges = (motion.part for motion in lost if motion.state != "carried" and motion.part)
    return tuple((p.first, p.last or p.first) for p in ranges if p.first is not None)


def words_adopted(adopted: Resolution, text: str) -> str:
    """The words of a resolution: those of its text, without the lines that did not carry.

    Lines are counted as they were when the text came, whatever width the rules state since; lines
    of no part stand.
    """
    if not adopted.struck:
        return text
    struck = [(LineChange(kind="strike", first=a, last=b), "") for a, b in adopted.struck]
    return merged(text, struck, adopted.width)
