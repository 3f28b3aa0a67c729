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
    council, resolution = adopted(LOST.format(lost), CARRIED.format(carried))
    words = words_adopted(council, resolution, TEXT)

    lines = [line.words for line in lines_of(TEXT)]
    assert words.splitlines() == [lines[number - 1] for number in kept]
    assert resolution.parts == (carried,)


def test_all_parts_carried_are_the_whole_text():
    council, resolution = adopted(CARRIED.format("sum"), CARRIED.format("date"))

    assert words_adopted(council, resolution, TEXT) == TEXT


def test_nothing_is_adopted_of_a_question_whose_parts_are_all_lost():
    council, resolution = adopted(LOST.format("sum"), LOST.format("date"))

    assert (resolution, council.motions["rise"].state) == (None, "lost")


def test_a_part_is_of_the_lines_that_the_text_has():
    with pytest.raises(Exception, match="lines of the text"):
        Stage().perform(DIVIDED.replace("date 4-5", "date 4-6"))


def test_it_rests_on_the_last_division_that_carried_a_part():
    _, resolution = adopted(CARRIED.format("date"), LOST.format("sum"))

    assert resolution.division == "date"
