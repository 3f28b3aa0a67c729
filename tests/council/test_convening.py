"""Convening over a refusal: the source's sequence of 1917, and a present-day one."""

from cast import Stage
from delegata.council.sitting import due_on

AUTUMN_1917 = """
person clerk: The clerk
by clerk as secretary
day 1917-06-03 julian
body congress
found body Congress of Soviets
    character: congress
    tier: 2
    rules: congress-1917
      quorum: none
      convening requisition: at least 1/2
    officers: secretary: @clerk; chair: @clerk
    constituents: petrograd; moscow; north; kiev
convene first
    convener: old-executive
    opens on: 1917-06-03
open sitting first
    convocation: first
close sitting
"""
DECISION = """
body {0}
found body Soviet of {0}
    character: assembly
    tier: 1
    rules: body-1917
    officers: secretary: @clerk; chair: @clerk
    listed: no
convene plenum
    convener: secretary
    opens on: {1}
open sitting plenum
    convocation: plenum
move congress
    title: The congress must meet, with the executive or without it
    mover: members
open division congress
    motion: congress
    by: clerk as chair
close division congress
    for: 40
    against: 3
    abstaining: 0
    by: clerk as chair
resolve requisition congress
    opens on: 1917-10-20
    division: congress
"""
CALLED = """
day 1917-09-23 julian
body congress
convene second
    convener: old-executive
    opens on: 1917-10-20
day 1917-10-17 julian
postpone second
    postponer: old-executive
    opens on: 1917-10-25
    reason: the elections are late
"""


def performed(scene):
    return Stage().perform(AUTUMN_1917 + scene)


def test_three_months_after_the_first_congress_the_second_is_due():
    assert due_on(performed("").councils["congress"]) == "1917-09-01"


def test_the_executive_calls_late_and_puts_its_own_call_off():
    call = performed(CALLED).councils["congress"].convocations[-1]

    assert (call.opens_on, call.postponed, call.competent) == ("1917-10-25", ("1917-10-20",), True)


def test_had_half_of_the_soviets_demanded_it_nobody_could_have_put_it_off():
    stage = performed(
        "day 1917-09-10 julian\n"
        + DECISION.format("petrograd", "1917-09-10")
        + DECISION.format("moscow", "1917-09-10")
    )
    congress = stage.councils["congress"]

    assert congress.requisitions[0].state == "reached"
    assert congress.requisitions[0].supporters == ("petrograd", "moscow")
    assert (congress.convocations[-1].convener, congress.convocations[-1].opens_on) == (
        "constituents",
        "1917-10-20",
    )
    stage.perform(
        "person clerk: The clerk\nby clerk as secretary\nbody congress\n"
        "postpone requisition-1\n    postponer: old-executive\n    opens on: 1917-11-20\n"
        "    expect: requisition-stands\n"
    )


def test_a_garrison_assembly_called_by_the_wrong_body_can_meet_and_decides_nothing():
    stage = performed(
        "body garrison\nfound body Garrison conference\n    character: conference\n    tier: 1\n"
        "    rules: body-1917\n      convening entitled: petrograd\n"
        "    officers: secretary: @clerk; chair: @clerk\n    listed: no\n"
        "convene rival\n    convener: old-executive\n    opens on: 1917-10-19\n"
        "open sitting rival\n    convocation: rival\n"
        "move obey\n    title: Only the executive is obeyed\n    mover: delegates\n"
        "    form: resolution\nopen division obey\n    motion: obey\n"
        "close division obey\n    for: 9\n    against: 2\n    abstaining: 0\n"
    )
    garrison = stage.councils["garrison"]

    assert garrison.convocations[0].competent is False
    assert garrison.motions["obey"].state == "not-competent"
    assert len(garrison.resolutions) == 0


PRESENT_DAY = """
person ada: Ada (made up)
person ben: Ben (made up)
by ada as secretary
body congress
day 2023-01-10
found body Congress
    character: congress
    tier: 1
    rules: union-congress
      quorum: none
    officers: secretary: @ada; chair: @ben
    constituents: north; south; east
day 2023-02-01
convene first
    convener: executive
    opens on: 2023-03-15
    called on: 2023-02-01
day 2023-03-15
open sitting first
    convocation: first
close sitting
day 2025-04-01
"""


def test_a_union_congress_that_is_not_called_is_convened_by_a_third_of_its_branches():
    branch = (
        DECISION.replace("clerk", "ada")
        .replace("body-1917", "union-branch\n      convening notice_days: 0\n      motions: none")
        .replace("1917-10-20", "2025-04-10")
    )
    stage = Stage().perform(PRESENT_DAY)
    assert due_on(stage.councils["congress"]) == "2025-03-14"

    stage.perform(
        "person ada: Ada (made up)\nby ada as secretary\nday 2025-04-01\n"
        + branch.format("north", "2025-04-01")
    )
    congress = stage.councils["congress"]

    assert congress.requisitions[0].needed == 1
    assert congress.convocations[-1].id == "requisition-1"
    # The day that was asked for is too soon: four weeks of notice are kept.
    assert congress.convocations[-1].opens_on == "2025-04-29"
    assert congress.convocations[-1].notice_days == 28
    assert congress.convocations[-1].competent is True


def test_an_executive_that_calls_at_too_short_a_notice_calls_nothing_that_can_decide():
    stage = Stage().perform(
        PRESENT_DAY + "convene hasty\n    convener: executive\n    opens on: 2025-04-05\n"
        "    called on: 2025-04-01\n"
    )

    assert stage.councils["congress"].convocations[-1].competent is False
