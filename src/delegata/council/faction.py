"""Factions: declared, joined, split, merged, caucusing; stated strengths beside registers."""

from typing import Literal

from msgspec.structs import replace

from delegata.council.act import NO_FIGURES, Act, Command, Figures, Refused, refuse
from delegata.council.entry import Mark
from delegata.council.seat import known, resize
from delegata.council.state import Caucus, Council, Faction, Strength
from delegata.council.words import Count, Id, Title


class DeclareFaction(Command, frozen=True, kw_only=True):
    """A group of delegates declares itself a faction, or declares that it comes of others."""

    faction: Id
    name: Title
    came_of: tuple[Id, ...] = ()


class JoinFaction(Command, frozen=True, kw_only=True):
    """Delegates join a faction, or move to it from another; without one they are unaffiliated."""

    mandates: tuple[Id, ...]
    faction: Id | None = None


class MergeFactions(Command, frozen=True, kw_only=True):
    """A faction dissolves into another with all its members."""

    faction: Id
    into: Id


class StateStrength(Command, frozen=True, kw_only=True):
    """Somebody states how strong a faction is; the register is not changed by it."""

    faction: Id
    number: Count
    by_whom: Title


class HoldCaucus(Command, frozen=True, kw_only=True):
    """A faction votes within itself, by simple majority of the votes cast."""

    faction: Id
    question: Title
    in_favour: Count
    against: Count
    abstaining: Count = 0


class CaucusFigures(Figures, frozen=True, kw_only=True):
    """The outcome, and the register's size beside the votes cast."""

    outcome: Literal["carried", "lost", "tied"]
    cast: int
    registered: int


class MoveFigures(Figures, frozen=True, kw_only=True):
    """From which faction how many came; unaffiliated delegates come from no name."""

    came_from: tuple[tuple[str, int], ...]


def declare(council: Council, command: DeclareFaction) -> Figures | Refused:
    """A faction is declared once; those it comes of exist.

    Grounds: `faction-exists`, `faction-unknown`.
    """
    if command.faction in council.factions:
        return refuse(
            "faction-exists",
            council.standing.article("composition"),
            "{body} has a faction {faction} already; choose another name.",
            body=council.body,
            faction=command.faction,
        )
    return _known(council, *command.came_of)


def declared(council: Council, command: DeclareFaction, _: Figures, __: Mark) -> Council:
    """The faction exists, empty until delegates join it."""
    faction = Faction(id=command.faction, name=command.name, came_of=command.came_of)
    return replace(council, factions=council.factions.insert(faction.id, faction))


def join(council: Council, command: JoinFaction) -> MoveFigures | Refused:
    """Known delegates join a known faction that they are not in.

    Grounds: `faction-unknown`, `nobody-named`, `mandate-unknown`, `mandate-over`, `faction-same`.
    """
    article = council.standing.article("composition")
    unknown = _known(council, *([command.faction] if command.faction else []))
    if isinstance(unknown, Refused):
        return unknown
    if barred := known(council, command.mandates):
        return barred
    came_from: dict[str, int] = {}
    for name in command.mandates:
        mandate = council.mandates[name]
        if mandate.state == "ended":
            return refuse(
                "mandate-over",
                article,
                "The mandate {mandate} ended ({ending}); its holder joins nothing by it.",
                mandate=name,
                ending=mandate.reason,
            )
        if mandate.faction == (command.faction or ""):
            return refuse(
                "faction-same", article, "The delegate {mandate} is there already.", mandate=name
            )
        came_from[mandate.faction] = came_from.get(mandate.faction, 0) + 1
    return MoveFigures(came_from=tuple(sorted(came_from.items())))


def joined(council: Council, command: JoinFaction, figures: MoveFigures, mark: Mark) -> Council:
    """The delegates stand in the new faction's register."""
    faction = command.faction or ""
    mandates = council.mandates
    for name in command.mandates:
        moved = replace(
            mandates[name], faction=faction, changed=(*mandates[name].changed, mark.position)
        )
        mandates = mandates.insert(name, moved)
    council = replace(council, mandates=mandates)
    for left, number in figures.came_from:
        council = resize(council, left, -number) if left else council
    return resize(council, faction, len(command.mandates)) if faction else council


