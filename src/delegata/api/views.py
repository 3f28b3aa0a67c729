"""What the API tells of a body: the figures that its pages show, as plain values."""

from collections import Counter
from collections.abc import Callable

from msgspec import Struct

from delegata.council.deliberation import Division, Motion, Resolution
from delegata.council.entry import Cite, Mark
from delegata.council.presence import quorum_needed, voters_present
from delegata.council.procedure.parts import words_adopted
from delegata.council.seating import seating
from delegata.council.speaking_order import asked_in_order
from delegata.council.state import Council, Mandate
from delegata.council.words import Figure, Holder, Tally

Names = Callable[[str], str]
Words = Callable[[str], str | None]


class When(Struct, frozen=True):
    """Where an entry stands, when it was recorded, and when the act took place."""

    position: int
    at: str
    moment: str


class PersonView(Struct, frozen=True, omit_defaults=True):
    """Somebody by id and by the name that the register has; or a label where no name is stated."""

    name: str
    person: str | None = None


class OfficeView(Struct, frozen=True):
    """An office and who holds it."""

    office: str
    holders: tuple[PersonView, ...]


class FactionView(Struct, frozen=True):
    """A faction's voting mandates, and how many of them are present."""

    id: str
    name: str
    seats: int
    present: int


class PresenceView(Struct, frozen=True):
    """The voters who are present, how many are a quorum, and all voting mandates."""

    present: int
    needed: int | None
    electorate: int
    factions: tuple[FactionView, ...]


class ItemView(Struct, frozen=True):
    """An item of the order of the day."""

    id: str
    title: str
    state: str


class DoorsView(Struct, frozen=True):
    """Doors that are closed: on what ground, and since when."""

    ground: str
    reason: str
    closed: When


class SittingView(Struct, frozen=True):
    """A sitting, counted from 1."""

    number: int
    id: str
    state: str
    competent: bool
    opened: When
    closed: When | None


class SpeakingView(Struct, frozen=True):
    """Who has the floor or waits for it."""

    mandate: str
    form: str
    since: When


class BodySummary(Struct, frozen=True):
    """A body in the list of all."""

    body: str
    name: str
    character: str
    tier: int
    size: int
    at: str
    sitting: str | None
    doors_closed: bool
    dissolved: bool


class BodyView(Struct, frozen=True):
    """The state of a body."""

    summary: BodySummary
    rules: str
    constituents: tuple[str, ...]
    offices: tuple[OfficeView, ...]
    presence: PresenceView
    agenda: tuple[ItemView, ...]
    sitting: SittingView | None
    doors: DoorsView | None
    division: str | None
    speaking: SpeakingView | None
    waiting: tuple[SpeakingView, ...]


class MandateView(Struct, frozen=True):
    """A mandate held in the body."""

    id: str
    holder: PersonView
    from_body: str
    voice: str
    state: str
    faction: str
    alternate: bool
    until: str | None
    present: bool
    origin: Cite | None


class MotionView(Struct, frozen=True):
    """A motion: `words` is its text as far as it is public and not withheld."""

    id: str
    title: str
    mover: str
    question: str
    form: str
    state: str
    amends: str
    amendments: tuple[str, ...]
    seconders: tuple[str, ...]
    text: str
    words: str | None
    moved: When


class VoteView(Struct, frozen=True):
    """How a mandate voted, by name, with how many votes; `by` cast it for the absent.

    Where the stance is `split`, the votes stand under `split`.
    """

    mandate: str
    stance: str
    weight: int
    split: Tally | None
    by: str | None


class CountView(Struct, frozen=True):
    """A count as it was taken: `about` and `rest` say how far it is exact."""

    number: int | None
    about: bool
    rest: bool


class DivisionView(Struct, frozen=True):
    """A division with its figures; while it is open there are none, and void it has no result."""

    id: str
    motion: str
    method: str
    state: str
    question: str
    present: int | None
    members: int
    needed_for_quorum: int | None
    in_favour: CountView
    against: CountView
    abstaining: CountView
    outcome: str
    result: str
    competent: bool
    rule: str
    roll: tuple[VoteView, ...]
    opened: When
    closed: When | None


class ResolutionView(Struct, frozen=True):
    """A resolution in force or no more; `words` as of motions."""

    id: str
    number: int
    title: str
    form: str
    division: str
    text: str
    words: str | None
    adopted: When
    fallen: When | None
    parts: tuple[str, ...]
    published: When | None
    executor: str
    due_on: str | None


def summary(council: Council) -> BodySummary:
    """A body in one line."""
    return BodySummary(
        body=council.body,
        name=council.name,
        character=council.character,
        tier=council.tier,
        size=council.size,
        at=council.at,
        sitting=council.sitting.state if council.sitting else None,
        doors_closed=council.closure is not None,
        dissolved=council.dissolved is not None,
    )


