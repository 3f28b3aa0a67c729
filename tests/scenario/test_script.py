"""Scenario files: what can be written, and what is said of what cannot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cast import BRANCH, CONGRESS, SITTING, Stage
from delegata.council.lines import lines_of
from delegata.scenario.script import LONGEST_BYTES, ScenarioError, parse

HEAD = "person ada: Ada\nby ada as secretary\nbody b\n"


def error_of(words: str | bytes) -> str:
    """What is said of a scenario that cannot be read or performed."""
    content = words if isinstance(words, bytes) else words.encode()
    with pytest.raises(ScenarioError) as caught:
        Stage().perform(parsed(content))
    return str(caught.value)


def parsed(content: bytes) -> str:
    """The text of a scenario that can be parsed."""
    parse(content, "f.scenario")
    return content.decode()


def test_an_act_is_a_line_with_fields_below_it():
    act = parse((HEAD + "recess\n    minutes: 10\n    reason: tea\n").encode(), "f").acts[0]

    assert (act.phrase, act.body, act.person, act.office) == ("recess", "b", "ada", "secretary")
    assert act.fields["minutes"].value == "10"


def test_a_field_may_go_on_over_deeper_lines():
    words = HEAD + "speak A\n    title: T\n    text: one\n      two\n      three\n"

    assert parse(words.encode(), "f").acts[0].fields["text"].value == "one\ntwo\nthree"


def test_an_act_repeats_over_a_range():
    acts = parse((HEAD + "for n in 3..5:\nconfirm mandates d-{n}\n").encode(), "f").acts

    assert [act.fields["mandates"].value for act in acts] == ["d-3", "d-4", "d-5"]
    assert len({act.key for act in acts}) == 3


def test_a_day_and_a_time_say_when_an_act_took_place():
    words = (
        HEAD + "day 1917-10-25 julian\n22:40 resume\nabout 02:00 resume\nresume\ntoday\nresume\n"
    )
    held = [act.held for act in parse(words.encode(), "f").acts]

    assert held[0] == {"date": "1917-10-25", "calendar": "julian", "precision": "minute",
                       "time": "22:40"}  # fmt: skip
    assert held[1]["precision"] == "about"
    assert held[2]["precision"] == "order"
    assert held[3] is None


def test_a_source_stands_with_every_act_until_the_next():
    words = HEAD + "source ch. 1\nresume\nresume\n    source: ch. 2\n"
    sources = [act.fields["source"].value for act in parse(words.encode(), "f").acts]

    assert sources == ["ch. 1", "ch. 2"]


def test_a_performed_scenario_reads_figures_shares_and_holders():
    stage = Stage().perform(
        CONGRESS
        + "open sitting one\n    convocation: spring\narrive d-1..7\nby ben as chair\n"
        + "move m\n    title: M\n    mover: x\nopen division m\n    motion: m\n"
        + "close division m\n    for: the rest\n    against: 1\n    abstaining: 0\n"
    )
    division = stage.councils["congress"].divisions["m"]

    assert (division.in_favour.number, division.in_favour.rest) == (6, True)


@pytest.mark.parametrize(
    ("words", "line", "said"),
    [
        ("recess\n", 1, 'expected "body NAME"'),
        (HEAD + "dance\n", 4, "expected an act such as"),
        (HEAD + "open dance\n", 4, "'open sitting'"),
        (HEAD + "  recess\n", 4, "no fields under a directive"),
        ("  recess\n", 1, "start of a line"),
        (HEAD + "recess\n    tea: yes\n", 5, "expected a field"),
        (HEAD + "recess\n    reason: a\n    reason: b\n", 6, "stands twice"),
        (HEAD + "recess\n\treason: a\n", 5, "not tabs"),
        (HEAD + "22:40 recess\n", 4, 'expected "day DATE"'),
        (HEAD + "body c\n    field: x\n", 5, "no fields under a directive"),
        (HEAD + "recess\n    by: nonsense\n", 5, "PERSON as OFFICE"),
        (HEAD + "recess\n    minutes: ten\n", 5, "expected a whole number"),
        (HEAD + "recess\n    by: zoe as chair\n", 4, "who acts"),
        (HEAD + "arrive d-1..99999999\n", 4, "range of at most"),
        (HEAD + "arrive d-9..1\n", 4, "range of at most"),
        (HEAD + "present mandate m\n    cites: other key\n", 5, "cites"),
        (HEAD + "convene c\n    convener: x\n    opens on: 2026-13-01\n", 6, "field 'opens on'"),
        (
            HEAD + "convene c\n    convener: x\n    opens on: tomorrow\n",
            6,
            "expected a day, such as 2026-11-26; found 'tomorrow'",
        ),
        (HEAD + "convene C!\n    convener: x\n    opens on: 2026-01-01\n", 4, "found 'C!'"),
        (HEAD + "arrive d-1, D 2\n", 4, "found 'D'"),
        (HEAD + "convene c\n", 4, "the field 'convener' is missing; give a short name"),
        (HEAD + "leave d-1\n    walkout: perhaps\n", 5, "yes or no"),
        (
            HEAD + "change voice d-1\n    voice: loud\n    reason: r\n",
            5,
            "expected one of decisive",
        ),
        (HEAD + "found body B\n    rules: nothing\n", 5, "ready-made set"),
        (
            HEAD + "found body B\n    rules: union-branch\n      quorum size: 3\n",
            5,
            "expected one of",
        ),
        (
            HEAD + "found body B\n    rules: union-branch\n      quorum share: half\n",
            5,
            "more than 1/2",
        ),
        (HEAD + "found body B\n    officers: chair\n", 5, "two parts"),
        (HEAD + "take poll p\n    answers: yes\n", 5, "a name and a number"),
        (HEAD + "list posts p\n    posts: Chair\n", 5, 'expected "post: holder"'),
        (HEAD + "admit constituent a b c d\n", 4, "body how members"),
        (HEAD + "for n in 1..999999:\nrecess\n", 5, "at most 50000 acts"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(words, line, said):
    error = error_of(words)

    assert error.split(":")[1] == str(line)
    assert said in error


def test_bytes_that_are_no_text_are_said_with_their_line():
    assert error_of(b"body b\nrecess \xff\n").startswith("f.scenario:2: expected UTF-8")


def test_an_endless_file_is_refused():
    assert "split the scenario" in error_of(b"#" * (LONGEST_BYTES + 1))


def test_a_wrong_count_is_refused_with_its_line():
    scene = (
        BRANCH
        + "convene m\n    convener: chair\n    opens on: 2026-01-01\nopen sitting m\n"
        + "    convocation: m\ncount present 10\nby ben as chair\nmove x\n    title: X\n"
        + "    mover: y\nopen division x\n    motion: x\nclose division x\n    for: 11\n"
    )

    assert "11 votes are counted of 10 present" in error_of(scene)


def line_of_error(words):
    """The line of what cannot be read, or None; any other exception is a mistake of ours."""
    try:
        parse(words.encode(), "f")
    except ScenarioError as error:
        return error.line
    return None


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_any_text_is_a_script_or_an_error_with_a_line(words):
    assert line_of_error(words) != 0


@given(
    st.lists(
        st.sampled_from(
            ["body b", "by a as b", "person a: A", "day 2026-01-01", "for n in 1..3:", "recess",
             "arrive d-1..3", "    minutes: 1", "    mandates: x", "  text: y", "12:00 resume",
             "found body X", "    rules: union-branch", "      quorum: none", "today", "# c", ""]
        ),
        max_size=14,
    )
)  # fmt: skip
def test_any_order_of_lines_is_a_script_or_an_error_with_a_line(lines):
    assert line_of_error("\n".join(lines)) != 0


def test_the_lines_of_a_text_are_counted_where_none_are_stated():
    """By the width that the rules of the body state; a number that is stated stands."""
    scene = SITTING.replace("      motions: none\n", "      motions line_width: 20\n")
    words = "    title: T\n    mover: M\n    text: One two three four five six seven.\n"
    stage = Stage().perform(scene + f"move long\n{words}move stated\n{words}    lines: 9\n")
    motions = stage.councils["congress"].motions

    assert motions["long"].lines == len(lines_of("One two three four five six seven.", 20)) == 2
    assert motions["stated"].lines == 9
