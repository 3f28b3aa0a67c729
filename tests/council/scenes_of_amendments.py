"""Scenes of amendments: lines, turns, merging, friendly acceptance, strict order."""

from scenes_of_motions import ORDERED

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
    delegate: d-99
    expect: not-confirmed
second more
    seconder: delegate 5
    delegate: d-5
second more
    seconder: somebody else
    delegate: d-5
    expect: seconded-already
second less
    seconder: delegate 5
    delegate: d-5
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
    delegate: d-5
second less
    seconder: delegate 5
    delegate: d-5
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
withdraw own motion more
    delegate: d-4
    expect: not-the-mover
withdraw own motion nothing
    delegate: d-4
    expect: motion-not-in-hand
withdraw own motion more
    delegate: d-2
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
    delegate: d-5
second less
    seconder: delegate 5
    delegate: d-5
open division less
    motion: less
    expect: not-in-turn
withdraw motion rise
open division more
    motion: more
    expect: motion-not-in-hand
"""
)
