"""What the screen shows: the vote, else who speaks, else the last result, else the motion."""

from typing import Literal, NamedTuple

from delegata.council.amendment import versions_of
from delegata.council.deliberation import Division, Motion
from delegata.council.procedure.pending import immediate_question
from delegata.council.state import Council

Scene = Literal[
    "closed", "doors", "recess", "vote", "speaker", "result", "motion", "agenda", "presence"
]


class Wall(NamedTuple):
    """The scene, and the vote and motion that it is about."""

    scene: Scene
    division: Division | None = None
    motion: Motion | None = None


def on_the_wall(council: Council) -> Wall:
    """The scene that the sitting itself calls for."""
    sitting = council.sitting
    if sitting is None:
        return Wall("closed")
    if sitting.state == "recess":
        return Wall("recess")
    if council.dividing:
        return _about("vote", council, council.divisions[council.dividing])
    moved = immediate_question(council)
    if council.speaking is not None:
        return Wall("speaker", None, moved)
    last = _last_closed(council)
    if last is not None and (moved is None or _closed_at(last) > _touched_at(moved)):
        return _about("result", council, last)
    return Wall("motion", None, moved) if moved else Wall("agenda")


def _about(scene: Scene, council: Council, division: Division) -> Wall:
    return Wall(scene, division, council.motions[division.motion])


def _touched_at(motion: Motion) -> int:
    """When a motion got the text that it has: when it was moved, or what carried was merged."""
    return versions_of(motion)[-1].mark.position


def _last_closed(council: Council) -> Division | None:
    """The division that was closed last in this sitting."""
    assert council.sitting is not None, "a screen without a sitting shows no result"
    begun = council.sitting.opened.position
    held = (d for d in council.divisions.values() if d.state == "closed" and _closed_at(d) > begun)
    return max(held, key=_closed_at, default=None)


def _closed_at(division: Division) -> int:
    return division.closed.position if division.closed else -1
