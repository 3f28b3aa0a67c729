"""What can be put to the vote: a motion in hand at an open sitting, while nothing else is open."""

from msgspec.structs import replace

from delegata.council.act import Refused, refuse
from delegata.council.deliberation import Division, Motion
from delegata.council.state import Council


def motion_to_put(council: Council, name: str) -> Motion | Refused:
    """The motion, if it is in hand at an open sitting. Grounds: `motion-not-in-hand`, `no-sitting`.

    No other division is open. Ground: `division-open`.
    """
    return sitting_free(council) or _in_hand(council, name)


def sitting_free(council: Council) -> Refused | None:
    """Something can be put to the vote. Grounds: `no-sitting`, `division-open`."""
    if council.sitting is None or council.sitting.state != "open":
        return refuse(
            "no-sitting",
            council.standing.article("divisions"),
            "{body} has no open sitting; nothing can be put to the vote.",
            body=council.body,
        )
    if council.dividing:
        return refuse(
            "division-open",
            council.standing.article("divisions"),
            "The division {division} is open; close it first.",
            division=council.dividing,
        )
    return None


def _in_hand(council: Council, name: str) -> Motion | Refused:
    put = council.motions.get(name)
    if put is not None and put.state in {"moved", "deferred"}:
        return put
    return refuse(
        "motion-not-in-hand",
        council.standing.article("divisions"),
        "The motion {motion} is not in hand in {body}; move it first.",
        motion=name,
        body=council.body,
    )


def name_free(council: Council, division: str) -> Refused | None:
    """Each division has a name of its own. Ground: `division-exists`."""
    if division not in council.divisions:
        return None
    return refuse(
        "division-exists",
        council.standing.article("divisions"),
        "{body} held a division {division} already; choose another name.",
        body=council.body,
        division=division,
    )


def divided_on(council: Council, division: Division) -> Council:
    """The council with a division that is open."""
    return replace(
        council, divisions=council.divisions.insert(division.id, division), dividing=division.id
    )
