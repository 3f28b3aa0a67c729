"""What may be moved while what is pending: rank, turn, renewal."""

from delegata.council.act import Refused, refuse
from delegata.council.deliberation import Procedure
from delegata.council.floor import floor_of
from delegata.council.motion import unfit
from delegata.council.mover import moves_nothing
from delegata.council.procedural_rules import DeviceRule
from delegata.council.procedure.pending import (
    first_pending,
    is_waived,
    procedures_of,
    rule_of,
)
from delegata.council.procedure.targets import misdirected
from delegata.council.state import Council
from delegata.council.voting_order import PENDING, pending


def barred(
    council: Council, procedure: Procedure, name: str, delegate: str | None
) -> Refused | None:
    """Why a procedural motion cannot be moved now, if it cannot.

    Grounds: `device-unknown`, `division-open`, `somebody-speaks`, `spoken-already`,
    `out-of-precedence`, `decided-already`, and those of `floor_of`, of moving, of `moves_nothing`
    and of `misdirected`.
    """
    article = council.standing.article("procedures")
    rule = council.standing.device(procedure.device)
    if refused := (
        floor_of(council, delegate)
        or unfit(council, name, delegate)
        or moves_nothing(council, delegate)
    ):
        return refused
    if rule is None:
        known = ", ".join(r.device for r in procedures_of(council).devices)
        return refuse(
            "device-unknown",
            article,
            "The rules of {body} know no motion to {device}; known: {known}.",
            body=council.body,
            device=procedure.device.replace("-", " "),
            known=known.replace("-", " ") or "none",
        )
    if council.dividing:
        return refuse(
            "division-open",
            article,
            "The division {division} is open; nothing is moved until it is closed.",
            division=council.dividing,
        )
    free = is_waived(council, "procedures")
    return (
        (None if free else _out_of_turn(council, rule, delegate))
        or misdirected(council, procedure, rule, delegate)
        or (None if free else _outranked(council, procedure, rule))
        or _decided(council, procedure, rule)
    )


def _out_of_turn(council: Council, rule: DeviceRule, delegate: str | None) -> Refused | None:
    article, speaking = council.standing.article("procedures"), council.speaking
    if speaking is not None and speaking.mandate != delegate and not rule.interrupts:
        return refuse(
            "somebody-speaks",
            article,
            "{speaker} has the floor, and this may not interrupt; move it after the speech.",
            speaker=speaking.mandate,
        )
    if not rule.after_speaking and delegate is not None and _has_spoken(council, delegate):
        return refuse(
            "spoken-already",
            article,
            "{delegate} has spoken on this item, and may not move this; let somebody who has not.",
            delegate=delegate,
        )
    return None


def _has_spoken(council: Council, delegate: str) -> bool:
    return council.debate.turns.get((delegate, "speech"), 0) > 0


def _outranked(council: Council, procedure: Procedure, rule: DeviceRule) -> Refused | None:
    """A higher rank goes first; incidental ones arise at any time, each kind once."""
    article, first = council.standing.article("procedures"), first_pending(council)
    amended = _amendment_on(council, procedure)
    if amended and rule.rank < procedures_of(council).amendment_rank and not rule.incidental:
        return refuse(
            "out-of-precedence",
            article,
            "The amendment {pending} is pending and ranks higher; settle it first.",
            pending=amended,
        )
    if first is None:
        return None
    motion, above = first
    same = above.device == procedure.device
    if same and rule.amendable and above != procedure:
        return None
    if not same and (rule.incidental or rule.rank > rule_of(council, above).rank):
        return None
    return refuse(
        "out-of-precedence",
        article,
        "{title} ({pending}) is pending, and this does not go before it; settle it first.",
        title=motion.title,
        pending=motion.id,
    )


def _amendment_on(council: Council, procedure: Procedure) -> str:
    motion = council.motions.get(procedure.on)
    names = motion.amendments if motion is not None and motion.state in PENDING else ()
    return next((one.id for one in pending(council, names) if one.state == "moved"), "")


def _decided(council: Council, procedure: Procedure, rule: DeviceRule) -> Refused | None:
    """What was lost is not moved again before the rules let it."""
    if rule.renewable == "always":
        return None
    sitting = council.sitting
    opened = 0 if sitting is None else sitting.opened.position
    for motion in council.motions.values():
        past = motion.procedure
        if past is None or past.settled is None or _matter(past) != _matter(procedure):
            continue
        lasting = procedure.device == "reconsider" or motion.state == "lost"
        settled = past.settled.position
        since = council.progress > settled and rule.renewable == "after-progress"
        if lasting and settled >= opened and not since:
            return refuse(
                "decided-already",
                council.standing.article("procedures"),
                "The body decided on this already ({motion}); {when}.",
                motion=motion.id,
                when="let the debate go on before it is moved again"
                if rule.renewable == "after-progress"
                else "it cannot be moved again at this sitting",
            )
    return None


def _matter(procedure: Procedure) -> tuple[str, str, int | None, str]:
    return procedure.device, procedure.on, procedure.ruling, procedure.article
