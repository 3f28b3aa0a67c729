"""The motion book: what was sent in and what is in hand, by sections, with amendments beneath."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from delegata.council.amendment import versions_of, width_of
from delegata.council.deliberation import BusinessReport, Motion
from delegata.council.lines import Line, lines_of
from delegata.council.state import Council
from delegata.council.voting_order import PENDING, amendments_in_order
from delegata.office.readers.narration import place_words
from delegata.office.readers.papers import Grid, Heading, Paper, Passage
from delegata.office.readers.proceedings import Desk, foot, named
from delegata.office.readers.seconders import seconders

SENT_IN = frozenset({"submitted", "admitted", "inadmissible", "proposed"})
"""The states of what was sent in and has not been called."""
_Parts = Iterator[Heading | Passage | Grid]


class Book(NamedTuple):
    """Whose motions they are, at whose desk, and how the bodies that sent some in are called."""

    desk: Desk
    council: Council
    sender: Callable[[str], str] = str

    def mover(self, motion: Motion) -> str:
        """Who moved a motion: the body that sent it in, or who its entry names."""
        sent_in = motion.sent_by and not motion.joins
        return self.sender(motion.sent_by) if sent_in else self.who(motion.mover)

    def who(self, word: str) -> str:
        """Who supports a motion: a delegate, a body by its name, or whoever it says."""
        sent = any(motion.sent_by == word for motion in self.council.motions.values())
        return self.sender(word) if word and sent else named(self.desk, self.council, word)


def sections(council: Council) -> Mapping[str, list[Motion]]:
    """The motions of the book that amend nothing that stands in it, by section and number.

    What was moved during the sitting has no section and comes last.
    """
    found: dict[str, list[Motion]] = {}
    held = [m for m in council.motions.values() if m.state in PENDING | SENT_IN and not m.procedure]
    for motion in sorted(held, key=_place):
        if not any(motion.amends == other.id for other in held):
            found.setdefault(motion.section, []).append(motion)
    return found


def _place(motion: Motion) -> tuple[bool, str, int]:
    return not motion.section, motion.section, motion.mark.position


def below(council: Council, motion: Motion) -> list[Motion]:
    """The amendments to a motion that stand in the book, in the order of voting."""
    waiting = amendments_in_order(council, motion)
    others = [council.motions[name] for name in motion.amendments]
    return [*waiting, *(m for m in others if m.state in SENT_IN)]


def motion_book(book: Book) -> Paper:
    """The motions sent in and in hand with numbered lines, each with its amendments under it."""
    desk, council, said = book.desk, book.council, book.desk.said
    parts: list[Heading | Passage | Grid] = [
        _business(desk, council, report) for report in council.business[-1:]
    ]
    found = sections(council)
    for section, motions in found.items():
        if section:
            parts.append(Heading(f"{said['section']} {section}", 1))
        for motion in motions:
            parts += _entered(book, motion)
    lead = [] if found else [said["none"]]
    title = f"{said['book']}: {council.name}"
    return Paper(title, desk.language.code, tuple(lead), tuple(parts), tuple(foot(desk, council)))


def _business(desk: Desk, council: Council, report: BusinessReport) -> Grid:
    said = desk.said
    rows = tuple(
        (
            item.title,
            said["unstated"] if item.minutes is None else str(item.minutes),
            ", ".join(_called(council.motions[name]) for name in item.motions),
        )
        for item in report.items
    )
    state = said["adopted-report"] if report.adopted else said["proposed-report"]
    caption = f"{said['business']} ({report.committee}), {state}"
    return Grid(caption, (said["item"], said["minutes-each"], said["motions"]), rows)


def _called(motion: Motion) -> str:
    return motion.number or motion.title


def _entered(book: Book, motion: Motion, amended: Motion | None = None) -> _Parts:
    title = f"{motion.number} {motion.title}".strip()
    if amended is None:
        yield Heading(title)
    else:
        yield Heading(f"{book.desk.said['amendments']} “{amended.title}”: {title}", 3)
    yield _passage(book, motion)
    for amendment in below(book.council, motion):
        yield from _entered(book, amendment, motion)


def _passage(book: Book, motion: Motion) -> Passage:
    desk, council = book.desk, book.council
    lines = _lines(desk, council, motion)
    place = f" ({place_words(motion.change, desk.language)})" if motion.change else ""
    return Passage(
        motion.mark.position,
        desk.language.moment(motion.mark),
        f"{desk.said['mover']}: {book.mover(motion)}{place}",
        desk.words(motion.text) if motion.text and not lines else "",
        tuple(dict.fromkeys(_notes(book, motion))),
        lines=lines,
    )


def _lines(desk: Desk, council: Council, motion: Motion) -> tuple[Line, ...]:
    if motion.lines is None or motion.text not in desk.chronicle.texts:
        return ()
    return lines_of(desk.words(motion.text), width_of(council, versions_of(motion)[-1]))


def _notes(book: Book, motion: Motion) -> Iterator[str]:
    desk, said = book.desk, book.desk.said
    state = f"{said['state']}: {said[motion.state]}"
    yield f"{state} ({motion.reason})" if motion.reason else state
    if motion.joins:
        parts = [book.council.motions[name] for name in motion.joins]
        called = (f"{m.number} {m.title}".strip() + f" ({book.mover(m)})" for m in parts)
        yield f"{said['in-place']}: {'; '.join(called)}"
    if motion.late:
        yield said["late"]
    if motion.seconders:
        who = seconders(book.council, motion, book.who, desk.language)
        yield f"{said['seconders']}: {', '.join(who)}"
    for advice in motion.recommendations:
        words = f": {desk.words(advice.text)}" if advice.text else ""
        yield f"{said['advice']} ({advice.committee}): {desk.language.plain(advice.advice)}{words}"
