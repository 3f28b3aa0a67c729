"""Amendments to numbered lines, their acceptance by the mover, and the consolidated text."""

from itertools import combinations

from msgspec.structs import replace

from delegata.council.act import NO_FIGURES, Act, Command, Figures, Refused, refuse
from delegata.council.decision import in_doubt
from delegata.council.deliberation import Motion, Version
from delegata.council.entry import Mark
from delegata.council.floor import floor_of
from delegata.council.lines import Kind, LineChange, collide
from delegata.council.motion import (
    BEFORE,
    Lines,
    WithdrawMotion,
    acceptable,
    accepted,
    barred,
    in_hand,
    moved_by_another,
    number_below,
    too_deep,
    unamendable,
    unfit,
    with_motion,
    withdraw,
    withdrawn,
)
from delegata.council.mover import moves_nothing
from delegata.council.procedure.pending import concerned, procedure_first
from delegata.council.state import Council
from delegata.council.voting_order import pending, unmerged
from delegata.council.words import Count, Id, Text, Title


class AmendLines(Command, frozen=True, kw_only=True):
    """An amendment to lines of a motion: replaces or strikes them, or inserts after a line.

    Lines count from 1, in the text as it stands; `insert` stands after line `first`, and after 0 it
    opens the text. `last` is `first` where it is left out. `lines` counts the new text's own.
    """

    motion: Id
    amends: Id
    change: Kind
    first: Count
    last: Count | None = None
    title: Title
    mover: Title
    delegate: Id | None = None
    text: Text | None = None
    lines: Lines | None = None


class AcceptAsMover(Command, frozen=True, kw_only=True):
    """The mover of a motion accepts an amendment to it; without an objection, no vote is needed."""

    motion: Id
    delegate: Id


class WithdrawOwnMotion(Command, frozen=True, kw_only=True):
    """The mover of a motion or an amendment withdraws it, from the own device."""

    motion: Id
    delegate: Id


class OpposeAcceptance(Command, frozen=True, kw_only=True):
    """Somebody objects to the mover's acceptance of an amendment, which then needs a vote."""

    motion: Id
    opponent: Title
    delegate: Id | None = None


class ConsolidateText(Command, frozen=True, kw_only=True):
    """The amendments that carried are merged into the text of their motion, which is then put.

    `note` says how the wording was settled where carried amendments touch the same lines, or name
    no lines, or carried in part.
    """

    motion: Id
    text: Text
    lines: Lines
    note: Title | None = None


class ConsolidationFigures(Figures, frozen=True, kw_only=True):
    """The amendments that are merged, and those that are merged by hand.

    `collisions` are pairs that touch the same lines; those `without_lines` name none, or carried in
    part only.
    """

    merged: tuple[str, ...]
    collisions: tuple[tuple[str, str], ...]
    without_lines: tuple[str, ...]


def amend_lines(council: Council, command: AmendLines) -> Figures | Refused:
    """An amendment names lines of a text that is in hand, or sent in before the sitting.

    Grounds: `lines-not-counted`, `lines-outside`, `wording-missing`, and those of `unamendable`,
    `barred`, `in_hand` and `too_deep`.
    """
    amended = council.motions.get(command.amends)
    early = amended is not None and amended.state in BEFORE
    meets = unfit if early else barred
    refused = (
        unamendable(council, command.amends)
        or meets(council, command.motion, command.delegate)
        or too_deep(council, command.amends)
    )
    if refused:
        return refused
    found = in_hand(council, command.amends, BEFORE)
    if isinstance(found, Refused):
        return found
    return _outside(council, command, council.motions[command.amends]) or NO_FIGURES