def merge(council: Council, command: MergeFactions) -> MoveFigures | Refused:
    """A faction merges into another one. Grounds: `faction-unknown`, `faction-same`."""
    unknown = _known(council, command.faction, command.into)
    if isinstance(unknown, Refused):
        return unknown
    if command.faction == command.into:
        return refuse(
            "faction-same",
            council.standing.article("composition"),
            "The faction {faction} cannot merge into itself.",
            faction=command.faction,
        )
    return MoveFigures(came_from=((command.faction, council.factions[command.faction].size),))


def merged(council: Council, command: MergeFactions, _: MoveFigures, mark: Mark) -> Council:
    """Every member of the dissolved faction is in the other one; mandates that ended stay."""
    mandates = council.mandates
    for name, mandate in council.mandates.items():
        if mandate.faction == command.faction and mandate.state != "ended":
            moved = replace(
                mandate, faction=command.into, changed=(*mandate.changed, mark.position)
            )
            mandates = mandates.insert(name, moved)
    over, into = council.factions[command.faction], council.factions[command.into]
    factions = council.factions.insert(into.id, replace(into, size=into.size + over.size))
    factions = factions.insert(over.id, replace(over, size=0, dissolved=True))
    return replace(council, mandates=mandates, factions=factions)


def state_strength(council: Council, command: StateStrength) -> Figures | Refused:
    """A strength is stated of a known faction. Grounds: `faction-unknown`."""
    return _known(council, command.faction)


def strength_stated(council: Council, command: StateStrength, _: Figures, mark: Mark) -> Council:
    """The stated strength stands beside the register."""
    faction = council.factions[command.faction]
    stated = Strength(command.number, command.by_whom, faction.size, mark.position)
    after = replace(faction, strengths=(*faction.strengths, stated))
    return replace(council, factions=council.factions.insert(after.id, after))


def caucus(council: Council, command: HoldCaucus) -> CaucusFigures | Refused:
    """A caucus counts no more votes than its faction has members, where a register is kept.

    Grounds: `faction-unknown`, `more-votes-than-members`.
    """
    unknown = _known(council, command.faction)
    if isinstance(unknown, Refused):
        return unknown
    cast = command.in_favour + command.against + command.abstaining
    registered = council.factions[command.faction].size
    if registered and cast > registered:
        return refuse(
            "more-votes-than-members",
            council.standing.article("divisions"),
            "{cast} votes are counted in a faction of {registered}; count again.",
            cast=cast,
            registered=registered,
        )
    lead = command.in_favour - command.against
    outcome: Literal["carried", "lost", "tied"]
    outcome = "carried" if lead > 0 else "lost" if lead < 0 else "tied"
    return CaucusFigures(outcome=outcome, cast=cast, registered=registered)


def caucused(council: Council, command: HoldCaucus, figures: CaucusFigures, mark: Mark) -> Council:
    """The caucus stands in the faction's history; nothing of the body is decided by it."""
    faction = council.factions[command.faction]
    held = Caucus(
        question=command.question,
        in_favour=command.in_favour,
        against=command.against,
        abstaining=command.abstaining,
        outcome=figures.outcome,
        mark=mark,
    )
    after = replace(faction, caucuses=(*faction.caucuses, held))
    return replace(council, factions=council.factions.insert(after.id, after))


def _known(council: Council, *factions: str) -> Figures | Refused:
    unknown = next((f for f in factions if f not in council.factions), None)
    if unknown is None:
        return NO_FIGURES
    return refuse(
        "faction-unknown",
        council.standing.article("composition"),
        "{body} has no faction {faction}; declare it first.",
        body=council.body,
        faction=unknown,
    )


ACTS = (
    Act("faction.declared", DeclareFaction, declare, declared),
    Act("faction.joined", JoinFaction, join, joined, MoveFigures),
    Act("faction.merged", MergeFactions, merge, merged, MoveFigures),
    Act("faction.strength-stated", StateStrength, state_strength, strength_stated),
    Act("faction.caucused", HoldCaucus, caucus, caucused, CaucusFigures),
)
