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


def pending(council: Council, names: Iterable[str]) -> list[Motion]:
    """Those of the motions named that are in hand, in the order of their moving."""
    found = (council.motions[name] for name in names if name in council.motions)
    return sorted((m for m in found if m.state in PENDING), key=lambda m: m.mark.position)


def amendments_in_order(council: Council, motion: Motion) -> list[Motion]:
    """The amendments of a motion that are in hand, in the order in which they are voted on.

    `furthest`: as the chair stated, then as moved. `lines`: by the first line changed, those that
    name no lines last. `moved`: as moved.
    """
    waiting = pending(council, motion.amendments)
    rule = council.standing.motion.order
    if rule == "lines":
        return sorted(waiting, key=lambda m: (m.change is None, m.change.first if m.change else 0))
    if rule == "furthest":
        stated = {name: number for number, name in enumerate(motion.order)}
        return sorted(waiting, key=lambda m: stated.get(m.id, len(stated)))
    return waiting


def rivals_in_order(council: Council, motion: Motion) -> list[Motion]:
    """The motions on one matter that are in hand, in the order in which they are voted on.

    `furthest`: as the chair stated when declaring that they compete. Otherwise: as moved.
    """
    matter = council.matters.get(motion.matter)
    waiting = pending(council, matter.motions if matter else ())
    if matter is None or council.standing.motion.order != "furthest":
        return waiting
    return sorted(waiting, key=lambda m: matter.motions.index(m.id))


def unmerged(council: Council, motion: Motion) -> list[Motion]:
    """The carried amendments of a motion that its text does not hold yet, as moved."""
    held = {name for version in motion.versions for name in version.merged}
    found = (council.motions[name] for name in motion.amendments)
    return [m for m in found if m.state == "carried" and m.id not in held]


def seconders_lacking(council: Council, motion: Motion) -> int:
    """How many more must second a motion before it is put.

    What a body sends in, procedural questions, elections and recalls need none.
    """
    exempt = motion.sent_by or motion.question == "procedural"
    if exempt or motion.form in {"recall", "election"}:
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
    amended = council.motions.get(motion.amends)
    order = amendments_in_order(council, amended) if amended else rivals_in_order(council, motion)
    if not order or order[0].id == motion.id:
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
    """The motions named fall as far as they are not disposed of, with their amendments."""
    for name in names:
        motion = council.motions[name]
        if motion.state in PENDING | PUT_ASIDE | {"submitted", "admitted"}:
            fallen = replace(motion, state="fallen", reason=reason)
            council = replace(council, motions=council.motions.insert(name, fallen))
            council = fall(council, motion.amendments, f"{name} fell")
    return council


def rise(council: Council, names: Iterable[str], reason: str) -> Council:
    """The motions named that fell for this reason are in hand again, with their amendments."""
    for name in names:
        motion = council.motions[name]
        if motion.state == "fallen" and motion.reason == reason:
            risen = replace(motion, state="moved", reason="")
            council = replace(council, motions=council.motions.insert(name, risen))
            council = rise(council, motion.amendments, f"{name} fell")
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