def body(council: Council, name: Names) -> BodyView:
    """A body as it stands."""
    closure, sittings = council.closure, sitting_views(council)
    return BodyView(
        summary=summary(council),
        rules=council.standing.edition,
        constituents=tuple(part.body for part in council.constituents),
        offices=tuple(
            OfficeView(office, tuple(PersonView(name(a.person), a.person) for a in holders))
            for office, holders in sorted(council.offices.items())
            if holders
        ),
        presence=_presence(council),
        agenda=tuple(ItemView(item.id, item.title, item.state) for item in council.agenda),
        sitting=sittings[-1] if council.sitting else None,
        doors=DoorsView(closure.ground, closure.reason, when(closure.closed)) if closure else None,
        division=council.dividing or None,
        speaking=_speaking(council),
        waiting=tuple(
            SpeakingView(r.mandate, r.form, when(r.mark)) for r in asked_in_order(council)
        ),
    )


def _speaking(council: Council) -> SpeakingView | None:
    speech = council.speaking
    if speech is None:
        return None
    return SpeakingView(speech.mandate, speech.form, when(speech.mark))


def _presence(council: Council) -> PresenceView:
    seats: Counter[str] = Counter()
    here: Counter[str] = Counter()
    for seat, sitter in seating(council):
        seats[seat.faction] += 1
        here[seat.faction] += sitter is not None
    return PresenceView(
        voters_present(council.attendance),
        quorum_needed(council),
        council.electorate,
        tuple(
            FactionView(f, council.factions[f].name if f else "", seats[f], here[f])
            for f in sorted(seats, key=lambda f: (-seats[f], f))
        ),
    )


def sitting_views(council: Council) -> tuple[SittingView, ...]:
    """Every sitting, the first first."""
    return tuple(
        SittingView(
            number, held.id, held.state, held.competent, when(held.opened), _when(held.closed)
        )
        for number, held in enumerate(council.sittings, start=1)
    )


def mandate(held: Mandate, council: Council, name: Names) -> MandateView:
    """A mandate, with the name of its holder."""
    return MandateView(
        held.id,
        _holder(held.holder, name),
        held.from_body,
        held.voice,
        held.state,
        held.faction,
        held.alternate,
        held.until,
        held.id in council.attendance.here,
        held.origin,
    )


def _holder(holder: Holder, name: Names) -> PersonView:
    if holder.person is None:
        return PersonView(holder.label or "")
    return PersonView(name(holder.person), holder.person)


def motion(held: Motion, words: Words) -> MotionView:
    """A motion with its words."""
    return MotionView(
        held.id,
        held.title,
        held.mover,
        held.question,
        held.form,
        held.state,
        held.amends,
        held.amendments,
        held.seconders,
        held.text,
        words(held.text),
        when(held.mark),
    )


def division(held: Division) -> DivisionView:
    """A division with its figures."""
    return DivisionView(
        id=held.id,
        motion=held.motion,
        method=held.method,
        state=held.state,
        question=held.question,
        present=held.present,
        members=held.members,
        needed_for_quorum=held.needed_for_quorum,
        in_favour=_count(held.in_favour),
        against=_count(held.against),
        abstaining=_count(held.abstaining),
        outcome=held.outcome,
        result="" if held.state == "void" else held.result,
        competent=held.competent,
        rule=held.rule,
        roll=_roll(held),
        opened=when(held.opened),
        closed=_when(held.closed),
    )


def _roll(held: Division) -> tuple[VoteView, ...]:
    return tuple(
        VoteView(
            mandate,
            "split" if isinstance(vote, Tally) else vote,
            held.weight(mandate),
            vote if isinstance(vote, Tally) else None,
            held.by_proxy.get(mandate),
        )
        for mandate, vote in held.named
    )


def _count(figure: Figure) -> CountView:
    return CountView(figure.number, figure.about, figure.rest)


def resolution(held: Resolution, words: Words) -> ResolutionView:
    """A resolution with its words; of a divided question, those of the parts that carried."""
    text = words(held.text)
    said = None if text is None else words_adopted(held, text)
    return ResolutionView(
        held.id,
        held.number,
        held.title,
        held.form,
        held.division,
        held.text,
        said,
        when(held.adopted),
        _when(held.fallen),
        held.parts,
        _when(held.published),
        held.executor,
        held.due_on,
    )


def when(mark: Mark) -> When:
    """A mark with its moment said."""
    return When(mark.position, mark.at, mark.moment)


def _when(mark: Mark | None) -> When | None:
    return None if mark is None else when(mark)
