"""A count in doubt is made again; a division out of order is void; equal votes are decided.

Nothing is erased: the count that was declared first stands beside the one that counts, and what
rested on a division follows it. What has already taken effect outside it bars both, and is undone
by a decision of its own.
"""

from collections.abc import Iterator
from typing import Literal

from msgspec.structs import replace
from rpds import HashTrieSet

from delegata.council.act import NO_FIGURES, Act, Command, Figures, Refused, day_of, refuse
from delegata.council.deliberation import Division, Motion, Version
from delegata.council.division.demand import DemandFigures, figures_of
from delegata.council.division.outcome import ClosingFigures, concluded, settled, undone
from delegata.council.division.putting import divided_on, sitting_free
from delegata.council.entry import Mark
from delegata.council.presence import has_vote_here
from delegata.council.state import Council
from delegata.council.words import Id, Share, Title

_COUNTED_BY_PEOPLE = frozenset({"show-of-hands", "cards", "paper"})


class OnClosed(Command, frozen=True, kw_only=True):
    """Common to acts on one division that is closed."""

    division: Id


class DemandRecount(OnClosed, frozen=True, kw_only=True):
    """A delegate demands that the votes of a division be counted again."""

    delegate: Id


class OpenRecount(OnClosed, frozen=True, kw_only=True):
    """A division is counted again, as was demanded or because the chair doubts the count."""

    reason: Title


class VoidDivision(OnClosed, frozen=True, kw_only=True):
    """The chair rules a division out of order; it decided nothing, and its motion is in hand."""

    reason: Title


class BreakTie(OnClosed, frozen=True, kw_only=True):
    """The casting vote is given where votes are equal, by the office that has it."""

    casting: Literal["for", "against"]


def _in_time(council: Council, name: str) -> Division | Refused:
    """A closed division, while it can still be doubted.

    Grounds: `division-unknown`, `doubt-late`, and those of `sitting_free`.
    """
    article = council.standing.article("divisions")
    division = council.divisions.get(name)
    if division is None or division.closed is None or division.state != "closed":
        return refuse(
            "division-unknown",
            article,
            "{body} closed no division {division}; see which it held.",
            body=council.body,
            division=name,
        )
    if barred := sitting_free(council):
        return barred
    assert council.sitting is not None, "nothing is free outside a sitting"
    closed = division.closed.position
    ended = council.sitting.opened.position > closed or (
        council.standing.divisions.recount_until != "sitting"
        and any(other.opened.position > closed for other in council.divisions.values())
    )
    if ended:
        return refuse(
            "doubt-late",
            article,
            "The time to doubt {division} is over: business has gone on; move its repeal.",
            division=name,
        )
    return division


def _recountable(council: Council, name: str) -> Division | Refused:
    """Grounds: `count-stands`, and those of `_in_time` and `barred_by_effects`."""
    division = _in_time(council, name)
    if isinstance(division, Refused):
        return division
    if division.method not in _COUNTED_BY_PEOPLE:
        return refuse(
            "count-stands",
            council.standing.article("divisions"),
            "{division} was held by {method}: its count follows from what is on record, and anybody"
            " can make it again; nothing is to be counted by hand.",
            division=name,
            method=division.method,
        )
    return barred_by_effects(council, division) or division


def barred_by_effects(council: Council, division: Division) -> Refused | None:
    """What has taken effect is not taken back by counting again. Ground: `rests-on-it`."""
    done = next(_effects(council, division), None)
    return None if done is None else _rests(council, division, done)


def _rests(council: Council, division: Division, done: str) -> Refused:
    return refuse(
        "rests-on-it",
        council.standing.article("divisions"),
        "{done} rests on {division} already; undo that by a decision of its own.",
        done=done,
        division=division.id,
    )


def _effects(council: Council, division: Division) -> Iterator[str]:
    motion = council.motions[division.motion]
    whole = council.motions.get(motion.part_of)
    if whole is not None and whole.state != "divided":
        yield "A question whose parts are all settled"
    if motion.procedure is not None and motion.state != "not-competent":
        yield "A step of procedure"
    yield from _outcomes(council, division)


