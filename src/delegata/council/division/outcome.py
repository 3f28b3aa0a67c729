"""The outcome of a division: what counts come to by the rules, and what follows when it is over."""

from collections.abc import Iterable
from typing import Literal, Protocol, cast

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from delegata.council.act import Figures, Refused, refuse
from delegata.council.amendment import versions_of, width_of
from delegata.council.deliberation import Counted, Division, Motion, Resolution
from delegata.council.entry import Mark
from delegata.council.petition import divided
from delegata.council.procedure.effects import decided
from delegata.council.procedure.parts import carried_parts, lines_lost, whole_of
from delegata.council.procedure.pending import majority_for
from delegata.council.rules import MajorityRule
from delegata.council.state import Council
from delegata.council.voting_order import settled_beside
from delegata.council.words import Base, Figure, Share, Stance, Tally
from delegata.representation.majority import Majority, Outcome, both, judge, of_bodies

BASES: tuple[Base, ...] = ("cast", "present", "members")
_DECREES = {"resolution", "decree", "proclamation"}
Counts = tuple[int | None, int | None, int | None]
"""Votes for, against and abstaining, as far as they are known."""


class ClosingFigures(Figures, frozen=True, kw_only=True):
    """The counts as judged, the rule they were judged by, and the outcome on every base."""

    in_favour: int | None
    against: int | None
    abstaining: int | None
    rule: str
    outcome: Outcome
    on_bases: tuple[tuple[str, Outcome], ...]
    bodies: tuple[int, int, int] | UnsetType = UNSET
    """The bodies for, against and level, where a majority of them is needed too."""


class Judged(Protocol):
    """The figures of any act that closes a division."""

    @property
    def rule(self) -> str:
        """The majority that was needed."""

    @property
    def outcome(self) -> str:
        """Carried or lost, or undetermined where counts leave it open."""

    @property
    def on_bases(self) -> tuple[tuple[str, Outcome], ...]:
        """What the counts would come to on each base."""


def in_hand(council: Council, name: str) -> Division | Refused:
    """The division, if it is the open one. Grounds: `division-not-open`."""
    division = council.divisions.get(name)
    if division is not None and council.dividing == name:
        return division
    return refuse(
        "division-not-open",
        council.standing.article("divisions"),
        "The division {division} is not open in {body}.",
        division=name,
        body=council.body,
    )


def concluded(
    council: Council,
    division: Division,
    counts: Counts,
    declared: Literal["carried", "lost"] | None = None,
    roll: Iterable[tuple[str, Stance]] | None = None,
) -> ClosingFigures | Refused:
    """What counts come to, by the majority for the question, of votes and of bodies.

    Grounds: `outcome-open`, `declared-otherwise`.
    """
    rule = majority_for(council, division.motion)
    on_bases = tuple((base, outcome_on(base, rule, division, counts)) for base in BASES)
    outcome = dict(on_bases)[rule.base]
    bodies = _bodies(council, division, division.roll if roll is None else roll)
    share = council.standing.divisions.of_bodies(division.question)
    if share is not None:
        outcome = both(outcome, _of_bodies(share, bodies))
    article = council.standing.article("majorities")
    if outcome == "undetermined" and declared is None:
        return refuse(
            "outcome-open",
            article,
            "The counts leave it open whether {division} carried; say what the chair declared.",
            division=division.id,
        )
    if outcome != "undetermined" and declared not in {None, outcome}:
        return refuse(
            "declared-otherwise",
            article,
            "By the counts {division} is {outcome}; it cannot be declared {declared}.",
            division=division.id,
            outcome=outcome,
            declared=declared or "",
        )
    return ClosingFigures(
        in_favour=counts[0],
        against=counts[1],
        abstaining=counts[2],
        rule=said(rule),
        outcome=outcome,
        on_bases=on_bases,
        bodies=UNSET if share is None else bodies,
    )


def _bodies(
    council: Council, division: Division, roll: Iterable[tuple[str, Stance]]
) -> tuple[int, int, int]:
    """The bodies for, against and level: each goes where more of its delegates' votes go."""
    whole = [(name, _alike(stance, division.weight(name))) for name, stance in roll]
    votes: dict[str, tuple[int, int]] = {}
    for name, tally in (*whole, *division.splits.items()):
        body = council.mandates[name].from_body
        ayes, noes = votes.get(body, (0, 0))
        votes[body] = (ayes + tally.in_favour, noes + tally.against)
    counts = of_bodies((body, ayes, noes) for body, (ayes, noes) in votes.items())
    return cast("tuple[int, int, int]", (counts.in_favour, counts.against, counts.abstaining))


def _alike(stance: Stance, weight: int) -> Tally:
    votes = dict.fromkeys(("for", "against", "abstaining"), 0) | {stance: weight}
    return Tally(votes["for"], votes["against"], votes["abstaining"])


def _of_bodies(share: Share, bodies: tuple[int, int, int]) -> Outcome:
    return judge(
        Majority(share=share.fraction(), over=share.over),
        in_favour=bodies[0],
        against=bodies[1],
        abstaining=bodies[2],
    )


def said(rule: MajorityRule) -> str:
    """A majority rule as people say it: "more than 1/2 of the votes cast"."""
    base = {"cast": "the votes cast", "present": "those present", "members": "all members"}
    return f"{rule.share.words()} of {base[rule.base]}"


