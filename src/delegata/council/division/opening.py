"""Opening a division: on a motion in hand, with a quorum, by a method of the rules; or consent."""

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from delegata.council.act import Act, Command, Figures, Refused, day_of, refuse
from delegata.council.deliberation import BY_BALLOT, Division, Motion
from delegata.council.division.demand import demanded_otherwise, owed
from delegata.council.division.doubt import recount_due
from delegata.council.division.franchise import (
    counts_votes,
    franchise,
    quorum_of_votes,
    with_franchise,
)
from delegata.council.division.outcome import settled
from delegata.council.division.putting import divided_on, motion_to_put, name_free, sitting_free
from delegata.council.entry import Mark
from delegata.council.presence import Voters, entitled, present_voters, quorate
from delegata.council.procedure.pending import needs_no_quorum, unputtable
from delegata.council.state import Council
from delegata.council.voting_order import barred_from_vote
from delegata.council.words import Id, Method, Title


class Putting(Command, frozen=True, kw_only=True):
    """Common to acts that put a motion to the vote: the name of the division, and the motion."""

    division: Id
    motion: Id


class OpenDivision(Putting, frozen=True, kw_only=True):
    """A motion is put to the vote, by one of the methods that the rules know."""

    method: Method = "show-of-hands"


class CarryByConsent(Putting, frozen=True, kw_only=True):
    """Nobody objects, and the motion is carried without a count."""

    note: Title | None = None


class OpeningFigures(Figures, frozen=True, kw_only=True):
    """Those who may vote, those present, those needed, and whether the sitting is competent."""

    members: int
    present: int | None
    needed: int | None
    competent: bool
    represented: int | UnsetType = UNSET
    weight_members: int | UnsetType = UNSET
    weight_present: int | UnsetType = UNSET


def open_division(council: Council, command: OpenDivision) -> OpeningFigures | Refused:
    """A division opens on a motion in hand, with a quorum, by a method of the rules.

    By ballot, somebody on the list of those present can vote. Grounds: `division-exists`,
    `division-open`, `no-sitting`, `method-unknown`, `motion-not-in-hand`, `no-quorum`,
    `nobody-votes`, `method-ordered`, and those of `unputtable` and `barred_from_vote`.
    """
    if barred := method_unknown(council, command.method):
        return barred
    if command.method in BY_BALLOT and not any(entitled(council, day_of(council, command))):
        return nobody_votes(council)
    return puttable(council, command, command.method)


def method_unknown(council: Council, method: Method) -> Refused | None:
    """Votes are taken by a method of the rules; consent is no count. Ground: `method-unknown`."""
    if method in council.standing.divisions.methods and method != "consent":
        return None
    return refuse(
        "method-unknown",
        council.standing.article("divisions"),
        "{body} does not vote by {method}; its methods: {methods}.",
        body=council.body,
        method=method,
        methods=", ".join(council.standing.divisions.methods),
    )


def nobody_votes(council: Council) -> Refused:
    """The refusal of a vote by name where no names are noted."""
    return refuse(
        "nobody-votes",
        council.standing.article("divisions"),
        "Nobody with a vote is noted as present in {body}, so no ballot can be cast; vote by"
        " show of hands.",
        body=council.body,
    )


def puttable(council: Council, command: Putting, method: Method) -> OpeningFigures | Refused:
    """A motion in hand is put to the vote by a method, with a quorum.

    Grounds: those of `sitting_free`, `name_free`, `motion_to_put`, `unputtable`,
    `barred_from_vote`, `recount_due`, `demanded_otherwise`, `method-ordered`, `names-needed` and
    `no-quorum`.
    """
    if barred := sitting_free(council) or name_free(council, command.division):
        return barred
    motion = motion_to_put(council, command.motion)
    if isinstance(motion, Refused):
        return motion
    if barred := (
        unputtable(council, motion.id)
        or barred_from_vote(council, motion)
        or recount_due(council)
        or demanded_otherwise(council, motion.id, method)
        or _ordered_otherwise(council, motion, method)
        or _nameless(council, motion, method)
    ):
        return barred
    assert council.sitting is not None, "nothing is put to the vote outside a sitting"
    return _with_quorum(council, command, method, competent=council.sitting.competent)


