"""A paper as a plain value: what the minutes and the motion book are before anybody prints them."""

import re
from typing import NamedTuple

from delegata.council.lines import Line

_UNPRINTABLE = re.compile(
    "[^\t\n\x20-\x7e\x85\xa0-\u2029\u202f-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)


class Heading(NamedTuple):
    """A heading within the paper."""

    words: str
    level: int = 2


class Grid(NamedTuple):
    """A table: its caption, its headings, its rows."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Passage(NamedTuple):
    """One entry of the record as the paper tells it, with its text, its notes and its tables.

    Where the lines of the text are counted, `lines` holds it in its place.
    """

    position: int
    when: str
    sentence: str
    text: str = ""
    notes: tuple[str, ...] = ()
    grids: tuple[Grid, ...] = ()
    lines: tuple[Line, ...] = ()


class Paper(NamedTuple):
    """A paper: its parts in order, and a foot that says how to check it."""

    title: str
    language: str
    lead: tuple[str, ...]
    parts: tuple[Heading | Passage | Grid, ...]
    foot: tuple[str, ...]
    mark: str = ""
    """What stands on every page of a paper that must not be taken for another."""


def legible(words: str) -> str:
    """Words with a replacement sign for each sign that no XML, and so no DOCX or PDF, may hold.

    So with the signs that override the direction of the words beside them.
    """
    return _UNPRINTABLE.sub("\ufffd", words.replace("\r\n", "\n").replace("\r", "\n"))
