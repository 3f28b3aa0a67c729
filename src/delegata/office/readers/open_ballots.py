"""How each voted in an open division by ballot: read from its sealed ledger, which anybody has."""

import json
from functools import lru_cache
from sys import intern

from delegata.council.deliberation import Division
from delegata.council.publicity import names_public
from delegata.council.words import STANCES
from delegata.office.desk import Shown, premises
from delegata.record.ledger import seal
from delegata.store.ballot_box import BallotBox, division_poll

Named = tuple[tuple[str, str], ...]

_MOST_KEPT = 1024
"""All ledgers of a congress: open seats ask for each of them again after every act."""


def named_votes(body: str, division: Division) -> Named:
    """Mandates with what each cast, in their order; nothing before the close, or if it is secret.

    A ledger that is not the one that was sealed says nothing.
    """
    if division.method != "electronic" or division.ballots is None:
        return ()
    return _read(body, division.id, division.ballots.root)


def names_shown(shown: Shown) -> bool:
    """Whether who looks may see who voted how."""
    return not shown.outside or names_public(shown.chronicle.council)


@lru_cache(maxsize=_MOST_KEPT)
def _read(body: str, division: str, root: str) -> Named:
    """A sealed ledger never changes: it is read once."""
    held = premises().federation.chronicle(body).council.divisions[division]
    papers = BallotBox(premises().register, division_poll(body, held)).ballots()
    if seal(papers).root != root:
        return ()
    ballots = [json.loads(paper) for paper in papers]
    return tuple(sorted((intern(ballot["mandate"]), _said(ballot)) for ballot in ballots))


def _said(ballot: dict[str, object]) -> str:
    """A vote in words: its stance, or how its votes are split."""
    if "stance" in ballot:
        return str(ballot["stance"])
    return ", ".join(f"{ballot[stance]} {stance}" for stance in STANCES)
