"""How each voted in an open division by ballot: read from its sealed ledger, which anybody has."""

import json
from collections.abc import Mapping
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


def stances(body: str, division: Division) -> Mapping[str, str]:
    """How each mandate voted, where the vote was by name: by open ballot, or as heard."""
    return dict(named_votes(body, division) or division.roll)


def voted_by_proxy(body: str, division: Division) -> Mapping[str, str]:
    """The absent for whom somebody voted, with who that is: as heard, or by the voters' ledger."""
    if division.method != "electronic" or division.voted is None:
        return division.by_proxy
    return _casters(body, division.id, division.voted.root)


def names_shown(shown: Shown) -> bool:
    """Whether who looks may see who voted how."""
    return not shown.outside or names_public(shown.chronicle.council)


@lru_cache(maxsize=_MOST_KEPT)
def _read(body: str, division: str, root: str) -> Named:
    """A sealed ledger never changes: it is read once."""
    papers = _box(body, division).ballots()
    if seal(papers).root != root:
        return ()
    ballots = [json.loads(paper) for paper in papers]
    return tuple(sorted((intern(ballot["mandate"]), _said(ballot)) for ballot in ballots))


@lru_cache(maxsize=_MOST_KEPT)
def _casters(body: str, division: str, root: str) -> Mapping[str, str]:
    rows = _box(body, division).voters()
    if seal(rows).root != root:
        return {}
    voters = [json.loads(row) for row in rows]
    return {voter["mandate"]: voter["by"] for voter in voters if "by" in voter}


def _box(body: str, division: str) -> BallotBox:
    held = premises().federation.chronicle(body).council.divisions[division]
    return BallotBox(premises().register, division_poll(body, held))


def _said(ballot: dict[str, object]) -> str:
    """A vote in words: its stance, or how its votes are split."""
    if "stance" in ballot:
        return str(ballot["stance"])
    return ", ".join(f"{ballot[stance]} {stance}" for stance in STANCES)
