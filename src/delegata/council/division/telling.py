"""Two tellers: each enters the count apart, and it stands where both come to the same.

A count is entered as a digest first, so that the second teller cannot see the first one's; both
are opened together, and the digests show that neither was changed.
"""

from hashlib import sha256
from typing import Literal

from msgspec.structs import replace

from delegata.council.act import NO_FIGURES, Act, Command, Figures, Refused, refuse
from delegata.council.deliberation import Division
from delegata.council.division.closing import within_presence
from delegata.council.division.outcome import concluded, counted, in_hand, settled
from delegata.council.division.putting import divided_on
from delegata.council.entry import Mark
from delegata.council.state import Council
from delegata.council.words import Digest, Figure, Id, Slip, Title
from delegata.representation.majority import Outcome

TOLD_BY_HAND = frozenset({"show-of-hands", "cards", "paper"})


class EnterCount(Command, frozen=True, kw_only=True):
    """A teller enters the own count of an open division, as a digest that shows nothing of it."""

    division: Id
    slip: Digest


class CompareCounts(Command, frozen=True, kw_only=True):
    """The counts of two tellers are opened and compared; equal ones close the division."""

    division: Id
    first: Slip
    second: Slip
    declared: Literal["carried", "lost"] | None = None
    note: Title | None = None


class ComparingFigures(Figures, frozen=True, kw_only=True):
    """Whether both counts are equal; then the outcome that follows, as at any closing."""

    equal: bool
    in_favour: int | None = None
    against: int | None = None
    abstaining: int | None = None
    rule: str = ""
    outcome: Outcome | Literal["counts-differ"] = "counts-differ"
    on_bases: tuple[tuple[str, Outcome], ...] = ()


def digest_of(body: str, division: str, slip: Slip) -> str:
    """The digest of a teller's count: SHA-256 of its lines in UTF-8, joined by a line feed.

    The lines: `delegata slip 1`, body, division, teller, salt, then for, against, abstaining.
    """
    votes = (slip.in_favour, slip.against, slip.abstaining)
    lines = ("delegata slip 1", body, division, slip.teller, slip.salt, *map(str, votes))
    return sha256("\n".join(lines).encode()).hexdigest()


def enter_count(council: Council, command: EnterCount) -> Figures | Refused:
    """Two tellers enter a count by hand, each once a round.

    Grounds: `not-told-by-hand`, `entered-already`, `tellers-complete`, and those of `in_hand`.
    """
    division = in_hand(council, command.division)
    if isinstance(division, Refused):
        return division
    article = council.standing.article("divisions")
    if division.method not in TOLD_BY_HAND:
        return refuse(
            "not-told-by-hand",
            article,
            "{division} is held by {method}, and no tellers count it.",
            division=division.id,
            method=division.method,
        )
    if any(teller == command.by.person for teller, _ in division.slips):
        return refuse(
            "entered-already",
            article,
            "You have entered your count of {division}; wait for the other teller.",
            division=division.id,
        )
    if len(division.slips) == 2:
        return refuse(
            "tellers-complete",
            article,
            "Two tellers have entered their counts of {division}; compare them.",
            division=division.id,
        )
    return NO_FIGURES


def count_entered(council: Council, command: EnterCount, _: Figures, __: Mark) -> Council:
    """The count is in, and can be neither seen nor changed."""
    division = council.divisions[command.division]
    slip = (command.by.person, command.slip)
    return divided_on(council, replace(division, slips=(*division.slips, slip)))


def compare_counts(council: Council, command: CompareCounts) -> ComparingFigures | Refused:
    """Both counts are those that were entered; where they are equal the division closes on them.

    More votes than are present are no count. Grounds: `slips-wrong`, and those of `in_hand`,
    `within_presence` and `concluded`.
    """
    division = in_hand(council, command.division)
    if isinstance(division, Refused):
        return division
    slips = (command.first, command.second)
    opened = {(slip.teller, digest_of(council.body, division.id, slip)) for slip in slips}
    if opened != set(division.slips) or len(opened) != len(slips):
        return refuse(
            "slips-wrong",
            council.standing.article("divisions"),
            "These are not the counts that two tellers entered for {division}; each enters the own"
            " count first.",
            division=division.id,
        )
    counts = _votes(command.first)
    if counts != _votes(command.second) or within_presence(council, division, counts):
        return ComparingFigures(equal=False)
    found = concluded(council, division, counts, command.declared)
    if isinstance(found, Refused):
        return found
    return ComparingFigures(
        equal=True,
        in_favour=found.in_favour,
        against=found.against,
        abstaining=found.abstaining,
        rule=found.rule,
        outcome=found.outcome,
        on_bases=found.on_bases,
    )


def _votes(slip: Slip) -> tuple[int, int, int]:
    return slip.in_favour, slip.against, slip.abstaining


def counts_compared(
    council: Council, command: CompareCounts, figures: ComparingFigures, mark: Mark
) -> Council:
    """Equal counts close the division; unequal ones stay on record, and it is counted again."""
    division = council.divisions[command.division]
    if not figures.equal:
        return divided_on(council, _again(division, command))
    votes = (Figure(figures.in_favour), Figure(figures.against), Figure(figures.abstaining))
    division = replace(
        counted(division, figures, votes, mark),
        declared=command.declared or "",
        note=command.note or "",
    )
    return settled(council, division, mark)


def _again(division: Division, command: CompareCounts) -> Division:
    pair = (command.first, command.second)
    return replace(division, slips=(), differing=(*division.differing, pair))


ACTS = (
    Act("division.count-entered", EnterCount, enter_count, count_entered),
    Act(
        "division.counts-compared",
        CompareCounts,
        compare_counts,
        counts_compared,
        ComparingFigures,
    ),
)
