"""Scenes of who votes, with what weight and for whom: by urgency, by roll, in secret."""

from scenes_of_divisions import under

from cast import CONGRESS


def _late(rules, before, vote):
    """A motion that came late, and the vote on its urgency."""
    return (
        CONGRESS.replace("      motions: none\n", "").replace(
            "convening notice_days: 0",
            "convening notice_days: 0\n      motions deadline_days: 14\n"
            f"      motions seconders: 0\n      motions urgency: at least 2/3\n{rules}",
        )
        + f"""
open sitting first
    convocation: spring
arrive d-1..7
submit motion eggs
    convocation: spring
    title: Eggs
    mover: delegate 1
    urgent: yes
rule on admissibility eggs
    admissible: yes
{before}
by ben as chair
move urgency now
    late: eggs
    mover: delegate 1
{vote}
"""
    )


URGENT_WITH_PROXIES = _late(
    "      proxies hops: 1\n      proxies most: 1",
    "give proxy d-8\n    holder: d-1",
    """open division now
    motion: now
close division now
    for: 7
    against: 1
call motion eggs""",
)

URGENT_BY_WEIGHTS = _late(
    "      weights methods: cards",
    """set weights branch
    members: 1000
    roll on: 2026-01-01
    delegates: d-1, d-2, d-3""",
    """open division first
    motion: now
    method: cards
close division first
    for: 600
    against: 400
call motion eggs
    expect: urgency-needed
move urgency today
    late: eggs
    mover: delegate 1
open division today
    motion: today
    method: cards
close division today
    for: 900
    against: 100
call motion eggs""",
)

ROLL_OF_THE_OPENING = (
    under("proxies hops: 1", "proxies most: 1")
    + """
by ada as secretary
give proxy d-8
    holder: d-1
by ben as chair
open division rise
    motion: rise
    method: roll-call
arrive d-9
    by: ada as secretary
close division rise
    roll: d-1 for; d-8 for; d-9 for
    expect: roll-wrong
leave d-2
    by: ada as secretary
close division rise
    roll: d-1 for; d-2 for; d-8 for
    expect: roll-wrong
close division rise
    roll: d-1 for; d-8 for; d-3 against
move again
    title: Again
    mover: delegate 1
open division again
    motion: again
    method: roll-call
arrive d-8
    by: ada as secretary
close division again
    roll: d-1 for; d-8 for
"""
)

_BOX = "ab" * 32
SECRET_AND_ALIKE = (
    under("weights methods: secret", "weights secret_alike: 3")
    + f"""
by ada as secretary
set weights branch
    members: 904
    roll on: 2026-01-01
    delegates: d-1, d-2, d-3, d-4, d-5, d-6, d-7, d-8, d-9
by ben as chair
open division rise
    motion: rise
    method: secret
close ballot rise
    voters: 4 {_BOX}
    ballots: 4 {_BOX}
    in favour: 101
    against: 300
    abstaining: 0
    alike: 1
    expect: weight-tells
close ballot rise
    voters: 4 {_BOX}
    ballots: 4 {_BOX}
    in favour: 101
    against: 300
    abstaining: 0
    expect: weight-tells
annul division rise
    reason: one weight told who cast it
open division again
    motion: rise
    method: secret
close ballot again
    voters: 6 {_BOX}
    ballots: 6 {_BOX}
    in favour: 303
    against: 300
    abstaining: 0
    alike: 3
move other
    title: Other
    mover: delegate 1
open division other
    motion: other
    method: secret
close ballot other
    voters: 0 {_BOX}
    ballots: 0 {_BOX}
    in favour: 0
    against: 0
    abstaining: 0
"""
)

PAST_THEIR_TERM = (
    under("proxies hops: 1", "proxies most: 1", "weights methods: roll-call; electronic").replace(
        "    from body: branch\n", "    from body: branch\n    until: 2026-03-01\n", 1
    )
    + """
by ada as secretary
for n in 1..4:
present mandate e-{n}
    holder: other {n}
    from body: millers
    proof: paper
confirm mandates e-1..4
    by: cleo as credentials
arrive e-2..4
give proxy e-1
    holder: d-1
by ben as chair
open roll call early
    motion: rise
    expect: weight-missing
set weights millers
    members: 300
    roll on: 2026-01-01
    delegates: e-1, e-2, e-3, e-4
    by: ada as secretary
day 2026-03-02
open roll call rise
    motion: rise
record answer rise
    mandate: e-1
    answer: for
    expect: not-on-roll
for n in 2..4:
record answer rise
    mandate: e-{n}
    answer: for
close roll call rise
"""
)
