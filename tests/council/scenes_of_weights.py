"""Scenes of votes that count for more than one: weights, split votes, votes for the absent."""

from scenes_of_divisions import under

_SEAL = f"2 {'ab' * 32}"

WEIGHTS = (
    under(
        "weights methods: cards; roll-call; electronic; secret",
        "weights secret_alike: 2",
        "weights quorum: weights",
    )
    + f"""
set weights branch
    members: 1000
    roll on: 2026-01-01
    delegates: d-1
    by: cleo as teller
    expect: not-competent
by ada as secretary
open roll call rise
    motion: rise
    by: ben as chair
    expect: weight-missing
set weights branch
    members: 1000
    roll on: 2026-01-01
    delegates: d-1, d-99
    expect: not-of-body
set weights branch
    members: 1000
    roll on: 2026-01-01
    delegates: d-1, d-1
    expect: not-of-body
set weights branch
    members: 1000
    roll on: 2026-01-01
    delegates: d-8, d-9
open division rise
    motion: rise
    method: cards
    by: ben as chair
    expect: no-quorum
set weights branch
    members: 1000
    roll on: 2026-01-01
    delegates: d-1, d-2, d-3
by ben as chair
open division rise
    motion: rise
    method: secret
    expect: weight-tells
open division rise
    motion: rise
    method: cards
close division rise
    for: 900
    against: 101
    expect: more-votes-than-present
close division rise
    for: 600
    against: the rest
    abstaining: 0
move two
    title: Two
    mover: delegate 2
open roll call two
    motion: two
split answer two
    mandate: d-8
    votes: 300 200
    expect: not-on-roll
split answer two
    mandate: d-1
    votes: 300 30
    expect: split-unequal
split answer two
    mandate: d-1
    votes: 300 34
    reason: none was heard
    expect: not-answered
split answer two
    mandate: d-1
    votes: 300 34
split answer two
    mandate: d-1
    votes: 200 134
    expect: answered
split answer two
    mandate: d-1
    votes: 200 134 0
    reason: misread
for n in 2..7:
record answer two
    mandate: d-{{n}}
    answer: for
correct answer two
    mandate: d-3
    answer: against
    reason: misheard
close roll call two
move three
    title: Three
    mover: delegate 2
open division three
    motion: three
    method: electronic
close ballot three
    voters: {_SEAL}
    ballots: {_SEAL}
    in favour: 900
    against: 101
    abstaining: 0
    expect: more-votes-than-present
close ballot three
    voters: {_SEAL}
    ballots: {_SEAL}
    in favour: 334
    against: 333
    abstaining: 0
move four
    title: Four
    mover: delegate 2
open division four
    motion: four
    method: roll-call
arrive d-8
    by: ada as secretary
close division four
    roll: d-8 for
    expect: roll-wrong
close division four
    roll: d-1 for; d-2 against
"""
)

NO_WEIGHTS = (
    under("weights methods: cards", "weights splits: no", "weights remainder: dropped")
    + """
set weights branch
    members: 1000
    roll on: 2026-01-01
    delegates: d-1, d-2, d-3
    by: ada as secretary
open roll call rise
    motion: rise
split answer rise
    mandate: d-1
    votes: 1 0
    expect: split-barred
"""
)

PLAIN_VOTES = (
    under()
    + """
by ada as secretary
set weights branch
    members: 1000
    roll on: 2026-01-01
    delegates: d-1
    expect: no-weights
give proxy d-8
    holder: d-1
    expect: no-proxies
revoke proxy d-8
    expect: no-proxy
"""
)

PROXIES = (
    under("proxies hops: 2", "proxies most: 2", "quorum share: at least 8/9", "proxies quorum: yes")
    + """
by ada as secretary
give proxy d-8
    holder: d-99
    expect: proxy-without-vote
give proxy d-8
    holder: d-8
    expect: proxy-circle
give proxy d-8
    holder: d-9
give proxy d-8
    holder: d-1
    expect: proxy-given
give proxy d-9
    holder: d-8
    expect: proxy-circle
open division rise
    motion: rise
    by: ben as chair
    expect: no-quorum
decline proxy d-1
    giver: d-8
    expect: no-proxy
decline proxy d-9
    giver: d-8
give proxy d-8
    holder: d-9
give proxy d-9
    holder: d-1
give proxy d-1
    holder: d-2
    expect: proxy-too-far
give proxy d-7
    holder: d-1
    expect: proxy-too-many
by ben as chair
open roll call rise
    motion: rise
record answer rise
    mandate: d-8
    answer: for
record answer rise
    mandate: d-9
    answer: against
revoke proxy d-8
    by: ada as secretary
correct answer rise
    mandate: d-8
    answer: against
    reason: the delegate telephoned
    expect: vote-gone
for n in 1..7:
record answer rise
    mandate: d-{n}
    answer: for
close roll call rise
"""
)
