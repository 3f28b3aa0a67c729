"""Scenes of a made-up federation: every kind of act accepted once, and each ground of refusal.

An act with `expect: CODE` must be refused on that ground.
"""

import scenes_of_decisions
import scenes_of_divisions
import scenes_of_doubt
import scenes_of_electors
import scenes_of_floor
import scenes_of_franchise
import scenes_of_motions
import scenes_of_procedure
import scenes_of_publicity
import scenes_of_runoffs
import scenes_of_weights

from cast import BRANCH, CONGRESS, SITTING

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

SITTINGS = (
    CONGRESS
    + """
convene spring
    convener: secretary
    opens on: 2026-03-01
    expect: convocation-exists
convene never
    convener: secretary
    opens on: 2026-02-31
    called on: 2026-01-01
    expect: date-unreal
convene outside
    convener: passer-by
    opens on: 2026-03-02
postpone spring
    postponer: passer-by
    opens on: 2026-03-05
    expect: not-entitled
postpone nothing
    postponer: secretary
    opens on: 2026-03-05
    expect: convocation-unknown
postpone spring
    postponer: secretary
    opens on: 2026-03-05
recess
    expect: no-sitting
arrive d-1
    expect: no-sitting
leave d-1
    expect: no-sitting
count present 7
    expect: no-sitting
open sitting first
    convocation: nothing
    expect: convocation-unknown
open sitting first
    convocation: spring
open sitting second
    convocation: spring
    expect: sitting-open
arrive d-1..6
arrive d-1
    expect: present-already
arrive d-99
    expect: mandate-unknown
arrive d-8, d-8
    expect: nobody-named
leave d-9
    expect: not-present
leave d-1
    walkout: yes
arrive d-1
contest mandates d-9
    reason: doubtful
arrive d-9
    expect: not-confirmed
count present 7
    expect: list-kept
resume
    expect: no-sitting
recess
    minutes: 10
close sitting
    expect: no-sitting
resume
close sitting
open sitting first
    convocation: spring
    expect: sitting-exists
"""
)

AGENDA = (
    SITTING
    + """
by ada as secretary
set agenda
    items:
      wages: Wages
      wages: Wages again
    expect: item-twice
set agenda
    items:
      wages: Wages
      hours: Hours
take item peace
    expect: item-not-waiting
take item wages
finish item hours
    expect: item-not-taken
take item hours
take item wages
finish item wages
set agenda
    items:
      wages: Wages
      peace: Peace
close sitting
take item peace
    expect: no-sitting
"""
)

FLOOR = (
    SITTING
    + """
by ada as secretary
set agenda
    items:
      wages: Wages
      hours: Hours
speak Delegate 1
    form: report
    title: On wages
    text: Wages are low.
speak Delegate 1
    title: On wages
    delegate: d-99
    expect: mandate-unknown
speak Delegate 9
    title: On wages
    delegate: d-9
    expect: not-present
declare The left
    title: We stay
take item wages
declare The left
    title: We go
    expect: no-interruption
ask Delegate 2
    title: When?
    to: the executive
    key: when
answer The executive
    title: Soon
    question: when
answer The executive
    title: Soon
    question: whither
    expect: question-unknown
challenge speaker Delegate 3
    title: In whose name?
    challenged: Delegate 1
rule The chair
    title: In order
communicate A messenger
    title: The strike has begun
contest mandates d-1
    reason: doubtful
speak Delegate 1
    title: On wages
    delegate: d-1
    expect: not-confirmed
recess
speak Delegate 2
    title: On wages
    expect: no-sitting
"""
)

_STAGES = {"BRANCH", "CONGRESS", "SITTING", "POINTS"}
SCENES = {
    name.lower(): scene
    for name, scene in {
        **globals(),
        **vars(scenes_of_decisions),
        **vars(scenes_of_divisions),
        **vars(scenes_of_doubt),
        **vars(scenes_of_weights),
        **vars(scenes_of_franchise),
        **vars(scenes_of_runoffs),
        **vars(scenes_of_electors),
        **vars(scenes_of_motions),
        **vars(scenes_of_floor),
        **vars(scenes_of_procedure),
        **vars(scenes_of_publicity),
    }.items()
    if name.isupper() and name.strip("_") == name and name not in _STAGES
}
