"""Who and what is meant on every page: holders of mandates, movers, and what a refusal is about."""

from functools import partial

from delegata.council.act import Refused
from delegata.council.state import Council
from delegata.office.desk import name_of
from delegata.office.readers.narration import holder_words
from delegata.office.readers.refusals import in_words


def holder_of(council: Council, mandate: str) -> str:
    """Who holds a mandate, in words."""
    return holder_words(council.mandates[mandate].holder, name_of)


def mover_of(council: Council, mover: str) -> str:
    """Who moved something: the holder of a mandate, or the words that the entry has."""
    return holder_of(council, mover) if mover in council.mandates else name_of(mover)


def why_not(council: Council, refused: Refused) -> str:
    """Why something is refused, as it is said to a person."""
    return in_words(council, refused, partial(mover_of, council))
