"""Opening a division: on a motion in hand, with a quorum, by a method of the rules; or consent."""

from msgspec.structs import replace
from rpds import HashTrieSet

from delegata.council.act import Act, Command, Figures, Refused, day_of, refuse
from delegata.council.deliberation import BY_BALLOT, Division
from delegata.council.division.outcome import settled
from delegata.council.entry import Mark
from delegata.council.presence import entitled, quorate
from delegata.council.state import Council
from delegata.council.voting_order import barred_from_vote
from delegata.council.words import Id, Method, Title


class OpenDivision(Command, frozen=True, kw_only=True):
    """A motion is put to the vote, by one of the methods that the rules know."""

    division: Id
    motion: Id
    method: Method = "show-of-hands"


class CarryByConsent(Command, frozen=True, kw_only=True):
    """Nobody objects, and the motion is carried without a count."""

    division: Id
    motion: Id
    note: Title | None = None


class OpeningFigures(Figures, frozen=True, kw_only=True):
    """Those who may vote, those present, those needed, and whether the sitting is competent."""

    members: int
    present: int | None
    needed: int | None
    competent: bool


def open_division(council: Council, command: OpenDivision) -> OpeningFigures | Refused:
    """A division opens on a motion in hand, with a quorum, by a method of the rules.

    By ballot, somebody on the list of those present can vote. Grounds: `division-exists`,
    `division-open`, `no-sitting`, `method-unknown`, `motion-not-in-hand`, `no-quorum`,
    `nobody-votes`, and those of `barred_from_vote`.
    """
    if command.method not in council.standing.divisions.methods or command.method == "consent":
        return refuse(
            "method-unknown",
            council.standing.article("divisions"),
            "{body} does not vote by {method}; its methods: {methods}.",
            body=council.body,
            method=command.method,
            methods=", ".join(council.standing.divisions.methods),
        )
    if command.method in BY_BALLOT and not any(entitled(council, day_of(council, command))):
        return refuse(
            "nobody-votes",
            council.standing.article("divisions"),
            "Nobody with a vote is noted as present in {body}, so no ballot can be cast; vote by"
            " show of hands.",
            body=council.body,
        )
    return _puttable(council, command)


def _puttable(council: Council, command: OpenDivision | CarryByConsent) -> OpeningFigures | Refused:
    standing, division, motion = council.standing, command.division, command.motion
    if council.sitting is None or council.sitting.state != "open":
        return refuse(
            "no-sitting",
            standing.article("divisions"),
            "{body} has no open sitting; nothing can be put to the vote.",
            body=council.body,
        )
    if council.dividing:
        return refuse(
            "division-open",
            standing.article("divisions"),
            "The division {division} is open; close it first.",
            division=council.dividing,
        )
    if division in council.divisions:
        return refuse(
            "division-exists",
            standing.article("divisions"),
            "{body} held a division {division} already; choose another name.",
            body=council.body,
            division=division,
        )
    put = council.motions.get(motion)
    if put is None or put.state not in {"moved", "deferred"}:
        return refuse(
            "motion-not-in-hand",
            standing.article("divisions"),
            "The motion {motion} is not in hand in {body}; move it first.",
            motion=motion,
            body=council.body,
        )
    if early := barred_from_vote(council, put):
        return early
    return _with_quorum(council, day_of(council, command), competent=council.sitting.competent)


def _with_quorum(council: Council, day: str, *, competent: bool) -> OpeningFigures | Refused:
    found = quorate(council, day)
    if isinstance(found, Refused):
        return found
    return OpeningFigures(**found._asdict(), competent=competent)


def division_opened(
    council: Council, command: OpenDivision, figures: OpeningFigures, mark: Mark
) -> Council:
    """The division is open on the presence of this moment."""
    division = _opened(council, command.division, command.motion, figures, mark)
    division = replace(division, method=command.method)
    if division.by_ballot:
        voters = entitled(council, day_of(council, command))
        division = replace(division, voters=HashTrieSet(voters))
    return replace(
        council, divisions=council.divisions.insert(division.id, division), dividing=division.id
    )


def _opened(
    council: Council, name: str, motion: str, figures: OpeningFigures, mark: Mark
) -> Division:
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
        opened=mark,
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
    return _puttable(council, command)


def consented(
    council: Council, command: CarryByConsent, figures: OpeningFigures, mark: Mark
) -> Council:
    """The motion is carried without a count."""
    division = replace(
        _opened(council, command.division, command.motion, figures, mark),
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
