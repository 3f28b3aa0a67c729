"""Publicity: who may know what, doors closed on stated grounds, and what outsiders see then.

Outsiders see a council as `public_part` gives it, never the council itself. A field of the state
that no rule of this file names is withheld whole.
"""

from __future__ import annotations  # the persistent maps take no parameters at run time

from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple, TypeVar

from msgspec import UNSET
from msgspec.structs import replace
from rpds import HashTrieMap, Queue

from delegata.council.act import NO_FIGURES, Act, Command, Figures, Refused, refuse
from delegata.council.deliberation import Closure, Division
from delegata.council.entry import Entry, Mark
from delegata.council.rules import PublicityRule
from delegata.council.sitting import in_state
from delegata.council.state import Council, Mandate
from delegata.council.words import Id, Title

Audience = Literal["public", "members"]
"""For whom something is shown: everybody, or those who sit, hold office or elect in the body."""

StateAt = Callable[[int], Council]
"""The council as it was after a number of entries."""

ALWAYS_PUBLIC = frozenset(
    {
        "resolution.published", "meeting.convened", "meeting.postponed", "roll.sealed",
        "norm.applied", "rules.adopted", "mandate.given", "mandate.presented",
        "mandate.ending-noted",
    }
)  # fmt: skip
"""Kinds of acts that are public though they were recorded while the doors were closed."""

Value = TypeVar("Value")


class CloseDoors(Command, frozen=True, kw_only=True):
    """The doors are closed: from here on the sitting is in camera, on a ground that the rules know.

    `reason` is public. `division` names the vote that decided it.
    """

    ground: Id
    reason: Title | None = None
    division: Id | None = None


class OpenDoors(Command, frozen=True, kw_only=True):
    """The doors are opened: the sitting is public again."""


def close_doors(council: Council, command: CloseDoors) -> Figures | Refused:
    """Doors are closed in an open sitting, on a ground in the rules, by a vote where they want one.

    Grounds: `no-sitting`, `division-open`, `doors-not-regulated`, `doors-closed`,
    `ground-not-in-rules`, `doors-not-decided`.
    """
    barred = in_state(council, "open")
    if isinstance(barred, Refused):
        return barred
    article, rule = council.standing.article("publicity"), council.standing.publicity
    if rule is UNSET or not rule.grounds:
        return refuse(
            "doors-not-regulated",
            article,
            "The rules of {body} name no ground on which doors are closed; adopt rules that do.",
            body=council.body,
        )
    if council.closure is not None:
        return refuse(
            "doors-closed",
            article,
            "The doors are closed since entry {position}; open them first.",
            position=council.closure.closed.position,
        )
    if command.ground not in rule.grounds:
        return refuse(
            "ground-not-in-rules",
            article,
            "{ground} is no ground for closing the doors; the rules know: {grounds}.",
            ground=command.ground,
            grounds=", ".join(rule.grounds),
        )
    return _undecided(council, command, rule) or NO_FIGURES


def _undecided(council: Council, command: CloseDoors, rule: PublicityRule) -> Refused | None:
    """Where the rules want a vote, it was held in this sitting, and carried."""
    if not rule.by_vote and command.division is None:
        return None
    assert council.sitting is not None, "doors are closed in a sitting"
    vote = council.divisions.get(command.division or "")
    now = council.sitting.opened.position
    if vote is not None and vote.decided and vote.opened.position > now:
        return None
    return refuse(
        "doors-not-decided",
        council.standing.article("publicity"),
        "No division {division} of this sitting carried that the doors be closed; put it to the"
        " vote and name the division.",
        division=command.division or "(none named)",
    )


def doors_closed(council: Council, command: CloseDoors, _: Figures, mark: Mark) -> Council:
    """What follows is in camera."""
    assert council.sitting is not None, "doors are closed in a sitting"
    closure = Closure(
        sitting=council.sitting.id,
        ground=command.ground,
        reason=command.reason or "",
        division=command.division or "",
        closed=mark,
    )
    return replace(council, closures=(*council.closures, closure))


def open_doors(council: Council, _: OpenDoors) -> Figures | Refused:
    """Only closed doors are opened, and not during a division.

    Grounds: `no-sitting`, `division-open`, `doors-open`.
    """
    barred = in_state(council, "open")
    if isinstance(barred, Refused) or council.closure is not None:
        return barred
    return refuse(
        "doors-open",
        council.standing.article("publicity"),
        "The doors of {body} are open; nothing is to be done.",
        body=council.body,
    )


