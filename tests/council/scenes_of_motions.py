"""Scenes of texts: lines amended, votes in order, rivals, merging, joint texts, motions sent in."""

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
AMENDED = (
    ORDERED
    + """
second rise
    seconder: delegate 2
    delegate: d-2
amend lines more
    amends: rise
    change: replace
    first: 2
    title: By twenty
    mover: delegate 2
    delegate: d-2
    text: by twenty
    lines: 1
amend lines less
    amends: rise
    change: strike
    first: 2
    last: 3
    title: No more words
    mover: delegate 3
"""
)

LINES = (
    AMENDED
    + """
amend lines more
    amends: rise
    change: strike
    first: 1
    title: Twice
    mover: delegate 3
    expect: motion-exists
amend lines further
    amends: rise
    change: strike
    first: 3
    last: 4
    title: Beyond the end
    mover: delegate 3
    expect: lines-outside
amend lines further
    amends: rise
    change: insert
    first: 1
    last: 2
    title: In two places
    mover: delegate 3
    text: words
    lines: 1
    expect: lines-outside
amend lines further
    amends: rise
    change: insert
    first: 3
    title: Nothing new
    mover: delegate 3
    expect: wording-missing
amend lines further
    amends: rise
    change: strike
    first: 3
    title: Struck and worded
    mover: delegate 3
    text: words
    lines: 1
    expect: wording-missing
amend lines further
    amends: nothing
    change: strike
    first: 1
    title: To nothing
    mover: delegate 3
    expect: motion-not-in-hand
move talk
    title: A talk
    mover: delegate 1
amend lines further
    amends: talk
    change: strike
    first: 1
    title: Not counted
    mover: delegate 3
    expect: lines-not-counted
amend lines even-more
    amends: more
    change: replace
    first: 1
    title: By thirty
    mover: delegate 3
    text: by thirty
    lines: 1
amend lines too-much
    amends: even-more
    change: replace
    first: 1
    title: By forty
    mover: delegate 3
    text: by forty
    lines: 1
    expect: amended-too-deep
move amendment too-much
    amends: even-more
    title: By forty
    mover: delegate 3
    expect: amended-too-deep
second rise
    seconder: delegate 2
    delegate: d-2
    expect: seconded-already
second rise
    seconder: delegate 1
    delegate: d-1
    expect: seconded-already
"""
)

TURNS = (
    AMENDED
    + """
open division rise
    motion: rise
    expect: amendments-first
open division more
    motion: more
    expect: not-seconded
second more
    seconder: delegate 5
second less
    seconder: delegate 5
open division less
    motion: less
    expect: not-in-turn
state voting order rise
    amendments: less
    expect: order-incomplete
state voting order nothing
    amendments: less
    expect: motion-not-in-hand
state voting order rise
    amendments: less, more
    reason: striking goes further
open division less
    motion: less
close division less
    for: 2
    against: 5
open division more
    motion: more
close division more
    for: 5
    against: 2
open division rise
    motion: rise
    expect: text-not-consolidated
consolidate text nothing
    text: Wages rise by twenty.
    lines: 3
    expect: motion-not-in-hand
consolidate text rise
    text: Wages rise by twenty.
    lines: 3
consolidate text rise
    text: Wages rise by thirty.
    lines: 3
    expect: nothing-to-merge
open division rise
    motion: rise
close division rise
    for: 7
    against: 0
"""
)

MERGED = (
    AMENDED
    + """
second more
    seconder: delegate 5
second less
    seconder: delegate 5
carry by consent more
    motion: more
consolidate text rise
    text: Wages rise by twenty.
    lines: 3
    expect: amendments-pending
carry by consent less
    motion: less
consolidate text rise
    text: Wages rise.
    lines: 1
    expect: collision-unsettled
consolidate text rise
    text: Wages rise.
    lines: 1
    note: the later vote stands
"""
)

FRIENDLY = (
    AMENDED
    + """
accept as mover more
    delegate: d-2
    expect: not-the-mover
accept as mover rise
    delegate: d-1
    expect: not-an-amendment
accept as mover more
    delegate: d-1
oppose acceptance less
    opponent: delegate 4
    expect: not-accepted
oppose acceptance more
    opponent: delegate 4
    delegate: d-4
oppose acceptance more
    opponent: delegate 4
    delegate: d-4
    expect: not-accepted
"""
)

STRICT = (
    AMENDED.replace(
        "motions seconders: 1",
        "motions seconders: 1\n      motions mover_accepts: no\n      motions order: lines",
    )
    + """
accept as mover more
    delegate: d-1
    expect: acceptance-barred
accept amendment more
    expect: acceptance-barred
state voting order rise
    amendments: less, more
    expect: order-fixed
second more
    seconder: delegate 5
second less
    seconder: delegate 5
open division less
    motion: less
    expect: not-in-turn
withdraw motion rise
open division more
    motion: more
    expect: motion-not-in-hand
"""
)

RIVALS = (
    ORDERED
    + """
second rise
    seconder: delegate 2
move wait
    title: Wages wait
    mover: delegate 2
second wait
    seconder: delegate 3
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
