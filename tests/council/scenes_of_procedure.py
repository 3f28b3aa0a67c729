"""Scenes of procedure: motions by device, their precedence and effects, rulings and appeals."""

from cast import CONGRESS, SITTING

PROCEDURAL_PRECEDENCE = (
    SITTING
    + """
set agenda
    items: wages Wages; rules Rules
take item wages
speak to procedure for
    speaker: delegate 2
    expect: nothing-pending
move procedure away
    device: next-business
    mover: delegate 2
    expect: object-missing
move procedure away
    device: next-business
    on: nothing
    mover: delegate 2
    expect: motion-not-in-hand
move procedure away
    device: not-consider
    on: rise
    mover: delegate 2
    expect: device-unknown
move amendment more
    amends: rise
    title: By ten
    mover: delegate 2
move procedure away
    device: table
    on: more
    mover: delegate 2
    expect: not-to-amendment
move procedure away
    device: rescind
    on: rise
    mover: delegate 2
    expect: not-rescindable
move procedure away
    device: table
    on: rise
    mover: delegate 2
move procedure again
    device: table
    on: rise
    mover: delegate 3
    expect: out-of-precedence
move other
    title: Another
    mover: delegate 3
    expect: procedure-first
move amendment third
    amends: away
    title: A third
    mover: delegate 3
    expect: not-amendable
take item rules
    expect: procedure-first
finish item wages
    expect: procedure-first
withdraw motion rise
    expect: procedure-first
open division rise
    motion: rise
    expect: procedure-first
open division away
    motion: away
    expect: not-seconded
second away
    seconder: delegate 3
    delegate: d-3
speak to procedure for
    speaker: delegate 2
speak to procedure for
    speaker: delegate 4
    expect: side-heard
move procedure closure
    device: close-debate
    on: rise
    mover: delegate 4
speak to procedure against
    speaker: delegate 4
    expect: not-debatable
second closure
    seconder: delegate 5
    delegate: d-5
open division away
    motion: away
    expect: procedure-first
open division closure
    motion: closure
move procedure late
    device: adjourn
    mover: delegate 5
    expect: division-open
close division closure
    for: 3
    against: 4
move procedure closure-again
    device: close-debate
    on: rise
    mover: delegate 4
    expect: decided-already
open division away
    motion: away
close division away
    for: 5
    against: 2
open division more
    motion: more
    expect: motion-not-in-hand
second rise
    seconder: delegate 5
    delegate: d-5
    expect: motion-not-in-hand
move procedure back
    device: take-from-table
    on: more
    mover: delegate 4
    expect: not-on-the-table
move procedure back
    device: take-from-table
    on: rise
    mover: delegate 4
second back
    seconder: delegate 5
    delegate: d-5
carry by consent back
    motion: back
"""
)

PROCEDURE_IN_DEBATE = (
    SITTING
    + """
set agenda
    items: wages Wages; rules Rules
take item wages
request floor d-2
request floor d-3
call speaker d-2
move procedure stop
    device: close-debate
    on: rise
    mover: delegate 4
    delegate: d-4
    expect: somebody-speaks
take floor away d-5
    reason: no longer to the point
    expect: not-speaking
take floor away d-2
    reason: no longer to the point
    key: away
appeal stands
    ruling: nothing
    mover: delegate 2
    expect: ruling-unknown
appeal stands
    ruling: away
    mover: delegate 2
    delegate: d-2
second stands
    seconder: delegate 3
    delegate: d-3
call speaker d-3
    expect: procedure-first
open division stands
    motion: stands
close division stands
    for: 2
    against: 4
appeal again
    ruling: away
    mover: delegate 2
    expect: ruling-settled
end speech
move procedure stop
    device: close-debate
    on: rise
    mover: delegate 2
    delegate: d-2
    expect: spoken-already
move procedure stop
    device: close-debate
    on: rise
    mover: delegate 4
    delegate: d-4
second stop
    seconder: delegate 3
    delegate: d-3
carry by consent stop
    motion: stop
request floor d-5
    expect: list-closed
move amendment more
    amends: rise
    title: By ten
    mover: delegate 2
    expect: debate-closed
move procedure stop-again
    device: close-debate
    on: rise
    mover: delegate 4
    expect: debate-closed
move procedure list
    device: close-list
    mover: delegate 4
    expect: list-closed
rule out of order nothing
    reason: unknown
    expect: motion-not-in-hand
rule out of order rise
    reason: beyond the powers of the congress
    key: out
take item rules
appeal late
    ruling: out
    mover: delegate 2
    expect: too-late
move procedure list
    device: reopen-list
    mover: delegate 4
    expect: list-open
move speech limit short
    minutes: 2
    mover: delegate 4
second short
    seconder: delegate 5
    delegate: d-5
carry by consent short
    motion: short
move procedure orders
    device: orders-of-the-day
    mover: delegate 4
move procedure orders-again
    device: orders-of-the-day
    mover: delegate 4
    expect: order-kept
"""
)

