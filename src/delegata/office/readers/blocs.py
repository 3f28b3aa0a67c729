"""A body's seats by faction, as the register holds them."""

from collections import Counter

from delegata.council.state import Council
from delegata.office.drawings.hemicycle import Bloc


def blocs(council: Council) -> list[Bloc]:
    """Voting mandates by faction, the largest first, those without one last.

    Between sittings nobody is absent: every seat is drawn as held.
    """
    here = council.attendance.here
    sitting = council.sitting is not None
    seats: Counter[str] = Counter()
    present: Counter[str] = Counter()
    for mandate in council.mandates.values():
        if mandate.votes:
            seats[mandate.faction] += 1
            present[mandate.faction] += mandate.id in here or not sitting
    ordered = sorted(seats, key=lambda f: (not f, -seats[f], f))
    return [Bloc(faction_name(council, f), seats[f], present[f]) for f in ordered]


def faction_name(council: Council, faction: str) -> str:
    """A faction's name, or what is said of those without one."""
    return council.factions[faction].name if faction else "affiliation unknown"
