"""The casting vote: one vote more on every base, while nothing rests on the equal votes."""

import pytest
from msgspec.structs import replace
from scenes_of_divisions import under

from cast import Stage
from delegata.council.procedural_rules import DeviceRule
from delegata.council.rules import MajorityRule
from delegata.council.words import Share

HALF = Share(1, 2, over=False)
CASTING = "by ben as chair\nbody congress\nbreak tie v\n    casting: {}\n"
EXPECT = "    expect: rests-on-it\n"
PEOPLE = "".join(f"person {one}: {one.title()} (made up)\n" for one in ("ada", "ben", "cleo"))


def tied(*rules, before="", majority=None, devices=None, motion="rise", mover=""):
    """A sitting where a motion has equal votes, four to four, by rules that are changed."""
    stage = Stage().perform(under("divisions casting_vote: chair", *rules))
    council = stage.councils["congress"]
    rule = council.standing
    if majority:
        rule = replace(rule, majorities=(majority,))
    if devices:
        rule = replace(rule, procedures=replace(rule.procedures, devices=devices))
    stage.councils["congress"] = replace(council, rules=rule)
    vote = f"open division v\n    motion: {motion}\nclose division v\n    for: 4\n    against: 4\n"
    return perform(stage, before, mover, vote)


def perform(stage, *acts):
    """The stage after more acts by the chair."""
    return stage.perform(f"{PEOPLE}by ben as chair\nbody congress\n{''.join(acts)}")


HERE = "arrive d-8\n    by: ada as secretary\n"
ABSENT = "give proxy d-8\n    holder: d-1\n    by: ada as secretary\n"


@pytest.mark.parametrize(
    ("rules", "before"), [((), HERE), (("proxies hops: 1", "proxies most: 1"), ABSENT)]
)
def test_it_is_one_vote_of_one_more_who_is_here(rules, before):
    present = MajorityRule(question="substantive", base="present")
    stage = perform(tied(*rules, before=before, majority=present), CASTING.format("for"))

    division = stage.councils["congress"].divisions["v"]
    assert division.outcome == "carried"
    assert dict(division.on_bases)["present"] == "carried"


def test_it_takes_nothing_back_that_rests_on_the_tie():
    half = MajorityRule(question="substantive", share=HALF)
    stage = tied(before=HERE, majority=half)
    assert stage.councils["congress"].motions["rise"].state == "carried"
    give = "give mandate m-1\n    holder: delegate 1\n    to body: executive\n    division: v\n"
    stage = perform(stage, give, "    by: ada as secretary\n")
    perform(stage, CASTING.format("against"), EXPECT)


def test_it_reverses_a_tie_by_which_nothing_was_done():
    half = MajorityRule(question="substantive", share=HALF)
    stage = perform(tied(before=HERE, majority=half), CASTING.format("against"))

    assert stage.councils["congress"].motions["rise"].state == "lost"


LIMIT = """move speech limit short
    minutes: 2
    mover: d-1
second short
    seconder: d-2
    delegate: d-2
"""


def test_it_carries_a_step_of_procedure_and_takes_none_back():
    plain = perform(tied(before=HERE, mover=LIMIT, motion="short"), CASTING.format("for"))
    assert plain.councils["congress"].speech_limit_seconds == 120
    half = (DeviceRule(device="limit-speeches", share=HALF),)
    stage = tied(before=HERE, mover=LIMIT, motion="short", devices=half)
    assert stage.councils["congress"].speech_limit_seconds == 120
    perform(stage, CASTING.format("against"), EXPECT)


APPEAL = """rule out of order rise
    reason: late
    key: r1
appeal app
    mover: delegate 2
    delegate: d-2
    ruling: r1
second app
    seconder: delegate 3
    delegate: d-3
"""


def test_it_can_overturn_a_ruling_that_a_tie_upheld_and_uphold_none_that_a_tie_overturned():
    upheld = (DeviceRule(device="appeal", share=HALF),)
    stage = tied(before=HERE, mover=APPEAL, motion="app", devices=upheld)
    assert stage.councils["congress"].rulings[0].state == "upheld"
    stage = perform(stage, CASTING.format("against"))
    assert stage.councils["congress"].rulings[0].state == "overturned"
    assert stage.councils["congress"].motions["rise"].state == "moved"
    overturned = (DeviceRule(device="appeal", share=Share(1, 2)),)
    stage = tied(before=HERE, mover=APPEAL, motion="app", devices=overturned)
    assert stage.councils["congress"].motions["rise"].state == "moved"
    perform(stage, CASTING.format("for"), EXPECT)


PARTS = """move division of question halves
    on: rise
    parts: sum: The sum; date: The date
    mover: d-1
second halves
    seconder: d-2
    delegate: d-2
carry by consent halves
    motion: halves
"""


@pytest.mark.parametrize("first", ["carry by consent sum\n    motion: sum\n", ""])
def test_it_settles_the_last_part_of_a_divided_question_with_the_whole(first):
    withdrawn = "" if first else "withdraw motion sum\n"
    tie = tied(before=HERE, mover=PARTS + first + withdrawn, motion="date")
    stage = perform(tie, CASTING.format("for"))

    council = stage.councils["congress"]
    assert council.motions["rise"].state == "carried"
    assert council.resolutions["rise"].parts == (("sum", "date") if first else ("date",))
    assert council.resolutions["rise"].fallen is None
    assert council.divided == ()


def test_the_last_part_of_a_resolution_that_was_published_stays_lost():
    first = PARTS + "carry by consent sum\n    motion: sum\n"
    published = "publish rise\n    where: the paper\n    by: ada as secretary\n"
    stage = perform(tied(before=HERE, mover=first, motion="date"), published)
    perform(stage, CASTING.format("for"), EXPECT)


def test_a_resolution_falls_when_the_casting_vote_leaves_no_part_of_it():
    half = MajorityRule(question="substantive", share=HALF)
    mover = f"{PARTS}withdraw motion sum\n"
    stage = tied(before=HERE, mover=mover, motion="date", majority=half)
    assert stage.councils["congress"].resolutions["rise"].fallen is None
    stage = perform(stage, CASTING.format("against"))

    council = stage.councils["congress"]
    assert council.motions["rise"].state == "lost"
    assert council.resolutions["rise"].fallen is not None
