"""A minority demands how a motion is voted on, or that a count be made again, and must be heeded.

Roll call: Robert's Rules of Order, 12th ed., 45:45; many rule books name a fifth or a tenth.
"""

from msgspec.structs import replace

from delegata.council.act import Act, Command, Figures, Refused, day_of, refuse
from delegata.council.deliberation import Demand
from delegata.council.division.putting import motion_to_put
from delegata.council.entry import Mark
from delegata.council.presence import has_vote_here, voters
from delegata.council.state import Council
from delegata.council.words import Count, Demandable, Id, Method, Share
from delegata.representation.quorum import Quorum

_HEEDED: dict[str, frozenset[str]] = {
    "roll-call": frozenset({"roll-call"}),
    "secret": frozenset({"secret", "paper"}),
}
"""The methods by which a division may be held once one was demanded."""


class DemandMethod(Command, frozen=True, kw_only=True):
    """A delegate demands that a motion be voted on by roll call, or secretly."""

    motion: Id
    method: Demandable
    delegate: Id


class CountDemand(Command, frozen=True, kw_only=True):
    """The chair counts who rose to demand a roll call or a secret vote on a motion."""

    motion: Id
    method: Demandable
    rose: Count


class DemandFigures(Figures, frozen=True, kw_only=True):
    """Those present, how many of them must demand it, how many do, and whether they are enough."""

    present: int
    needed: int
    demanding: int
    met: bool


def demand_method(council: Council, command: DemandMethod) -> DemandFigures | Refused:
    """Who is here with a vote demands a method once, before the motion is put to the vote.

    Who has left demands it no longer, until it was met: then it stands. The share is of those
    present, rounded up to whole persons. Grounds: those of `_open`, `no-vote-here`,
    `demanded-already`.
    """
    found = _open(council, command.motion, command.method)
    if isinstance(found, Refused):
        return found
    held = council.mandates.get(command.delegate)
    if held is None or not has_vote_here(council.attendance, held):
        return refuse(
            "no-vote-here",
            council.standing.article("divisions"),
            "{delegate} has no vote here now; only who votes can demand how it is done.",
            delegate=command.delegate,
        )
    if command.delegate in found.delegates:
        return _already(council, command.motion, command.method)
    standing = sum(_here(council, name) for name in found.delegates) + 1
    return figures_of(council, _share(council, command.method), standing, day_of(council, command))


def count_demand(council: Council, command: CountDemand) -> DemandFigures | Refused:
    """The chair states how many rose, of those present.

    Grounds: those of `_open`, `presence-uncounted`, `more-than-present`.
    """
    found = _open(council, command.motion, command.method)
    if isinstance(found, Refused):
        return found
    if not council.listed and council.attendance.counted is None:
        return refuse(
            "presence-uncounted",
            council.standing.article("quorum"),
            "{body} keeps no list, and nobody counted those present, of whom a share must rise;"
            " count them first.",
            body=council.body,
        )
    day, share = day_of(council, command), _share(council, command.method)
    figures = figures_of(council, share, command.rose, day)
    if command.rose <= figures.present:
        return figures
    return refuse(
        "more-than-present",
        council.standing.article("divisions"),
        "{rose} are said to have risen of {present} present; count again.",
        rose=command.rose,
        present=figures.present,
    )


def figures_of(council: Council, share: Share, demanding: int, day: str) -> DemandFigures:
    """Whether so many are the share of those who are here with a vote; at least one is needed."""
    _, present = voters(council, day)
    needed = max(1, Quorum(share.fraction(), share.over).needed(present))
    return DemandFigures(
        present=present, needed=needed, demanding=demanding, met=demanding >= needed
    )


