"""The order of the speakers' list: who is next, by the body's rules, and why."""

from collections import deque
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from msgspec import UNSET
from msgspec.structs import replace

from delegata.council.deliberation import Debate, Request
from delegata.council.speaking_rules import Principle, SpeakersRule
from delegata.council.state import Council

_PRECEDENCE = {"point-of-order": 0, "opening": 1, "closing": 3}
_OF_SPEECHES = 2
_AS_ASKED = SpeakersRule()


class Turn(NamedTuple):
    """A place on the list, and what put it before somebody who had asked earlier."""

    request: Request
    because: tuple[str, ...] = ()


def speakers_rule(council: Council) -> SpeakersRule:
    """The rules of the speakers' list; where none are set, it is taken as asked."""
    rule = council.standing.speakers
    return _AS_ASKED if rule is UNSET else rule


def queue(council: Council) -> tuple[Request, ...]:
    """Who waits for the floor, in the order in which they would be called."""
    return tuple(turn.request for turn in turns(council))


def asked_in_order(council: Council) -> list[Request]:
    """All requests as they were made; a delegate can have a point of order beside another one."""
    waiting = [*council.requests.values(), *council.points.values()]
    return sorted(waiting, key=lambda request: request.mark.position)


def request_of(council: Council, delegate: str) -> Request | None:
    """What a delegate who waits is called for: a point of order before anything else."""
    return council.points.get(delegate) or council.requests.get(delegate)


def following(council: Council) -> Turn | None:
    """Who is next on the list; None where nobody waits."""
    return next(turns(council), None)


def turns(council: Council) -> Iterator[Turn]:
    """The list turn by turn, as it goes on if nobody else asks.

    Points of order come first by their rank, then the mover's opening words, then speeches and
    questions by the principles of the rules, then the mover's closing words; what all that leaves
    equal is taken as asked. Lists that alternate take turns, the one named first beginning; a list
    that has run empty is passed over. Factions get turns in proportion to their members here, each
    going to the faction for which (2 turns + 1) / members is least (Sainte-Laguë). After a speech
    for one side, the other and those who take none come first.
    """
    rule, debate = speakers_rule(council), council.debate
    classes = _classes(council, rule, asked_in_order(council))
    while classes:
        keys = {name: _key(council, rule, debate, held[0]) for name, held in classes.items()}
        best = min(keys, key=lambda name: keys[name])
        oldest = min(keys, key=lambda name: keys[name][-1])
        request = classes[best].popleft()
        yield Turn(request, _because(rule, keys[best], keys[oldest]))
        if not classes[best]:
            del classes[best]
        debate = heard(council, debate, request)


_Class = tuple[object, ...]
_Key = tuple[Fraction | int, ...]


def _classes(
    council: Council, rule: SpeakersRule, waiting: list[Request]
) -> dict[_Class, deque[Request]]:
    """Those who wait, apart by all that the order looks at: each class is taken as asked."""
    classes: dict[_Class, deque[Request]] = {}
    for request in waiting:
        told: _Class = (*_precedence(rule, request), request.form)
        if rule.order:
            turned = council.debate.turns.get((request.mandate, "speech"), 0) > 0
            told += (request.side, request.group, faction_of(council, request.mandate), turned)
        classes.setdefault(told, deque()).append(request)
    return classes


def _precedence(rule: SpeakersRule, request: Request) -> tuple[int, int]:
    return _PRECEDENCE.get(request.form, _OF_SPEECHES), point_rank(rule, request)


def point_rank(rule: SpeakersRule, request: Request) -> int:
    """The rank of a point of order among its kinds, 0 the highest; without a kind, the lowest."""
    if request.form != "point-of-order":
        return 0
    return rule.points.index(request.point) if request.point in rule.points else len(rule.points)


def _key(council: Council, rule: SpeakersRule, debate: Debate, request: Request) -> _Key:
    ordered = tuple(
        _weight(council, rule, debate, request, principle) if request.form == "speech" else 0
        for principle in rule.order
    )
    return (*_precedence(rule, request), *ordered, request.mark.position)


def _weight(
    council: Council, rule: SpeakersRule, debate: Debate, request: Request, principle: Principle
) -> Fraction | int:
    """How far back one principle puts a speech; the least goes first."""
    if principle == "alternating-sides":
        return int(bool(request.side) and request.side == debate.side)
    if principle == "first-time-first":
        return int(debate.turns.get((request.mandate, "speech"), 0) > 0)
    if principle == "by-faction":
        faction = faction_of(council, request.mandate)
        spoken = debate.faction_turns.get(faction, 0)
        return Fraction(2 * spoken + 1, members_of(council, faction))
    return (_place(rule, request.group) - _place_due(rule, debate)) % len(rule.lists)


def _place(rule: SpeakersRule, group: str) -> int:
    return rule.lists.index(group) if group in rule.lists else len(rule.lists) - 1


def _place_due(rule: SpeakersRule, debate: Debate) -> int:
    return (_place(rule, debate.group) + 1) % len(rule.lists) if debate.group else 0


def list_due(council: Council) -> str:
    """The list whose turn it is, where lists alternate; empty elsewhere."""
    rule = speakers_rule(council)
    if "by-list" not in rule.order:
        return ""
    return rule.lists[_place_due(rule, council.debate)]


def list_of(council: Council, request: Request) -> str:
    """The list on which somebody waits, where lists alternate; empty elsewhere."""
    rule = speakers_rule(council)
    return rule.lists[_place(rule, request.group)] if "by-list" in rule.order else ""


def faction_of(council: Council, mandate: str) -> str:
    """The faction of a mandate that is held here; empty for none."""
    held = council.mandates.get(mandate)
    return held.faction if held is not None else ""


def members_of(council: Council, faction: str) -> int:
    """The members of a faction here, at least 1; with no name, the voters who are in none."""
    if faction:
        return max(1, council.factions[faction].size)
    return max(1, council.electorate - sum(f.size for f in council.factions.values()))


def _because(rule: SpeakersRule, best: _Key, oldest: _Key) -> tuple[str, ...]:
    """What decided between who is next and who has waited longest."""
    if best == oldest:
        return ()
    names = ("form", "point", *rule.order)
    return (next(name for name, a, b in zip(names, best, oldest, strict=False) if a != b),)


def heard(council: Council, debate: Debate, request: Request) -> Debate:
    """The debate after somebody got the floor; only a speech changes whose turn is next."""
    told = (request.mandate, request.form)
    debate = replace(debate, turns=debate.turns.insert(told, debate.turns.get(told, 0) + 1))
    if request.form != "speech":
        return debate
    faction = faction_of(council, request.mandate)
    spoken = debate.faction_turns.get(faction, 0) + 1
    return replace(
        debate,
        faction_turns=debate.faction_turns.insert(faction, spoken),
        side=request.side or debate.side,
        group=list_of(council, request) or debate.group,
    )
