"""What rests on a vote of the body: a division that it held, and that carried."""

from delegata.council.act import Refused, refuse
from delegata.council.state import Council


def carried(council: Council, division: str | None) -> bool:
    """Whether a division of this name carried at a meeting that was competent to decide."""
    held = council.divisions.get(division or "")
    return held is not None and held.decided


def not_carried(council: Council, article: str, division: str | None) -> Refused | None:
    """An act that rests on a vote needs one that carried. Grounds: `division-not-carried`."""
    if carried(council, division):
        return None
    return refuse(
        "division-not-carried",
        article,
        "The division {division} did not carry this; hold it first.",
        division=division or "that decides it",
    )
