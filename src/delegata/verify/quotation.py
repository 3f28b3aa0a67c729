"""A quotation against the record: word for word, nearly so, or not there."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal, NamedTuple

from delegata.council.deliberation import Resolution
from delegata.council.force import fall_of
from delegata.council.procedure.parts import words_adopted
from delegata.council.state import Council
from delegata.verify.findings import Finding

NEAR = 60
"""From how many hundredths of likeness on a text counts as near."""
MOST_TEXTS = 8
"""The texts that are compared word by word with one that stands nowhere."""
MOST_PAIRS = 500_000
"""Texts with more pairs of equal words than this would take too long to compare word by word."""
MOST_DIFFERENCES = 12
"""The differences that are told of a text that is near."""
_DOUBLE = "\u201c\u201d\u201e\u201f\u00ab\u00bb"
_SINGLE = "\u2018\u2019\u201a\u201b\u2039\u203a"
_MARKS = str.maketrans(dict.fromkeys(_DOUBLE, '"') | dict.fromkeys(_SINGLE, "'"))


class Quoted(NamedTuple):
    """A text of the record: of which resolution, under which title, of which body."""

    resolution: str
    title: str
    words: str
    body: str = ""


class Piece(NamedTuple):
    """Words that both have, that only the record has, or that only the quotation has."""

    kind: Literal["both", "record", "quotation"]
    words: str


class Match(NamedTuple):
    """What a quotation is: the whole of a text, a part of it, near one, or nowhere."""

    kind: Literal["whole", "part", "near", "nowhere"]
    text: Quoted | None = None
    pieces: tuple[Piece, ...] = ()


def plain_words(text: str) -> list[str]:
    """The words of a text; white space and the shape of quotation marks make no difference."""
    return text.translate(_MARKS).split()


def quotable(council: Council, texts: Mapping[str, str]) -> Iterator[Quoted]:
    """The texts that a body adopted, and their annexes, as far as their words are here."""
    for adopted in sorted(council.resolutions.values(), key=lambda r: r.number):
        if adopted.text in texts:
            words = words_adopted(adopted, texts[adopted.text])
            yield Quoted(adopted.id, adopted.title, words, council.body)
        for title, text, _ in adopted.annexes:
            if text in texts:
                yield Quoted(adopted.id, title, texts[text], council.body)


def matches(quotation: str, texts: Iterable[Quoted]) -> tuple[Match, ...]:
    """What the record says to a quotation: each text that it is the whole of, then a part of.

    Where it stands in none word for word, the nearest one; always at least one answer.
    """
    asked = plain_words(quotation)
    known = [(text, plain_words(text.words)) for text in texts]
    if not asked:
        return (Match("nowhere"),)
    whole = [Match("whole", text) for text, words in known if words == asked]
    sought = f" {' '.join(asked)} "
    part = [
        Match("part", text)
        for text, words in known
        if words != asked and sought in f" {' '.join(words)} "
    ]
    return (*whole, *part) or (_nearest(asked, known),)


def _nearest(asked: list[str], known: list[tuple[Quoted, list[str]]]) -> Match:
    """The text that is most like the words asked for, of those that have most words of theirs."""
    best, found = 0, Match("nowhere")
    for quick, text, words in sorted(_candidates(asked, known), key=lambda c: -c[0])[:MOST_TEXTS]:
        if quick <= best:
            break
        match = SequenceMatcher(None, words, asked, autojunk=False)
        slow = pairs_alike(words, asked) > MOST_PAIRS
        likeness = quick if slow else int(100 * match.ratio())
        if likeness >= NEAR and likeness > best:
            told = () if slow else tuple(pieces(match, words, asked))
            best, found = likeness, Match("near", text, told)
    return found


def _candidates(
    asked: list[str], known: list[tuple[Quoted, list[str]]]
) -> Iterator[tuple[int, Quoted, list[str]]]:
    """The texts that can be near, each with the most hundredths of likeness that it can have."""
    for text, words in known:
        match = SequenceMatcher(None, words, asked, autojunk=False)
        if 100 * match.real_quick_ratio() >= NEAR and 100 * match.quick_ratio() >= NEAR:
            yield int(100 * match.quick_ratio()), text, words


def pairs_alike(old: list[str], new: list[str]) -> int:
    """How many pairs of equal parts a comparison would have to weigh."""
    many = Counter(new)
    return sum(many[part] for part in old)


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


def check_quotation(
    name: str, words: str, councils: Mapping[str, Council], texts: Mapping[str, Mapping[str, str]]
) -> Iterator[Finding | str]:
    """Where a quotation stands word for word, in which body, and whether that text is in force.

    A note says so of each place. A quotation that differs is a finding, with what differs, and so
    is one that is like nothing adopted. `name` is that of its file.
    """
    known = [text for body, council in councils.items() for text in quotable(council, texts[body])]
    for match in matches(words, known):
        if match.text is None:
            message = f"{name}: no text in this export that a body adopted is like it"
            yield Finding("", None, "not-in-record", message)
            continue
        council = councils[match.text.body]
        adopted = council.resolutions[match.text.resolution]
        place = f"{_place(council, adopted, match.text)}, {_force(council, adopted)}"
        if match.kind == "near":
            told = "; ".join(differences(match.pieces)) or "it is too long to say what differs"
            message = f"{name}: nearest is {place}; {told}"
            yield Finding(council.body, adopted.adopted.position, "not-word-for-word", message)
        else:
            whole = "the text of" if match.kind == "whole" else "a part of"
            yield f"{council.body}: {name} is word for word {whole} {place}"


def _place(council: Council, adopted: Resolution, text: Quoted) -> str:
    annex = f", annex {text.title}" if text.title != adopted.title else ""
    return (
        f"{adopted.form} no. {adopted.number} of {council.name}, {adopted.title}{annex}"
        f" ({adopted.id}), adopted {adopted.adopted.moment[:10]} in entry"
        f" {adopted.adopted.position}"
    )


def _force(council: Council, adopted: Resolution) -> str:
    fall = fall_of(council, adopted)
    if fall is None:
        return "in force"
    by = f" {fall.motion.title} ({fall.motion.id})" if fall.motion is not None else ""
    return f"not in force since {fall.since.moment[:10]}: {fall.how}{by}"


def differences(found: tuple[Piece, ...]) -> Iterator[str]:
    """What a record and a quotation say differently, each in words: the first dozen."""
    said = [*_differences(found)]
    yield from said[:MOST_DIFFERENCES]
    if len(said) > MOST_DIFFERENCES:
        yield f"and {len(said) - MOST_DIFFERENCES} more differences"


def _differences(found: tuple[Piece, ...]) -> Iterator[str]:
    """Words of the record with those in their place stand beside each other, in this order."""
    before = ""
    for piece, following in pairwise((*found, Piece("both", ""))):
        if piece.kind == "record" and following.kind == "quotation":
            before = piece.words
        elif piece.kind == "record":
            yield f'the quotation leaves out "{piece.words}"'
        elif piece.kind == "quotation" and before:
            yield f'the record says "{before}" and the quotation "{piece.words}"'
            before = ""
        elif piece.kind == "quotation":
            yield f'the quotation adds "{piece.words}"'
