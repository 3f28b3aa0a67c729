"""What pages need to know of a division before and while it is held."""

import re
from collections.abc import Callable, Iterable

from delegata.council.deliberation import Division
from delegata.council.presence import entitled
from delegata.council.proxy import represented
from delegata.council.state import Council


def free_name(council: Council, motion: str) -> str:
    """A name for the next division on a motion: the motion's own, then with a number."""
    held = sum(division.motion == motion for division in council.divisions.values())
    return motion if not held else f"{motion[:60]}-{held + 1}"


def calling_order(council: Council, day: str, who: Callable[[str], str]) -> tuple[str, ...]:
    """Those who are called on a day, here or represented, in the order of the roll."""
    return tuple(by_surname((*entitled(council, day), *represented(council, day)), who))


def by_surname(mandates: Iterable[str], who: Callable[[str], str]) -> list[str]:
    """Mandates in the order in which a body calls its roll: by the last word of the name."""
    return sorted(mandates, key=lambda mandate: _surname_first(who(mandate)))


def _surname_first(name: str) -> tuple[str, str]:
    words = name.removesuffix("(made up)").split() or [""]
    last = re.sub(r"[0-9]+", lambda number: number[0].zfill(9), words[-1].casefold())
    return last, name.casefold()


def next_called(division: Division) -> str:
    """Who is called next: the first name that was not called; none when all were."""
    return next((name for name in division.calling if name not in division.answers), "")