def _outcomes(council: Council, division: Division) -> Iterator[str]:
    """What was done on the strength of a vote, and is there to stay."""
    motion = council.motions[division.motion]
    if motion.form == "recall" and division.decided:
        yield "A recall"
    appeal = motion.procedure is not None and motion.procedure.device == "appeal"
    if motion.procedure is not None and division.decided is not appeal:
        yield "The order of business"
    adopted = council.resolutions.get(motion.part_of or motion.id)
    rests = adopted is not None and (motion.part_of or adopted.division == division.id)
    if rests and adopted is not None and adopted.published is not None:
        yield "A published resolution"
    if any(motion.id in version.merged for version in _texts(council, motion)):
        yield "A consolidated text"
    if any(given.division == division.id for given in council.given.values()):
        yield "A mandate given"
    if division.id in council.demanded:
        yield "A demand for a meeting"
    since = division.closed.position if division.closed else council.size
    if motion.form == "rules" and council.editions and council.editions[-1][0] > since:
        yield "A change of the rules"


def _texts(council: Council, motion: Motion) -> tuple[Version, ...]:
    amended = council.motions.get(motion.amends)
    return () if amended is None else amended.versions


def demand_recount(council: Council, command: DemandRecount) -> DemandFigures | Refused:
    """Who is here with a vote demands it once; at the share of those present it must be held.

    Grounds: `demand-unknown`, `no-vote-here`, `demanded-already`, and those of `_recountable`.
    """
    division = _recountable(council, command.division)
    if isinstance(division, Refused):
        return division
    article, rule = council.standing.article("divisions"), council.standing.divisions
    if not isinstance(rule.recount_demand, Share):
        return refuse(
            "demand-unknown",
            article,
            "By the rules of {body} nobody can demand a recount; ask the chair.",
            body=council.body,
        )
    held = council.mandates.get(command.delegate)
    if held is None or not has_vote_here(council.attendance, held):
        return refuse(
            "no-vote-here",
            article,
            "{delegate} has no vote here now; only who votes can demand a recount.",
            delegate=command.delegate,
        )
    if command.delegate in division.doubted_by or division.id in council.doubted:
        return refuse(
            "demanded-already",
            article,
            "The demand that {division} be counted again stands already; nothing is to be done.",
            division=division.id,
        )
    here = council.attendance
    standing = sum(has_vote_here(here, council.mandates[name]) for name in division.doubted_by)
    return figures_of(council, rule.recount_demand, standing + 1, day_of(council, command))


def recount_demanded(
    council: Council, command: DemandRecount, figures: DemandFigures, _: Mark
) -> Council:
    """The doubt has one voice more; at the share nothing else is put to the vote before."""
    division = council.divisions[command.division]
    division = replace(division, doubted_by=division.doubted_by.insert(command.delegate))
    return replace(
        council,
        divisions=council.divisions.insert(division.id, division),
        doubted=(*council.doubted, division.id) if figures.met else council.doubted,
    )


def recount_due(council: Council) -> Refused | None:
    """Nothing is put to the vote while a count in doubt can still be made again.

    Ground: `recount-due`.
    """
    for name in council.doubted:
        if not isinstance(_recountable(council, name), Refused):
            return refuse(
                "recount-due",
                council.standing.article("divisions"),
                "Enough delegates demand that {division} be counted again; open its recount first.",
                division=name,
            )
    return None


def open_recount(council: Council, command: OpenRecount) -> Figures | Refused:
    """A count by people is made again, in time. Grounds: those of `_recountable`."""
    division = _recountable(council, command.division)
    return division if isinstance(division, Refused) else NO_FIGURES


def recount_opened(council: Council, command: OpenRecount, _: Figures, __: Mark) -> Council:
    """It is counted again, and closed as a division is; until then the first count stands."""
    division = council.divisions[command.division]
    division = replace(
        division,
        state="recount",
        differed=len(division.differing),
        slips=(),
        doubted_by=HashTrieSet(),
    )
    return _doubted_no_more(divided_on(council, division), division.id)


