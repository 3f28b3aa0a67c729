"""Scenes of procedural motions: precedence, in debate, after Robert."""

from cast import SITTING

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

PROCEDURE_AFTER_ROBERT = (
    SITTING.replace("rules: union-congress", "rules: roberts-assembly")
    + """
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
