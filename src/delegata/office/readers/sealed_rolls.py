"""What the sealed rolls of the constituents say, as the form of the norm begins with it."""

from collections.abc import Callable, Iterable
from typing import NamedTuple
from urllib.parse import urlencode

from delegata.council.constituency import Roll
from delegata.council.state import Council


class Numbers(NamedTuple):
    """The form's beginning, how many constituents it names, and who has sealed no roll."""

    query: str
    named: int
    without: tuple[str, ...]


def numbers_of(council: Council, last_roll: Callable[[str], Roll | None]) -> Numbers | None:
    """The members of each constituent by its last sealed roll, citing the seals; None of none."""
    found = {part.body: last_roll(part.body) for part in council.constituents}
    sealed = [(body, roll) for body, roll in found.items() if roll is not None]
    if not sealed:
        return None
    fields = {
        "roll on": max(roll.held_on for _, roll in sealed),
        "members": _lines(f"{body}: {roll.seal.count}" for body, roll in sealed),
        "cites": _lines(f"{body} {roll.mark.position}" for body, roll in sealed),
    }
    without = tuple(body for body, roll in found.items() if roll is None)
    return Numbers(urlencode(fields), len(sealed), without)


def _lines(said: Iterable[str]) -> str:
    return "\n".join(said)
