"""The ranked count of an election of persons: one rule, lots from a published seed, one digest."""

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

from delegata.representation.counting import count
from delegata.representation.profile import profile_of
from delegata.representation.transcript import Transcript, as_json

RULE = "scottish-stv"


class Ranked(NamedTuple):
    """Who is elected, in the order of their election, and the digest of the transcript."""

    elected: tuple[str, ...]
    digest: str


def counted(
    names: Sequence[str], rankings: Sequence[Sequence[int]], seats: int, seed: str
) -> Transcript:
    """The transcript of rankings (candidates from 1) under `RULE`; raises `CountError`."""
    profile = profile_of(names, ((ranking, 1) for ranking in rankings))
    return count(RULE, profile, seats=min(seats, len(names)), seed=seed)


def ranked(
    names: Sequence[str], rankings: Sequence[Sequence[int]], seats: int, seed: str
) -> Ranked:
    """What a count comes to; the digest is the SHA-256 of the transcript as sorted JSON."""
    transcript = counted(names, rankings, seats, seed)
    written = json.dumps(
        as_json(transcript), sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    return Ranked(transcript.names(transcript.elected), sha256(written.encode()).hexdigest())
