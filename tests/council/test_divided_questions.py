"""A divided question: the parts that carry make the text of its resolution, and nothing else."""

import pytest

from cast import SITTING, Stage
from delegata.council.lines import lines_of
from delegata.council.procedure.parts import words_adopted

TEXT = "\n".join(f"Line {word} of the text." for word in ("one", "two", "three", "four", "five"))
DIVIDED = (
    SITTING.replace("title: Wages rise", "title: Wages rise\n    lines: 5")
    + """
move division of question parts
    on: rise
    parts:
      sum 1-2: The sum
      date 4-5: The date
    mover: delegate 2
second parts
    seconder: delegate 3
    delegate: d-3
carry by consent parts
    motion: parts
"""
)
LOST = "open division {0}\n    motion: {0}\nclose division {0}\n    for: 2\n    against: 5\n"
CARRIED = "carry by consent {0}\n    motion: {0}\n"


def adopted(*acts):
    council = Stage().perform(DIVIDED + "".join(acts)).councils["congress"]
    return council, council.resolutions.get("rise")


@pytest.mark.parametrize(
    ("lost", "carried", "kept"), [("sum", "date", (3, 4, 5)), ("date", "sum", (1, 2, 3))]
)
def test_the_lines_of_a_part_that_was_lost_are_not_adopted_and_those_of_no_part_stand(
    lost, carried, kept
):
    _, resolution = adopted(LOST.format(lost), CARRIED.format(carried))
    words = words_adopted(resolution, TEXT)

    lines = [line.words for line in lines_of(TEXT)]
    assert words.splitlines() == [lines[number - 1] for number in kept]
    assert resolution.parts == (carried,)


def test_all_parts_carried_are_the_whole_text():
    _, resolution = adopted(CARRIED.format("sum"), CARRIED.format("date"))

    assert words_adopted(resolution, TEXT) == TEXT


def test_what_was_adopted_stays_as_it_is_when_the_rules_count_shorter_lines_later():
    text = "We ask for ten more an hour from the first of May, for every baker here. And bread."
    scene = DIVIDED.replace("    lines: 5", f"    text: {text}\n    lines: 2")
    scene = scene.replace("sum 1-2", "sum 1").replace("date 4-5", "date 2")
    later = """
move rules
    title: Shorter lines
    mover: delegate 2
    question: rules
    form: rules
carry by consent rules
    motion: rules
by ada as secretary
adopt rules
    motion: rules
    rules: union-congress
      version: 2
      motions line_width: 20
"""
    acts = CARRIED.format("sum") + LOST.format("date")
    councils = [Stage().perform(scene + rest).councils["congress"] for rest in (acts, acts + later)]

    first, then = (words_adopted(c.resolutions["rise"], text) for c in councils)
    assert councils[1].standing.motion.line_width == 20
    assert first == then == "We ask for ten more an hour from the first of May, for every"


def test_nothing_is_adopted_of_a_question_whose_parts_are_all_lost():
    council, resolution = adopted(LOST.format("sum"), LOST.format("date"))

    assert (resolution, council.motions["rise"].state) == (None, "lost")


def test_a_part_is_of_the_lines_that_the_text_has():
    with pytest.raises(Exception, match="lines of the text"):
        Stage().perform(DIVIDED.replace("date 4-5", "date 4-6"))


def test_it_rests_on_the_last_division_that_carried_a_part():
    _, resolution = adopted(CARRIED.format("date"), LOST.format("sum"))

    assert resolution.division == "date"


AMENDED = (
    SITTING
    + """
move amendment more
    amends: rise
    title: By ten, from May
    mover: delegate 2
move division of question cut
    on: more
    parts: sum: The sum; date: The date
    mover: delegate 3
second cut
    seconder: delegate 4
    delegate: d-4
carry by consent cut
    motion: cut
"""
)


def test_the_parts_of_an_amendment_amend_and_fall_with_what_it_amends():
    scene = AMENDED.replace("motions: none", "motions seconders: 0")
    council = Stage().perform(scene + "withdraw motion rise\n").councils["congress"]

    states = {name: council.motions[name].state for name in ("rise", "more", "sum", "date")}
    assert states == {"rise": "withdrawn", "more": "fallen", "sum": "fallen", "date": "fallen"}
    assert council.resolutions.get("rise") is None


def test_the_parts_of_an_amendment_wait_while_what_it_amends_is_put_aside():
    aside = """
move procedure table
    device: table
    on: rise
    mover: delegate 4
second table
    seconder: delegate 5
    delegate: d-5
carry by consent table
    motion: table
open division sum
    motion: sum
    expect: motion-not-in-hand
"""
    Stage().perform(AMENDED + aside)


RIVALS = """
move wait
    title: Wages wait
    mover: delegate 2
    form: resolution
declare rivals wages
    title: Wages
    motions: rise, wait
"""
CUT = """
move division of question cut
    on: rise
    parts: sum: The sum; date: The date
    mover: delegate 3
second cut
    seconder: delegate 4
    delegate: d-4
carry by consent cut
    motion: cut
"""


def states(scene):
    council = Stage().perform(scene).councils["congress"]
    return council, {name: motion.state for name, motion in council.motions.items()}


def test_a_motion_falls_when_a_part_of_its_rival_carried_and_the_other_is_settled():
    first, after = (
        states(SITTING + RIVALS + CUT + CARRIED.format("sum") + rest)[1]
        for rest in ("", LOST.format("date"))
    )

    assert (first["wait"], after["wait"], after["rise"]) == ("moved", "fallen", "carried")


def test_a_divided_motion_falls_with_its_open_parts_when_its_rival_carries_and_rises_again():
    scene = SITTING + RIVALS + CUT + CARRIED.format("sum") + CARRIED.format("wait")
    council, fallen = states(scene)
    risen = states(scene + "void division wait\n    reason: out of turn\n")[1]
    adopted, whole = states(
        scene + "void division wait\n    reason: out of turn\n" + LOST.format("date")
    )

    assert (fallen["rise"], fallen["date"]) == ("fallen", "fallen")
    assert list(council.resolutions) == ["wait"]
    assert (risen["rise"], risen["date"], risen["sum"]) == ("divided", "moved", "carried")
    assert adopted.resolutions["rise"].parts == ("sum",)
    assert whole["wait"] == "fallen"


def test_what_was_demanded_of_a_question_is_demanded_of_each_part():
    demand = "demand method rise\n    method: secret\n    delegate: d-5\n"
    openings = "".join(
        f"open division {part}\n    motion: {part}\n    expect: method-demanded\n"
        for part in ("sum", "date")
    )

    Stage().perform(SITTING + demand + CUT + openings)
