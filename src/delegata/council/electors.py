"""Who elects by ballot: all members of a body, or those here with a vote when the poll opens."""

from msgspec.structs import replace
from rpds import HashTrieSet

from delegata.council.act import Refused, refuse
from delegata.council.constituency import Election
from delegata.council.presence import entitled, has_vote_here
from delegata.council.state import Council

NOT_HERE = "Only who was present with a vote when this poll opened, and still is, elects."


def of_those_here(council: Council, secrecy: str) -> bool:
    """Whether a poll is of those present alone: by the rules, where ballots are cast."""
    return secrecy != "hands" and council.standing.election.electors == "present"


def nobody_here(council: Council, day: str) -> Refused | None:
    """Somebody with a vote is noted as present. Ground: `nobody-votes`."""
    if any(entitled(council, day)):
        return None
    return refuse(
        "nobody-votes",
        council.standing.article("elections"),
        "Nobody with a vote is noted as present in {body}, so no ballot can be cast; enter who is"
        " here, or elect by hands.",
        body=council.body,
    )


def with_electors(council: Council, election: Election, day: str) -> Election:
    """The election with those who elect, fixed as its poll opens, and how many they are at most."""
    if of_those_here(council, election.secrecy):
        here = HashTrieSet(entitled(council, day))
        return replace(election, electors=here, most=len(here))
    return with_most(council, election)


def with_most(council: Council, election: Election) -> Election:
    """The election with the number of those who could elect: on the roll, or with a vote."""
    if election.electors is not None:
        return election
    enrolled = council.rolls[-1].seal.count if council.rolls else 0
    return replace(election, most=max(election.most, enrolled + council.electorate))


def elects(council: Council, election: Election, mandate: str) -> bool:
    """Whether a mandate elects now: with a vote here, and when the poll opened; else with a vote.

    Where only those present elect, an alternate does for whom the seat was taken at the opening.
    """
    held = council.mandates.get(mandate)
    if held is None:
        return False
    if election.electors is None:
        return held.votes
    return mandate in election.electors and has_vote_here(council.attendance, held)


def poll_here(council: Council) -> Election | None:
    """The poll of those present that is open, if there is one."""
    polls = (e for e in council.elections.values() if e.state == "polling")
    return next((e for e in polls if e.electors is not None), None)