def doors_opened(council: Council, _: OpenDoors, __: Figures, mark: Mark) -> Council:
    """What follows is public again."""
    last = replace(council.closures[-1], opened=mark)
    return replace(council, closures=(*council.closures[:-1], last))


def audience_of(council: Council, person: str | None, *, on_roll: bool = False) -> Audience:
    """Members are who holds a mandate or an office here, or stands on the last sealed roll."""
    holds = person is not None and (
        on_roll
        or person in council.seated
        or any(one.person == person for held in council.offices.values() for one in held)
    )
    return "members" if holds else "public"


def members_only(council: Council) -> bool:
    """Whether the rules in force close the body itself to others; silent rules leave it public."""
    return _rule(council).body == "members"


def names_public(council: Council) -> bool:
    """Whether outsiders may know who voted how, in divisions that were held by name."""
    return _rule(council).names == "public"


def veiled(council: Council) -> bool:
    """Whether outsiders see anything else than members do."""
    rule = _rule(council)
    return bool(council.closures) or rule.names == "members" or rule.texts == "published"


def withheld(council: Council, entry: Entry) -> bool:
    """Whether the data of an entry is withheld from outsiders, by the rules in force.

    In camera is what stands between the closing of the doors and their opening. Votes by name are
    withheld where the rules keep them for members.
    """
    if not names_public(council) and _names_votes(entry):
        return True
    return entry.kind not in ALWAYS_PUBLIC and in_camera(council, entry.position)


def _names_votes(entry: Entry) -> bool:
    return entry.kind in _BY_NAME or bool(entry.data.get("roll"))


_BY_NAME = {"division.dissented", "division.answered", "division.answer-corrected"}


def _without_names(division: Division) -> Division:
    return replace(division, roll=(), dissents=(), answers=HashTrieMap())


def in_camera(council: Council, position: int) -> bool:
    """Whether an entry was made behind closed doors."""
    return any(
        closure.closed.position < position
        and (closure.opened is None or position < closure.opened.position)
        for closure in council.closures
    )


def public_texts(council: Council) -> frozenset[str] | None:
    """The texts that outsiders may read; None where the rules do not restrict them.

    Restricted, they are those of published resolutions and of their annexes.
    """
    return published_texts(council) if _rule(council).texts == "published" else None


def published_texts(council: Council) -> frozenset[str]:
    """The texts of published resolutions and of their annexes."""
    return frozenset(
        text
        for adopted in council.resolutions.values()
        if adopted.published is not None
        for text in (adopted.text, *(text for _, text, _ in adopted.annexes))
    )


def _rule(council: Council) -> PublicityRule:
    rules = council.rules
    return PublicityRule() if rules is None or rules.publicity is UNSET else rules.publicity


class _Span(NamedTuple):
    """What was in camera once: the council when the doors closed and when they were opened."""

    before: Council
    after: Council
    over: bool


def public_part(council: Council, state_at: StateAt, today: Council) -> Council:
    """A council as outsiders may see it: what was done in camera is not there, or as before it.

    While the doors are closed, the hall is shown as it was when they closed. `today` is the council
    whose rules decide what is public, whatever moment is shown. Published resolutions are there.
    """
    if not veiled(today):
        return council
    spans = [
        _Span(
            state_at(closure.closed.position + 1),
            council if closure.opened is None else state_at(closure.opened.position),
            closure.opened is not None,
        )
        for closure in council.closures
    ]
    seen = _dependent({name: see(council, name, spans) for name, see in _SEEN.items()})
    if not names_public(today):
        seen["divisions"] = HashTrieMap(
            {name: _without_names(division) for name, division in seen["divisions"].items()}
        )
    return Council(**seen)


def _dependent(seen: dict[str, Any]) -> dict[str, Any]:
    """What refers to something that is not shown is not shown either."""
    motions, divisions = seen["motions"], seen["divisions"]
    for motion in sorted(motions.values(), key=lambda motion: motion.mark.position):
        if motion.amends and motion.amends not in motions:
            motions = motions.discard(motion.id)
    for motion in list(motions.values()):
        kept = {
            name: tuple(one for one in getattr(motion, name) if one in motions)
            for name in ("amendments", "order", "joins", "agreed")
        }
        urges = motion.urges if motion.urges in motions else ""
        motions = motions.insert(motion.id, replace(motion, **kept, urges=urges))
    matters = seen["matters"]
    for matter in list(matters.values()):
        named = tuple(one for one in matter.motions if one in motions)
        matters = matters.insert(matter.id, replace(matter, motions=named))
    for division in list(divisions.values()):
        if division.motion not in motions:
            divisions = divisions.discard(division.id)
    demands = seen["demands"]
    for key in list(demands):
        if key[0] not in motions:
            demands = demands.discard(key)
    doubted = seen["doubted"] if seen["doubted"] in divisions else ""
    seen = {**seen, "demands": demands, "doubted": doubted}
    return {**seen, "motions": motions, "matters": matters, "divisions": divisions}


