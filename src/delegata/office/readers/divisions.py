"""What pages need to know of a division before and while it is held."""

import itertools
import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import NamedTuple

from delegata.council.deliberation import Division
from delegata.council.division.telling import TOLD_BY_HAND
from delegata.council.presence import entitled
from delegata.council.proxy import represented
from delegata.council.state import Council


class Way(NamedTuple):
    """A way to a page where something is done: its address and its words."""

    address: str
    words: str


def way_to_count(council: Council, may: Callable[[str], object]) -> Way | None:
    """Where the open division is counted or closed, if who looks `may` perform that kind of act."""
    division = council.divisions.get(council.dividing)
    if division is None:
        return None
    body = f"/bodies/{council.body}"
    page = f"{body}/divisions/{division.id}"
    two = council.standing.divisions.tellers == "two"
    if division.by_ballot:
        kind, way = "division.balloted", Way(page, "See the box, and close it")
    elif division.calling:
        kind, way = "division.answered", Way(f"{page}/roll-call", "Call the roll")
    elif division.method in TOLD_BY_HAND:
        kind = "division.count-entered" if two else "division.closed"
        way = Way(f"{page}/count", "Enter the count")
    else:
        form = f"{body}/acts/division.closed?division={division.id}"
        kind, way = "division.closed", Way(form, "Enter the roll")
    return way if may(kind) else None


def free_name(council: Council, motion: str) -> str:
    """A name for the next division on a motion: the motion's own, or with the first free number.

    A number by which another motion is called, such as an amendment, is left to its divisions.
    """
    if motion not in council.divisions:
        return motion
    names = (f"{motion[:56]}-{number}" for number in itertools.count(2))
    return next(n for n in names if n not in council.divisions and n not in council.motions)


def last_vote(council: Council) -> Division | None:
    """The vote of this sitting that was closed, annulled or ruled on last."""
    since = council.sitting.opened.position if council.sitting else council.size
    over = (d for d in council.divisions.values() if d.state in {"closed", "void"})
    return max((d for d in over if resulted_at(d) > since), key=resulted_at, default=None)


def resulted_at(division: Division) -> int:
    """The entry by which a vote came to what it is now; -1 while there is none."""
    return division.resulted.position if division.resulted else -1


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


def begins_with(names: Iterable[str], who: Callable[[str], str], letter: str) -> str | None:
    """Who is called first where a letter was drawn: the first of it on the roll, or of the next.

    After the last letter the roll begins again. None for what is no single letter.
    """
    drawn = _plain(letter.strip())
    if len(drawn) != 1 or not drawn.isalpha():
        return None
    initials = [(name, _plain(_surname_first(who(name))[0])[:1]) for name in names]
    of_it = (name for name, initial in initials if initial == drawn)
    later = sorted((initial, at) for at, (_, initial) in enumerate(initials) if initial > drawn)
    after = initials[later[0][1]][0] if later else initials[0][0] if initials else None
    return next(of_it, after)


def _plain(words: str) -> str:
    """Letters without their marks, so that an O with two dots is found under O."""
    parts = unicodedata.normalize("NFD", words.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def next_called(division: Division) -> str:
    """Who is called next: the first name that was not called; none when all were."""
    return next((name for name in division.calling if name not in division.answers), "")
