"""Scenes of what was put off, taken up again, or disposed of during a vote."""

from cast import SITTING

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

DISPOSED_OF_DURING_A_VOTE = (
    SITTING.replace("motions: none", "motions seconders: 0")
    + """
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
