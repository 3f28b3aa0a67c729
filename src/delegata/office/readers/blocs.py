"""A body's seats by faction, as the register holds them, with who sits in them."""

from collections import Counter
from collections.abc import Mapping

from delegata.council.deliberation import Division
from delegata.council.seating import seat_of, seating
from delegata.council.state import Council
from delegata.office.drawings.hemicycle import Bloc


def blocs(council: Council) -> list[Bloc]:
    """Seats with a vote by faction, the largest first, those without one last.

    Between sittings nobody is absent: every seat is drawn as held.
    """
    sitting = council.sitting is not None
    seats: Counter[str] = Counter()
    present: Counter[str] = Counter()
    for seat, sitter in seating(council):
        seats[seat.faction] += 1
        present[seat.faction] += sitter is not None or not sitting
    return [Bloc(bloc_name(council, f), seats[f], present[f]) for f in _ordered(seats)]


VOTES = ("for", "against", "abstaining", "split", "not-voting")


def blocs_by_vote(council: Council, held: Division, stances: Mapping[str, str]) -> list[Bloc]:
    """How each faction voted, in the order of `blocs`; nothing where the vote had no names."""
    if not stances:
        return []
    by_seat = {seat_of(held, mandate): stance for mandate, stance in stances.items()}
    votes = Counter(
        (mandate.faction, by_seat.get(mandate.id, "not-voting"))
        for mandate in council.mandates.values()
        if mandate.votes or mandate.id in by_seat
    )
    seats = Counter[str]()
    for (faction, _), number in votes.items():
        seats[faction] += number
    return [
        Bloc(bloc_name(council, f), votes[f, vote], votes[f, vote], vote)
        for f in _ordered(seats)
        for vote in VOTES
        if votes[f, vote]
    ]


def _ordered(seats: Mapping[str, int]) -> list[str]:
    """Factions, the largest first, those without one last."""
    return sorted(seats, key=lambda f: (not f, -seats[f], f))


def bloc_name(council: Council, faction: str) -> str:
    """What a bloc is called: its faction, or delegates, where nobody belongs to any."""
    return faction_name(council, faction) if council.factions else "delegates"


def faction_name(council: Council, faction: str) -> str:
    """A faction's name, or what is said of those without one."""
    return council.factions[faction].name if faction else "affiliation unknown"
