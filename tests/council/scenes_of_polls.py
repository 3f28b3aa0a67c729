"""Scenes of elections in which those present elect by ballot, are annulled, tie, or challenged."""

from scenes_of_divisions import under

_ROOT = "ab" * 32


def called(name, *candidates, method="most-votes", seats=1):
    """An election by secret ballot is called, and the candidates accept."""
    return f"""by ada as secretary
call election {name}
    title: The {name}
    to body: congress
    seats: {seats}
    method: {method}
    secrecy: detached
    polls on: 2026-01-01
    called on: 2026-01-01
""" + "".join(
        f"""nominate {name}
    candidate: {one}
    holder: {one}
answer nomination {name}
    candidate: {one}
    accepts: yes
"""
        for one in candidates
    )


POLLED_HERE = (
    under("elections electors: present")
    + called("auditor", "ivy", "jo")
    + f"""
recess
open poll auditor
    expect: no-sitting
resume
leave d-1..7
open poll auditor
    expect: nobody-votes
arrive d-1..3
open poll auditor
    expect: no-quorum
arrive d-4..7
open poll auditor
close sitting
    expect: poll-open
close poll auditor
    voters: 8 {_ROOT}
    ballots: 8 {_ROOT}
    expect: more-ballots-than-voters
close poll auditor
    voters: 7 {_ROOT}
    ballots: 7 {_ROOT}
declare election auditor
    votes: ivy 3; jo 3
    expect: tie-open
declare election auditor
    votes: ivy 3; jo 3
    lots: jo; ivy
challenge election auditor
    challenge: lots
    reason: nobody saw the lot drawn
annul election auditor
    reason: nobody saw the lot drawn
    expect: election-not-so-far
"""
    + called("clerk", "kim")
    + """
annul election clerk
    reason: the notice named another seat
annul election clerk
    reason: the notice named another seat
    expect: election-not-so-far
"""
    + called("treasurer", "kim")
    + """
open poll treasurer
annul election treasurer
    reason: the paper named nobody else who stands
close sitting
challenge election auditor
    challenge: late
    reason: thought of at home
    expect: objections-over
"""
)
