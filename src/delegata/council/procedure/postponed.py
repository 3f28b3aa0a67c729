"""What was put off comes back when its item is taken or struck, or on its day."""

from collections.abc import Callable

from msgspec.structs import replace

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
