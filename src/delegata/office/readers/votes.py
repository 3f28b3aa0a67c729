"""The votes that were taken on a motion, in order, and which of them counts."""

from collections.abc import Iterable

from delegata.council.deliberation import Division
from delegata.council.state import Council


def votes_on(council: Council, motion: str) -> list[Division]:
    """The divisions on a motion, in the order in which they were opened."""
    return in_order(held for held in council.divisions.values() if held.motion == motion)


def in_order(divisions: Iterable[Division]) -> list[Division]:
    """Divisions in the order in which they were opened."""
    return sorted(divisions, key=lambda held: held.opened.position)


def counting(council: Council) -> dict[str, Division]:
    """The division that counts for each motion: the last that was not annulled or ruled out."""
    held = (one for one in council.divisions.values() if one.state != "void")
    return {one.motion: one for one in in_order(held)}


def verdict(held: Division) -> str:
    """What a division came to, in a word: nothing, where it was annulled or ruled out of order."""
    if held.state == "void":
        return "ruled out of order" if held.outcome else "annulled"
    return held.result or held.outcome


def recounts_due(council: Council) -> list[Division]:
    """The divisions that must be counted again before anything else is put to the vote."""
    found = (council.divisions[name] for name in council.doubted)
    return in_order(held for held in found if held.state == "closed")
