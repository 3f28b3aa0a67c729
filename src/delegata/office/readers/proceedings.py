"""The minutes of a sitting, made of nothing but its entries; and the motion book of a body."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from delegata.council.acts import command_of
from delegata.council.deliberation import Division
from delegata.council.state import Council, Mandate
from delegata.office.languages import ENGLISH, Language
from delegata.office.readers.attendance import Stay, Step, stays, steps, when
from delegata.office.readers.narration import Names, holder_words, narrate, not_public
from delegata.office.readers.papers import Grid, Heading, Paper, Passage
from delegata.store.federation import Chronicle

DECISIONS = {
    "sitting.opened", "sitting.closed", "agenda.set", "motion.amendment-accepted",
    "division.opened", "division.closed", "division.balloted", "division.annulled",
    "division.consented", "procedure.ruled-out", "procedure.reported-back",
    "election.declared", "election.challenge-decided", "seats.divided",
    "rules.adopted", "mandate.given",
    "office.filled", "office.vacated", "norm.applied", "posts.listed",
    "credentials.confirmed", "credentials.rejected", "body.dissolved",
}  # fmt: skip
"""What the short form tells."""


class Span(NamedTuple):
    """The entries that a paper is about, from `first` up to but not including `last`."""

    title: str
    first: int
    last: int
    closed: bool = True


class Desk(NamedTuple):
    """Whose record it is, how people are named in it, and in which language it is written."""

    chronicle: Chronicle
    name: Names
    language: Language = ENGLISH
    root: str = ""

    @property
    def said(self) -> Mapping[str, str]:
        return self.language.headings

    def words(self, digest: str) -> str:
        text = self.chronicle.texts.get(digest)
        return self.language.phrases["withheld"] if text is None else text.text

    def mandate_holder(self, mandate: Mandate | None) -> str:
        return "" if mandate is None else holder_words(mandate.holder, self.name, self.language)


def sitting_span(council: Council, number: int) -> Span:
    """The entries of a sitting, counted from 1, its opening and its closing among them."""
    sitting = council.sittings[number - 1]
    last = council.size if sitting.closed is None else sitting.closed.position + 1
    return Span(sitting.id, sitting.opened.position, last, closed=sitting.closed is not None)


def minutes(desk: Desk, council: Council, span: Span, *, full: bool) -> Paper:
    """The minutes: in full form every entry once, in short form what was decided."""
    said = desk.said
    walk = list(steps(desk.chronicle, span.first, span.last))
    parts: list[Heading | Passage | Grid] = [Heading(said["before"])]
    for withheld, some in groupby(walk, key=lambda step: step.withheld):
        if withheld:
            parts.append(_gap(desk, some))
        else:
            parts += _public_parts(desk, some, span, full=full)
    if full:
        parts += _attendance(desk, council, stays(walk))
    form = said["full" if full else "short"]
    lead = [f"{said['sitting']} {span.title}, {form}"]
    lead += [] if span.closed else [said["open"]]
    return Paper(
        f"{said['minutes']}: {council.name}",
        desk.language.code,
        tuple(lead),
        tuple(parts),
        (
            f"{council.name}, {said['sitting']} {span.title}. {said['entries']} {span.first}"
            f" {said['to']} {span.last - 1}.",
            *foot(desk, council),
        ),
    )


def _public_parts(
    desk: Desk, steps: Iterable[Step], span: Span, *, full: bool
) -> Iterator[Heading | Passage]:
    for step in steps:
        if step.entry.kind == "agenda.taken":
            yield Heading(_item(step))
        if full or step.entry.kind in DECISIONS:
            yield _passage(desk, step, span, full=full)


def _gap(desk: Desk, steps: Iterable[Step]) -> Passage:
    """What the reader may not see stands as a gap that is named, from where to where."""
    entries = [step.entry for step in steps]
    line = not_public(entries[0], desk.language, last=entries[-1].position)
    return Passage(line.position, line.when, line.sentence)


def foot(desk: Desk, council: Council) -> Iterator[str]:
    """What a reader needs to check the paper."""
    yield desk.said["checkpoint"].format(size=council.size, root=desk.root)
    yield desk.said["check"].format(body=council.body)


def _item(step: Step) -> str:
    taken = command_of(step.entry).item  # type: ignore[attr-defined] # the kind says its command
    return next((item.title for item in step.after.agenda if item.id == taken), taken)


def _passage(desk: Desk, step: Step, span: Span, *, full: bool) -> Passage:
    line = narrate(step.entry, desk.name, desk.words, desk.language)
    notes: list[str] = []
    grids: list[Grid] = []
    for kinds, tell in _TOLD:
        if step.entry.kind in kinds:
            more, tables = tell(desk, step, span, full)
            notes += more
            grids += tables
    return Passage(line.position, line.when, line.sentence, line.text, tuple(notes), tuple(grids))


_Told = tuple[list[str], list[Grid]]


def _put(desk: Desk, step: Step, span: Span, full: bool) -> _Told:  # noqa: FBT001 - one shape of all that tell
    """The motion that is put, in its words where they do not stand above already."""
    held = _division(step)
    motion, said = step.after.motions[held.motion], desk.said
    notes = [f"{said['mover']}: {named(desk, step.after, motion.mover)}"]
    if motion.seconders:
        who = ", ".join(named(desk, step.after, one) for one in motion.seconders)
        notes.append(f"{said['seconders']}: {who}")
    if motion.text and (not full or motion.mark.position < span.first):
        notes.append(f"{said['text']} [{motion.mark.position}]: {desk.words(motion.text)}")
    present = said["unstated"] if held.present is None else str(held.present)
    needed = said["unstated"] if held.needed_for_quorum is None else str(held.needed_for_quorum)
    notes.append(
        f"{said['present']}: {present}; {said['members']}: {held.members};"
        f" {said['quorum']}: {needed}"
    )
    return notes, []


def _result(desk: Desk, step: Step, _: Span, full: bool) -> _Told:  # noqa: FBT001 - as above
    held, said = _division(step), desk.said
    notes = [f"{said['outcome']}: {said.get(held.result or held.outcome, '')}"]
    if held.rule:
        notes.append(f"{said['rule']}: {desk.language.rule(held.rule)}")
    if not held.competent:
        notes.append(said["not-competent"])
    notes += [
        f"{said['adopted']} {adopted.number}: {adopted.title}"
        for adopted in step.after.resolutions.values()
        if adopted.adopted.position == step.entry.position
    ]
    procedure = step.after.motions[held.motion].procedure
    if procedure is not None and held.decided and procedure.device in {"recess", "adjourn"}:
        notes.append(said[procedure.device])
    counts = ("for", held.in_favour), ("against", held.against), ("abstaining", held.abstaining)
    rows = tuple((said[name], desk.language.figure(count)) for name, count in counts)
    grids = [Grid(said["votes"], (said["vote"], said["votes"]), rows)]
    if full and held.roll:
        named = tuple(
            (mandate, desk.mandate_holder(step.after.mandates.get(mandate)), said[stance])
            for mandate, stance in held.roll
        )
        grids.append(Grid(said["roll"], (said["mandate"], said["holder"], said["vote"]), named))
    return notes, grids if step.entry.kind in _COUNTED else []


def _opening(desk: Desk, step: Step, _: Span, __: bool) -> _Told:  # noqa: FBT001 - as above
    here = step.after.attendance
    number = here.decisive if here.counted is None else here.counted
    return [f"{desk.said['present']}: {number}"], []


def _division(step: Step) -> Division:
    named = command_of(step.entry).division  # type: ignore[attr-defined] # the kind says its command
    return step.after.divisions[named]


_COUNTED = {"division.closed", "division.balloted"}
_TOLD: tuple[tuple[set[str], Callable[[Desk, Step, Span, bool], _Told]], ...] = (
    ({"sitting.opened"}, _opening),
    ({"division.opened", "division.consented"}, _put),
    ({*_COUNTED, "division.consented"}, _result),
)
"""What stands beneath a kind of act besides its sentence."""


def named(desk: Desk, council: Council, word: str) -> str:
    """Who a word names: the holder of a mandate, a person, or whoever it says."""
    mandate = council.mandates.get(word)
    return desk.name(word) if mandate is None else f"{desk.mandate_holder(mandate)} ({word})"


def _attendance(desk: Desk, council: Council, found: list[Stay]) -> Iterator[Heading | Grid]:
    said = desk.said
    if not found:
        return
    rows = tuple(
        (
            stay.mandate,
            desk.mandate_holder(council.mandates.get(stay.mandate)),
            f"{when(stay.since, desk.language)} ({stay.since.position})",
            said["stays"]
            if stay.until is None
            else f"{when(stay.until, desk.language)} ({stay.until.position})",
        )
        for stay in found
    )
    headings = (said["mandate"], said["holder"], said["from"], said["until"])
    yield Heading(said["attendance"])
    yield Grid(said["attendance"], headings, rows)
