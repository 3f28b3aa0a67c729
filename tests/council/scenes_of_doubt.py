"""Scenes of counts in doubt: what may rest on them meanwhile, and how the doubt ends."""

from scenes_of_divisions import under

from cast import BRANCH

VOID_DECIDES_NOTHING = (
    under("publicity grounds: personnel", "publicity by_vote: yes")
    + """
open division v
    motion: rise
close division v
    for: 5
    against: 2
void division v
    reason: the doors were locked
close doors
    ground: personnel
    division: v
    expect: doors-not-decided
give mandate m-1
    holder: delegate 1
    to body: executive
    division: v
    by: ada as secretary
    expect: division-not-carried
"""
)

NOTHING_RESTS_ON_DOUBT = (
    under(
        "divisions recount_demand: at least 2/7",
        "publicity grounds: personnel",
        "publicity by_vote: yes",
    )
    + """
move amendment more
    title: More
    mover: delegate 1
    amends: rise
open division more
    motion: more
close division more
    for: 4
    against: 3
for n in 1..2:
demand recount more
    delegate: d-{n}
consolidate text rise
    text: The wages rise by more.
    note: as carried
    by: ada as secretary
    expect: recount-due
close doors
    ground: personnel
    division: more
    expect: doors-not-decided
give mandate m-1
    holder: delegate 1
    to body: executive
    division: more
    by: ada as secretary
    expect: recount-due
open recount more
    reason: two delegates demand it
consolidate text rise
    text: The wages rise by more.
    note: as carried
    by: ada as secretary
    expect: recount-due
give mandate m-1
    holder: delegate 1
    to body: executive
    division: more
    by: ada as secretary
    expect: recount-due
close division more
    for: 3
    against: 4
open division rise
    motion: rise
close division rise
    for: 4
    against: 3
for n in 1..2:
demand recount rise
    delegate: d-{n}
publish rise
    where: the paper
    by: ada as secretary
    expect: recount-due
open recount rise
    reason: two delegates demand it
publish rise
    where: the paper
    by: ada as secretary
    expect: recount-due
close division rise
    for: 4
    against: 3
publish rise
    where: the paper
    by: ada as secretary
move order
    title: Rules
    mover: delegate 1
    question: rules
    form: rules
open division order
    motion: order
close division order
    for: 5
    against: 2
for n in 1..2:
demand recount order
    delegate: d-{n}
adopt rules
    motion: order
    rules: union-congress
      version: 2
    by: ada as secretary
    expect: recount-due
"""
)

DOUBT_ENDS_WITH_THE_SITTING = (
    under("divisions recount_demand: at least 2/7")
    + """
open division v
    motion: rise
close division v
    for: 4
    against: 3
for n in 1..2:
demand recount v
    delegate: d-{n}
close sitting
    by: ada as secretary
open sitting second
    convocation: spring
    by: ada as secretary
arrive d-1..7
    by: ada as secretary
move other
    title: Other
    mover: delegate 1
open division o
    motion: other
close division o
    for: 4
    against: 3
publish rise
    where: the paper
    by: ada as secretary
"""
)

TWO_COUNTS_IN_DOUBT = (
    under("divisions recount_demand: at least 2/7", "divisions recount_until: sitting")
    + """
open division v
    motion: rise
close division v
    for: 4
    against: 3
move other
    title: Other
    mover: delegate 1
open division w
    motion: other
close division w
    for: 4
    against: 3
for n in 1..2:
demand recount w
    delegate: d-{n}
for n in 3..4:
demand recount v
    delegate: d-{n}
demand recount w
    delegate: d-5
    expect: demanded-already
open recount v
    reason: two delegates demand it
close division v
    for: 4
    against: 3
move third
    title: Third
    mover: delegate 1
open division t
    motion: third
    expect: recount-due
open recount w
    reason: two delegates demand it
close division w
    for: 3
    against: 4
open division t
    motion: third
"""
)

EQUAL_WEIGHTS = (
    under("weights methods: cards", "divisions casting_vote: chair")
    + """
set weights branch
    members: 10
    roll on: 2026-01-01
    delegates: d-1, d-2
    by: ada as secretary
open division v
    motion: rise
    method: cards
close division v
    for: 5
    against: 5
break tie v
    casting: for
"""
)

DEMAND_BEFORE_ORDER = (
    under("divisions secret_demand: at least 2/7")
    + """
move method openly
    on: rise
    method: roll-call
    mover: delegate 1
    delegate: d-1
second openly
    seconder: delegate 2
    delegate: d-2
carry by consent openly
    motion: openly
open division rise
    motion: rise
    expect: method-ordered
for n in 1..2:
demand method rise
    method: secret
    delegate: d-{n}
open roll call rise
    motion: rise
    expect: method-demanded
open division rise
    motion: rise
    method: paper
"""
)

NAMES_BEFORE_SECRECY = (
    under("divisions bodies: more than 1/2", "divisions bodies_on: substantive")
    + """
move method hidden
    on: rise
    method: paper
    mover: delegate 1
    delegate: d-1
second hidden
    seconder: delegate 2
    delegate: d-2
carry by consent hidden
    motion: hidden
demand method rise
    method: secret
    delegate: d-1
    expect: names-needed
count demand rise
    method: secret
    rose: 7
    expect: names-needed
open division rise
    motion: rise
    method: paper
    expect: names-needed
open roll call rise
    motion: rise
"""
)

DEMANDED_OF_NO_LIST = (
    BRANCH
    + """
convene march
    convener: secretary
    opens on: 2026-03-01
open sitting march
    convocation: march
by ben as chair
move rise
    title: Wages rise
    mover: delegate 1
count demand rise
    method: roll-call
    rose: 12
    expect: presence-uncounted
count present 31
    by: ada as secretary
count demand rise
    method: roll-call
    rose: 12
open division rise
    motion: rise
    expect: method-demanded
"""
)