def majority_by(rule: MajorityRule, base: Base) -> Majority:
    """The majority that a rule asks for, on a base."""
    return Majority(
        share=rule.share.fraction(),
        over=rule.share.over,
        base=base,
        abstentions_cast=rule.abstentions_cast,
    )


def outcome_on(
    base: Base,
    rule: MajorityRule,
    division: Division,
    counts: Counts,
) -> Outcome:
    """The outcome that counts give on a base; "undetermined" where unknown counts could turn it."""
    return judge(
        majority_by(rule, base),
        in_favour=counts[0],
        against=counts[1],
        abstaining=counts[2],
        present=division.votes_present,
        members=division.votes_of_all or None,
    )


def counted(
    division: Division, figures: Judged, votes: tuple[Figure, Figure, Figure], mark: Mark
) -> Division:
    """The division closed on a count. If it is a recount, the earlier count stands beside it."""
    earlier = division.earlier
    if division.state == "recount":
        earlier = (*earlier, _count_of(division))
    outcome, bodies = figures.outcome, getattr(figures, "bodies", UNSET)
    assert outcome in {"carried", "lost", "undetermined"}, "a count has an outcome"
    return replace(
        division,
        state="closed",
        closed=mark,
        altered=None,
        in_favour=votes[0],
        against=votes[1],
        abstaining=votes[2],
        outcome=outcome,
        rule=figures.rule,
        on_bases=figures.on_bases,
        casting="",
        earlier=earlier,
        bodies=() if bodies is UNSET else bodies,
    )


def _count_of(division: Division) -> Counted:
    assert division.closed is not None, "what is counted again was counted before"
    return Counted(
        in_favour=division.in_favour,
        against=division.against,
        abstaining=division.abstaining,
        outcome=division.outcome,
        declared=division.declared,
        mark=division.closed,
    )


def settled(council: Council, division: Division, mark: Mark) -> Council:
    """The council after a division that is closed: its motion stands or falls with it."""
    motion = council.motions[division.motion]
    result: Literal["carried", "lost"] = "carried" if division.result == "carried" else "lost"
    motion = replace(motion, state=result if division.competent else "not-competent")
    council = replace(
        council,
        divisions=council.divisions.insert(division.id, division),
        motions=council.motions.insert(motion.id, motion),
        dividing="",
    )
    council = settled_beside(divided(council, motion, division, mark), motion)
    if motion.procedure is not None:
        return decided(council, motion, mark)
    if motion.state != "carried" or motion.form not in _DECREES:
        return _fallen(council, division, mark)
    adopted = _adopted(council, motion, division, mark)
    return replace(council, resolutions=council.resolutions.insert(adopted.id, adopted))


def whole_settled(council: Council, name: str, mark: Mark) -> Council:
    """The council after an act that may have settled the last part of a divided question.

    What of it carried is adopted, rests on the last division that carried a part, and fells what
    competes with it.
    """
    whole = whole_of(council, name)
    if whole is None:
        return council
    council = replace(
        council,
        motions=council.motions.insert(name, whole),
        divided=tuple(other for other in council.divided if other != name),
    )
    council = settled_beside(council, whole)
    parts = carried_parts(council, whole)
    if not parts or whole.form not in _DECREES:
        return council
    held = (d for d in council.divisions.values() if d.motion in parts and d.state == "closed")
    adopted = _adopted(council, whole, max(held, key=lambda d: d.opened.position), mark)
    return replace(council, resolutions=council.resolutions.insert(name, adopted))


def _fallen(council: Council, division: Division, mark: Mark) -> Council:
    """What the division adopted has fallen, if it was counted otherwise since, and stays."""
    adopted = council.resolutions.get(division.motion)
    if adopted is None or adopted.division != division.id:
        return council
    adopted = replace(adopted, fallen=mark)
    return replace(council, resolutions=council.resolutions.insert(adopted.id, adopted))


def undone(council: Council, division: Division, mark: Mark) -> Council:
    """The council after a division that is void: its motion is in hand as before it."""
    motion = replace(council.motions[division.motion], state="moved")
    council = replace(
        council,
        divisions=council.divisions.insert(division.id, division),
        motions=council.motions.insert(motion.id, motion),
    )
    recall = council.recalls.get(motion.id)
    if motion.form == "recall" and recall is not None:
        recall = replace(recall, state="due")
        council = replace(council, recalls=council.recalls.insert(recall.id, recall))
    return _fallen(settled_beside(council, motion), division, mark)


def _adopted(council: Council, motion: Motion, division: Division, mark: Mark) -> Resolution:
    """A text that falls and is carried again keeps its number."""
    before = council.resolutions.get(motion.id)
    if before is not None and before.division == division.id and not motion.parts:
        return replace(before, fallen=None)
    return Resolution(
        id=motion.id,
        number=len(council.resolutions) + 1 if before is None else before.number,
        title=motion.title,
        text=motion.text,
        form=motion.form,
        division=division.id,
        adopted=mark,
        parts=carried_parts(council, motion),
        struck=lines_lost(council, motion),
        width=width_of(council, versions_of(motion)[-1]),
    )