def _outside(council: Council, command: AmendLines, amended: Motion) -> Refused | None:
    article = council.standing.article("motions")
    if amended.lines is None:
        return refuse(
            "lines-not-counted",
            article,
            "The lines of {motion} were not counted when it was moved; amend it in words.",
            motion=amended.id,
        )
    change = change_of(command)
    least = 0 if change.kind == "insert" else 1
    if not least <= change.first <= change.last <= amended.lines or (
        change.kind == "insert" and change.first != change.last
    ):
        return refuse(
            "lines-outside",
            article,
            "{motion} has the lines 1 to {lines}; name some of them, or one to insert after.",
            motion=amended.id,
            lines=amended.lines,
        )
    given = (command.text is not None, command.lines is not None)
    if given == ((False, False) if change.kind == "strike" else (True, True)):
        return None
    return refuse(
        "wording-missing",
        article,
        "To {change} lines, give {needed}.",
        change=change.kind,
        needed="no text" if change.kind == "strike" else "the new text and the count of its lines",
    )


def change_of(command: AmendLines) -> LineChange:
    """What the command does to which lines."""
    last = command.first if command.last is None else command.last
    return LineChange(kind=command.change, first=command.first, last=last)


def lines_amended(council: Council, command: AmendLines, _: Figures, mark: Mark) -> Council:
    """The amendment is in hand beside its lines, or waits with the motion that was sent in."""
    amended = council.motions[command.amends]
    amendment = Motion(
        id=command.motion,
        title=command.title,
        text=command.text or "",
        mover=command.delegate or command.mover,
        question=amended.question,
        form="motion",
        state="submitted" if amended.state in BEFORE else "moved",
        amends=amended.id,
        mark=mark,
        lines=command.lines,
        change=change_of(command),
        number=number_below(amended),
    )
    parent = replace(amended, amendments=(*amended.amendments, amendment.id))
    return with_motion(with_motion(council, amendment), parent)


def accept_as_mover(council: Council, command: AcceptAsMover) -> Figures | Refused:
    """Who moved a motion accepts amendments to it.

    Grounds: `not-the-mover`, and those of `acceptable`.
    """
    found = acceptable(council, command.motion)
    if isinstance(found, Refused):
        return found
    amended = council.motions[council.motions[command.motion].amends]
    return moved_by_another(council, amended, command.delegate) or NO_FIGURES


def withdraw_own(council: Council, command: WithdrawOwnMotion) -> Figures | Refused:
    """Only the mover withdraws what was moved.

    Grounds: `not-the-mover`, and those of `withdraw`.
    """
    found = withdraw(council, WithdrawMotion(by=command.by, motion=command.motion))
    if isinstance(found, Refused):
        return found
    motion = council.motions[command.motion]
    return moved_by_another(council, motion, command.delegate) or NO_FIGURES


def own_withdrawn(council: Council, command: WithdrawOwnMotion, _: Figures, mark: Mark) -> Council:
    """The motion is gone, and stays readable."""
    return withdrawn(
        council, WithdrawMotion(by=command.by, motion=command.motion), NO_FIGURES, mark
    )


def oppose_acceptance(council: Council, command: OpposeAcceptance) -> Figures | Refused:
    """An accepted amendment is opposed until it is merged or its motion is voted on.

    Grounds: `not-accepted`, and those of `floor_of`, `moves_nothing` and `in_hand`.
    """
    if barred := floor_of(council, command.delegate) or moves_nothing(council, command.delegate):
        return barred
    amendment = council.motions.get(command.motion)
    amended = council.motions.get(amendment.amends) if amendment else None
    if amendment is None or amended is None or not _open_to_objection(council, amendment, amended):
        return refuse(
            "not-accepted",
            council.standing.article("motions"),
            "{motion} is no amendment that its mover accepted and that is not yet in the text.",
            motion=command.motion,
        )
    return in_hand(council, amended.id)


def _open_to_objection(council: Council, amendment: Motion, amended: Motion) -> bool:
    return amendment.accepted and amendment in unmerged(council, amended)


def opposed(council: Council, command: OpposeAcceptance, _: Figures, __: Mark) -> Council:
    """The amendment is in hand again and needs a vote."""
    amendment = replace(council.motions[command.motion], state="moved", accepted=False)
    return with_motion(council, amendment)


