"""What is voted on before what: amendments before their text, rivals in turn, and what falls."""

from collections.abc import Iterable

from msgspec import UNSET
from msgspec.structs import replace

from delegata.council.act import Refused, refuse
from delegata.council.deliberation import Motion
from delegata.council.state import Council

PENDING = frozenset({"moved", "deferred"})
"""The states of a motion that is in hand."""
PUT_ASIDE = frozenset({"tabled", "postponed", "referred"})
"""The states of a motion that the body put aside and can take up again."""
_UNDECIDED = PENDING | {"divided"}
_CAN_FALL = _UNDECIDED | PUT_ASIDE | {"submitted", "admitted"}


def pending(council: Council, names: Iterable[str]) -> list[Motion]:
    """Those of the motions named that are in hand, in the order of their moving.

    A divided one gives place to its parts.
    """
    return _in_parts(council, undecided(council, names))


def undecided(council: Council, names: Iterable[str]) -> list[Motion]:
    """Those of the motions named that are in hand, whole or divided, in the order of moving."""
    found = (council.motions[name] for name in names if name in council.motions)
    return sorted((m for m in found if m.state in _UNDECIDED), key=lambda m: m.mark.position)


def _in_parts(council: Council, motions: Iterable[Motion]) -> list[Motion]:
    apart: list[Motion] = []
    for motion in motions:
        apart += pending(council, motion.parts) if motion.state == "divided" else [motion]
    return apart


def amendments_in_order(council: Council, motion: Motion) -> list[Motion]:
    """The amendments of a motion that are in hand, in the order in which they are voted on.

    `furthest`: as the chair stated, then as moved. `lines`: by the first line changed, those that
    name no lines last. `moved`: as moved. The parts of a divided one stand in its place.
    """
    waiting = undecided(council, motion.amendments)
    rule = council.standing.motion.order
    if rule == "lines":
        waiting.sort(key=lambda m: (m.change is None, m.change.first if m.change else 0))
    if rule == "furthest":
        stated = {name: number for number, name in enumerate(motion.order)}
        waiting.sort(key=lambda m: stated.get(m.id, len(stated)))
    return _in_parts(council, waiting)


def rivals_in_order(council: Council, motion: Motion) -> list[Motion]:
    """The motions on one matter that are in hand, in the order in which they are voted on.

    `furthest`: as the chair stated when declaring that they compete. Otherwise: as moved.
    """
    matter = council.matters.get(motion.matter)
    waiting = undecided(council, matter.motions if matter else ())
    if matter is not None and council.standing.motion.order == "furthest":
        waiting.sort(key=lambda m: matter.motions.index(m.id))
    return _in_parts(council, waiting)


def unmerged(council: Council, motion: Motion) -> list[Motion]:
    """The carried amendments of a motion that its text does not hold yet, as moved."""
    held = {name for version in motion.versions for name in version.merged}
    found = (council.motions[name] for name in motion.amendments)
    return [m for m in found if m.state == "carried" and m.id not in held]


def seconders_lacking(council: Council, motion: Motion) -> int:
    """How many more must second a motion before it is put.

    What a body sends in, procedural questions, elections and recalls need none, nor do their parts.
    """
    whole = council.motions.get(motion.part_of, motion)
    exempt = whole.sent_by or whole.question == "procedural"
    if exempt or whole.form in {"recall", "election"}:
        return 0
    return max(0, council.standing.motion.seconders - len(motion.seconders))


def barred_from_vote(council: Council, motion: Motion) -> Refused | None:
    """Where the rules order motions, one is put when it is seconded, whole and in its turn.

    Grounds: `not-seconded`, `amendments-first`, `text-not-consolidated`, `not-in-turn`.
    """
    if council.standing.motions is UNSET:
        return None
    article = council.standing.article("motions")
    if lacking := seconders_lacking(council, motion):
        return refuse(
            "not-seconded",
            article,
            "{motion} needs {lacking} more to second it; ask for them, or declare it fallen.",
            motion=motion.id,
            lacking=lacking,
        )
    if waiting := amendments_in_order(council, motion):
        return refuse(
            "amendments-first",
            article,
            "{motion} has an amendment in hand; vote on {first} first.",
            motion=motion.id,
            first=waiting[0].id,
        )
    if left := unmerged(council, motion):
        return refuse(
            "text-not-consolidated",
            article,
            "{amendment} carried and is not yet in the text of {motion}; consolidate the text.",
            motion=motion.id,
            amendment=left[0].id,
        )
    return _out_of_turn(council, motion, article)


def _out_of_turn(council: Council, motion: Motion, article: str) -> Refused | None:
    whole = council.motions.get(motion.part_of, motion)
    amended = council.motions.get(whole.amends)
    order = amendments_in_order(council, amended) if amended else rivals_in_order(council, whole)
    if not order or motion.id == order[0].id or whole.id == order[0].part_of:
        return None
    return refuse(
        "not-in-turn",
        article,
        "{first} comes before {motion} ({order}); vote on it first, or state another order.",
        motion=motion.id,
        first=order[0].id,
        order=council.standing.motion.order,
    )


def fall(council: Council, names: Iterable[str], reason: str) -> Council:
    """The motions named fall as far as they are not disposed of, with amendments and parts."""
    for name in names:
        motion = council.motions[name]
        if motion.state in _CAN_FALL:
            fallen = replace(motion, state="fallen", reason=reason)
            council = replace(council, motions=council.motions.insert(name, fallen))
            council = fall(council, (*motion.amendments, *motion.parts), f"{name} fell")
    return council


def rise(council: Council, names: Iterable[str], reason: str) -> Council:
    """The motions named that fell for this reason are in hand again, with what fell with them."""
    for name in names:
        motion = council.motions[name]
        if motion.state == "fallen" and motion.reason == reason:
            risen = replace(motion, state="divided" if motion.parts else "moved", reason="")
            council = replace(council, motions=council.motions.insert(name, risen))
            council = rise(council, (*motion.amendments, *motion.parts), f"{name} fell")
    return council


def settled_beside(council: Council, motion: Motion) -> Council:
    """When a motion carries, those that compete with it fall; the matter is decided.

    When it was counted otherwise or voided since, they are in hand again.
    """
    matter = council.matters.get(motion.matter)
    if matter is None:
        return council
    settle = fall if motion.state == "carried" else rise
    return settle(council, matter.motions, f"{motion.id} carried in its place")
