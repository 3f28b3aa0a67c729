"""What bodies recorded under rules that did not say something yet goes on as it went then."""

import pytest

from cast import SITTING, Stage

RULED_OUT = """
move other
    title: Other
    mover: delegate 2
rule out of order rise
    reason: beyond the powers
    key: out
open roll call other
    motion: other
for n in 1..7:
record answer other
    mandate: d-{n}
    answer: for

close roll call other
appeal late
    ruling: out
    mover: delegate 2
"""
PUT_OFF = """
set agenda
    items: wages Wages; ITEM The budget
take item wages
move postponement later
    on: rise
    UNTIL
    mover: delegate 2
second later
    seconder: delegate 3
    delegate: d-3
carry by consent later
    motion: later
by ada as secretary
close sitting
open sitting second
    convocation: spring
"""


def under(line):
    """The sitting of a congress that adopted one line more, or less, of rules."""
    return SITTING.replace("      motions: none", f"      motions: none\n      {line}")


def test_a_roll_call_is_progress_only_where_the_rules_say_so():
    Stage().perform(under("procedures any_vote_is_progress: no") + RULED_OUT)
    Stage().perform(SITTING + RULED_OUT + "    expect: too-late\n")


@pytest.mark.parametrize(
    ("until", "older", "state"),
    [
        ("item: 2025-budget", True, "moved"),
        ("item: 2025-budget", False, "postponed"),
        ("item: 2025-13-99", False, "postponed"),
        ("day: 2025-12-31", False, "moved"),
        ("day: 2026-01-01", False, "moved"),
        ("day: 2026-01-02", False, "postponed"),
    ],
)
def test_an_item_counts_as_a_day_only_under_older_rules(until, older, state):
    sitting = under("procedures items_are_no_days: no") if older else SITTING
    item = until.removeprefix("item: ") if until.startswith("item") else "budget"
    stage = Stage().perform(sitting + PUT_OFF.replace("ITEM", item).replace("UNTIL", until))

    assert stage.councils["congress"].motions["rise"].state == state
