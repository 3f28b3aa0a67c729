"""Scenes of how votes are taken: demands, roll calls, tellers, recounts, rulings, equal votes."""

from cast import SITTING, person
from delegata.council.division.telling import digest_of
from delegata.council.words import Slip


def under(*rules):
    """A sitting of a congress whose rules of division are changed."""
    lines = "\n".join(f"      {rule}" for rule in ("convening notice_days: 0", *rules))
    return SITTING.replace("      convening notice_days: 0", lines)


DEMANDS = (
    under("divisions roll_call_demand: at least 2/7", "divisions secret_demand: at least 3/7")
    + """
demand method rise
    method: roll-call
    delegate: d-8
    expect: no-vote-here
demand method nothing
    method: roll-call
    delegate: d-1
    expect: motion-not-in-hand
demand method rise
    method: roll-call
    delegate: d-1
demand method rise
    method: roll-call
    delegate: d-1
    expect: demanded-already
open division rise
    motion: rise
annul division rise
    reason: one more wants to rise
demand method rise
    method: roll-call
    delegate: d-2
demand method rise
    method: roll-call
    delegate: d-3
    expect: demanded-already
open division hands
    motion: rise
    expect: method-demanded
carry by consent hands
    motion: rise
    expect: method-demanded
count demand rise
    method: secret
    rose: 8
    expect: more-than-present
count demand rise
    method: secret
    rose: 2
count demand rise
    method: secret
    rose: 3
open roll call called
    motion: rise
    expect: method-demanded
open division rise-2
    motion: rise
    method: paper
close division rise-2
    for: 4
    against: 3
recess
demand method rise
    method: secret
    delegate: d-1
    expect: no-sitting
"""
)

NO_SUCH_DEMAND = (
    under("divisions methods: show-of-hands; paper", "divisions precedence: roll-call")
    + """
demand method rise
    method: roll-call
    delegate: d-1
    expect: demand-unknown
count demand rise
    method: roll-call
    rose: 1
    expect: demand-unknown
open roll call rise
    motion: rise
    expect: method-unknown
"""
)

ROLL_CALL = (
    SITTING
    + """
open roll call rise
    motion: rise
    names: d-1..6
    expect: calling-wrong
open roll call rise
    motion: rise
    first: d-8
    expect: calling-wrong
open roll call rise
    motion: rise
    first: d-3
    seed: 25 October
    expect: drawn-twice
open roll call rise
    motion: nothing
    expect: motion-not-in-hand
open roll call rise
    motion: rise
    names: d-7, d-6, d-5, d-4, d-3, d-2, d-1
    seed: the lottery of 7 March 2026, 4 11 23 30 41 48
record answer rise
    mandate: d-1
    answer: for
record answer rise
    mandate: d-1
    answer: for
    expect: answered
correct answer rise
    mandate: d-1
    answer: against
    reason: misheard
correct answer rise
    mandate: d-2
    answer: against
    reason: misheard
    expect: not-answered
record answer rise
    mandate: d-8
    answer: for
    expect: not-on-roll
correct answer rise
    mandate: d-8
    answer: for
    reason: misheard
    expect: not-on-roll
leave d-7
    by: ada as secretary
record answer rise
    mandate: d-7
    answer: for
    expect: vote-gone
record answer rise
    mandate: d-7
    answer: absent
for n in 3..6:
record answer rise
    mandate: d-{n}
    answer: for
close roll call rise
    expect: names-uncalled
close division rise
    roll: d-1 for
    expect: roll-open
record answer rise
    mandate: d-2
    answer: absent
record answer rise
    mandate: d-2
    answer: abstaining
close roll call rise
    note: the second call was answered by one
close roll call rise
    expect: division-not-open
move again
    title: Again
    mover: delegate 1
open division again
    motion: again
    method: roll-call
record answer again
    mandate: d-1
    answer: for
    expect: not-called
close division again
    roll: d-1 for
move third
    title: The third
    mover: delegate 1
open roll call third
    motion: third
annul division third
    reason: the hall is too loud
leave d-1..6
    by: ada as secretary
open roll call third-2
    motion: third
    expect: nobody-votes
"""
)

_BEN, _CLEO = person("ben"), person("cleo")


def _told(teller, salt, *votes):
    """A teller's slip as a scene writes it, and its digest."""
    alias = {_BEN: "ben", _CLEO: "cleo"}[teller]
    slip = Slip(teller, salt * 32, *votes)
    written = f"@{alias} {salt * 32} {' '.join(map(str, votes))}"
    return written, digest_of("congress", "rise", slip)


_FIRST, _FIRST_DIGEST = _told(_BEN, "a", 4, 2, 1)
_SECOND, _SECOND_DIGEST = _told(_CLEO, "b", 3, 3, 1)
_AGREED, _AGREED_DIGEST = _told(_CLEO, "c", 4, 2, 1)

