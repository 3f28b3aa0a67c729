"""The minutes of a sitting, made of nothing but its entries; and the motion book of a body."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import groupby
from typing import NamedTuple

from msgspec import structs

from delegata.council.acts import command_of
from delegata.council.amendment import versions_of
from delegata.council.constituency import Election
from delegata.council.declaration import DeclareElection
from delegata.council.deliberation import Counted, Division
from delegata.council.presence import quorum_needed, voters, voters_present
from delegata.council.state import Council, Mandate
from delegata.council.words import Tally
from delegata.office.languages import ENGLISH, Language
from delegata.office.readers.attendance import Stay, Step, stays, steps, when
from delegata.office.readers.naming import Names, Naming
from delegata.office.readers.narration import holder_words, narrate, not_public
from delegata.office.readers.papers import Grid, Heading, Paper, Passage
from delegata.office.readers.seconders import seconders
from delegata.representation.transcript import Transcript
from delegata.store.federation import Chronicle

DECISIONS = {
    "sitting.opened", "sitting.closed", "agenda.set", "motion.amendment-accepted",
    "motion.accepted-by-mover", "motion.acceptance-opposed",
    "procedure.ruled-out", "procedure.reported-back",
    "election.declared", "election.challenge-decided", "seats.divided",
    "rules.adopted", "mandate.given",
    "office.filled", "office.vacated", "norm.applied", "posts.listed",
    "credentials.confirmed", "credentials.rejected", "body.dissolved",
}  # fmt: skip
"""What the short form tells, beside each act that alters a division or what is adopted."""


class Span(NamedTuple):
    """The entries that a paper is about, from `first` up to but not including `last`.

    Those of a sitting have its number, counted from 1.
    """

    title: str
    first: int
    last: int
    closed: bool = True
    number: int = 0


class Desk(NamedTuple):
    """Whose record it is, how people are named in it, and in which language it is written.

    `recount` counts an election again from its sealed ballots, where it has a ranked count.
    """

    chronicle: Chronicle
    name: Names
    language: Language = ENGLISH
    root: str = ""
    recount: Callable[[Election], Transcript | None] = lambda _: None

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
    closed = sitting.closed is not None
    return Span(sitting.id, sitting.opened.position, last, closed=closed, number=number)


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
    lead = [f"{said['sitting']} {span.number or span.title}, {form}", *_head(desk, walk)]
    lead += [] if span.closed else [said["open"]]
    return Paper(
        f"{said['minutes']}: {council.name}",
        desk.language.code,
        tuple(lead),
        tuple(_with_fates(parts, _fates(desk, council))),
        (
            f"{council.name}, {said['sitting']} {span.title}. {said['entries']} {span.first}"
            f" {said['to']} {span.last - 1}.",
            *foot(desk, council),
        ),
    )


def _head(desk: Desk, walk: Iterable[Step]) -> Iterator[str]:
    """What the minutes of a sitting begin with, as far as the record holds it."""
    public = [step for step in walk if not step.withheld]
    opening = next((step for step in public if step.entry.kind == "sitting.opened"), None)
    if opening is None:
        return
    said, language = desk.said, desk.language
    sitting, end = opening.after.sittings[-1], public[-1].after
    ended = end.sittings[-1].closed
    until = f" {said['to']} {language.moment(ended)}" if ended else ""
    yield f"{said['date']}: {language.moment(sitting.opened)}{until}"
    yield from _called(desk, opening.after, sitting.convocation)
    yield f"{said['chair']}: {_chairs(desk, opening)}"
    yield _attended(desk, [step.after for step in public if step.after.sitting is not None])
    if end.agenda:
        items = (f"{number}. {item.title}" for number, item in enumerate(end.agenda, 1))
        yield f"{said['order-of-the-day']}: {'; '.join(items)}"


def _called(desk: Desk, council: Council, convocation: str) -> Iterator[str]:
    """Where the sitting was called to, by whom, and whether that made it competent."""
    said, call = desk.said, next(c for c in council.convocations if c.id == convocation)
    place = desk.chronicle.lines[call.mark.position].entry.data.get("place")
    if place:
        yield f"{said['place']}: {place}"
    convener = Naming(desk.name, desk.language, council).delegate(call.convener)
    yield f"{said['convened-by']}: {convener} [{call.mark.position}]"
    if not call.competent:
        yield said["not-competent"]


def _chairs(desk: Desk, opening: Step) -> str:
    """Who holds the chair as the sitting opens; where nobody does, who opened it."""
    chairs = opening.after.offices.get("chair", ()) or (opening.entry.by,)
    return ", ".join(desk.name(actor.person) for actor in chairs)


def _attended(desk: Desk, during: list[Council]) -> str:
    """How many with a vote were here when most were, and how many a quorum needs."""
    said = desk.said
    fullest = max(during, key=lambda council: voters_present(council.attendance))
    members, present = voters(fullest, fullest.at[:10])
    needed = quorum_needed(fullest)
    quorum = said["unstated"] if needed is None else str(needed)
    lacking = "" if needed is None or present >= needed else f" ({said['no-quorum']})"
    return (
        f"{said['present-at-most']}: {present}; {said['members']}: {members};"
        f" {said['quorum']}: {quorum}{lacking}"
    )


def _fates(desk: Desk, council: Council) -> Mapping[int, str]:
    """What appeals made of rulings, by the position of each ruling."""
    phrase, appeals = desk.language.phrase, {}
    for motion in council.motions.values():
        appeal = motion.procedure
        if appeal is not None and appeal.device == "appeal" and appeal.settled is not None:
            appeals[appeal.ruling] = appeal.settled.position
    return {
        ruling.position: phrase(f"{ruling.state}-on-appeal", position=appeals[ruling.position])
        for ruling in council.rulings
        if ruling.position in appeals and ruling.state != "stands"
    }


def _with_fates(
    parts: Iterable[Heading | Passage | Grid], fates: Mapping[int, str]
) -> Iterator[Heading | Passage | Grid]:
    """Each ruling says in its own place what an appeal made of it."""
    for part in parts:
        if isinstance(part, Passage) and part.position in fates:
            yield part._replace(notes=(*part.notes, fates[part.position]))
        else:
            yield part


def _public_parts(
    desk: Desk, steps: Iterable[Step], span: Span, *, full: bool
) -> Iterator[Heading | Passage]:
    for step in steps:
        if step.entry.kind == "agenda.taken":
            yield Heading(_item(step))
        if full or _decides(desk, step):
            yield _passage(desk, step, span, full=full)


def _decides(desk: Desk, step: Step) -> bool:
    """Whether the short form tells an act."""
    if step.entry.kind in DECISIONS or altered(step) is not None:
        return True
    return any(_texts(desk, step)) or any(_appealed(desk, step))


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
    naming = Naming(desk.name, desk.language, step.after, step.before)
    line = narrate(step.entry, naming, desk.words)
    notes: list[str] = []
    grids: list[Grid] = []
    if step.entry.kind == "sitting.opened":
        notes.append(_present(desk, step))
    held = altered(step)
    if held is not None and held.id not in step.before.divisions:
        notes += _put(desk, step, held, span if full else None)
    if held is not None and held.state == "closed":
        notes += _result(desk, step, held)
        grids += _votes(desk, step, held, full=full)
    if step.entry.kind == "election.declared":
        notes += _lots(desk, step)
    notes += [*_texts(desk, step), *_appealed(desk, step)]
    return Passage(line.position, line.when, line.sentence, line.text, tuple(notes), tuple(grids))


def _lots(desk: Desk, step: Step) -> Iterator[str]:
    """The lots that fell in a ranked count; others stand in the sentence of the declaration."""
    command, phrase = command_of(step.entry), desk.language.phrase
    assert isinstance(command, DeclareElection), "the kind says its command"
    counted = desk.recount(step.after.elections[command.election])
    if counted is None:
        return
    for number, tie in counted.drawn:
        tied, (chosen,) = counted.names(tie.candidates), counted.names((tie.chosen,))
        names = ", ".join(tied)
        yield phrase(f"lot-{tie.question}", round=number, names=names, chosen=chosen)
        yield f"{desk.said['seed']}: {counted.seed}"


def _appealed(desk: Desk, step: Step) -> Iterator[str]:
    """The rulings that the body upheld or overturned by an act."""
    if step.after.rulings is step.before.rulings:
        return
    was = {ruling.position: ruling.state for ruling in step.before.rulings}
    for ruling in step.after.rulings:
        if ruling.state != was.get(ruling.position, "stands"):
            yield desk.language.phrase(f"ruling-{ruling.state}", position=ruling.position)


def altered(step: Step) -> Division | None:
    """The division that an act opened, closed, voided, or altered in its count or result."""
    name = getattr(command_of(step.entry), "division", None)
    held = step.after.divisions.get(name) if name else None
    if held is None or _standing(held) == _standing(step.before.divisions.get(held.id)):
        return None
    return held


def _standing(held: Division | None) -> tuple[object, ...]:
    if held is None:
        return ()
    counts = (held.in_favour, held.against, held.abstaining)
    return (held.state, held.result, held.outcome, held.casting, *counts)


def _present(desk: Desk, step: Step) -> str:
    here = step.after.attendance
    number = here.decisive if here.counted is None else here.counted
    return f"{desk.said['present']}: {number}"


def _put(desk: Desk, step: Step, held: Division, told: Span | None) -> Iterator[str]:
    """The motion that is put, in its words where they do not stand above, in what is told."""
    motion, said = step.after.motions[held.motion], desk.said
    yield f"{said['mover']}: {named(desk, step.after, motion.mover)}"
    if motion.seconders:
        who = seconders(step.after, motion, partial(named, desk, step.after), desk.language)
        yield f"{said['seconders']}: {', '.join(who)}"
    given = versions_of(motion)[-1].mark.position
    if motion.text and (told is None or given < told.first):
        yield f"{said['text']} [{given}]: {desk.words(motion.text)}"
    present = said["unstated"] if held.present is None else str(held.present)
    needed = said["unstated"] if held.needed_for_quorum is None else str(held.needed_for_quorum)
    yield (
        f"{said['present']}: {present}; {said['members']}: {held.members};"
        f" {said['quorum']}: {needed}"
    )
    if held.weighed:
        here, whole = held.votes_present or 0, held.votes_of_all
        number = desk.language.number
        yield desk.language.phrase("weights", here=number(here), all=number(whole))
    if held.represented:
        yield desk.language.phrase("represented", number=held.represented)


def _result(desk: Desk, step: Step, held: Division) -> Iterator[str]:
    """What a division came to, by which rule, and what was counted before it was counted again."""
    said, language = desk.said, desk.language
    yield f"{said['outcome']}: {said.get(held.result or held.outcome, '')}"
    if held.rule:
        yield f"{said['rule']}: {language.rule(held.rule)}"
    if held.bodies:
        ayes, noes, level = held.bodies
        yield language.phrase("bodies", in_favour=ayes, against=noes, level=level)
    for count in held.earlier:
        yield f"{said['earlier']}: {_counted(count, language)}"
    if not held.competent:
        yield said["not-competent"]
    procedure = step.after.motions[held.motion].procedure
    if procedure is not None and held.decided and procedure.device in {"recess", "adjourn"}:
        yield said[procedure.device]


def _counted(count: Counted, language: Language) -> str:
    return language.phrase(
        "agree",
        in_favour=language.figure(count.in_favour),
        against=language.figure(count.against),
        abstaining=language.figure(count.abstaining),
        outcome=language.plain(count.declared or count.outcome),
    )


def _votes(desk: Desk, step: Step, held: Division, *, full: bool) -> Iterator[Grid]:
    """The count of a division, and in full form who voted how."""
    if held.method == "consent":
        return
    said, language = desk.said, desk.language
    counts = ("for", held.in_favour), ("against", held.against), ("abstaining", held.abstaining)
    rows = tuple((said[name], language.figure(count)) for name, count in counts)
    yield Grid(said["votes"], (said["vote"], said["votes"]), rows)
    roll = tuple(_roll(desk, step.after, held)) if full else ()
    if roll:
        yield Grid(said["roll"], (said["mandate"], said["holder"], said["vote"]), roll)


def _roll(desk: Desk, council: Council, held: Division) -> Iterator[tuple[str, str, str]]:
    """Who voted how, in the order of the roll, where the record has votes by name."""
    votes = {
        name: _split(vote, desk.language) if isinstance(vote, Tally) else desk.said[vote]
        for name, vote in held.named
    }
    for name in held.calling or votes:
        if name in votes:
            yield name, _voter(desk, council, held, name), votes[name]


def _split(tally: Tally, language: Language) -> str:
    """Votes that are split; abstentions are told where there are any."""
    counts = {stance: language.number(votes) for stance, votes in structs.asdict(tally).items()}
    return language.phrase("split" if tally.abstaining else "split-in-two", **counts).rstrip(".")


def _voter(desk: Desk, council: Council, held: Division, name: str) -> str:
    """Whose vote it is: with its weight where votes have one, and who casts it for the absent."""
    who, language = desk.mandate_holder(council.mandates.get(name)), desk.language
    if held.weighed:
        who = language.phrase("weight", who=who, votes=language.number(held.weight(name)))
    by = held.by_proxy.get(name)
    return language.phrase("proxy", who=who, by=named(desk, council, by)) if by else who


def _texts(desk: Desk, step: Step) -> Iterator[str]:
    """The texts that an act adopted, and those that stand no longer after it."""
    said, before = desk.said, step.before.resolutions
    if step.after.resolutions is before:
        return
    for text in step.after.resolutions.values():
        was = before.get(text.id)
        rested = was.division if was is not None and was.fallen is None else ""
        if text.fallen is None and text.division != rested:
            yield f"{said['adopted']} {text.number}: {text.title}"
        if text.fallen is not None and rested:
            yield f"{said['fallen']} {text.number}: {text.title}"


def named(desk: Desk, council: Council, word: str) -> str:
    """Who a word names: the holder of a mandate, a person, or whoever it says."""
    return Naming(desk.name, desk.language, council).delegate(word)


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
    yield Grid(said["here"], headings, rows)