PUT_OFF = (
    SITTING
    + """
set agenda
    items: wages Wages; rules Rules
take item wages
move postponement later
    on: rise
    mover: delegate 2
    expect: time-missing
move postponement later
    on: rise
    item: nothing
    mover: delegate 2
    expect: item-not-waiting
move postponement later
    on: rise
    day: 2026-02-30
    mover: delegate 2
    expect: date-unreal
move postponement later
    on: rise
    item: rules
    mover: delegate 2
second later
    seconder: delegate 3
    delegate: d-3
carry by consent later
    motion: later
open division rise
    motion: rise
    expect: motion-not-in-hand
take item rules
report back rise
    reporter: the committee
    expect: not-referred
move referral away
    on: rise
    to: the wages committee
    report on: 2026-04-01
    mover: delegate 2
second away
    seconder: delegate 3
    delegate: d-3
carry by consent away
    motion: away
report back rise
    reporter: the wages committee
    advice: adopt
move division of question parts
    on: rise
    parts: one: The rise
    mover: delegate 2
    expect: parts-wrong
move division of question parts
    on: rise
    parts:
      one 1-4: The rise
      two 3-6: The date
    mover: delegate 2
    expect: parts-wrong
move division of question parts
    on: rise
    parts:
      rise: The rise
      two: The date
    mover: delegate 2
    expect: parts-wrong
move amendment more
    amends: rise
    title: By ten
    mover: delegate 2
move division of question parts
    on: rise
    parts:
      one 1-4: The rise
      two 5-6: The date
    mover: delegate 2
    expect: amendments-first
accept amendment more
move division of question parts
    on: rise
    parts:
      one 1-4: The rise
      two 5: The date
      three: The address
    mover: delegate 2
second parts
    seconder: delegate 3
    delegate: d-3
carry by consent parts
    motion: parts
rule out of order one
    reason: too long
    expect: part-of-question
move method named
    on: one
    method: consent
    mover: delegate 2
    expect: method-unknown
move method named
    on: one
    method: roll-call
    mover: delegate 2
second named
    seconder: delegate 3
    delegate: d-3
carry by consent named
    motion: named
carry by consent one
    motion: one
    expect: method-ordered
open division one
    motion: one
    method: roll-call
close division one
    roll: d-1 for; d-2 for; d-3 against
open division two
    motion: two
close division two
    for: 1
    against: 5
carry by consent three
    motion: three
move recess breath
    minutes: 15
    caucus: yes
    mover: delegate 2
move recess longer
    minutes: 30
    mover: delegate 3
second longer
    seconder: delegate 4
    delegate: d-4
carry by consent longer
    motion: longer
move recess again
    minutes: 5
    mover: delegate 3
    expect: no-sitting
resume
"""
)

