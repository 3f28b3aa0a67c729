"""Scenes of closed doors: on a ground in the rules, by a vote where they want one."""

from cast import SITTING

_NOTICE = "      convening notice_days: 0"
_REGULATED = SITTING.replace(
    _NOTICE, f"{_NOTICE}\n      publicity grounds: persons, negotiations, legal-advice"
)

DOORS = (
    _REGULATED
    + """
open doors
    expect: doors-open
close doors weather
    expect: ground-not-in-rules
close doors persons
    division: rise
    expect: doors-not-decided
move camera
    title: That the doors be closed
    mover: delegate 2
    question: procedural
open division camera
    motion: camera
close doors persons
    expect: division-open
close division camera
    for: 6
    against: 1
close doors persons
    reason: a complaint against a member of staff
    division: camera
    key: shut
close doors persons
    expect: doors-closed
by ada as secretary
set agenda complaint: The complaint against N. N.
by ben as chair
move dismiss
    title: That N. N. be dismissed
    mover: delegate 3
    form: resolution
    text: N. N. took the strike fund.
move amendment softer
    amends: dismiss
    title: That N. N. be warned
    mover: delegate 4
open division softer
    motion: softer
    method: roll-call
close division softer
    roll: d-1 for; d-2 against; d-3 against; d-4 for; d-5 against; d-6 against; d-7 against
open division dismiss
    motion: dismiss
close division dismiss
    for: 5
    against: 2
move pay
    title: That the fund be repaid
    mover: delegate 3
    form: resolution
    text: The fund is repaid by the union.
open division pay
    motion: pay
close division pay
    for: 7
by ada as secretary
publish pay
    where: the notice board
leave d-7
    reason: in anger
by ben as chair
open doors
    key: reopened
recess
open doors
    expect: no-sitting
resume
close doors negotiations
    key: shut-again
recess
    minutes: 10
    reason: To weigh the offer
resume
move offer
    title: The offer to the employers
    mover: delegate 5
close sitting
    key: closed
"""
)

SILENT_RULES = (
    SITTING
    + """
close doors persons
    expect: doors-not-regulated
"""
)

BY_VOTE_ALONE = (
    _REGULATED.replace(_NOTICE, f"{_NOTICE}\n      publicity by_vote: yes")
    + """
close doors persons
    expect: doors-not-decided
"""
)
