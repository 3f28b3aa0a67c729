"""Votes given to others: whose somebody holds, and all of a body with what becomes of each now."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from delegata.council.act import Refused
from delegata.council.acts import decide
from delegata.council.entry import Actor
from delegata.council.proxy import GiveProxy, reaching, representative
from delegata.council.state import Council, Mandate

Who = Callable[[str], str]
"""Who holds a mandate, in words."""


class HeldVote(NamedTuple):
    """A vote of another that somebody holds: whose, until when at most, and if it came directly."""

    giver: str
    who: str
    until: str
    direct: bool


class GivenVote(NamedTuple):
    """A vote that was given: whose, to whom, and what becomes of it now."""

    giver: str
    who: str
    to: str
    now: str


def held_votes(council: Council, mandate: Mandate, who: Who) -> list[HeldVote]:
    """The votes of others that reach a delegate, in the order of the mandates' names."""
    if not council.proxies:
        return []
    return [
        HeldVote(giver, who(giver), _until(council.mandates[giver], mandate), steps == 1)
        for giver, steps in sorted(reaching(council, mandate.id).items())
    ]


def _until(*mandates: Mandate) -> str:
    """The last day on which all of these mandates run; nothing where none has a term."""
    return min((one.until for one in mandates if one.until), default="")


def given_votes(council: Council, day: str, who: Who) -> list[GivenVote]:
    """Every vote that was given to another, with what becomes of it in the hall as it is."""
    return [
        GivenVote(giver, who(giver), who(holder), _now(council, giver, day, who))
        for giver, holder in sorted(council.proxies.items())
    ]


def _now(council: Council, giver: str, day: str, who: Who) -> str:
    attendance = council.attendance
    if giver in attendance.here:
        return "is here, and votes in person"
    if giver in attendance.standing_in.values():
        return "an alternate is here, and votes"
    casts = representative(council, giver, day)
    return f"{who(casts)} casts it" if casts else "nobody who may cast it is here"


def can_hold(council: Council, giver: Mandate, at: str) -> Iterator[Mandate]:
    """Those who may be given a delegate's vote now; the rules are asked, none stands here."""
    by = Actor(person=giver.holder.person or "", right=f"mandate:{giver.id}")
    for mandate in sorted(council.mandates.values(), key=lambda one: one.id):
        asked = GiveProxy(by=by, delegate=giver.id, holder=mandate.id)
        if not isinstance(decide(council, asked, max(at, council.at)), Refused):
            yield mandate
