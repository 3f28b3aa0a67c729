"""Scenes between a body and its electors: rolls, norms, elections, recalls, requisitions."""

from cast import BRANCH, CONGRESS, SITTING, sealed

_SEAL, _PROOFS = sealed("ada", "ben", "cleo", "dan", "eve")
_PEOPLE = """
person dan: Dan (made up)
person eve: Eve (made up)
"""

ROLLS = (
    BRANCH
    + _PEOPLE
    + f"""
seal roll spring
    held on: 2026-01-01
    seal: {_SEAL}
seal roll spring
    held on: 2026-01-02
    seal: {_SEAL}
    expect: roll-exists
"""
)

NORMS = (
    CONGRESS
    + """
admit constituent millers delegates 700
apply norm spring
    roll on: 2026-01-01
    members: branch 2431; millers 600
apply norm spring
    roll on: 2026-01-01
    members: branch 2431
    expect: norm-exists
apply norm summer
    roll on: 2026-01-01
    members: weavers 3
    expect: constituent-unknown
apply norm summer
    roll on: 2026-01-01
    members: branch 3; branch 4
    expect: list-twice
present mandate d-10
    holder: delegate 10
    from body: branch
    proof: paper
present mandate d-12
    holder: a guest
    from body: branch
    voice: advisory
    proof: paper
confirm mandates d-12
present mandate d-11
    holder: delegate 11
    from body: branch
    proof: paper
confirm mandates d-10
confirm mandates d-11
    expect: more-than-due
change voice d-12
    voice: decisive
    reason: the guest is a delegate now
    expect: more-than-due
body silent
found body Silent
    character: congress
    tier: 1
    rules: union-executive
    officers: secretary: @ada
apply norm spring
    roll on: 2026-01-01
    members: branch 3
    expect: no-norm
"""
)

_ASSEMBLY = (
    BRANCH
    + _PEOPLE
    + f"""
seal roll spring
    held on: 2026-01-01
    seal: {_SEAL}
convene march
    convener: chair
    opens on: 2026-03-01
"""
)

