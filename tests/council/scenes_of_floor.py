"""Scenes of the floor: turns by the body's own order, interruptions, time."""

from cast import SITTING

_RULED = "      convening notice_days: 0\n"
POINTS = SITTING.replace(
    _RULED,
    _RULED + "      speakers points: quorum, voting, procedure, information\n"
    "      speakers interrupting: quorum, voting, procedure\n"
    "      speakers question_minutes: 2\n"
    "      speakers point_minutes: 2\n"
    "      speakers closing_minutes: 3\n",
)

INTERRUPTIONS = (
    POINTS
    + """
resume speech
    expect: nothing-suspended
interrupt speech d-2
    expect: nobody-speaks
yield floor d-1
    expect: has-no-floor
change time extend
    seconds: 60
    expect: nobody-speaks
request floor d-1
request floor d-2
    form: point-of-order
    point: weather
    expect: not-in-rules
request floor d-2
    form: point-of-order
    point: information
request floor d-3
    form: closing
    expect: not-the-mover
call speaker d-2
change time cut
    seconds: 121
    expect: less-than-no-time
change time cut
    seconds: 60
    reason: short, please
end speech
call speaker d-1
interrupt speech d-3
    expect: not-on-list
request floor d-3
interrupt speech d-3
    expect: may-not-interrupt
request floor d-4
    form: point-of-order
    point: information
interrupt speech d-4
    expect: may-not-interrupt
request floor d-5
    form: point-of-order
    point: procedure
interrupt speech d-5
resume speech
    expect: somebody-speaks
request floor d-6
    form: point-of-order
    point: quorum
interrupt speech d-6
end speech
call speaker d-3
    expect: speech-suspended
open division rise
    motion: rise
resume speech
    expect: division-open
annul division rise
    reason: the point of order comes first
resume speech
yield floor d-5
call speaker d-4
end speech
resume speech
change time extend
    seconds: 30
request floor d-7
    form: point-of-order
    point: voting
interrupt speech d-7
yield floor d-1
end speech
call speaker d-3
yield floor d-3
continue debate
    expect: nothing-to-bridge
move own
    title: A motion of d-3
    mover: delegate 3
    delegate: d-3
request floor d-3
    form: closing
call speaker d-3
end speech
request floor d-3
    form: opening
withdraw request d-3
request floor d-3
    form: closing
    expect: spoken-enough
"""
)

QUESTIONS = (
    POINTS.replace("      speakers points", "      speakers answer_days: 14\n      speakers points")
    + """
ask Delegate 1
    title: Where did the strike fund go?
    to: executive
    delegate: d-1
    key: fund
ask Delegate 2
    title: And who signed?
    to: executive
    due on: 2025-01-01
    expect: due-already
ask Delegate 2
    title: And who signed?
    to: executive
    due on: 2026-02-31
    expect: date-unreal
ask Delegate 2
    title: And who signed?
    to: executive
    due on: 2026-02-01
    key: signed
answer in writing fund
    speaker: The treasurer
    title: Into the strikes
answer in writing fund
    speaker: The treasurer
    title: Into the strikes
    expect: question-answered
answer in writing nothing
    speaker: The treasurer
    title: Into the strikes
    expect: question-unknown
request floor d-3
call speaker d-3
challenge speaker Delegate 4
    title: In whose name?
    challenged: d-3
    delegate: d-4
    key: whose
settle challenge nothing
    upheld: yes
    reason: no such challenge
    expect: challenge-not-open
settle challenge whose
    upheld: yes
    reason: the branch elected somebody else
settle challenge whose
    upheld: no
    reason: twice
    expect: challenge-not-open
request floor d-3
challenge speaker Delegate 4
    title: In whose name?
    challenged: d-3
    delegate: d-4
    key: again
settle challenge again
    upheld: no
    reason: the chain is complete
call speaker d-3
end speech
"""
)

OWN_PRESENCE = (
    SITTING.replace(_RULED, _RULED + "      attendance returning: device\n")
    + """
by ada as secretary
depart d-8
    expect: not-present
depart d-1
    walkout: yes
    reason: no quorum shall pass this
return d-2
    expect: present-already
return d-8
    expect: at-the-door
return d-1
    remote: yes
    expect: not-from-elsewhere
return d-1
depart d-1
by ada as secretary
present mandate a-1
    holder: alternate 1
    from body: branch
    proof: paper
    alternate: yes
confirm mandates a-1
stand in d-1
    alternate: a-1
return d-1
    expect: alternate-here
close sitting
return d-1
    expect: no-sitting
depart d-1
    expect: no-sitting
"""
)

ELSEWHERE = (
    SITTING.replace(
        _RULED, _RULED + "      attendance remote: yes\n      attendance returning: door\n"
    )
    + """
by ada as secretary
return d-8
    remote: yes
depart d-8
return d-8
    expect: at-the-door
"""
)

LISTS = (
    SITTING.replace(
        _RULED,
        _RULED + "      floor speech_minutes: none\n"
        "      speakers order: by-list; first-time-first\n"
        "      speakers lists: women, open\n"
        "      speakers bridging: ask\n"
        "      speakers times: 1\n",
    )
    + """
request floor d-1
    group: men
    expect: not-in-rules
request floor d-1
    side: for
    expect: not-in-rules
request floor d-1
request floor d-2
request floor d-3
    group: women
call speaker d-3
change time extend
    seconds: 60
    expect: time-not-limited
end speech
call speaker d-1
end speech
call speaker d-2
    expect: list-empty
continue debate
    reason: carried by hands
continue debate
    expect: nothing-to-bridge
call speaker d-2
end speech
request floor d-3
    group: women
    expect: spoken-enough
close sitting
continue debate
    expect: no-sitting
"""
)

FLOOR = (
    SITTING
    + """
by ada as secretary
set agenda
    items:
      wages: Wages
      hours: Hours
speak Delegate 1
    form: report
    title: On wages
    text: Wages are low.
speak Delegate 1
    title: On wages
    delegate: d-99
    expect: mandate-unknown
speak Delegate 9
    title: On wages
    delegate: d-9
    expect: not-present
declare The left
    title: We stay
take item wages
declare The left
    title: We go
    expect: no-interruption
ask Delegate 2
    title: When?
    to: the executive
    key: when
answer The executive
    title: Soon
    question: when
answer The executive
    title: Soon
    question: whither
    expect: question-unknown
challenge speaker Delegate 3
    title: In whose name?
    challenged: Delegate 1
rule The chair
    title: In order
communicate A messenger
    title: The strike has begun
contest mandates d-1
    reason: doubtful
speak Delegate 1
    title: On wages
    delegate: d-1
    expect: not-confirmed
recess
speak Delegate 2
    title: On wages
    expect: no-sitting
"""
)