def consolidate(council: Council, command: ConsolidateText) -> ConsolidationFigures | Refused:
    """A text is consolidated once its amendments are disposed of and at least one carried.

    Where carried amendments touch the same lines, name none or carried in part, a note says how
    that was settled; while it is moved to reconsider one, they wait.
    Grounds: `amendments-pending`, `nothing-to-merge`, `collision-unsettled`, and as `in_hand` and
    `in_doubt`.
    """
    found = in_hand(council, command.motion)
    if isinstance(found, Refused):
        return found
    article, motion = council.standing.article("motions"), council.motions[command.motion]
    if waiting := pending(council, motion.amendments):
        return refuse(
            "amendments-pending",
            article,
            "{amendment} is still in hand; dispose of it before the text of {motion} is made.",
            amendment=waiting[0].id,
            motion=motion.id,
        )
    carried = unmerged(council, motion)
    if not carried:
        return refuse(
            "nothing-to-merge",
            article,
            "No amendment to {motion} carried that its text does not hold already.",
            motion=motion.id,
        )
    if waits := _unsettled(council, article, carried):
        return waits
    figures = ConsolidationFigures(
        merged=tuple(amendment.id for amendment in carried),
        collisions=colliding(carried),
        without_lines=tuple(amendment.id for amendment in carried if by_hand(council, amendment)),
    )
    if (figures.collisions or figures.without_lines) and command.note is None:
        return refuse(
            "collision-unsettled",
            article,
            "Amendments to {motion} touch the same lines, name none or carried in part: {which};"
            " say in a note how the wording was settled.",
            motion=motion.id,
            which=", ".join(sorted({*figures.without_lines, *sum(figures.collisions, ())})),
        )
    return figures


def _unsettled(council: Council, article: str, carried: list[Motion]) -> Refused | None:
    """What carried waits while its count is in doubt, or while it is moved to reconsider it."""
    if doubted := in_doubt(council, article, lambda amendment: amendment in carried):
        return doubted
    moved_again = any(concerned(council, amendment.id) for amendment in carried)
    return procedure_first(council) if moved_again else None


def by_hand(council: Council, amendment: Motion) -> bool:
    """Whether an amendment is merged by hand: it names no lines, or carried in part only."""
    parts = (council.motions[name] for name in amendment.parts)
    return amendment.change is None or any(part.state != "carried" for part in parts)


def colliding(amendments: list[Motion]) -> tuple[tuple[str, str], ...]:
    """The pairs of amendments to one text that touch the same lines."""
    return tuple(
        (one.id, other.id)
        for one, other in combinations(amendments, 2)
        if one.change and other.change and collide(one.change, other.change)
    )


def consolidated(
    council: Council, command: ConsolidateText, figures: ConsolidationFigures, mark: Mark
) -> Council:
    """The motion has the new text; the earlier ones stay readable."""
    motion = council.motions[command.motion]
    version = Version(text=command.text, lines=command.lines, merged=figures.merged, mark=mark)
    return with_motion(
        council,
        replace(
            motion,
            text=command.text,
            lines=command.lines,
            versions=(*versions_of(motion), version),
        ),
    )


def versions_of(motion: Motion) -> tuple[Version, ...]:
    """The texts that a motion had, from the one that was moved to the one that stands."""
    first = Version(text=motion.text, lines=motion.lines, mark=motion.mark)
    return motion.versions or (first,)


def width_of(council: Council, version: Version) -> int:
    """A text is wrapped and numbered by the rules that were in force when it came."""
    rules = council.standing
    for position, edition in council.editions:
        if position <= version.mark.position:
            rules = edition
    return rules.motion.line_width


ACTS = (
    Act(
        "motion.lines-amended",
        AmendLines,
        amend_lines,
        lines_amended,
        by_mandate="delegate",
    ),
    Act(
        "motion.accepted-by-mover",
        AcceptAsMover,
        accept_as_mover,
        accepted,
        by_mandate="delegate",
    ),
    Act(
        "motion.withdrawn-by-mover",
        WithdrawOwnMotion,
        withdraw_own,
        own_withdrawn,
        by_mandate="delegate",
    ),
    Act(
        "motion.acceptance-opposed",
        OpposeAcceptance,
        oppose_acceptance,
        opposed,
        by_mandate="delegate",
    ),
    Act("motion.consolidated", ConsolidateText, consolidate, consolidated, ConsolidationFigures),
)
