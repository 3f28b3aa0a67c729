"""Scenes of questions that were divided, and of merged texts that were reconsidered."""

from cast import CONGRESS, SITTING

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

MERGED_AND_RECONSIDERED = (
    SITTING.replace("motions: none", "motions seconders: 0")
    + """
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
