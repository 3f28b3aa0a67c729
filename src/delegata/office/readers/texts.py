"""Texts as pages show them: numbered lines, amendments beside their lines, differences marked."""

from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from delegata.council.amendment import by_hand, versions_of, width_of
from delegata.council.deliberation import Motion, Version
from delegata.council.lines import LineChange, collide, lines_of, merged, words_at
from delegata.council.state import Council
from delegata.council.voting_order import amendments_in_order, seconders_lacking
from delegata.office.readers.narration import place_words
from delegata.verify.quotation import Piece, pairs_alike, pieces

Words = Callable[[str], str]
"""The words that a digest names."""


class NumberedLine(NamedTuple):
    """A line of a text: its number, its words, what follows it, and the amendments that touch it.

    `breaks` is 0 within a paragraph, 1 at its end, and more where blank lines follow.
    """

    number: int
    words: str
    breaks: int
    touched: tuple[Motion, ...] = ()


class Proposal(NamedTuple):
    """An amendment as it is read: its place, the old words and the new ones, what it collides with.

    `pieces` marks what its text changes in the old words; `lines` are the lines of the new words.
    """

    motion: Motion
    place: str
    old: str
    lines: tuple[NumberedLine, ...]
    pieces: tuple[Piece, ...]
    collides: tuple[Motion, ...]
    lacking: int
    below: tuple["Proposal", ...] = ()


class Revision(NamedTuple):
    """A text that a motion had, and what differs in it from the one before."""

    version: Version
    merged: tuple[Motion, ...]
    pieces: tuple[Piece, ...]


def numbered(
    council: Council, motion: Motion, version: Version, words: Words
) -> tuple[NumberedLine, ...]:
    """The lines of a text of a motion, each with the amendments to it that are not disposed of."""
    if not version.text:
        return ()
    beside: dict[int, list[Motion]] = {}
    for amendment in amendments_in_order(council, motion) + _before(council, motion):
        for number in _touched(amendment.change) if amendment.change else ():
            beside.setdefault(number, []).append(amendment)
    return tuple(
        NumberedLine(number, line.words, line.breaks, tuple(beside.get(number, ())))
        for number, line in enumerate(lines_of(words(version.text), width_of(council, version)), 1)
    )


def _touched(change: LineChange) -> range:
    """The lines beside which a change is shown; what opens a text stands beside line 1."""
    return range(max(change.first, 1), max(change.last, 1) + 1)


def _before(council: Council, motion: Motion) -> list[Motion]:
    found = (council.motions[name] for name in motion.amendments)
    return [m for m in found if m.state in {"submitted", "admitted"}]


def version_amended(council: Council, amendment: Motion) -> Version:
    """The text that stood when an amendment was moved, by whose numbers it speaks."""
    versions = versions_of(council.motions[amendment.amends])
    stood = [v for v in versions if v.mark.position <= amendment.mark.position]
    return stood[-1] if stood else versions[0]


def proposals(council: Council, motion: Motion, words: Words) -> tuple[Proposal, ...]:
    """The amendments to a motion: those in hand in the order of voting, then the others."""
    waiting = amendments_in_order(council, motion)
    others = [council.motions[name] for name in motion.amendments]
    ordered = [*waiting, *(m for m in others if m not in waiting)]
    return tuple(proposal(council, amendment, words) for amendment in ordered)


def proposal(council: Council, amendment: Motion, words: Words) -> Proposal:
    """An amendment with the words that it changes, and the amendments to it below it."""
    old, new = _old(council, amendment, words), words(amendment.text) if amendment.text else ""
    return Proposal(
        motion=amendment,
        place=place_words(amendment.change) if amendment.change else "",
        old=old,
        lines=numbered(council, amendment, versions_of(amendment)[-1], words),
        pieces=differences(old, new),
        collides=collisions(council, amendment),
        lacking=seconders_lacking(council, amendment),
        below=proposals(council, amendment, words),
    )


