"""Procedural motions that are pending: they are settled before anything else."""

from collections.abc import Callable

from msgspec.structs import replace

from delegata.council.act import Refused, refuse
from delegata.council.deliberation import Motion, Procedure
from delegata.council.procedural_rules import DeviceRule, ProcedureRule
from delegata.council.rules import MajorityRule
from delegata.council.state import Council
from delegata.council.voting_order import PENDING, amendments_in_order, rivals_in_order
from delegata.council.words import Device

ON_A_MOTION: frozenset[Device] = frozenset(
    {
        "table",
        "postpone",
        "refer",
        "next-business",
        "not-consider",
        "divide-question",
        "vote-by",
        "withdraw",
    }
)
"""The devices that are on a motion in hand."""


def rule_of(council: Council, procedure: Procedure) -> DeviceRule:
    """The rule of a procedural motion that was moved; the default one if it was struck since."""
    return council.standing.device(procedure.device) or DeviceRule(device=procedure.device)


def procedures_of(council: Council) -> ProcedureRule:
    """The article on procedural motions; none is known where it is not set."""
    rules = council.standing.procedures
    return rules if isinstance(rules, ProcedureRule) else ProcedureRule(devices=())


def first_pending(council: Council) -> tuple[Motion, Procedure] | None:
    """The procedural motion that is settled next, if one is pending."""
    if not council.pending:
        return None
    motion = council.motions[council.pending[-1]]
    assert motion.procedure is not None, "only procedural motions are pending"
    return motion, motion.procedure


def immediate_question(council: Council) -> Motion | None:
    """What is before the body now: the procedural motion to be settled, else what is voted first.

    What was deferred, or amends something that was put aside, is not before it.
    """
    first = first_pending(council)
    if first is not None:
        return first[0]
    return next((motion for motion in in_turn(council) if motion.state == "moved"), None)


def in_turn(council: Council) -> list[Motion]:
    """Motions that can be voted on in their turn: procedural ones, then amendments before texts.

    The latest comes first, but that on which debate was closed before others, and what was
    deferred after them; rivals as the rules order them.
    """
    waiting = {
        m.id: m
        for m in council.motions.values()
        if m.state in PENDING and put_aside(council, m.id) is None
    }
    heads = [m for m in waiting.values() if m.amends not in waiting]
    turns = {head.id: _with_amendments(council, head) for head in heads}
    heads.sort(key=lambda m: (_after(council, m, turns[m.id]), -m.mark.position))
    ordered = (one for head in heads for one in rivals_in_order(council, head) or [head])
    return [one for head in dict.fromkeys(ordered) for one in _with_amendments(council, head)]


def _after(council: Council, head: Motion, turns: list[Motion]) -> tuple[bool, bool, bool]:
    """What makes a motion wait for others, the weightiest first."""
    closed = any(motion.id == council.debate_closed for motion in turns)
    return head.procedure is None, not closed, head.state == "deferred"


def _with_amendments(council: Council, motion: Motion) -> list[Motion]:
    before = amendments_in_order(council, motion)
    return [*(one for below in before for one in _with_amendments(council, below)), motion]


def procedure_first(council: Council, but: str = "") -> Refused | None:
    """What is pending is settled before other business, `but` for one motion by name.

    Grounds: `procedure-first`.
    """
    first = first_pending(council)
    if first is None or first[0].id == but:
        return None
    return refuse(
        "procedure-first",
        council.standing.article("procedures"),
        'The procedural motion "{title}" ({motion}) is pending; settle it first.',
        title=first[0].title,
        motion=first[0].id,
    )


def concerned(council: Council, motion: str) -> bool:
    """Whether a procedural motion on this motion is pending."""
    return any(
        procedure is not None and procedure.on == motion
        for procedure in (council.motions[name].procedure for name in council.pending)
    )


def is_waived(council: Council, article: str) -> bool:
    """Whether the body suspended an article of its rules for a purpose."""
    return any(name == article for name, _ in council.waived)


def put_aside(council: Council, name: str) -> Motion | None:
    """What an amendment amends, at any remove, if the body put that aside."""
    motion = council.motions.get(name)
    while motion is not None and motion.amends:
        motion = council.motions[motion.amends]
        if motion.state in _ASIDE:
            return motion
    return None


_ASIDE = frozenset(
    {
        "tabled",
        "postponed",
        "referred",
        "passed-over",
        "not-considered",
        "divided",
        "out-of-order",
        "fallen",
        "rescinded",
    }
)


def fallen(council: Council, also: Callable[[Procedure], bool]) -> Council:
    """What is pending without an object falls, and `also` what a settled one makes needless."""
    for name in council.pending:
        motion = council.motions[name]
        assert motion.procedure is not None, "only procedural motions are pending"
        if motion.state == "moved" and (
            also(motion.procedure) or without_object(council, motion.procedure)
        ):
            motion = replace(motion, state="fallen")
        if motion.state != "moved":
            council = replace(
                council,
                motions=council.motions.insert(name, motion),
                pending=tuple(other for other in council.pending if other != name),
            )
    return council


def without_object(council: Council, procedure: Procedure) -> bool:
    """Whether the motion that a procedural motion is on has left the hands of the body."""
    on = council.motions.get(procedure.on)
    bound = procedure.device in ON_A_MOTION or procedure.device == "close-debate"
    return bound and on is not None and on.state not in PENDING


def majority_of(rule: DeviceRule) -> MajorityRule:
    """The majority that carries a procedural motion."""
    return MajorityRule(question="procedural", share=rule.share, base=rule.base)


def majority_for(council: Council, name: str) -> MajorityRule:
    """The majority that a motion needs: of its device, or of its kind of question."""
    motion = council.motions[name]
    if motion.procedure is None:
        return council.standing.majority(motion.question)
    return majority_of(rule_of(council, motion.procedure))


def unputtable(council: Council, name: str) -> Refused | None:
    """Why a motion cannot be put to the vote for the sake of procedure, if it cannot.

    Grounds: `not-seconded`, `motion-not-in-hand`, and those of `procedure_first`.
    """
    motion = council.motions[name]
    if refused := procedure_first(council, but=name):
        return refused
    if aside := put_aside(council, name):
        return refuse(
            "motion-not-in-hand",
            council.standing.article("procedures"),
            "{motion} amends {aside}, which is {state}; bring that back first.",
            motion=name,
            aside=aside.id,
            state=aside.state,
        )
    rule = None if motion.procedure is None else rule_of(council, motion.procedure)
    seconders = set(motion.seconders) - {motion.mover}
    if rule is not None and len(seconders) < rule.seconders:
        return refuse(
            "not-seconded",
            council.standing.article("procedures"),
            "{title} ({motion}) needs {needed} to second it and has {seconders}; ask for support.",
            title=motion.title,
            motion=name,
            needed=rule.seconders,
            seconders=len(seconders),
        )
    return None


def needs_no_quorum(council: Council, name: str) -> bool:
    """Whether the rules let a procedural motion be decided without a quorum, as to adjourn."""
    procedure = council.motions[name].procedure
    return procedure is not None and rule_of(council, procedure).without_quorum