def _with_quorum(
    council: Council, command: Putting, method: Method, *, competent: bool
) -> OpeningFigures | Refused:
    day = day_of(council, command)
    if counts_votes(council):
        return _by_votes(council, command, method, competent=competent)
    if needs_no_quorum(council, command.motion):
        found: Voters | Refused = present_voters(council, day)
    else:
        found = quorate(council, day)
    if isinstance(found, Refused):
        return found
    return OpeningFigures(**found._asdict(), competent=competent)


def _by_votes(
    council: Council, command: Putting, method: Method, *, competent: bool
) -> OpeningFigures | Refused:
    """The figures where votes count for more than one, or for the absent.

    Grounds: those of `franchise` and `quorum_of_votes`.
    """
    day = day_of(council, command)
    votes, found = franchise(council, day, method), present_voters(council, day)
    if isinstance(votes, Refused):
        return votes
    needed: int | Refused | None = found.needed
    if not needs_no_quorum(council, command.motion):
        needed = quorum_of_votes(council, votes, found)
    if isinstance(needed, Refused):
        return needed
    return OpeningFigures(
        members=found.members,
        present=found.present,
        needed=needed,
        competent=competent,
        represented=len(votes.proxies),
        weight_members=UNSET if votes.members is None else votes.members,
        weight_present=UNSET if votes.present is None else votes.present,
    )


def _nameless(council: Council, motion: Motion, method: Method) -> Refused | None:
    """A majority of bodies is counted from names. Ground: `names-needed`."""
    share = council.standing.divisions.of_bodies(motion.question)
    if share is None or method in {"roll-call", "consent"}:
        return None
    return refuse(
        "names-needed",
        council.standing.article("majorities"),
        "{motion} needs a majority of the bodies too, which is counted from names; put it to a roll"
        " call.",
        motion=motion.id,
    )


def _ordered_otherwise(council: Council, motion: Motion, method: Method) -> Refused | None:
    """A motion is put as the body ordered, where the rules know that method still.

    A minority's demand goes before the order, and so does a count that needs names. Ground:
    `method-ordered`.
    """
    rule, ordered = council.standing.divisions, motion.put_by
    if ordered in {None, method} or ordered not in rule.methods:
        return None
    if owed(council, motion.id) is not None or rule.of_bodies(motion.question) is not None:
        return None
    return refuse(
        "method-ordered",
        council.standing.article("procedures"),
        "The body ordered that {motion} be voted on by {method}; put it so.",
        motion=motion.id,
        method=motion.put_by or "",
    )


def division_opened(
    council: Council, command: OpenDivision, figures: OpeningFigures, mark: Mark
) -> Council:
    """The division is open on the presence of this moment."""
    division = opened_on(council, command.division, command.motion, figures, mark)
    division = replace(division, method=command.method)
    return divided_on(council, with_franchise(council, division, mark))


def opened_on(
    council: Council, name: str, motion: str, figures: OpeningFigures, mark: Mark
) -> Division:
    """The division as it opens, on the figures of this moment."""
    return Division(
        id=name,
        motion=motion,
        question=council.motions[motion].question,
        method="consent",
        state="open",
        present=figures.present,
        members=figures.members,
        needed_for_quorum=figures.needed,
        competent=figures.competent,
        standing_in=council.attendance.standing_in,
        opened=mark,
        here=council.attendance.here,
    )


def consent(council: Council, command: CarryByConsent) -> OpeningFigures | Refused:
    """Consent needs a motion in hand and a quorum, like any division. Grounds: as its opening."""
    if "consent" not in council.standing.divisions.methods:
        return refuse(
            "method-unknown",
            council.standing.article("divisions"),
            "{body} does not decide by consent; hold a division.",
            body=council.body,
        )
    return puttable(council, command, "consent")


def consented(
    council: Council, command: CarryByConsent, figures: OpeningFigures, mark: Mark
) -> Council:
    """The motion is carried without a count."""
    division = replace(
        opened_on(council, command.division, command.motion, figures, mark),
        state="closed",
        closed=mark,
        outcome="carried",
        declared="carried",
        note=command.note or "",
    )
    return settled(council, division, mark)


ACTS = (
    Act("division.opened", OpenDivision, open_division, division_opened, OpeningFigures),
    Act("division.consented", CarryByConsent, consent, consented, OpeningFigures),
)
