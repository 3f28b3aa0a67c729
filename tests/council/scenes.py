"""Scenes of a made-up federation: every kind of act accepted once, and each ground of refusal.

An act with `expect: CODE` must be refused on that ground.
"""

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

MOTIONS = (
    SITTING
    + """
move rise
    title: Again
    mover: delegate 1
    expect: motion-exists
move other
    title: By a stranger
    mover: delegate 99
    delegate: d-99
    expect: not-confirmed
move amendment more
    amends: rise
    title: By ten
    mover: delegate 2
move amendment less
    amends: nothing
    title: By one
    mover: delegate 2
    expect: motion-not-in-hand
second rise
    seconder: delegate 3
second nothing
    seconder: delegate 3
    expect: motion-not-in-hand
accept amendment rise
    expect: not-an-amendment
accept amendment more
accept amendment more
    expect: motion-not-in-hand
defer motion rise
    reason: not yet
defer motion nothing
    expect: motion-not-in-hand
withdraw motion nothing
    expect: motion-not-in-hand
move gone
    title: Gone
    mover: delegate 4
withdraw motion gone
recess
move late
    title: Late
    mover: delegate 4
    expect: no-sitting
"""
)

DIVISIONS = (
    SITTING
    + """
open division rise
    motion: nothing
    expect: motion-not-in-hand
open division rise
    motion: rise
    method: consent
    expect: method-unknown
close division rise
    for: 1
    expect: division-not-open
record dissent rise
    dissenter: delegate 7
    expect: division-unknown
open division rise
    motion: rise
open division other
    motion: rise
    expect: division-open
recess
    expect: division-open
close division rise
    for: 8
    expect: more-votes-than-present
close division rise
    roll: d-1 for
    expect: roll-missing
close division rise
    for: the rest
    against: the rest
    expect: rest-unknown
close division rise
    for: about 4
    expect: outcome-open
close division rise
    for: 4
    against: 2
    abstaining: 1
    declared: lost
    expect: declared-otherwise
close division rise
    for: 4
    against: 2
    abstaining: 1
    note: by hands
record dissent rise
    dissenter: delegate 7
    statement: It should be more.
open division rise
    motion: rise
    expect: division-exists
move roll
    title: By roll
    mover: delegate 1
open division roll
    motion: roll
    method: roll-call
close division roll
    expect: roll-missing
close division roll
    roll: d-1 for; d-1 against
    expect: roll-wrong
close division roll
    roll: d-8 for
    expect: roll-wrong
close division roll
    roll: d-1 for; d-2 against; d-3 abstaining
move agreed
    title: Agreed
    mover: delegate 1
    form: decree
carry by consent agreed
    motion: agreed
by ada as secretary
leave d-1..3
by ben as chair
move few
    title: With few
    mover: delegate 4
open division few
    motion: few
    expect: no-quorum
recess
carry by consent few
    motion: few
    expect: no-sitting
"""
)

FRANCHISE_IN_A_DIVISION = (
    SITTING
    + """
open division rise
    motion: rise
change voice d-1
    voice: advisory
    reason: during a vote
    by: cleo as credentials
    expect: division-open
"""
)

NO_CONSENT = (
    CONGRESS.replace("      convening notice_days: 0", "      convening notice_days: 0\n"
                     "      divisions methods: cards\n      composition voices: decisive")
    + """
present mandate guest
    holder: a guest
    from body: branch
    voice: advisory
    proof: paper
    expect: voice-unknown
change voice d-1
    voice: advisory
    reason: a guest
    expect: voice-unknown
open sitting first
    convocation: spring
arrive d-1..7
by ben as chair
move agreed
    title: Agreed
    mover: delegate 1
carry by consent agreed
    motion: agreed
    expect: method-unknown
"""
)  # fmt: skip

RESOLUTIONS = (
    SITTING
    + """
carry by consent rise
    motion: rise
attach annex rise
    title: A table of wages
    text: One line.
    conflict: The text says ten, the table eleven.
attach annex nothing
    title: A table
    expect: resolution-unknown
assign execution rise
    executor: the executive
    due on: 2026-06-01
assign execution nothing
    executor: the executive
    expect: resolution-unknown
publish rise
    where: the paper
publish rise
    where: the paper
    expect: published-already
publish nothing
    where: the paper
    expect: resolution-unknown
report execution rise
    state: begun
    report: letters are out
report execution nothing
    state: begun
    report: letters are out
    expect: resolution-unknown
"""
)

SEATS = (
    SITTING
    + """
by ada as secretary
reserve seats later
    organ: executive
    beneficiary: those to come
    right: co-option
    norm: two
    expect: organ-not-elected
divide seats executive
    title: Executive
    seats: 5
    shares: left 4; right 2
    basis: left 5; right 4
    expect: more-shares-than-seats
divide seats executive
    title: Executive
    seats: 5
    shares: left 4; right 1
    basis: left 5; right 4
    expect: shares-not-proportional
divide seats executive
    title: Executive
    seats: 6
    shares: left 3; right 2
    basis: left 5; right 4
    motion: rise
    expect: motion-not-carried
divide seats executive
    title: Executive
    seats: 6
    shares: left 3; right 2
    basis: left 5; right 4
decline seats executive
    list: centre
    expect: list-without-seats
decline seats executive
    list: left
    reserved: yes
decline seats executive
    list: right
pass seats executive
    list: right
    to: centre
    seats: 9
    expect: list-without-seats
pass seats executive
    list: right
    to: centre
    seats: 1
pass seats executive
    list: left
    to: centre
    seats: 1
name members executive
    list: centre
    members: @cleo; somebody
name members executive
    list: centre
    members: @ada; @ben; @cleo
    expect: list-without-seats
reserve seats later
    organ: executive
    beneficiary: those to come
    right: co-option
    norm: two
reserve seats later
    organ: executive
    beneficiary: those to come
    right: co-option
    norm: two
    expect: reservation-exists
list posts officers
    title: Officers
    announced: 3
    posts:
      Chair: @ben
      Treasurer: vacant because nobody stood
list posts officers
    title: Officers
    posts: Chair: @ben
    expect: list-exists
list posts others
    title: Others
    posts:
      Chair: @ben
      Chair: @ada
    expect: post-twice
"""
)

POLLS = (
    CONGRESS
    + """
take poll hours
    question: Eight hours?
    unit: branches
    answers: yes 30; no 4
    replies: 40
take poll hours
    question: Eight hours?
    unit: branches
    answers: yes 30
    expect: poll-exists
take poll twice
    question: Eight hours?
    unit: branches
    answers: yes 30; yes 4
    expect: answer-twice
take poll many
    question: Eight hours?
    unit: branches
    answers: yes 30; no 4
    replies: 20
    expect: more-answers-than-replies
declare allegiance Night shift
    principal: Congress
    stance: obeys
declare allegiance Night shift
    principal: Congress
    stance: obeys
    expect: allegiance-same
"""
)

SCENES = {
    name.lower(): scene
    for name, scene in list(globals().items())
    if name.isupper() and name not in {"BRANCH", "CONGRESS", "SITTING", "SCENES"}
}
