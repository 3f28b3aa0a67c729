"""What was put off comes back when its item is taken or struck, or on its day."""

from collections.abc import Callable

from msgspec.structs import replace

from delegata.council.calendar import days_after
from delegata.council.entry import Mark
from delegata.council.procedural_rules import ProcedureRule
from delegata.council.state import Council


def brought_back(council: Council, is_due: Callable[[str], bool]) -> Council:
    """Motions whose item or day has come are in hand again."""
    for name in council.put_off:
        motion = council.motions[name]
        if motion.state != "postponed" or is_due(motion.awaits):
            if motion.state == "postponed":
                motion = replace(motion, state="moved", awaits="")
            council = replace(
                council,
                motions=council.motions.insert(name, motion),
                put_off=tuple(other for other in council.put_off if other != name),
            )
    return council


def day_has_come(council: Council, awaited: str, mark: Mark) -> bool:
    """Whether a motion was put off until a day, and the day has come.

    Under rules that do not say that items are no days, whatever begins with a year is one: records
    that were made then fold so.
    """
    rules = council.standing.procedures
    whole = isinstance(rules, ProcedureRule) and rules.items_are_no_days
    a_day = days_after(awaited, 0) == awaited if whole else awaited[:4].isdigit()
    return a_day and awaited <= mark.moment[:10]
