"""Scenes of elections that need a majority, and of the runoff where nobody has it."""

from scenes_of_divisions import under

_STANDING = "".join(
    f"""nominate auditor
    candidate: {name}
    holder: {name}
answer nomination auditor
    candidate: {name}
    accepts: yes
"""
    for name in ("ivy", "jo", "kim", "lou")
)
RUNOFF = (
    under("elections majority: more than 1/2")
    + f"""
by ada as secretary
call election auditor
    title: The auditor
    to body: congress
    seats: 1
    polls on: 2026-01-01
    called on: 2026-01-01
call runoff second
    runoff of: auditor
    polls on: 2026-01-01
    expect: election-not-so-far
{_STANDING}open poll auditor
declare election auditor
    votes: ivy 3; jo 2; kim 2; lou 0
call runoff auditor
    runoff of: auditor
    polls on: 2026-01-01
    expect: election-exists
call runoff second
    runoff of: auditor
    polls on: 2026-02-30
    expect: date-unreal
call runoff second
    runoff of: auditor
    polls on: 2026-01-01
call runoff third
    runoff of: auditor
    polls on: 2026-01-01
    expect: no-runoff
nominate second
    candidate: max
    holder: max
    expect: runoff-closed
open poll second
declare election second
    votes: ivy 2; jo 4; kim 1
call runoff third
    runoff of: second
    polls on: 2026-01-01
    expect: no-runoff
"""
)
