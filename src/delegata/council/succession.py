"""Succession: who is entitled to a mandate by an election, and who is next when one ends."""

from typing import NamedTuple

from msgspec.structs import replace

from delegata.council.act import Refused, refuse
from delegata.council.constituency import Candidacy, Election
from delegata.council.election import in_state, with_election
from delegata.council.state import Council, GivenMandate
from delegata.council.words import Holder


class Claim(NamedTuple):
    """What somebody claims to have been elected to, when the mandate is to be given."""

    election: str
    candidate: str
    holder: Holder
    terms: tuple[str, str, str]
    rests_on: str
    replaces: str
    alternate: bool
    today: str


def chosen(council: Council, claim: Claim) -> Refused | None:
    """A mandate follows from an election that is over: to those elected, as it was called.

    The seat of an ended mandate passes to the next substitute; an alternate is a substitute.
    Grounds: `election-not-so-far`, `challenge-open`, `objections-open`, `not-elected`,
    `seat-taken`, `not-as-elected`.
    """
    election = in_state(council, claim.election, "declared")
    if isinstance(election, Refused):
        return election
    article = council.standing.article("elections")
    if election.challenges:
        return refuse(
            "challenge-open",
            article,
            "The challenge {challenge} to {election} is not decided; decide it first.",
            challenge=election.challenges[0],
            election=election.id,
        )
    if claim.today <= election.objections_until:
        return refuse(
            "objections-open",
            article,
            "Objections to {election} can be raised until {day}; give the mandate after it.",
            election=election.id,
            day=election.objections_until,
        )
    return _entitled(council, election, claim)


def _entitled(council: Council, election: Election, claim: Claim) -> Refused | None:
    article = council.standing.article("elections")
    if claim.candidate not in _next_in_line(council, election, claim):
        return refuse(
            "not-elected",
            article,
            "{candidate} is not next in line for this seat by {election}; see its declaration.",
            candidate=claim.candidate,
            election=election.id,
        )
    if not _free(council, election, claim.candidate):
        return refuse(
            "seat-taken",
            article,
            "{candidate} has a mandate by {election} already.",
            candidate=claim.candidate,
            election=election.id,
        )
    candidacy = election.candidates[claim.candidate]
    terms = (election.to_body, election.voice, election.until)
    if claim.holder != candidacy.holder:
        return refuse(
            "not-as-elected",
            article,
            "{election} chose {candidate}, and the holder named is not who stood as {candidate};"
            " name the holder as the nomination does.",
            election=election.id,
            candidate=claim.candidate,
        )
    if (claim.terms, claim.rests_on) != (terms, candidacy.rests_on):
        return refuse(
            "not-as-elected",
            article,
            "{election} chose {candidate} for {to_body}, {voice}, until {until}; give it so.",
            election=election.id,
            candidate=claim.candidate,
            to_body=election.to_body,
            voice=election.voice,
            until=election.until or "recall",
        )
    return None


def _next_in_line(council: Council, election: Election, claim: Claim) -> tuple[str, ...]:
    if claim.alternate:
        return election.substitutes
    if not claim.replaces:
        return election.elected
    given = council.given.get(claim.replaces)
    return () if given is None else next_in_line(election, given)


def next_in_line(election: Election, given: GivenMandate) -> tuple[str, ...]:
    """Who is next for the seat of an ended mandate: the first substitute of the same list.

    Nobody, where the mandate stands, came of another election, or was succeeded already.
    """
    if not given.ended or given.election != election.id or given.id in election.succeeded:
        return ()
    before = [c for c in election.candidates.values() if _holds(election, c, given.id)]
    waiting = (
        name
        for name in election.substitutes
        if name not in election.moved_up
        and [election.candidates[name].list] == [c.list for c in before]
    )
    return tuple(waiting)[:1]


def _holds(election: Election, candidacy: Candidacy, mandate: str) -> bool:
    return election.seated.get(candidacy.id) == mandate


def _free(council: Council, election: Election, candidate: str) -> bool:
    """A candidate without a mandate by this election, or an alternate who moves up."""
    held = council.given.get(election.seated.get(candidate, ""))
    return held is None or (held.alternate and bool(held.ended))


def seated(council: Council, claim: tuple[str, str, str], mandate: str) -> Council:
    """A candidate holds a mandate by an election, perhaps in the place of one that ended."""
    name, candidate, replaces = claim
    election = council.elections[name]
    election = replace(election, seated=election.seated.insert(candidate, mandate))
    if replaces:
        election = replace(
            election,
            succeeded=election.succeeded.insert(replaces),
            moved_up=election.moved_up.insert(candidate),
        )
    return with_election(council, election)
