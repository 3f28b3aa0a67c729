"""The motion book: what was sent in and what is in hand, by sections, with amendments beneath."""

from collections.abc import Iterator, Mapping

from delegata.council.amendment import versions_of, width_of
from delegata.council.deliberation import BusinessReport, Motion
from delegata.council.lines import Line, lines_of
from delegata.council.state import Council
from delegata.council.voting_order import PENDING, amendments_in_order
from delegata.office.readers.narration import place_words
from delegata.office.readers.papers import Grid, Heading, Paper, Passage
from delegata.office.readers.proceedings import Desk, foot, named

SENT_IN = frozenset({"submitted", "admitted", "inadmissible", "proposed"})
"""The states of what was sent in and has not been called."""
_Parts = Iterator[Heading | Passage | Grid]


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


def motion_book(desk: Desk, council: Council) -> Paper:
    """The motions sent in and in hand with numbered lines, each with its amendments under it."""
    said = desk.said
    parts: list[Heading | Passage | Grid] = [
        _business(desk, council, report) for report in council.business[-1:]
    ]
    found = sections(council)
    for section, motions in found.items():
        if section:
            parts.append(Heading(f"{said['section']} {section}", 1))
        for motion in motions:
            parts += _entered(desk, council, motion)
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


def _entered(desk: Desk, council: Council, motion: Motion, amended: Motion | None = None) -> _Parts:
    title = f"{motion.number} {motion.title}".strip()
    if amended is None:
        yield Heading(title)
    else:
        yield Heading(f"{desk.said['amendments']} “{amended.title}”: {title}", 3)
    yield _passage(desk, council, motion)
    for amendment in below(council, motion):
        yield from _entered(desk, council, amendment, motion)


def _passage(desk: Desk, council: Council, motion: Motion) -> Passage:
    lines = _lines(desk, council, motion)
    place = f" ({place_words(motion.change, desk.language)})" if motion.change else ""
    return Passage(
        motion.mark.position,
        desk.language.moment(motion.mark),
        f"{desk.said['mover']}: {named(desk, council, motion.mover)}{place}",
        desk.words(motion.text) if motion.text and not lines else "",
        tuple(_notes(desk, council, motion)),
        lines=lines,
    )


def _lines(desk: Desk, council: Council, motion: Motion) -> tuple[Line, ...]:
    if motion.lines is None or motion.text not in desk.chronicle.texts:
        return ()
    return lines_of(desk.words(motion.text), width_of(council, versions_of(motion)[-1]))


def _notes(desk: Desk, council: Council, motion: Motion) -> Iterator[str]:
    said = desk.said
    state = f"{said['state']}: {said[motion.state]}"
    yield f"{state} ({motion.reason})" if motion.reason else state
    if motion.late:
        yield said["late"]
    if motion.seconders:
        yield f"{said['seconders']}: {', '.join(named(desk, council, m) for m in motion.seconders)}"
    for advice in motion.recommendations:
        words = f": {desk.words(advice.text)}" if advice.text else ""
        yield f"{said['advice']} ({advice.committee}): {desk.language.plain(advice.advice)}{words}"
