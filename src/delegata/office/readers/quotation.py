"""A quotation against the record: word for word, nearly so, or not there."""

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

NEAR = 60
"""From how many hundredths of likeness on a text counts as near."""
_DOUBLE = "\u201c\u201d\u201e\u201f\u00ab\u00bb"
_SINGLE = "\u2018\u2019\u201a\u201b\u2039\u203a"
_MARKS = str.maketrans(dict.fromkeys(_DOUBLE, '"') | dict.fromkeys(_SINGLE, "'"))


class Quoted(NamedTuple):
    """A text of the record: of which resolution, and under which title."""

    resolution: str
    title: str
    words: str


class Piece(NamedTuple):
    """Words that both have, that only the record has, or that only the quotation has."""

    kind: Literal["both", "record", "quotation"]
    words: str


class Finding(NamedTuple):
    """What a quotation is: the whole of a text, a part of it, near one, or nowhere."""

    kind: Literal["whole", "part", "near", "nowhere"]
    text: Quoted | None = None
    pieces: tuple[Piece, ...] = ()


def plain_words(text: str) -> list[str]:
    """The words of a text; white space and the shape of quotation marks make no difference."""
    return text.translate(_MARKS).split()


def checked(quotation: str, texts: Iterable[Quoted]) -> Finding:
    """What the record says to a quotation: the whole of a text before a part, before a near one."""
    asked = plain_words(quotation)
    known = [(text, plain_words(text.words)) for text in texts]
    for text, words in known:
        if asked and words == asked:
            return Finding("whole", text)
    for text, words in known:
        if asked and f" {' '.join(asked)} " in f" {' '.join(words)} ":
            return Finding("part", text)
    return _nearest(asked, known)


def _nearest(asked: list[str], known: list[tuple[Quoted, list[str]]]) -> Finding:
    best, found = 0, Finding("nowhere")
    for text, words in known:
        match = SequenceMatcher(None, words, asked, autojunk=False)
        if 100 * match.real_quick_ratio() < NEAR or 100 * match.quick_ratio() < NEAR:
            continue
        likeness = int(100 * match.ratio())
        if likeness >= NEAR and likeness > best:
            best, found = likeness, Finding("near", text, tuple(pieces(match, words, asked)))
    return found


def pieces(match: SequenceMatcher[str], record: list[str], quotation: list[str]) -> Iterable[Piece]:
    """The words of two texts in order: those of both, those of one alone."""
    for kind, a, b, c, d in match.get_opcodes():
        if kind == "equal":
            yield Piece("both", " ".join(record[a:b]))
            continue
        if b > a:
            yield Piece("record", " ".join(record[a:b]))
        if d > c:
            yield Piece("quotation", " ".join(quotation[c:d]))
