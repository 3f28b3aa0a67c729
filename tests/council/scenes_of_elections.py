"""Scenes of elections: rolls, the call, nominations, polls, declarations."""

from cast import ASSEMBLY, BRANCH, MORE_PEOPLE, PROOFS, SEAL

ROLLS = (
    BRANCH
    + MORE_PEOPLE
    + f"""
seal roll spring
    held on: 2026-01-01
    seal: {SEAL}
seal roll spring
    held on: 2026-01-02
    seal: {SEAL}
    expect: roll-exists
"""
)

ELECTIONS = (
    ASSEMBLY
    + f"""
call election delegates
    title: Delegates to the congress
    to body: congress
    seats: 2
    until: 2027-03-01
    polls on: 2026-01-05
    expect: notice-short
call election delegates
    title: Delegates to the congress
    to body: congress
    seats: 2
    until: 2027-03-01
    polls on: 2026-02-31
    expect: date-unreal
call election delegates
    title: Delegates to the congress
    to body: congress
    seats: 0
    polls on: 2026-03-01
    expect: no-seats
call election delegates
    title: Delegates to the congress
    to body: congress
    seats: 2
    until: 2027-03-01
    polls on: 2026-03-01
call election delegates
    title: Again
    to body: congress
    seats: 2
    polls on: 2026-03-01
    expect: election-exists
call election lists
    title: The committee
    to body: committee
    seats: 5
    method: list
    polls on: 2026-03-01
call election ranked
    title: The auditor
    to body: committee
    seats: 1
    method: ranked
    polls on: 2026-03-01
    expect: ballots-needed
call election ranked
    title: The auditor
    to body: committee
    seats: 1
    method: ranked
    secrecy: detached
    polls on: 2026-03-01
open poll delegates
    expect: no-candidates
nominate delegates
    candidate: ben
    holder: @ben
    by: dan as roll:spring
    membership: {PROOFS["dan"]}
nominate delegates
    candidate: cleo
    holder: @cleo
    by: dan as roll:spring
    membership: {PROOFS["eve"]}
    expect: right-not-held
nominate delegates
    candidate: ben
    holder: @dan
    expect: candidate-exists
nominate delegates
    candidate: benjamin
    holder: @ben
    expect: person-nominated
nominate delegates
    candidate: cleo
    holder: @cleo
    list: Left
    expect: list-missing
nominate delegates
    candidate: cleo
    holder: @cleo
    rests on: nothing
    expect: rests-on-nothing
nominate nothing
    candidate: cleo
    holder: @cleo
    expect: election-not-so-far
nominate delegates
    candidate: cleo
    holder: @cleo
nominate delegates
    candidate: dan
    holder: @dan
nominate delegates
    candidate: eve
    holder: @eve
answer nomination delegates
    candidate: ben
    accepts: yes
    by: ben as roll:spring
    membership: {PROOFS["ben"]}
answer nomination delegates
    candidate: ben
    accepts: yes
    expect: answered-already
answer nomination delegates
    candidate: nobody
    accepts: yes
    expect: candidate-unknown
answer nomination delegates
    candidate: cleo
    accepts: yes
    by: ben as roll:spring
    membership: {PROOFS["ben"]}
    expect: own-name-only
answer nomination delegates
    candidate: cleo
    accepts: yes
answer nomination delegates
    candidate: dan
    accepts: yes
answer nomination delegates
    candidate: eve
    accepts: no
answer nomination nothing
    candidate: eve
    accepts: no
    expect: election-not-so-far
open poll delegates
    expect: too-early
day 2026-03-01
open poll delegates
    expect: no-sitting
open sitting march
    convocation: march
count present 31
open poll delegates
open poll delegates
    expect: election-not-so-far
close poll delegates
    voters: {SEAL}
    ballots: {SEAL}
    expect: by-hands
declare election delegates
    votes: ben 20; cleo 14; dan 14
    second count: ben 20; cleo 14; dan 13
    expect: tellers-differ
declare election delegates
    votes: ben 20; eve 14
    expect: candidate-unknown
declare election delegates
    votes: ben 40; cleo 23
    expect: more-votes-than-present
declare election delegates
    votes: ben 20; cleo 14; dan 14
    expect: tie-open
declare election delegates
    votes: ben 20; cleo 14; dan 14
    second count: ben 20; cleo 14; dan 14
    lots: cleo; dan
challenge election delegates
    challenge: doors
    reason: the doors were closed
    by: dan as roll:spring
    membership: {PROOFS["dan"]}
challenge election delegates
    challenge: doors
    reason: again
    expect: challenge-exists
challenge election lists
    challenge: doors
    reason: too early
    expect: election-not-so-far
give mandate m-ben
    holder: @ben
    to body: congress
    until: 2027-03-01
    election: delegates
    candidate: ben
    expect: challenge-open
decide challenge delegates
    challenge: noise
    upheld: no
    expect: challenge-unknown
decide challenge delegates
    challenge: doors
    upheld: yes
    expect: division-not-carried
decide challenge delegates
    challenge: doors
    upheld: no
give mandate m-ben
    holder: @ben
    to body: congress
    until: 2027-03-01
    election: delegates
    candidate: ben
    expect: objections-open
day 2026-03-09
challenge election delegates
    challenge: windows
    reason: too late
    expect: objections-over
give mandate m-ben
    holder: @ben
    to body: congress
    until: 2027-03-01
    election: delegates
    candidate: ben
give mandate m-eve
    holder: @eve
    to body: congress
    candidate: eve
    expect: election-missing
give mandate m-ben-2
    holder: @ben
    to body: congress
    until: 2027-03-01
    election: delegates
    candidate: ben
    expect: seat-taken
give mandate m-dan
    holder: @dan
    to body: congress
    until: 2027-03-01
    election: delegates
    candidate: dan
    expect: not-elected
give mandate m-cleo
    holder: @cleo
    to body: congress
    until: 2028-03-01
    election: delegates
    candidate: cleo
    expect: not-as-elected
give mandate m-cleo
    holder: @dan
    to body: congress
    until: 2027-03-01
    election: delegates
    candidate: cleo
    expect: not-as-elected
give mandate m-cleo
    holder: @cleo
    to body: congress
    until: 2027-03-01
    election: delegates
    candidate: cleo
instruct delegate m-cleo
    title: Hours
    instruction: Vote for eight hours.
instruct delegate m-nobody
    title: Hours
    instruction: Vote for eight hours.
    expect: mandate-not-given
instruct delegate m-cleo
    title: Hours
    instruction: Vote for eight hours.
    division: nothing
    expect: division-not-carried
end mandate m-ben
    ending: resigned
instruct delegate m-ben
    title: Hours
    instruction: Vote for eight hours.
    expect: mandate-over
give mandate m-dan
    holder: @dan
    to body: congress
    until: 2027-03-01
    election: delegates
    candidate: dan
    replaces: m-ben
give mandate m-eve
    holder: @eve
    to body: congress
    until: 2027-03-01
    election: delegates
    candidate: eve
    replaces: m-ben
    expect: not-elected
nominate lists
    candidate: ben
    holder: @ben
    list: Left
nominate lists
    candidate: dan
    holder: @dan
    list: Right
answer nomination lists
    candidate: ben
    accepts: yes
answer nomination lists
    candidate: dan
    accepts: yes
open poll lists
declare election lists
    votes: Left 10; Right 10
    expect: tie-open
declare election lists
    votes: Left 10; Right 10
    lots: Right; Left
nominate ranked
    candidate: eve
    holder: @eve
answer nomination ranked
    candidate: eve
    accepts: yes
close poll ranked
    voters: {SEAL}
    ballots: {SEAL}
    expect: election-not-so-far
open poll ranked
close poll ranked
    voters: {SEAL}
    ballots: 4 {SEAL[2:]}
    expect: ballots-unequal
close poll ranked
    voters: {SEAL}
    ballots: {SEAL}
declare election ranked
    expect: not-counted
declare election ranked
    elected: ben
    transcript: {SEAL[2:]}
    expect: candidate-unknown
declare election ranked
    elected: eve
    transcript: {SEAL[2:]}
declare election ranked
    elected: eve
    expect: election-not-so-far
body bench
found body Bench
    character: executive
    tier: 1
    rules: union-executive
      elections methods: most-votes
    officers: secretary: @ada
call election chair
    title: The chair
    to body: bench
    seats: 1
    method: list
    polls on: 2026-05-01
    expect: method-unknown
call election chair
    title: The chair
    to body: bench
    seats: 1
    polls on: 2026-03-09
nominate chair
    candidate: ben
    holder: @ben
answer nomination chair
    candidate: ben
    accepts: yes
present mandate e-1
    holder: one
    from body: congress
    proof: cited
    expect: citation-missing
convene soon
    convener: secretary
    opens on: 2026-03-12
    called on: 2026-03-01
open sitting soon
    convocation: soon
adopt rules union-executive
    motion: nothing
    expect: rules-not-carried
"""
)

VOID = (
    ASSEMBLY
    + """
call election delegates
    title: Delegates to the congress
    to body: congress
    seats: 1
    polls on: 2026-03-01
nominate delegates
    candidate: ben
    holder: @ben
answer nomination delegates
    candidate: ben
    accepts: yes
day 2026-03-01
open sitting march
    convocation: march
count present 31
open poll delegates
declare election delegates
    votes: ben 20
challenge election delegates
    challenge: doors
    reason: the doors were closed
move void
    title: The election is void
    mover: five members
open division void
    motion: void
    by: ben as chair
close division void
    for: 20
    against: 3
    abstaining: 0
    by: ben as chair
decide challenge delegates
    challenge: doors
    upheld: yes
    division: void
"""
)
