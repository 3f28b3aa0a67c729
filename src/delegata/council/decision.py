"""What rests on a vote of the body: a division that it held, that carried, and is in no doubt."""

from collections.abc import Callable

from delegata.council.act import Refused, refuse
from delegata.council.deliberation import Motion
from delegata.council.state import Council


def carried(council: Council, division: str | None) -> bool:
    """Whether a division of this name carried at a competent meeting and its count stands."""
    held = council.divisions.get(division or "")
    return held is not None and held.decided and held.id not in council.doubted


def not_carried(council: Council, article: str, division: str | None) -> Refused | None:
    """An act that rests on a vote needs one that carried.

    Grounds: `division-not-carried`, and those of `in_doubt`.
    """
    if carried(council, division):
        return None
    held = council.divisions.get(division or "")
    doubted = held and in_doubt(council, article, lambda motion: motion.id == held.motion)
    return doubted or refuse(
        "division-not-carried",
        article,
        "The division {division} did not carry this; hold it first.",
        division=division or "that decides it",
    )


def in_doubt(council: Council, article: str, concerns: Callable[[Motion], bool]) -> Refused | None:
    """Nothing rests on votes that are to be counted again. Ground: `recount-due`."""
    for name in (*council.doubted, council.dividing):
        held = council.divisions.get(name)
        if held is None or not concerns(council.motions[held.motion]):
            continue
        if held.state == "recount" or name in council.doubted:
            return refuse(
                "recount-due",
                article,
                "{division} is to be counted again, and nothing rests on it before; count it"
                " first.",
                division=name,
            )
    return None
