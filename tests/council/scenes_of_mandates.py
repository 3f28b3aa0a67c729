"""Scenes of mandates: given, presented, confirmed, challenged; alternates; what is stale."""

from cast import BRANCH, CONGRESS, SITTING

GIVING = (
    BRANCH
    + """
convene march
    convener: chair
    opens on: 2026-03-01
open sitting march
    convocation: march
count present 31
by ben as chair
move elect
    title: Ada goes to the congress
    mover: the branch
    question: election
open division elect
    motion: elect
close division elect
    for: 30
    against: 1
    abstaining: 0
move recall
    title: Ada is recalled
    mover: the branch
open division recall
    motion: recall
close division recall
    for: 20
    against: 3
    abstaining: 0
by ada as secretary
give mandate g-0
    holder: @ada
    to body: congress
    division: nothing
    expect: division-not-carried
give mandate g-0
    holder: @ada
    to body: congress
    rests on: nothing
    expect: rests-on-nothing
give mandate g-1
    holder: @ada
    to body: congress
    division: elect
    key: give
give mandate g-1
    holder: @ada
    to body: congress
    expect: mandate-exists
"""
    + CONGRESS
    + """
present mandate g-1
    holder: @ada
    from body: branch
    expect: citation-missing
present mandate g-1
    holder: @ada
    from body: branch
    cites: branch give
present mandate g-1
    holder: @ada
    from body: branch
    cites: branch give
    expect: mandate-exists
present mandate g-2
    holder: @ada
    from body: branch
    proof: paper
    expect: person-seated
present mandate g-3
    holder: somebody
    from body: branch
    proof: not stated
    expect: proof-not-accepted
present mandate g-3
    holder: somebody
    from body: branch
    proof: paper
    faction: nobody
    expect: faction-unknown
confirm mandates g-1
    key: confirm
note ending g-1
    ending: resigned
    cites: congress confirm
    expect: not-the-giver
open sitting first
    convocation: spring
arrive g-1
fill office archivist
    person: @cleo
    rests on: g-1
    expect: rests-on-nothing
fill office archivist
    person: @ada
    rests on: g-1
body branch
end mandate g-9
    ending: resigned
    expect: mandate-not-given
end mandate g-1
    ending: recalled
    expect: recall-not-carried
end mandate g-1
    ending: recalled
    division: recall
    key: end
end mandate g-1
    ending: recalled
    division: recall
    expect: mandate-over
body congress
note ending g-1
    ending: recalled
    expect: citation-missing
note ending g-7
    ending: recalled
    cites: branch end
    expect: mandate-unknown
note ending g-1
    ending: recalled
    cites: branch end
    expect: mandate-over
"""
)

CREDENTIALS = (
    CONGRESS
    + """
by cleo as credentials
contest mandates d-1, d-2
    reason: two lists were sent
contest mandates d-1
    reason: again
    expect: wrong-state
confirm mandates d-1
reject mandates d-2
    reason: the branch sent another
reject mandates d-3
    reason: confirmed already
    expect: wrong-state
confirm mandates d-2
    expect: wrong-state
confirm mandates d-99
    expect: mandate-unknown
confirm mandates d-1, d-1
    expect: nobody-named
contest mandates d-99
    reason: unknown
    expect: mandate-unknown
change voice d-3
    voice: advisory
    reason: a guest
change voice d-3
    voice: advisory
    reason: a guest
    expect: voice-same
change voice d-99
    voice: advisory
    reason: a guest
    expect: mandate-unknown
list credentials first
    title: First list
    strengths: left 5; right 4
    total: 9
    by whom: the committee
list credentials first
    title: First list
    strengths: left 5
    by whom: the committee
    expect: list-exists
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