TELLERS = (
    under("divisions tellers: two")
    + f"""
enter count rise
    slip: {_FIRST_DIGEST}
    expect: division-not-open
open division rise
    motion: rise
close division rise
    for: 4
    against: 2
    expect: two-tellers
compare counts rise
    first: {_FIRST}
    second: {_SECOND}
    expect: slips-wrong
enter count rise
    slip: {_FIRST_DIGEST}
enter count rise
    slip: {_FIRST_DIGEST}
    expect: entered-already
enter count rise
    slip: {_SECOND_DIGEST}
    by: cleo as teller
enter count rise
    slip: {_SECOND_DIGEST}
    by: ada as secretary
    expect: not-competent
compare counts rise
    first: {_FIRST}
    second: {_AGREED}
    expect: slips-wrong
compare counts rise
    first: {_FIRST}
    second: {_SECOND}
enter count rise
    slip: {_FIRST_DIGEST}
enter count rise
    slip: {_AGREED_DIGEST}
    by: cleo as teller
fill office teller
    person: @ada
    by: ada as secretary
enter count rise
    slip: {_AGREED_DIGEST}
    by: ada as teller
    expect: tellers-complete
compare counts rise
    first: {_FIRST}
    second: {_AGREED}
    note: told twice
move again
    title: Again
    mover: delegate 1
open division again
    motion: again
    method: electronic
enter count again
    slip: {_FIRST_DIGEST}
    expect: not-told-by-hand
"""
)

RECOUNT = (
    under("divisions recount_demand: at least 2/7")
    + """
open recount rise
    reason: none was held
    expect: division-unknown
open division rise
    motion: rise
close division rise
    for: 4
    against: 3
demand recount rise
    delegate: d-8
    expect: no-vote-here
demand recount rise
    delegate: d-1
demand recount rise
    delegate: d-1
    expect: demanded-already
demand recount rise
    delegate: d-2
move next
    title: Next
    mover: delegate 2
open division next
    motion: next
    expect: recount-due
open recount rise
    reason: two delegates demand it
open recount rise
    reason: again
    expect: division-unknown
annul division rise
    reason: the chair is annoyed
    expect: recount-open
close division rise
    for: 3
    against: 4
publish rise
    where: the paper
    by: ada as secretary
    expect: resolution-fallen
open recount rise
    reason: the tellers ask for it
close division rise
    for: 4
    against: 3
publish rise
    where: the paper
    by: ada as secretary
open recount rise
    reason: once more
    expect: rests-on-it
void division rise
    reason: once more
    expect: rests-on-it
open division next
    motion: next
demand recount rise
    delegate: d-1
    expect: division-open
close division next
    for: 3
    against: 3
demand recount rise
    delegate: d-1
    expect: doubt-late
void division nothing
    reason: no such
    expect: division-unknown
void division next
    reason: the question was read out wrongly
carry by consent next-2
    motion: next
open recount next-2
    reason: nobody counted
    expect: count-stands
move third
    title: Third
    mover: delegate 3
    form: resolution
open division third
    motion: third
close division third
    for: 4
    against: 0
void division third
    reason: the doors were locked
"""
)

NO_RECOUNT = (
    SITTING.replace("rules: union-congress", "rules: body-1917")
    + """
open division rise
    motion: rise
close division rise
    for: 4
    against: 3
demand recount rise
    delegate: d-1
    expect: demand-unknown
break tie rise
    casting: for
    expect: no-casting-vote
"""
)

BODIES_TOO = (
    under("divisions bodies: more than 1/2", "divisions bodies_on: substantive").replace(
        """for n in 1..9:
present mandate d-{n}
    holder: delegate {n}
    from body: branch
""",
        """for n in 1..4:
present mandate d-{n}
    holder: delegate {n}
    from body: branch
    proof: paper
for n in 5..6:
present mandate d-{n}
    holder: delegate {n}
    from body: millers
    proof: paper
for n in 7..9:
present mandate d-{n}
    holder: delegate {n}
    from body: smiths
""",
    )
    + """
open division rise
    motion: rise
    expect: names-needed
open roll call rise
    motion: rise
for n in 1..4:
record answer rise
    mandate: d-{n}
    answer: for
for n in 5..7:
record answer rise
    mandate: d-{n}
    answer: against
close roll call rise
move again
    title: Again
    mover: delegate 1
open division again
    motion: again
    method: roll-call
close division again
    roll: d-1 for; d-2 for; d-5 for; d-7 against
"""
)

EQUAL_VOTES = (
    under("divisions casting_vote: chair")
    + """
break tie rise
    casting: for
    expect: division-unknown
open division rise
    motion: rise
close division rise
    for: 3
    against: 3
    abstaining: 1
break tie rise
    casting: for
break tie rise
    casting: for
    expect: no-tie
"""
)