def _open(council: Council, motion: str, method: Demandable) -> Demand | Refused:
    """The demand as it stands, where it can be heeded.

    Grounds: `demand-unknown`, `names-needed`, `demanded-already`, and those of `motion_to_put`.
    """
    put = motion_to_put(council, motion)
    if isinstance(put, Refused):
        return put
    if council.standing.divisions.demand(method) is None:
        return refuse(
            "demand-unknown",
            council.standing.article("divisions"),
            "By the rules of {body} nobody can demand a vote by {method}; move it, or change the"
            " rules.",
            body=council.body,
            method=method,
        )
    if method == "secret" and council.standing.divisions.of_bodies(put.question) is not None:
        return refuse(
            "names-needed",
            council.standing.article("majorities"),
            "{motion} needs a majority of the bodies too, which is counted from names, so that it"
            " cannot be voted on secretly; move other rules first.",
            motion=motion,
        )
    standing = council.demands.get((motion, method)) or Demand(motion=motion, method=method)
    return standing if standing.met is None else _already(council, motion, method)


def _already(council: Council, motion: str, method: str) -> Refused:
    return refuse(
        "demanded-already",
        council.standing.article("divisions"),
        "The demand for a vote by {method} on {motion} stands already; nothing is to be done.",
        method=method,
        motion=motion,
    )


def _share(council: Council, method: Demandable) -> Share:
    share = council.standing.divisions.demand(method)
    assert share is not None, "a demand that nobody can make is refused"
    return share


def _here(council: Council, mandate: str) -> bool:
    return has_vote_here(council.attendance, council.mandates[mandate])


def method_demanded(
    council: Council, command: DemandMethod, figures: DemandFigures, mark: Mark
) -> Council:
    """The demand has one voice more; from the share on it stands."""
    demand = _standing(council, command)
    demand = replace(demand, delegates=demand.delegates.insert(command.delegate))
    return _with(council, demand, figures, mark)


def demand_counted(
    council: Council, command: CountDemand, figures: DemandFigures, mark: Mark
) -> Council:
    """The demand stands, if enough rose."""
    return _with(council, _standing(council, command), figures, mark)


def _standing(council: Council, command: DemandMethod | CountDemand) -> Demand:
    known = council.demands.get((command.motion, command.method))
    return known or Demand(motion=command.motion, method=command.method)


def _with(council: Council, demand: Demand, figures: DemandFigures, mark: Mark) -> Council:
    demand = replace(demand, met=mark if figures.met else None)
    key = (demand.motion, demand.method)
    return replace(council, demands=council.demands.insert(key, demand))


def owed(council: Council, motion: str) -> Demandable | None:
    """The method by which a motion must be voted on, as enough have demanded; None where none is.

    Of two, the secret ballot goes before, if the rules do not say otherwise. What the rules no
    longer let anybody do is owed no more.
    """
    first = council.standing.divisions.precedence
    order: tuple[Demandable, ...] = ("secret", "roll-call")
    for method in order if first != "roll-call" else order[::-1]:
        demand = council.demands.get((motion, method))
        if demand is not None and demand.met is not None and _possible(council, motion, method):
            return method
    return None


def _possible(council: Council, motion: str, method: Demandable) -> bool:
    """Whether the rules of today still let a motion be voted on as was demanded."""
    rule = council.standing.divisions
    named = rule.of_bodies(council.motions[motion].question) is not None
    return not (named and method == "secret") and not _HEEDED[method].isdisjoint(rule.methods)


def demanded_otherwise(council: Council, motion: str, method: Method) -> Refused | None:
    """A motion is put to the vote as a minority demanded. Ground: `method-demanded`."""
    due = owed(council, motion)
    if due is None or method in _HEEDED[due]:
        return None
    return refuse(
        "method-demanded",
        council.standing.article("divisions"),
        "Enough delegates demand that {motion} be voted on by {due}; put it so.",
        motion=motion,
        due=due,
    )


ACTS = (
    Act(
        "division.method-demanded",
        DemandMethod,
        demand_method,
        method_demanded,
        DemandFigures,
        by_mandate="delegate",
    ),
    Act("division.demand-counted", CountDemand, count_demand, demand_counted, DemandFigures),
)
