"""Ranked counts, made again from the sealed ballots, with people by name."""

from dataclasses import replace

from delegata.council.ballot import rankings
from delegata.council.constituency import Election
from delegata.office.desk import name_of, premises
from delegata.office.readers.narration import holder_words
from delegata.representation.counting.ranked import counted
from delegata.representation.transcript import Transcript
from delegata.store.ballot_box import BallotBox, election_poll, read_papers


def countable(election: Election) -> bool:
    """Whether an election has a ranked count that was declared, of ballots that are sealed."""
    sealed = election.declared is not None and election.ballots is not None
    return election.method == "ranked" and sealed


def recount(body: str, election: Election) -> Transcript | None:
    """The count of an election, where it has one."""
    return ranked_count(body, election) if countable(election) else None


def ranked_count(body: str, election: Election) -> Transcript:
    """The count of an election that has one."""
    box = BallotBox(premises().register, election_poll(body, election))
    made = counted(*rankings(election, read_papers(box.ballots())))
    people = tuple(holder_words(election.candidates[c].holder, name_of) for c in made.candidates)
    return replace(made, title=election.title, candidates=people)
