"""Scenes of bodies: founding, offices, rules in versions, factions, the norm of representation."""

from cast import CONGRESS, SITTING

FOUNDING = (
    CONGRESS
    + """
found body Again
    character: congress
    tier: 1
    rules: union-congress
    officers: chair: @ben
    expect: already-founded
admit constituent millers delegates 12
admit constituent millers delegates 12
    expect: constituent-already
fill office archivist
    person: @cleo
fill office archivist
    person: @cleo
    expect: office-held
vacate office archivist
    person: @cleo
vacate office archivist
    person: @cleo
    expect: office-not-held
fill office chair
    person: @cleo
    by: ben as chair
    expect: not-competent
fill office chair
    person: @cleo
    by: cleo as secretary
    expect: right-not-held
convene again
    convener: secretary
    opens on: 2026-04-01
    key: once
convene again
    convener: secretary
    opens on: 2026-04-01
    key: once
    expect: already-done
body nowhere
open sitting first
    convocation: spring
    expect: not-founded
found body Nowhere
    character: unit
    tier: 0
    rules: union-congress
      convening notice_days: 900
    officers: secretary: @ada
    expect: rules-contradict
"""
)

RULES = (
    SITTING
    + """
move new-rules
    title: The quorum is two thirds
    mover: delegate 2
    question: rules
    form: rules
open division new-rules
    motion: new-rules
close division new-rules
    for: 5
    against: 2
by ada as secretary
adopt rules union-congress
    motion: rise
    expect: rules-not-carried
adopt rules union-congress
    motion: new-rules
    expect: wrong-version
adopt rules
    rules: union-congress
      version: 2
      quorum share: more than 1/1
    motion: new-rules
    expect: rules-contradict
adopt rules
    rules: union-congress
      version: 2
      quorum share: at least 2/3
    motion: new-rules
"""
)

FACTIONS = (
    CONGRESS
    + """
declare faction left
    name: Left
declare faction left
    name: Left
    expect: faction-exists
declare faction right
    name: Right
    came of: nobody
    expect: faction-unknown
declare faction right
    name: Right
    came of: left
join faction d-1..5
    faction: left
join faction d-1
    faction: left
    expect: faction-same
join faction d-1
    faction: nobody
    expect: faction-unknown
join faction d-99
    faction: left
    expect: mandate-unknown
join faction d-1, d-1
    faction: right
    expect: nobody-named
join faction d-1..2
    faction: right
join faction d-2
hold caucus left
    question: Leave?
    in favour: 1
    against: 1
hold caucus left
    question: Leave?
    in favour: 3
    against: 1
    expect: more-votes-than-members
hold caucus nobody
    question: Leave?
    in favour: 3
    against: 1
    expect: faction-unknown
state strength left
    number: 7
    by whom: a newspaper
state strength nobody
    number: 7
    by whom: a newspaper
    expect: faction-unknown
merge factions right
    into: right
    expect: faction-same
merge factions right
    into: nobody
    expect: faction-unknown
merge factions right
    into: left
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