AGAIN = (
    SITTING
    + """
set agenda
    items: wages Wages; rules Rules
take item wages
move reconsideration again
    on: rise
    mover: delegate 2
    expect: not-reconsidered
carry by consent rise
    motion: rise
move procedure gone
    device: rescind
    on: nothing
    mover: delegate 2
    expect: not-rescindable
move reconsideration again
    on: rise
    mover: delegate 2
second again
    seconder: delegate 3
    delegate: d-3
carry by consent again
    motion: again
publish rise
    where: the paper
    expect: resolution-fallen
carry by consent rise-again
    motion: rise
publish rise
    where: the paper
move reconsideration third
    on: rise
    mover: delegate 2
    expect: carried-out
move procedure gone
    device: rescind
    on: rise
    mover: delegate 2
second gone
    seconder: delegate 3
    delegate: d-3
open division gone
    motion: gone
close division gone
    for: 5
    against: 2
move suspension open-floor
    article: floor
    purpose: to hear a guest
    mover: delegate 2
second open-floor
    seconder: delegate 3
    delegate: d-3
carry by consent open-floor
    motion: open-floor
declare Greetings
    speaker: a guest
    title: Greetings
move procedure home
    device: adjourn
    mover: delegate 2
second home
    seconder: delegate 3
    delegate: d-3
leave d-1..5
    by: ada as secretary
open division home
    motion: home
close division home
    for: 2
    against: 0
move suspension again-open
    article: floor
    purpose: to hear another guest
    mover: delegate 2
    expect: no-sitting
move method late
    on: rise
    method: cards
    mover: delegate 2
    expect: no-sitting
move speech limit late
    minutes: 3
    mover: delegate 2
    expect: no-sitting
move division of question late
    on: rise
    parts: a: A; b: B
    mover: delegate 2
    expect: no-sitting
move referral late
    on: rise
    to: anybody
    mover: delegate 2
    expect: no-sitting
"""
)

PROCEDURE_AFTER_ROBERT = (
    CONGRESS.replace("rules: union-congress", "rules: roberts-assembly")
    + """
open sitting first
    convocation: spring
arrive d-1..7
by ben as chair
move rise
    title: Wages rise
    mover: delegate 1
    form: resolution
move amendment more
    amends: rise
    title: By ten
    mover: delegate 2
move procedure refuse
    device: not-consider
    on: rise
    mover: delegate 2
    expect: considered-already
withdraw motion more
second rise
    seconder: delegate 2
    delegate: d-2
withdraw motion rise
    expect: leave-needed
open division rise
    motion: rise
    method: roll-call
close division rise
    roll: d-1 for; d-2 for; d-3 against
move reconsideration again
    on: rise
    voted: against
    mover: delegate 3
    delegate: d-3
    expect: wrong-side
move reconsideration again
    on: rise
    voted: for
    mover: delegate 2
    delegate: d-2
second again
    seconder: delegate 3
    delegate: d-3
open division again
    motion: again
close division again
    for: 3
    against: 4
close sitting
by ada as secretary
open sitting second
    convocation: spring
close sitting
open sitting third
    convocation: spring
arrive d-1..7
move reconsideration later
    on: rise
    voted: for
    mover: delegate 2
    expect: too-late
"""
)

DIVIDED_AMENDMENT = (
    CONGRESS.replace("motions: none", "motions seconders: 0")
    + """
open sitting first
    convocation: spring
arrive d-1..7
by ben as chair
move rise
    title: Wages rise
    mover: delegate 1
    form: resolution
    text: Wages rise.
    lines: 1
amend lines both
    amends: rise
    change: insert
    first: 1
    title: The sum and the date
    mover: delegate 2
    text: By ten, from May.
    lines: 1
move amendment third
    amends: rise
    title: For all
    mover: delegate 3
move division of question cut
    on: both
    parts:
      sum: The sum
      date: The date
    mover: delegate 4
second cut
    seconder: delegate 5
    delegate: d-5
carry by consent cut
    motion: cut
carry by consent rise
    motion: rise
    expect: amendments-first
carry by consent third
    motion: third
    expect: not-in-turn
accept amendment sum
    expect: not-an-amendment
move division of question again
    on: rise
    parts: one: One; two: Two
    mover: delegate 4
    expect: amendments-first
open division date
    motion: date
close division date
    for: 2
    against: 5
consolidate text rise
    text: Wages rise by ten.
    lines: 1
    expect: amendments-pending
carry by consent sum
    motion: sum
declare fallen third
    because: sum
consolidate text rise
    text: Wages rise by ten.
    lines: 1
    expect: collision-unsettled
consolidate text rise
    text: Wages rise by ten.
    lines: 1
    note: without the date, which was lost
carry by consent rise
    motion: rise
"""
)

