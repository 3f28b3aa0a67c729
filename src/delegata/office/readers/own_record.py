"""What a delegate's own record says: the last acts from the own device, and the own votes.

Both are gathered for all delegates at once: a page of one looks up one, the hall's seats all.
"""

from typing import NamedTuple

from delegata.council.deliberation import Division
from delegata.council.entry import Entry
from delegata.council.state import Council
from delegata.office.readers.naming import Names, Naming
from delegata.office.readers.narration import Line, narrate
from delegata.office.readers.open_ballots import named_votes
from delegata.office.readers.votes import in_order
from delegata.store.federation import Chronicle

_LAST_ACTS = 5
_LAST_VOTES = 20
NOT_CAST = "not cast"


class OwnVote(NamedTuple):
    """A vote in which a delegate could vote: on what, how it was cast if names are kept."""

    division: str
    title: str
    state: str
    result: str
    stance: str


def acts_by_mandate(chronicle: Chronicle) -> dict[str, list[Entry]]:
    """The last acts that each mandate performed in this sitting, the latest first."""
    council = chronicle.council
    since = council.sitting.opened.position if council.sitting else council.size
    found: dict[str, list[Entry]] = {}
    for line in reversed(chronicle.lines[since:]):
        nature, _, mandate = line.entry.by.right.partition(":")
        if nature == "mandate":
            acts = found.setdefault(mandate, [])
            if len(acts) < _LAST_ACTS:
                acts.append(line.entry)
    return found


def narrated(acts: list[Entry], name: Names, words: Names, council: Council) -> tuple[Line, ...]:
    """Acts as the minutes tell them."""
    return tuple(narrate(entry, Naming(name, council=council), words) for entry in acts)


def votes_by_mandate(council: Council) -> dict[str, tuple[OwnVote, ...]]:
    """The votes in which each mandate could vote by ballot or answered a roll, latest first."""
    found: dict[str, list[OwnVote]] = {}
    for division in reversed(in_order(council.divisions.values())):
        title = council.motions[division.motion].title
        said = (division.id, title, division.state, _result(division))
        stances = dict.fromkeys(division.voters, "") | dict(division.roll)
        cast = named_votes(council.body, division)
        if cast:
            stances = dict.fromkeys(stances, NOT_CAST) | dict(cast)
        same = {stance: OwnVote(*said, stance) for stance in set(stances.values())}
        for mandate, stance in stances.items():
            votes = found.setdefault(mandate, [])
            if len(votes) < _LAST_VOTES:
                votes.append(same[stance])
    return {mandate: tuple(votes) for mandate, votes in found.items()}


def _result(division: Division) -> str:
    return "void" if division.state == "void" else division.result
