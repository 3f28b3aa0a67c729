"""The lines of a text: wrapped and numbered by one stated rule, changed by number, merged again."""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

import msgspec

LINE_WIDTH = 60
"""The width of a line in signs (Unicode code points), where the rules state none."""

Kind = Literal["replace", "insert", "strike"]


class LineChange(msgspec.Struct, frozen=True, kw_only=True):
    """What an amendment does to the lines of a text: replaces them, strikes them, or puts in after.

    Lines count from 1; an insertion stands after line `first`, and after 0 it opens the text.
    """

    kind: Kind
    first: int
    last: int


class Line(NamedTuple):
    """One numbered line: its words, and how many line breaks follow (0 within a paragraph)."""

    words: str
    breaks: int


def lines_of(text: str, width: int = LINE_WIDTH) -> tuple[Line, ...]:
    """A text is wrapped greedily at blanks, so that everybody has the same numbers.

    Paragraphs end at line feeds (CR LF and CR count as one); words are parted by spaces and tabs. A
    line takes words while it has at most `width` code points; a longer word stands alone. Blank
    lines are kept and have no number.
    """
    lines: list[Line] = []
    for paragraph in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        wrapped = _wrapped(paragraph.replace("\t", " ").split(" "), width)
        if wrapped:
            lines += [Line(words, 0) for words in wrapped[:-1]]
            lines.append(Line(wrapped[-1], 1))
        elif lines:
            lines[-1] = Line(lines[-1].words, lines[-1].breaks + 1)
    if lines:
        lines[-1] = Line(lines[-1].words, 1)
    return tuple(lines)


def _wrapped(words: Iterable[str], width: int) -> list[str]:
    lines: list[str] = []
    for word in words:
        if not word:
            continue
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines


def text_of(lines: Sequence[Line]) -> str:
    """The text that lines make: blanks between them, line breaks after a paragraph."""
    return "".join(line.words + ("\n" * line.breaks or " ") for line in lines).rstrip("\n")


def words_at(lines: Sequence[Line], first: int, last: int) -> str:
    """The words of the lines `first` to `last`, counted from 1."""
    return text_of(lines[first - 1 : last]).rstrip(" ")


def collide(one: LineChange, other: LineChange) -> bool:
    """Two changes collide where they touch one line, or put words into one place.

    Words put in at the edge of a struck or replaced passage do not collide with it.
    """
    if one.kind == "insert" and other.kind == "insert":
        return one.first == other.first
    if one.kind == "insert":
        return other.first <= one.first < other.last
    if other.kind == "insert":
        return collide(other, one)
    return one.first <= other.last and other.first <= one.last


def merged(text: str, changes: Sequence[tuple[LineChange, str]], width: int = LINE_WIDTH) -> str:
    """The text with changes that do not collide, each by the numbers of the text as it stood.

    New words take the place of the old ones within their paragraph; words put in after the end of
    a paragraph are paragraphs of their own.
    """
    old = (Line("", 1), *lines_of(text, width))
    new: list[Line] = []
    inserted = {change.first: words for change, words in changes if change.kind == "insert"}
    ranges = {c.first: (c.last, words) for c, words in changes if c.kind != "insert"}
    last = 0
    for number, line in enumerate(old):
        last = max(last, ranges.get(number, (0, ""))[0])
        if number in ranges:
            _put(new, ranges[number][1], old[last].breaks, width)
        elif number > 0 and last < number:
            new.append(line)
        if number in inserted:
            _put(new, inserted[number], line.breaks, width)
    return text_of(new)


def _put(lines: list[Line], words: str, breaks: int, width: int) -> None:
    """New words take over the break that followed; without words, so does the line before."""
    put = lines_of(words, width)
    if put:
        lines += [*put[:-1], Line(put[-1].words, breaks)]
    elif lines and lines[-1].breaks == 0:
        lines[-1] = Line(lines[-1].words, breaks)
