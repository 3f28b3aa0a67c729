"""Scenes of motions: seconded, in competition, sent in before the sitting."""

from cast import CONGRESS

ORDERED = (
    CONGRESS.replace(
        "convening notice_days: 0", "convening notice_days: 0\n      motions seconders: 1"
    )
    + """
open sitting first
    convocation: spring
arrive d-1..7
by ben as chair
move rise
    title: Wages rise
    mover: delegate 1
    delegate: d-1
    form: resolution
    text: Wages rise by ten.
    lines: 3
"""
)

SECONDED = (
    ORDERED.replace("motions seconders: 1", "motions seconders: 2")
    + """
second rise
    seconder: delegate 2
    expect: mandate-not-named
second rise
    seconder: d-2
"""
)

RIVALS = (
    ORDERED
    + """
second rise
    seconder: delegate 2
    delegate: d-2
move wait
    title: Wages wait
    mover: delegate 2
second wait
    seconder: delegate 3
    delegate: d-3
move halve
    title: Wages halve
    mover: delegate 3
amend lines more
    amends: rise
    change: strike
    first: 2
    title: No number
    mover: delegate 2
declare rivals wages
    title: What becomes of wages
    motions: rise
    expect: not-rivals
declare rivals wages
    title: What becomes of wages
    motions: rise, more
    expect: not-rivals
declare rivals wages
    title: What becomes of wages
    motions: rise, nothing
    expect: motion-not-in-hand
declare rivals wages
    title: What becomes of wages
    motions: rise, wait, halve
declare rivals wages
    title: What becomes of wages
    motions: wait, rise
declare fallen more
    because: wait
    expect: nothing-fells
declare fallen more
    reason: nobody seconds it
declare fallen more
    expect: motion-not-in-hand
open division rise
    motion: rise
    expect: not-in-turn
open division wait
    motion: wait
close division wait
    for: 7
    against: 0
open division rise
    motion: rise
    expect: motion-not-in-hand
declare fallen halve
"""
)

SENT_IN = (
    """
person dora: Dora (made up)
by dora as secretary
body branch
found body Branch
    character: assembly
    tier: 0
    rules: union-branch
      motions: none
      convening notice_days: 0
    officers: secretary: @dora; chair: @dora; teller: @dora
    listed: no
    constituents: members delegates 40
convene march
    convener: secretary
    opens on: 2026-01-01
open sitting march
    convocation: march
count present
    present: 30
move bread
    title: Bread
    mover: Dora
carry by consent bread
    motion: bread
    by: dora as chair
    key: bread
"""
    + CONGRESS.replace(
        "convening notice_days: 0",
        "convening notice_days: 0\n      motions deadline_days: 14\n      motions urgency:"
        " at least 2/3",
    )
    + """
submit motion bread
    convocation: winter
    title: Bread
    mover: the branch
    expect: convocation-unknown
submit motion bread
    convocation: spring
    title: Bread
    mover: delegate 99
    delegate: d-99
    expect: not-confirmed
submit motion bread
    convocation: spring
    title: Bread
    mover: the millers
    from body: millers
    proof: paper
    expect: sender-unknown
submit motion bread
    convocation: spring
    title: Bread
    mover: the branch
    from body: branch
    expect: decision-not-cited
submit motion bread
    convocation: spring
    title: Bread
    mover: the branch
    from body: branch
    cites: branch bread
    text: Bread for all.
    lines: 1
submit motion salt
    convocation: spring
    title: Salt
    mover: the branch
    from body: branch
    proof: paper
    section: B
submit motion milk
    convocation: spring
    title: Milk
    mover: delegate 1
    delegate: d-1
submit motion cream
    convocation: spring
    title: Cream
    mover: delegate 2
amend lines more-bread
    amends: bread
    change: insert
    first: 1
    title: And butter
    mover: delegate 3
    text: And butter.
    lines: 1
amend lines less-bread
    amends: bread
    change: strike
    first: 1
    title: No bread
    mover: delegate 3
rule on admissibility bread
    admissible: yes
rule on admissibility more-bread
    admissible: yes
rule on admissibility salt
    admissible: no
    expect: reason-missing
rule on admissibility salt
    admissible: no
    reason: salt is no business of a congress of bakers
rule on admissibility nothing
    admissible: yes
    expect: not-sent-in
recommend motion bread
    committee: The motions committee
    advice: adopt-amended
recommend motion salt
    committee: The motions committee
    advice: refer
    expect: motion-not-in-hand
second milk
    seconder: delegate 5
    delegate: d-5
report business first
    committee: The order-of-business committee
    items: opening Opening; food Food
    minutes: opening: 10; food: 45
    motions: food: bread; food: milk
report business first
    committee: The order-of-business committee
    items: opening Opening
    expect: report-exists
report business second
    committee: The order-of-business committee
    items: opening Opening
    minutes: food: 45
    expect: items-unfit
report business second
    committee: The order-of-business committee
    items: food Food
    motions: food: nothing
    expect: motion-unknown
call motion bread
    expect: no-sitting
propose joint text breakfast
    motions: milk
    title: Breakfast
    mover: both
    expect: nothing-to-join
propose joint text breakfast
    motions: milk, nothing
    title: Breakfast
    mover: both
    expect: motion-not-in-hand
propose joint text milk
    motions: milk, cream
    title: Breakfast
    mover: both
    expect: motion-exists
propose joint text breakfast
    motions: milk, cream
    title: Breakfast
    mover: both
    text: Milk and cream.
    lines: 1
agree to joint text breakfast
    part: bread
    expect: not-proposed
agree to joint text breakfast
    part: milk
    delegate: d-2
    expect: not-the-mover
agree to joint text breakfast
    part: milk
    delegate: d-1
agree to joint text breakfast
    part: milk
    expect: agreed-already
agree to joint text breakfast
    part: cream
open sitting first
    convocation: spring
arrive d-1..7
submit motion eggs
    convocation: spring
    title: Eggs
    mover: delegate 4
    expect: deadline-passed
submit motion eggs
    convocation: spring
    title: Eggs
    mover: delegate 4
    urgent: yes
rule on admissibility eggs
    admissible: yes
rule on admissibility breakfast
    admissible: yes
by ben as chair
call motion salt
    expect: not-admitted
call motion bread
    expect: amendments-unruled
rule on admissibility less-bread
    admissible: no
    reason: it strikes the whole text
call motion bread
rule on admissibility less-bread
    admissible: yes
call motion breakfast
call motion eggs
    expect: urgency-needed
move urgency bread-now
    late: bread
    mover: delegate 4
    expect: not-late
move urgency eggs-now
    late: eggs
    mover: delegate 4
open division eggs-now
    motion: eggs-now
close division eggs-now
    for: 4
    against: 3
call motion eggs
    expect: urgency-needed
move urgency eggs-today
    late: eggs
    mover: delegate 4
open division eggs-today
    motion: eggs-today
close division eggs-today
    for: 6
    against: 1
call motion eggs
move order
    title: The order of business
    mover: the order-of-business committee
    question: procedural
adopt business second
    division: order
    expect: report-unknown
adopt business first
    division: order
    expect: division-not-carried
carry by consent order
    motion: order
adopt business first
    division: order
"""
)
