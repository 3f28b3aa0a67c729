"""Divisions by ballot: who may cast one, the close that seals the box, and the annulment."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec.structs import replace

from delegata.council.act import NO_FIGURES, Act, Command, Figures, Refused, refuse
from delegata.council.deliberation import Division
from delegata.council.division.closing import within_presence
from delegata.council.division.franchise import can_vote, split_fault
from delegata.council.division.outcome import ClosingFigures, concluded, counted, in_hand, settled
from delegata.council.entry import Mark
from delegata.council.presence import vote_past_term
from delegata.council.state import Council
from delegata.council.voting_rules import WeightRule
from delegata.council.words import STANCES, Count, Figure, Id, Seal, Stance, Tally, Title


class CloseBallot(Command, frozen=True, kw_only=True):
    """The box of a division is closed: its two ledgers are sealed and counted.

    The voters' ledger names each mandate that voted; the ballots' ledger holds the votes, with
    their mandates where the vote is open, without where it is secret. Of a secret vote by weights,
    `alike` says how many ballots have the weight that the fewest have.
    """

    division: Id
    voters: Seal
    ballots: Seal
    in_favour: Count
    against: Count
    abstaining: Count
    alike: Count | None = None


class AnnulDivision(Command, frozen=True, kw_only=True):
    """An open division is annulled, with the reason; its motion can be put to the vote again."""

    division: Id
    reason: Title


def may_cast(
    council: Council, division: str, mandate: str, by: str | None = None, *, day: str
) -> Division | Refused:
    """A ballot is cast by a mandate that could vote when the division opened, and still can.

    `by` is the mandate that casts it for an absent one; without it, each casts the own. Terms are
    judged by the `day` of casting, for a ballot is no act that moves the record's time, but never
    by one before the last act. A ballot once cast stands, whatever becomes of the mandate or the
    proxy afterwards. Those who come in after the opening vote in the next division. Grounds:
    `division-not-open`, `not-by-ballot`, `no-vote-here`, `mandate-stale`.
    """
    found = _by_ballot(council, division)
    if isinstance(found, Refused):
        return found
    held, day = council.mandates.get(mandate), max(day, council.at[:10])
    if held is None or not can_vote(council, found, mandate, day, by or mandate):
        return refuse(
            "no-vote-here",
            council.standing.article("divisions"),
            "The mandate {mandate} has no vote in {division}: only who was present with a vote when"
            " it opened, and still is, votes.",
            mandate=mandate,
            division=division,
        )
    return vote_past_term(council, held, day) or found


def ballot_says(
    council: Council, division: Division, mandate: str, vote: Stance | Tally
) -> dict[str, object] | Refused:
    """What goes into the box for a vote: the stance, with its weight where votes are weighed.

    Split votes go in as numbers. Grounds: those of `split_fault`.
    """
    if isinstance(vote, Tally):
        barred = split_fault(council, division, mandate, vote)
        votes = (vote.in_favour, vote.against, vote.abstaining)
        return barred or dict(zip(STANCES, votes, strict=True))
    if division.weighed:
        return {"stance": vote, "weight": division.weight(mandate)}
    return {"stance": vote}


def _by_ballot(council: Council, name: str) -> Division | Refused:
    division = in_hand(council, name)
    if isinstance(division, Refused) or division.by_ballot:
        return division
    return refuse(
        "not-by-ballot",
        council.standing.article("divisions"),
        "{division} is held by {method}; close it with its counts.",
        division=name,
        method=division.method,
    )


def close_ballot(council: Council, command: CloseBallot) -> ClosingFigures | Refused:
    """Each voter cast one ballot, and the outcome follows from them.

    Where votes are weighed, the ballots carry them, and a count is of votes.

    Grounds: `ballots-unequal`, `more-ballots-than-voters`, and those of `in_hand`, `_telling`,
    `within_presence` and `concluded`.
    """
    division = _by_ballot(council, command.division)
    if isinstance(division, Refused):
        return division
    counts = (command.in_favour, command.against, command.abstaining)
    votes = sum(counts) if not division.weighed else command.ballots.count
    if not votes == command.ballots.count == command.voters.count:
        return refuse(
            "ballots-unequal",
            council.standing.article("divisions"),
            "{voters} voted, {ballots} ballots are in the box and {votes} votes are counted; they"
            " must be equal. Count the box again.",
            voters=command.voters.count,
            ballots=command.ballots.count,
            votes=votes,
        )
    if division.weighed and (
        barred := within_presence(council, division, counts) or _telling(council, division, command)
    ):
        return barred
    if command.voters.count > len(division.voters):
        return refuse(
            "more-ballots-than-voters",
            council.standing.article("divisions"),
            "{voters} ballots were cast, and {entitled} could vote; annul the division.",
            voters=command.voters.count,
            entitled=len(division.voters),
        )
    return concluded(council, division, counts)


def _telling(council: Council, division: Division, command: CloseBallot) -> Refused | None:
    """A secret box is not sealed where a weight tells who cast it. Ground: `weight-tells`."""
    rule = council.standing.weights
    least = rule.secret_alike if isinstance(rule, WeightRule) else 1
    if division.method != "secret" or not command.ballots.count or (command.alike or 0) >= least:
        return None
    return refuse(
        "weight-tells",
        council.standing.article("weights"),
        "Fewer than {least} who voted in {division} share a weight, so the ballots would tell how"
        " they voted; let more vote, or annul it and vote openly, or on paper by heads.",
        least=least,
        division=division.id,
    )


def ballot_closed(
    council: Council, command: CloseBallot, figures: ClosingFigures, mark: Mark
) -> Council:
    """The division is closed on its sealed ballots, and its motion carried or lost."""
    votes = (Figure(command.in_favour), Figure(command.against), Figure(command.abstaining))
    division = replace(
        counted(council.divisions[command.division], figures, votes, mark),
        voted=command.voters,
        ballots=command.ballots,
        alike=command.alike,
    )
    return settled(council, division, mark)


def annul(council: Council, command: AnnulDivision) -> Figures | Refused:
    """Only a division that is open can be annulled, and no recount.

    Grounds: `division-not-open`, `recount-open`.
    """
    division = in_hand(council, command.division)
    if isinstance(division, Refused):
        return division
    if division.state != "recount":
        return NO_FIGURES
    return refuse(
        "recount-open",
        council.standing.article("divisions"),
        "{division} is being counted again; close the recount, then rule the division out of order"
        " if it was.",
        division=division.id,
    )


def annulled(council: Council, command: AnnulDivision, _: Figures, mark: Mark) -> Council:
    """The division is void and decided nothing; the motion is in hand as before."""
    division = replace(
        council.divisions[command.division], state="void", closed=mark, note=command.reason
    )
    return replace(council, divisions=council.divisions.insert(division.id, division), dividing="")


def tally(papers: Iterable[bytes]) -> tuple[int, int, int]:
    """The votes for, against and abstaining that the rows of a box hold.

    A row has one vote, or its `weight`, for its stance; or it says how many are for, against and
    abstaining, where they are split.
    """
    counted: Counter[str] = Counter()
    for paper in papers:
        counted.update(votes_of(json.loads(paper)))
    return counted["for"], counted["against"], counted["abstaining"]


def fewest_alike(division: Division, papers: Iterable[bytes]) -> int | None:
    """How many ballots have the weight that the fewest have, in a secret vote by weights."""
    if not division.weighed or division.method != "secret":
        return None
    shared = Counter(sum(votes_of(json.loads(paper)).values()) for paper in papers)
    return min(shared.values(), default=0)


def votes_of(ballot: Mapping[str, Any]) -> dict[str, int]:
    """The votes of one ballot's row. Raises `KeyError` or `TypeError` for what is no ballot."""
    if "stance" in ballot:
        return {ballot["stance"]: ballot.get("weight", 1)}
    return {stance: ballot[stance] for stance in STANCES}


ACTS = (
    Act("division.balloted", CloseBallot, close_ballot, ballot_closed, ClosingFigures),
    Act("division.annulled", AnnulDivision, annul, annulled),
)