def _old(council: Council, amendment: Motion, words: Words) -> str:
    """The words that an amendment takes away."""
    change = amendment.change
    if change is None or change.kind == "insert":
        return ""
    version = version_amended(council, amendment)
    lines = lines_of(words(version.text), width_of(council, version))
    return words_at(lines, change.first, change.last)


def collisions(council: Council, amendment: Motion) -> tuple[Motion, ...]:
    """The other amendments to the same text, in hand or carried, that touch the same lines."""
    if amendment.change is None or amendment.state not in _LIVE:
        return ()
    version = version_amended(council, amendment)
    beside = (council.motions[name] for name in council.motions[amendment.amends].amendments)
    return tuple(
        other
        for other in beside
        if other.id != amendment.id
        and other.change is not None
        and other.state in _LIVE
        and version_amended(council, other) == version
        and collide(amendment.change, other.change)
    )


_LIVE = {"moved", "deferred", "submitted", "admitted", "carried"}


MOST_COMPARED = 60_000
"""Texts are compared part by part while so many pairs of their parts, at most, are alike."""


def differences(before: str, after: str) -> tuple[Piece, ...]:
    """What a later text strikes of an earlier one, and what it adds: word by word in paragraphs."""
    found: list[Piece] = []
    old, new = before.split("\n"), after.split("\n")
    if before == after:
        return (Piece("both", before),) if before.strip() else ()
    if pairs_alike(old, new) > MOST_COMPARED:
        return Piece("record", before), Piece("quotation", after)
    match = SequenceMatcher(None, old, new, autojunk=False)
    for kind, a, b, c, d in match.get_opcodes():
        if kind == "equal":
            found.append(Piece("both", "\n".join(old[a:b])))
        else:
            found += _within("\n".join(old[a:b]), "\n".join(new[c:d]))
        if found and (b < len(old) or d < len(new)):
            found[-1] = found[-1]._replace(words=found[-1].words + "\n")
    return tuple(piece for piece in found if piece.words.strip() or piece.words == "\n")


def amended_lines(motion: Motion, lines: Iterable[NumberedLine], words: Words) -> frozenset[int]:
    """The numbers of the lines that hold words which the last merge put into a text."""
    versions = versions_of(motion)
    if len(versions) == 1:
        return frozenset()
    old, new = (words(version.text).split() for version in versions[-2:])
    if pairs_alike(old, new) > MOST_COMPARED:
        return frozenset()
    match = SequenceMatcher(None, old, new, autojunk=False)
    put = {at for kind, _, _, c, d in match.get_opcodes() if kind != "equal" for at in range(c, d)}
    found, first = set(), 0
    for line in lines:
        last = first + len(line.words.split())
        if not put.isdisjoint(range(first, last)):
            found.add(line.number)
        first = last
    return frozenset(found)


def _within(before: str, after: str) -> list[Piece]:
    """Differences within one passage; where it is too long to compare, all of it is changed."""
    old, new = ([word for word in text.replace("\n", " \n ").split(" ") if word]
                for text in (before, after))  # fmt: skip
    if pairs_alike(old, new) <= MOST_COMPARED:
        return list(pieces(SequenceMatcher(None, old, new, autojunk=False), old, new))
    return [Piece("record", before), Piece("quotation", after)]


def revisions(council: Council, motion: Motion, words: Words) -> tuple[Revision, ...]:
    """The texts that a motion had, the latest first, where it had more than one."""
    versions = versions_of(motion)
    found = [
        Revision(
            after,
            tuple(council.motions[name] for name in after.merged),
            differences(words(before.text), words(after.text)),
        )
        for before, after in pairwise(versions)
    ]
    return tuple(reversed(found))


def merged_words(
    council: Council, motion: Motion, amendments: Iterable[Motion], words: Words
) -> str:
    """The text of a motion with amendments merged, as far as they touch different lines."""
    version = versions_of(motion)[-1]
    put: list[tuple[LineChange, str]] = []
    for amendment in amendments:
        change = amendment.change
        if change is None or by_hand(council, amendment):
            continue
        if not any(collide(change, other) for other, _ in put):
            put.append((change, words(amendment.text) if amendment.text else ""))
    return merged(words(version.text), put, width_of(council, version))