ELECTIONS = (
    _ASSEMBLY
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
    membership: {_PROOFS["dan"]}
nominate delegates
    candidate: cleo
    holder: @cleo
    by: dan as roll:spring
    membership: {_PROOFS["eve"]}
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
    membership: {_PROOFS["ben"]}
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
    membership: {_PROOFS["ben"]}
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
    voters: {_SEAL}
    ballots: {_SEAL}
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
    membership: {_PROOFS["dan"]}
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
    voters: {_SEAL}
    ballots: {_SEAL}
    expect: election-not-so-far
open poll ranked
close poll ranked
    voters: {_SEAL}
    ballots: 4 {_SEAL[2:]}
    expect: ballots-unequal
close poll ranked
    voters: {_SEAL}
    ballots: {_SEAL}
declare election ranked
    expect: not-counted
declare election ranked
    elected: ben
    transcript: {_SEAL[2:]}
    expect: candidate-unknown
declare election ranked
    elected: eve
    transcript: {_SEAL[2:]}
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
    _ASSEMBLY
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

RECALLS = (
    _ASSEMBLY
    + f"""
give mandate m-1
    holder: @ben
    to body: congress
    key: give
give mandate m-2
    holder: @cleo
    to body: congress
give mandate m-3
    holder: @eve
    to body: congress
end mandate m-3
    ending: died
petition recall absent
    mandate: m-9
    reason: never there
    expect: mandate-not-given
petition recall absent
    mandate: m-3
    reason: never there
    expect: mandate-over
petition recall absent
    mandate: m-1
    reason: never there
    supporters: @dan; @eve
    by: dan as roll:spring
    membership: {_PROOFS["dan"]}
    expect: own-name-only
petition recall absent
    mandate: m-1
    reason: never there
    supporters: @dan; @dan
    expect: signed-already
petition recall absent
    mandate: m-1
    reason: never there
    by: dan as roll:spring
    membership: {_PROOFS["dan"]}
petition recall absent
    mandate: m-2
    reason: never there
    expect: recall-exists
petition recall again
    mandate: m-1
    reason: never there
    expect: recall-open
support recall absent
    supporters: @dan
    expect: signed-already
support recall nothing
    supporters: @dan
    expect: recall-not-open
support recall absent
    by: eve as roll:spring
    membership: {_PROOFS["eve"]}
day 2026-03-01
open sitting march
    convocation: march
count present 31
move absent
    title: Taken
    mover: the branch
    expect: motion-exists
withdraw motion absent
    expect: recall-stands
by ben as chair
open division absent
    motion: absent
close division absent
    for: 21
    against: 7
    abstaining: 3
by ada as secretary
petition recall quiet
    mandate: m-2
    reason: never speaks
    supporters: @dan
resolve requisition congress
    opens on: 2026-06-01
    division: absent
resolve requisition congress
    opens on: 2026-06-01
    division: absent
    expect: asked-already
resolve requisition congress
    opens on: 2026-06-01
    division: nothing
    expect: division-not-carried
dissolve body nothing
    expect: division-not-carried
dissolve body absent
dissolve body absent
    expect: body-dissolved
body empty
found body Empty
    character: assembly
    tier: 0
    rules: union-branch
      motions: none
    officers: secretary: @ada
    listed: no
give mandate m-1
    holder: @ben
    to body: congress
petition recall absent
    mandate: m-1
    reason: never there
    expect: no-electors
"""
)

COUNCIL_RECALLS = (
    CONGRESS
    + """
present mandate d-10
    holder: @ben
    from body: branch
    proof: paper
confirm mandates d-10
give mandate x-1
    holder: @ben
    to body: executive
    rests on: d-10
petition recall idle
    mandate: x-1
    reason: idle
    by: ben as mandate:d-10
petition recall idle-2
    mandate: x-1
    reason: idle
    supporters: @cleo
    expect: recall-open
support recall idle
    supporters: @cleo
    expect: not-an-elector
"""
)

REQUISITIONS = (
    CONGRESS
    + """
admit constituent millers
admit constituent weavers
admit constituent smiths
"""
    + "".join(
        f"""
body {name}
found body {name.capitalize()}
    character: assembly
    tier: 0
    rules: union-branch
      motions: none
      convening notice_days: 0
    officers: secretary: @ada; chair: @ben
    listed: no
convene may
    convener: secretary
    opens on: 2026-05-01
open sitting may
    convocation: may
count present 20
move demand
    title: The congress shall meet
    mover: members
    by: ben as chair
open division demand
    motion: demand
    by: ben as chair
close division demand
    for: 15
    against: 3
    abstaining: 2
    by: ben as chair
resolve requisition congress
    opens on: 2026-02-31
    division: demand
    expect: date-unreal
resolve requisition congress
    opens on: 2026-06-01
    division: demand
    key: demand
"""
        for name in ("millers", "weavers", "strangers")
    )
    + """
body congress
note requisition congress
    opens on: 2026-06-01
    cites: millers demand
    expect: asked-already
note requisition council
    opens on: 2026-06-01
    cites: millers demand
    expect: of-another-body
postpone requisition-1
    postponer: secretary
    opens on: 2027-01-01
    expect: requisition-stands
note requisition congress
    opens on: 2026-06-01
    expect: citation-missing
note requisition congress
    opens on: 2026-06-01
    cites: strangers demand
    expect: not-a-constituent
demand meeting 2026-06-01
    supporters: @cleo
    expect: not-an-elector
release constituent smiths
    reason: left
release constituent smiths
    reason: left
    expect: not-a-constituent
body silent
found body Silent
    character: assembly
    tier: 0
    rules: union-branch
      motions: none
      convening requisition: none
    officers: secretary: @ada
    listed: no
    constituents: members delegates 10
demand meeting 2026-06-01
    supporters: @cleo
    expect: no-requisition
body lively
found body Lively
    character: assembly
    tier: 0
    rules: union-branch
      motions: none
      convening requisition: at least 1/5
    officers: secretary: @ada
    listed: no
    constituents: members delegates 10
demand meeting 2026-06-31
    supporters: @cleo
    expect: date-unreal
demand meeting 2026-06-01
    supporters: @cleo
demand meeting 2026-06-01
    supporters: @cleo
    expect: asked-already
demand meeting 2026-06-01
    supporters: @ben
"""
)

ALTERNATES = (
    CONGRESS
    + """
present mandate a-1
    holder: alternate 1
    from body: branch
    proof: paper
    alternate: yes
confirm mandates a-1
stand in d-1
    alternate: a-1
    expect: no-sitting
step back d-1
    expect: no-sitting
open sitting first
    convocation: spring
arrive d-1..6
stand in d-1
    alternate: d-7
    expect: not-an-alternate
stand in d-1
    alternate: a-9
    expect: mandate-unknown
step back d-1
    expect: not-replaced
stand in d-1
    alternate: a-1
stand in d-2
    alternate: a-1
    expect: stands-already
arrive d-1
    expect: alternate-here
step back d-1
stand in d-7
    alternate: a-1
report credentials first
report credentials first
    expect: report-exists
"""
)

STALE = (
    SITTING.replace("convening notice_days: 0", "mandates term_days: 30", 1).replace(
        "convener: secretary\n    opens on: 2026-03-01",
        "convener: secretary\n    opens on: 2026-03-01\n    called on: 2026-01-01",
    )
    + """
by ada as secretary
day 2026-06-01
arrive d-8
    expect: mandate-stale
present mandate a-1
    holder: alternate 1
    from body: branch
    proof: paper
    elected on: 2026-05-30
    alternate: yes
confirm mandates a-1
stand in d-8
    alternate: a-1
    expect: mandate-stale
"""
)