def _doubted_no_more(council: Council, name: str) -> Council:
    return replace(council, doubted=tuple(one for one in council.doubted if one != name))


def void(council: Council, command: VoidDivision) -> Figures | Refused:
    """A division is ruled out of order, in time. Grounds: as `_in_time`, `barred_by_effects`."""
    division = _in_time(council, command.division)
    if isinstance(division, Refused):
        return division
    if council.motions[division.motion].procedure is not None:
        return _rests(council, division, "The order of business")
    return barred_by_effects(council, division) or NO_FIGURES


def voided(council: Council, command: VoidDivision, _: Figures, mark: Mark) -> Council:
    """It decided nothing: its motion is in hand again, and what it adopted has fallen."""
    division = replace(
        council.divisions[command.division], state="void", note=command.reason, altered=mark
    )
    return _doubted_no_more(undone(council, division, mark), division.id)


def break_tie(council: Council, command: BreakTie) -> ClosingFigures | Refused:
    """The office with the casting vote gives it once, where the votes are equal, in time.

    It is one vote more, beside those of the members, and takes nothing back that was done already.
    Grounds: `no-casting-vote`, `no-tie`, `rests-on-it`, and those of `_in_time`.
    """
    division = _in_time(council, command.division)
    if isinstance(division, Refused):
        return division
    article, office = council.standing.article("divisions"), council.standing.divisions.casting_vote
    if command.by.right != f"office:{office}":
        return refuse(
            "no-casting-vote",
            article,
            "{right} has no casting vote by the rules of {body}; equal votes are lost.",
            right=command.by.right,
            body=council.body,
        )
    votes = division.in_favour.number
    equal = votes is not None and votes == division.against.number
    if not equal or division.in_favour.about or division.against.about or division.casting:
        return refuse(
            "no-tie",
            article,
            "The votes of {division} are not equal, or the casting vote was given.",
            division=division.id,
        )
    done = next(_outcomes(council, division), None)
    if done is not None:
        return _rests(council, division, done)
    return _tipped(council, division, command.casting)


def _tipped(
    council: Council, division: Division, casting: Literal["for", "against"]
) -> ClosingFigures | Refused:
    votes = division.in_favour.number or 0
    counts = (votes + (casting == "for"), votes + (casting == "against"))
    abstaining = division.abstaining.number
    here, cast = division.votes_present, sum(counts) + (abstaining or 0)
    if here is not None and cast > here:
        one_more = {"weight_present" if division.weighed else "present": cast}
        division = replace(division, represented=0, **one_more)
    return concluded(council, division, (*counts, abstaining))


def tie_broken(council: Council, command: BreakTie, figures: ClosingFigures, mark: Mark) -> Council:
    """The motion stands or falls with the casting vote; the members' votes are as counted."""
    division = replace(
        council.divisions[command.division],
        casting=command.casting,
        outcome=figures.outcome,
        on_bases=figures.on_bases,
        altered=mark,
    )
    return _part_again(settled(council, division, mark), division, mark)


def _part_again(council: Council, division: Division, mark: Mark) -> Council:
    """A divided question that was settled with this part is to be settled anew."""
    whole = council.motions.get(council.motions[division.motion].part_of)
    if whole is None or whole.id in council.divided:
        return council
    adopted = council.resolutions.get(whole.id)
    if adopted is not None:
        fallen = council.resolutions.insert(whole.id, replace(adopted, fallen=mark))
        council = replace(council, resolutions=fallen)
    return replace(
        council,
        motions=council.motions.insert(whole.id, replace(whole, state="divided")),
        divided=(*council.divided, whole.id),
    )


ACTS = (
    Act(
        "division.recount-demanded",
        DemandRecount,
        demand_recount,
        recount_demanded,
        DemandFigures,
        by_mandate="delegate",
    ),
    Act("division.recount-opened", OpenRecount, open_recount, recount_opened),
    Act("division.voided", VoidDivision, void, voided),
    Act("division.tie-broken", BreakTie, break_tie, tie_broken, ClosingFigures),
)
