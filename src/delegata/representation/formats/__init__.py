"""Ballot files in the forms that circulate: each module reads bytes to a profile and writes it back."""

from collections.abc import Callable

from delegata.representation.formats import blt
from delegata.representation.formats.place import BallotFormatError
from delegata.representation.profile import Profile

Reader = Callable[[bytes], Profile]

READERS: dict[str, Reader] = {"blt": blt.read}


def read(raw: bytes, form: str | None = None) -> Profile:
    """Read ballots in a named form, or in the form that their first bytes show.

    Raises `BallotFormatError` with the place where the file is not what it should be.
    """
    chosen = form or sniff(raw)
    if chosen not in READERS:
        raise BallotFormatError(f"the form {chosen!r}", f"one of {', '.join(READERS)}")
    return READERS[chosen](raw)


def sniff(raw: bytes) -> str:
    """Tell the form of ballots from their first bytes; what shows no other form is read as BLT."""
    del raw
    return "blt"
