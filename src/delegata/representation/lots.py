"""Lots: drawn from a published seed by a procedure that anyone can repeat by hand.

The ticket of a candidate is the SHA-256 of four lines in UTF-8, joined by a line feed: `delegata
lot 1`, the seed, the label, and the candidate's number in decimal. The lowest ticket wins.
"""

from collections.abc import Sequence
from hashlib import sha256

PROCEDURE = "delegata lot 1"


def draw_lot(seed: str, label: str, candidates: Sequence[int]) -> tuple[int, ...]:
    """The candidates in the order in which they are drawn: by rising ticket (see the module).

    The order in which they are given does not matter, and leaving one out does not change the order
    of the others. The seed must be published after the ballots are closed and before the draw; the
    label says which lot this is. Raises `ValueError` for an empty seed, a line break in seed or
    label, or a candidate given twice.
    """
    if not seed or "\n" in seed or "\n" in label:
        raise ValueError("a lot needs a seed; seed and label are one line each")
    if len(set(candidates)) != len(candidates):
        raise ValueError(f"a candidate stands twice in the lot {label!r}; give each once")
    return tuple(sorted(candidates, key=lambda number: (ticket(seed, label, number), number)))


def ticket(seed: str, label: str, candidate: int) -> str:
    """A candidate's ticket in one lot, as 64 hexadecimal digits."""
    lines = "\n".join((PROCEDURE, seed, label, str(candidate)))
    return sha256(lines.encode()).hexdigest()
