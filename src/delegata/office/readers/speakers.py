"""The speakers' list as people read it: who waits, for what, and why who is next is next."""

from collections.abc import Callable
from typing import NamedTuple

from delegata.council.deliberation import Request
from delegata.council.speaking_order import turns
from delegata.council.state import Council
from delegata.office.wording import plain

_BECAUSE = {
    "form": "this comes before speeches",
    "point": "a point of order of higher rank",
    "by-list": "it is the turn of this list",
    "by-faction": "it is the turn of this faction",
    "alternating-sides": "it is the turn of this side",
    "first-time-first": "has not spoken to the item yet",
}


class Place(NamedTuple):
    """A place on the list: the mandate, who holds it, what is asked for, why it comes now."""

    mandate: str
    who: str
    form: str
    details: str
    because: str


def places(council: Council, who: Callable[[str], str]) -> list[Place]:
    """Everybody who waits, in the order in which they would be called."""
    return [
        Place(
            turn.request.mandate,
            who(turn.request.mandate),
            turn.request.form,
            _details(turn.request),
            "; ".join(_BECAUSE[reason] for reason in turn.because),
        )
        for turn in turns(council)
    ]


def _details(request: Request) -> str:
    """What is asked for beside a plain speech."""
    form = "" if request.form == "speech" else plain(request.form)
    said = (form, request.side, request.group, request.point)
    return ", ".join(word for word in said if word)


def clock_words(seconds: int) -> str:
    """Seconds as minutes and seconds: 4:05."""
    return f"{seconds // 60}:{seconds % 60:02}"
