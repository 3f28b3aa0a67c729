"""The public part of a council: what outsiders see of it, field by field.

A field of the state that no rule of this file names is withheld whole.
"""

from __future__ import annotations  # the persistent maps take no parameters at run time

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from msgspec.structs import replace
from rpds import HashTrieMap, Queue

from delegata.council.deliberation import Division, Motion
from delegata.council.publicity import in_camera, names_public, veiled
from delegata.council.state import Council, Mandate, Sitting

StateAt = Callable[[int], Council]
"""The council as it was after a number of entries."""


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
    seen = _consistent(council, {name: see(council, name, spans) for name, see in _SEEN.items()})
    if not names_public(today):
        seen["divisions"] = HashTrieMap(
            {name: _without_names(division) for name, division in seen["divisions"].items()}
        )
        seen["motions"] = _without_sides(seen["motions"])
    return Council(**seen)


def _consistent(council: Council, seen: dict[str, Any]) -> dict[str, Any]:
    """What is shown refers to nothing that is not; what was put or named in public is public."""
    motions = _named_in_public(council, seen["motions"], seen["divisions"])
    for motion in list(motions.values()):
        motions = motions.insert(motion.id, _among(motion, motions, seen["matters"]))
    matters = seen["matters"]
    for matter in list(matters.values()):
        named = tuple(one for one in matter.motions if one in motions)
        matters = matters.insert(matter.id, replace(matter, motions=named))
    resolutions = seen["resolutions"]
    for adopted in list(resolutions.values()):
        parts = tuple(one for one in adopted.parts if one in motions)
        resolutions = resolutions.insert(adopted.id, replace(adopted, parts=parts))
    demands = seen["demands"]
    for key in list(demands):
        demands = demands if key[0] in motions else demands.discard(key)
    return {
        **seen,
        "motions": motions,
        "matters": matters,
        "resolutions": resolutions,
        "demands": demands,
        "doubted": tuple(one for one in seen["doubted"] if one in seen["divisions"]),
        "pending": tuple(one for one in seen["pending"] if one in motions),
        "put_off": tuple(one for one in seen["put_off"] if one in motions),
        "divided": tuple(one for one in seen["divided"] if one in motions),
        "debate_closed": seen["debate_closed"] if seen["debate_closed"] in motions else "",
    }


def _named_in_public(
    council: Council, motions: HashTrieMap[str, Motion], divisions: HashTrieMap[str, Division]
) -> HashTrieMap[str, Motion]:
    named = [division.motion for division in divisions.values()]
    named += [one for motion in motions.values() for one in _references(motion)]
    while named:
        one = named.pop()
        if one not in motions and one in council.motions:
            motions = motions.insert(one, council.motions[one])
            named += _references(council.motions[one])
    return motions


def _references(motion: Motion) -> tuple[str, ...]:
    on = motion.procedure.on if motion.procedure is not None else ""
    return tuple(filter(None, (motion.amends, motion.urges, motion.part_of, on)))


def _among(
    motion: Motion, motions: HashTrieMap[str, Motion], matters: HashTrieMap[str, Any]
) -> Motion:
    kept: dict[str, Any] = {
        name: tuple(one for one in getattr(motion, name) if one in motions)
        for name in ("amendments", "order", "joins", "agreed", "parts")
    }
    kept["versions"] = tuple(
        replace(version, merged=tuple(one for one in version.merged if one in motions))
        for version in motion.versions
    )
    return replace(motion, **kept, matter=motion.matter if motion.matter in matters else "")


def _without_names(division: Division) -> Division:
    return replace(
        division,
        roll=(),
        dissents=(),
        answers=HashTrieMap(),
        splits=HashTrieMap(),
        by_proxy=HashTrieMap(),
    )


def _without_sides(motions: HashTrieMap[str, Motion]) -> HashTrieMap[str, Motion]:
    """Who moved to reconsider a vote was on a side of it; neither is shown."""
    for motion in list(motions.values()):
        procedure = motion.procedure
        if procedure is not None and procedure.device == "reconsider":
            unnamed = replace(motion, mover="…", procedure=replace(procedure, to=""))
            motions = motions.insert(motion.id, unnamed)
    return motions


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


def _sittings(council: Council, name: str, _: list[_Span]) -> tuple[Sitting, ...]:
    """That the body sits is public; what a recess is for that began in camera is not."""
    sittings: tuple[Sitting, ...] = getattr(council, name)
    return tuple(
        replace(one, interval=None)
        if one.interval is not None and in_camera(council, one.recesses[-1][0])
        else one
        for one in sittings
    )


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
            "convocations", "requisitions", "closures", "progress",
        ),
        _kept,
    ),
    **dict.fromkeys((
            "attendance", "dividing", "requests", "points", "speaking", "suspended", "list_closed",
            "speech_limit_seconds", "debate", "doubted", "pending", "put_off", "divided",
            "waived", "debate_closed",
        ), _here),
    **dict.fromkeys(("agenda", "presidium", "executive"), _as_before),
    **dict.fromkeys((
            "factions", "elections", "recalls", "motions", "matters", "divisions", "demands",
            "weights", "proxies",
        ), _by_name),
    **dict.fromkeys(
        (
            "reports", "credentials", "presence", "reservations", "lists", "speeches", "polls",
            "allegiances", "rulings", "business",
        ),
        _by_mark,
    ),
    "resolutions": _resolutions,
    "mandates": _mandates,
    "sittings": _sittings,
}  # fmt: skip
WITHHELD = frozenset({"seen", "demanded"})
"""The fields of the state that no outsider sees; a field that is named nowhere is withheld too."""
SHOWN = frozenset(_SEEN)
