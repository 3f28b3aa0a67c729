"""How each voted in an open division by ballot: read from its sealed ledger, which anybody has."""

import json
from collections.abc import Mapping
from functools import lru_cache
from sys import intern
from typing import Any

from delegata.council.deliberation import Division
from delegata.council.publicity import names_public
from delegata.council.words import STANCES, Stance, Tally
from delegata.office.desk import Shown, premises
from delegata.record.ledger import seal
from delegata.store.ballot_box import BallotBox, division_poll

Named = tuple[tuple[str, str], ...]
Cast = tuple[tuple[str, Stance | Tally], ...]

_MOST_KEPT = 1024
"""All ledgers of a congress: open seats ask for each of them again after every act."""


def named_votes(body: str, division: Division) -> Named:
    """Mandates with what each cast, in their order; nothing before the close, or if it is secret.

    A ledger that is not the one that was sealed says nothing.
    """
    if division.method != "electronic" or division.ballots is None:
        return ()
    return _said(body, division.id, division.ballots.root)


def votes_by_name(shown: Shown, division: Division) -> Cast:
    """Who voted how, where it was by name, is over, and who looks may see it."""
    if not names_shown(shown) or division.closed is None:
        return ()
    if division.method == "electronic" and division.ballots is not None:
        return _read(shown.council.body, division.id, division.ballots.root)
    return division.named


def vote_words(vote: Stance | Tally) -> str:
    """A vote in words: its stance, or how its votes are split."""
    if isinstance(vote, str):
        return vote
    return f"{vote.in_favour} for, {vote.against} against, {vote.abstaining} abstaining"


def stances(body: str, division: Division) -> Mapping[str, str]:
    """How each mandate voted, or that it split its votes, where a vote by name is over."""
    if division.method == "electronic" and division.ballots is not None:
        cast = _read(body, division.id, division.ballots.root)
    else:
        cast = division.named
    return {name: vote if isinstance(vote, str) else "split" for name, vote in cast}


def voted_by_proxy(body: str, division: Division) -> Mapping[str, str]:
    """The absent for whom somebody voted, with who that is: as heard, or by the voters' ledger."""
    if division.method != "electronic" or division.voted is None:
        return division.by_proxy
    return _casters(body, division.id, division.voted.root)


def names_shown(shown: Shown) -> bool:
    """Whether who looks may see who voted how."""
    return not shown.outside or names_public(shown.chronicle.council)


@lru_cache(maxsize=_MOST_KEPT)
def _said(body: str, division: str, root: str) -> Named:
    return tuple((name, intern(vote_words(vote))) for name, vote in _read(body, division, root))


@lru_cache(maxsize=_MOST_KEPT)
def _read(body: str, division: str, root: str) -> Cast:
    """A sealed ledger never changes: it is read once."""
    papers = _box(body, division).ballots()
    if seal(papers).root != root:
        return ()
    ballots = [json.loads(paper) for paper in papers]
    return tuple(sorted((intern(b["mandate"]), _vote(b)) for b in ballots))


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


def _vote(ballot: dict[str, Any]) -> Stance | Tally:
    """A stance, or how votes are split."""
    if "stance" in ballot:
        stance: Stance = ballot["stance"]
        return stance
    return Tally(*(ballot[stance] for stance in STANCES))
