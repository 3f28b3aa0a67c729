"""Scenes of what a body decides: motions, divisions, resolutions, seats, posts, polls."""

from cast import CONGRESS, SITTING

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
    delegate: d-3
second nothing
    seconder: delegate 3
    delegate: d-3
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
withdraw motion rise
    expect: motion-not-in-hand
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

_SEAL = f"3 {'ab' * 32}"
BY_BALLOT = (
    SITTING
    + f"""
open division rise
    motion: rise
close ballot rise
    voters: {_SEAL}
    ballots: {_SEAL}
    in favour: 2
    against: 1
    abstaining: 0
    expect: not-by-ballot
annul division rise
    reason: a count was begun before all had their cards
annul division rise
    reason: again
    expect: division-not-open
open division again
    motion: rise
    method: electronic
close division again
    for: 2
    against: 1
    expect: ballots-unsealed
close ballot again
    voters: {_SEAL}
    ballots: {_SEAL}
    in favour: 2
    against: 0
    abstaining: 0
    expect: ballots-unequal
close ballot again
    voters: 8{_SEAL[1:]}
    ballots: 8{_SEAL[1:]}
    in favour: 8
    against: 0
    abstaining: 0
    expect: more-ballots-than-voters
close ballot again
    voters: {_SEAL}
    ballots: {_SEAL}
    in favour: 2
    against: 1
    abstaining: 0
close ballot again
    voters: {_SEAL}
    ballots: {_SEAL}
    in favour: 2
    against: 1
    abstaining: 0
    expect: division-not-open
"""
)

SPEAKERS = (
    SITTING
    + """
set agenda
    items: wages Wages; rules Rules
request floor d-1
request floor d-1
    expect: asked-already
request floor d-2
    form: question
request floor d-8
    expect: not-present
withdraw request d-3
    expect: not-on-list
call speaker d-3
    expect: not-on-list
call speaker d-2
    expect: out-of-order
end speech
    expect: nobody-speaks
call speaker d-2
    reason: the question is to the point
call speaker d-1
    expect: somebody-speaks
end speech
reopen list
    expect: list-open
close list
close list
    expect: list-closed
request floor d-4
    expect: list-closed
request floor d-4
    form: point-of-order
call speaker d-4
end speech
    reason: the time is over
request floor d-1
    form: point-of-order
request floor d-1
    form: point-of-order
    expect: asked-already
withdraw request d-1
    form: question
    expect: not-on-list
withdraw request d-1
withdraw request d-1
    form: point-of-order
reopen list
request floor d-5
take item wages
withdraw request d-5
    expect: not-on-list
"""
)

NOBODY_LISTED = (
    SITTING
    + """
leave d-1..7
    by: ada as secretary
open division rise
    motion: rise
    method: secret
    expect: nobody-votes
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
    shares: left 2; left 2
    basis: left 5; right 4
    expect: list-twice
divide seats executive
    title: Executive
    seats: 5
    shares: left 2; open 2
    basis: left 5; right 4
    expect: list-twice
divide seats executive
    title: Executive
    seats: 5
    shares: left 3; right 2
    basis: left 5; left 4
    expect: list-twice
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
