"""What a minority can demand of a vote now, and what the chair can do about one that is over.

No rule stands here: each is a command, and `decide` says whether it is lawful.
"""

from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import replace

from delegata.council.act import Command, Refused
from delegata.council.acts import decide
from delegata.council.deliberation import Division
from delegata.council.division.demand import CountDemand, DemandMethod
from delegata.council.division.doubt import BreakTie, DemandRecount, OpenRecount, VoidDivision
from delegata.council.entry import Actor
from delegata.council.state import Council
from delegata.council.voting_order import PENDING
from delegata.council.words import Demandable
from delegata.office.readers.refusals import Who, in_words

_METHODS: tuple[tuple[Demandable, str], ...] = (
    ("roll-call", "a roll call"),
    ("secret", "a secret vote"),
)
_REASON = "as the chair rules"


class Choice(NamedTuple):
    """Something that can be demanded or ruled: its name in a form, its words, its command.

    `asks` says what else must be filled in: a number, a reason, or nothing; `button` what is
    pressed then.
    """

    id: str
    words: str
    command: Command
    asks: str = ""
    button: str = "Note the demand"
    barred: str = ""


class Standing(NamedTuple):
    """A demand as it stands on a motion: how many demand it, and whether it is met."""

    title: str
    words: str
    delegates: int
    met: bool


def standings(council: Council) -> list[Standing]:
    """The demands on motions in hand."""
    words = dict(_METHODS)
    return [
        Standing(
            council.motions[demand.motion].title,
            words[demand.method],
            len(demand.delegates),
            demand.met is not None,
        )
        for demand in council.demands.values()
        if council.motions[demand.motion].state in PENDING
    ]


def last_closed(council: Council) -> Division | None:
    """The division that was closed last."""
    closed = [d for d in council.divisions.values() if d.state == "closed" and d.closed]
    return max(closed, key=lambda d: d.closed.position if d.closed else 0, default=None)


def choices(
    council: Council, own: Actor | None, office: Actor | None, at: str, who: Who
) -> list[Choice]:
    """What who looks at the page may demand by the own mandate, or do by an office.

    `who` names people in what bars a choice.
    """
    found: list[Choice] = []
    if own is not None:
        found += _own(council, own)
    if office is not None:
        found += _ruled(council, office)
    judged = (_judged(council, choice, at, who) for choice in found)
    return [choice for choice in judged if choice is not None]


def _own(council: Council, by: Actor) -> Iterator[Choice]:
    mandate = by.right.removeprefix("mandate:")
    for motion in _in_hand(council):
        for method, words in _METHODS:
            demand = DemandMethod(by=by, motion=motion, method=method, delegate=mandate)
            title = council.motions[motion].title
            yield Choice(f"{method}-{motion}", f"Demand {words} on {title}", demand)
    last = last_closed(council)
    if last is not None:
        title = council.motions[last.motion].title
        recount = DemandRecount(by=by, division=last.id, delegate=mandate)
        yield Choice(f"recount-{last.id}", f"Demand that {title} be counted again", recount)


def _ruled(council: Council, by: Actor) -> Iterator[Choice]:
    for motion in _in_hand(council):
        for method, words in _METHODS:
            rose = CountDemand(by=by, motion=motion, method=method, rose=0)
            title = council.motions[motion].title
            said = f"{words[0].upper()}{words[1:]} on {title}: how many rose?"
            yield Choice(f"rose-{method}-{motion}", said, rose, "number")
    last = last_closed(council)
    if last is None:
        return
    title, name = council.motions[last.motion].title, last.id
    recount = OpenRecount(by=by, division=name, reason=_REASON)
    yield Choice(f"again-{name}", f"Count {title} again", recount, "reason", "Count it again")
    void = VoidDivision(by=by, division=name, reason=_REASON)
    words = f"Rule the vote on {title} out of order"
    yield Choice(f"void-{name}", words, void, "reason", "Rule it out of order")
    for casting in ("for", "against"):
        tie = BreakTie(by=by, division=name, casting=casting)
        yield Choice(f"tie-{casting}-{name}", f"Casting vote on {title}: {casting}", tie)


def _in_hand(council: Council) -> list[str]:
    waiting = [motion for motion in council.motions.values() if motion.state in PENDING]
    return [motion.id for motion in sorted(waiting, key=lambda m: -m.mark.position)]


def _judged(council: Council, choice: Choice, at: str, who: Who) -> Choice | None:
    """The choice with the reason why it cannot be taken; None where there is nothing to it."""
    outcome = decide(council, choice.command, max(at, council.at))
    if not isinstance(outcome, Refused):
        return choice
    silent = {"no-casting-vote", "no-tie", "not-competent", "demand-unknown", "division-unknown"}
    if outcome.code in silent:
        return None
    return choice._replace(barred=in_words(council, outcome, who))


def filled(choice: Choice, number: int, reason: str, key: str | None) -> Command:
    """The command of a choice with what its form asked for."""
    command = replace(choice.command, key=key)
    if choice.asks == "number":
        return replace(command, rose=number)
    return replace(command, reason=reason) if choice.asks == "reason" else command
