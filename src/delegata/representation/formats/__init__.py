"""Ballot files in the forms that circulate: each module reads bytes and writes them."""

import re
from collections.abc import Callable

from delegata.representation.formats import abif, blt, nist_cvr, preflib, rankings_csv
from delegata.representation.formats.place import BallotFormatError
from delegata.representation.profile import Profile

__all__ = ["READERS", "WRITERS", "BallotFormatError", "read", "sniff"]

HEAD = 1 << 12
READERS: dict[str, Callable[[bytes], Profile]] = {
    "blt": blt.read,
    "preflib": preflib.read,
    "abif": abif.read,
    "csv": rankings_csv.read,
    "nist-cvr": nist_cvr.read,
}
WRITERS: dict[str, Callable[[Profile], bytes]] = {
    "blt": blt.write,
    "preflib": preflib.write,
    "abif": abif.write,
    "csv": rankings_csv.write,
    "nist-cvr": nist_cvr.write,
}
SIGNS = (
    ("nist-cvr", re.compile(rb"\s*\{[^}]*\"(?:@type|CVR|Election|Version|GeneratedDate)\"")),
    (
        "preflib",
        re.compile(rb"\s*#\s*(?:FILE NAME|TITLE|DESCRIPTION|DATA TYPE|NUMBER ALTERNATIVES)"),
    ),
    ("blt", re.compile(rb"\s*\d+[ \t]+\d+[ \t]*\r?(?:\n|\Z)")),
    ("abif", re.compile(rb"(?:\s*[#{][^\n]*\n)*\s*(?:=\s*[\w\[]|\d+\s*[:*])")),
    ("csv", re.compile(rb"[^\n\x00]*[^\W\d][^\n\x00]*,[^\n\x00]*\n")),
)


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
    head = raw[:HEAD].removeprefix(b"\xef\xbb\xbf")
    for form, sign in SIGNS:
        if sign.match(head):
            return form
    return "blt"
