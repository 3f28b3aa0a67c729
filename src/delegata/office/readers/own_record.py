"""What a delegate's own record says: the last acts from the own device, and the own votes."""

from collections.abc import Callable
from itertools import islice
from typing import NamedTuple

from delegata.council.deliberation import Division
from delegata.council.state import Council
from delegata.office.readers.narration import Line, narrate
from delegata.store.federation import Chronicle

_LAST_ACTS = 5
_LAST_VOTES = 20


class OwnVote(NamedTuple):
    """A vote in which a delegate could vote: on what, how it was cast if names are kept."""

    division: Division
    title: str
    stance: str


def own_acts(
    chronicle: Chronicle, mandate: str, name: Callable[[str], str], words: Callable[[str], str]
) -> list[Line]:
    """The last acts that a mandate performed in this sitting, the latest first."""
    council = chronicle.council
    since = council.sitting.opened.position if council.sitting else council.size
    right = f"mandate:{mandate}"
    lines = reversed(chronicle.lines[since:])
    found = (line.entry for line in lines if line.entry.by.right == right)
    return [narrate(entry, name, words) for entry in islice(found, _LAST_ACTS)]


def own_votes(council: Council, mandate: str) -> list[OwnVote]:
    """The votes in which a mandate could vote by ballot or answered a roll, the latest first."""
    votes = (
        OwnVote(division, council.motions[division.motion].title, stance)
        for division in council.divisions.values()
        for stance in [next((said for name, said in division.roll if name == mandate), "")]
        if stance or mandate in division.voters
    )
    return sorted(votes, key=lambda vote: -vote.division.opened.position)[:_LAST_VOTES]