def _kept(council: Council, name: str, _: list[_Span]) -> Any:  # noqa: ANN401 - any field
    return getattr(council, name)


def _here(council: Council, name: str, spans: list[_Span]) -> Any:  # noqa: ANN401 - any field
    """What is true of the hall now: while the doors are closed, as it was when they closed."""
    shut = spans[-1].before if spans and not spans[-1].over else council
    return getattr(shut, name)


def _as_before(council: Council, name: str, spans: list[_Span]) -> Any:  # noqa: ANN401 - any field
    """One value: what became of it in camera is not shown until it changes in public."""
    value = getattr(council, name)
    for span in reversed(spans):
        before, after = getattr(span.before, name), getattr(span.after, name)
        if before != after and value == after:
            value = before
    return value


def _by_name(council: Council, name: str, spans: list[_Span]) -> HashTrieMap[str, Any]:
    """Named things: one that came about in camera is not there, a changed one is as before."""
    shown: HashTrieMap[str, Any] = getattr(council, name)
    for span in reversed(spans):
        before, after = getattr(span.before, name), getattr(span.after, name)
        for key, value in after.items():
            if key not in before:
                shown = shown.discard(key)
            elif before[key] != value and shown.get(key) == value:
                shown = shown.insert(key, before[key])
    return shown


def _resolutions(council: Council, name: str, spans: list[_Span]) -> HashTrieMap[str, Any]:
    shown = _by_name(council, name, spans)
    for adopted in council.resolutions.values():
        if adopted.published is not None:
            shown = shown.insert(adopted.id, adopted)
    return shown


def _mandates(council: Council, name: str, spans: list[_Span]) -> HashTrieMap[str, Mandate]:
    """Who sits is public; a reason that was given in camera is not."""
    shown: HashTrieMap[str, Mandate] = getattr(council, name)
    for span in spans:
        for key, mandate in span.after.mandates.items():
            was = span.before.mandates.get(key)
            said = mandate.reason and (was is None or was.reason != mandate.reason)
            if said and shown[key].reason == mandate.reason:
                shown = shown.insert(key, replace(shown[key], reason=""))
    return shown


def _by_mark(council: Council, name: str, _: list[_Span]) -> Any:  # noqa: ANN401 - any field
    """Things in their order: those of which the entry was made in camera are left out."""
    things = getattr(council, name)
    if not council.closures:
        return things
    shown = [thing for thing in things if not in_camera(council, _position(thing))]
    return Queue(shown) if isinstance(things, Queue) else tuple(shown)


def _position(thing: Any) -> int:  # noqa: ANN401 - whatever is kept in order
    mark = getattr(thing, "mark", thing)
    position: int = mark.position
    return position


_See = Callable[[Council, str, list[_Span]], Any]
_SEEN: Mapping[str, _See] = {
    **dict.fromkeys(
        (
            "body", "size", "at", "name", "character", "tier", "constituents", "listed", "rules",
            "editions", "founded_on", "dissolved", "offices", "resting", "given", "seated",
            "electorate", "seats_held", "rolls", "norms", "petitioned", "resting_given", "due",
            "convocations", "requisitions", "sittings", "closures",
        ),
        _kept,
    ),
    **dict.fromkeys((
            "attendance", "dividing", "requests", "speaking", "suspended", "list_closed",
            "speech_limit_seconds", "debate", "doubted",
        ), _here),
    **dict.fromkeys(("agenda", "presidium", "executive"), _as_before),
    **dict.fromkeys((
            "factions", "elections", "recalls", "motions", "matters", "divisions", "demands",
        ), _by_name),
    **dict.fromkeys(
        (
            "reports", "credentials", "presence", "reservations", "lists", "speeches", "polls",
            "allegiances",
        ),
        _by_mark,
    ),
    "resolutions": _resolutions,
    "mandates": _mandates,
}  # fmt: skip
WITHHELD = frozenset({"seen", "demanded"})
"""The fields of the state that no outsider sees; a field that is named nowhere is withheld too."""
SHOWN = frozenset(_SEEN)


ACTS = (
    Act("sitting.doors-closed", CloseDoors, close_doors, doors_closed),
    Act("sitting.doors-opened", OpenDoors, open_doors, doors_opened),
)
