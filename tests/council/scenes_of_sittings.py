"""Scenes of sittings: convened, opened, in recess, closed; the order of the day."""

from cast import CONGRESS, SITTING

SITTINGS = (
    CONGRESS
    + """
convene spring
    convener: secretary
    opens on: 2026-03-01
    expect: convocation-exists
convene never
    convener: secretary
    opens on: 2026-02-31
    called on: 2026-01-01
    expect: date-unreal
convene outside
    convener: passer-by
    opens on: 2026-03-02
postpone spring
    postponer: passer-by
    opens on: 2026-03-05
    expect: not-entitled
postpone nothing
    postponer: secretary
    opens on: 2026-03-05
    expect: convocation-unknown
postpone spring
    postponer: secretary
    opens on: 2026-03-05
recess
    expect: no-sitting
arrive d-1
    expect: no-sitting
leave d-1
    expect: no-sitting
count present 7
    expect: no-sitting
open sitting first
    convocation: nothing
    expect: convocation-unknown
open sitting first
    convocation: spring
open sitting second
    convocation: spring
    expect: sitting-open
arrive d-1..6
arrive d-1
    expect: present-already
arrive d-99
    expect: mandate-unknown
arrive d-8, d-8
    expect: nobody-named
leave d-9
    expect: not-present
leave d-1
    walkout: yes
arrive d-1
contest mandates d-9
    reason: doubtful
arrive d-9
    expect: not-confirmed
count present 7
    expect: list-kept
resume
    expect: no-sitting
recess
    minutes: 10
close sitting
    expect: no-sitting
resume
close sitting
open sitting first
    convocation: spring
    expect: sitting-exists
"""
)

AGENDA = (
    SITTING
    + """
by ada as secretary
set agenda
    items:
      wages: Wages
      wages: Wages again
    expect: item-twice
set agenda
    items:
      wages: Wages
      hours: Hours
take item peace
    expect: item-not-waiting
take item wages
finish item hours
    expect: item-not-taken
take item hours
take item wages
finish item wages
set agenda
    items:
      wages: Wages
      peace: Peace
close sitting
take item peace
    expect: no-sitting
"""
)