DIVIDED_IN_COMPETITION = (
    CONGRESS.replace("motions: none", "motions seconders: 1")
    + """
body branch
by ada as secretary
found body Bakers' branch
    character: assembly
    tier: 0
    rules: union-branch
    officers: secretary: @ada
    constituents: bakers delegates 40
body congress
by ada as secretary
submit motion rise
    convocation: spring
    title: Wages rise
    mover: the branch
    from body: branch
    proof: paper
rule on admissibility rise
    admissible: yes
open sitting first
    convocation: spring
arrive d-1..7
by ben as chair
call motion rise
move wait
    title: Wages wait
    mover: delegate 2
    form: resolution
second wait
    seconder: delegate 3
    delegate: d-3
declare rivals wages
    title: Wages
    motions: rise, wait
demand method rise
    method: roll-call
    delegate: d-4
move division of question cut
    on: rise
    parts: sum: The sum; date: The date
    mover: delegate 4
second cut
    seconder: delegate 5
    delegate: d-5
carry by consent cut
    motion: cut
move division of question again
    on: sum
    parts: one: One; two: Two
    mover: delegate 4
    expect: part-of-question
declare rivals wages
    title: Wages, with parts of them
    motions: sum, wait
    expect: not-rivals
declare rivals wages
    title: Wages, both
    motions: rise, wait
carry by consent wait
    motion: wait
    expect: not-in-turn
carry by consent sum
    motion: sum
    expect: method-demanded
open roll call sum
    motion: sum
"""
)

DISPOSED_OF_DURING_A_VOTE = (
    CONGRESS.replace("motions: none", "motions seconders: 0")
    + """
open sitting first
    convocation: spring
arrive d-1..7
by ben as chair
move rise
    title: Wages rise
    mover: delegate 1
    form: resolution
move bread
    title: Bread
    mover: delegate 2
    form: resolution
move amendment more
    amends: rise
    title: By ten
    mover: delegate 2
move amendment much-more
    amends: more
    title: By twenty
    mover: delegate 3
propose joint text both
    motions: rise, bread
    title: Wages and bread
    mover: delegate 4
agree to joint text both
    part: rise
open division much-more
    motion: much-more
accept amendment more
    expect: division-open
withdraw motion more
    expect: division-open
withdraw motion rise
    expect: division-open
declare fallen more
    because: rise
    expect: division-open
rule out of order rise
    reason: beyond the powers of the congress
    expect: division-open
agree to joint text both
    part: bread
    expect: division-open
second rise
    seconder: delegate 5
    delegate: d-5
close division much-more
    for: 2
    against: 5
carry by consent more
    motion: more
consolidate text rise
    text: Wages rise by ten.
    lines: 1
    note: by ten
carry by consent rise
    motion: rise
agree to joint text both
    part: bread
    expect: motion-not-in-hand
withdraw motion bread
"""
)

MERGED_AND_RECONSIDERED = (
    CONGRESS.replace("motions: none", "motions seconders: 0")
    + """
open sitting first
    convocation: spring
arrive d-1..7
by ben as chair
move rise
    title: Wages rise
    mover: delegate 1
    form: resolution
move amendment more
    amends: rise
    title: By ten
    mover: delegate 2
carry by consent more
    motion: more
move reconsideration again
    on: more
    mover: delegate 3
consolidate text rise
    text: Wages rise by ten.
    lines: 1
    note: by ten
    expect: procedure-first
second again
    seconder: delegate 4
    delegate: d-4
open division again
    motion: again
close division again
    for: 2
    against: 5
consolidate text rise
    text: Wages rise by ten.
    lines: 1
    note: by ten
move reconsideration once-more
    on: more
    mover: delegate 3
    expect: rests-on-it
"""
)
