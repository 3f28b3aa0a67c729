"""Directives set the scene; what is ambiguous, endless or silent in a file is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cast import CONGRESS, SITTING, Stage
from delegata.scenario.script import PHRASES, ScenarioError, Script, parse

HEAD = "person ada: Ada\nby ada as secretary\nbody b\n"


def acts_of(words):
    """The acts that a scenario holds."""
    return parse(words.encode(), "folder/f.scenario").acts


def error_of(words):
    """What is said of a scenario that cannot be read."""
    with pytest.raises(ScenarioError) as caught:
        parse(words.encode(), "f.scenario")
    return str(caught.value)


def test_people_are_those_that_the_file_names():
    script = parse(b"person ada: A. Da\nperson ben: Ben\nperson ada: A. Da\n", "f")

    assert script == Script({"ada": "A. Da", "ben": "Ben"}, ())


def test_a_body_and_an_actor_hold_until_the_next():
    acts = acts_of(HEAD + "resume\nbody c\nby ada as chair\nresume\n")

    assert [(act.body, act.office) for act in acts] == [("b", "secretary"), ("c", "chair")]


def test_an_act_can_be_by_somebody_else_and_by_a_mandate():
    act = acts_of(HEAD + "resume\n    by: @ben as mandate:d-1\n")[0]

    assert (act.person, act.office) == ("ben", "mandate:d-1")


def test_comments_and_empty_lines_say_nothing():
    act = acts_of(HEAD + "# words\n\nrecess\n  # words\n    reason: x\n")[0]

    assert act.fields["reason"].value == "x"


def test_a_byte_order_mark_and_other_line_ends_are_read():
    words = (HEAD + "resume\n").replace("\n", "\r\n").encode()

    assert len(parse(b"\xef\xbb\xbf" + words, "f").acts) == 1


def test_keys_are_numbered_by_file_unless_they_are_written():
    acts = acts_of(HEAD + "resume\nresume\n    key: mine\n")

    assert [act.key for act in acts] == ["f/1", "mine"]


def test_a_repeated_act_may_use_its_number_in_each_field():
    acts = acts_of(
        HEAD + "for k in 1..2:\nspeak Delegate {k}\n    title: Word {k}\n    key: k-{k}\n"
    )

    assert [a.fields["title"].value for a in acts] == ["Word 1", "Word 2"]
    assert [a.fields["speaker"].value for a in acts] == ["Delegate 1", "Delegate 2"]
    assert [a.key for a in acts] == ["k-1", "k-2"]


def test_for_means_in_favour():
    act = acts_of(HEAD + "close division m\n    for: 3\n")[0]

    assert act.fields["in favour"].value == "3"


def test_an_order_without_an_hour_is_said():
    act = acts_of(HEAD + "day 1917-10-25\n02:00 resume\n    order: after the recess\n")[0]

    assert act.held == {
        "date": "1917-10-25",
        "calendar": "gregorian",
        "precision": "order",
        "time": "02:00",
    }


def test_every_phrase_is_an_act_with_and_without_an_object():
    for phrase, command in PHRASES.items():
        assert acts_of(HEAD + phrase + "\n")[0].command is command
        assert acts_of(HEAD + phrase + " x\n")[0].command is command
        assert acts_of(HEAD + phrase + "\n")[0].phrase == phrase


@pytest.mark.parametrize(
    ("words", "line", "said"),
    [
        ("body Upper\n", 1, "expected 'body NAME'"),
        ("person ada\n", 1, "expected 'person ALIAS: NAME'"),
        ("person ada: Ada\nperson ada: Eda\n", 2, "'ada' stands above as 'Ada'"),
        ("day 1917/10/25\n", 1, "expected 'day YYYY-MM-DD"),
        ("day 1917-13-25\n", 1, "expected a day of the calendar"),
        ("day 1917-10-32\n", 1, "expected a day of the calendar"),
        ("day 1917-10-00\n", 1, "expected a day of the calendar"),
        ("today now\n", 1, "expected 'today'"),
        ("by ada\n", 1, "expected 'by PERSON as OFFICE'"),
        ("source\n", 1, "expected 'source WORDS'"),
        ("for n in a..b:\n", 1, "expected 'for NAME in FIRST..LAST:'"),
        (HEAD + "for n in 3..1:\nresume\n", 4, "expected a range upwards"),
        (HEAD + "for n in 1..3:\n", 4, "expected an act below"),
        (HEAD + "for n in 1..3:\nfor m in 1..3:\nresume\n", 5, "not another"),
        (HEAD + "for n in 1..3:\nresume\n    key: same\n", 5, "the key 'same' stands twice"),
        (HEAD + "recess\n    reason: a\n  reason: b\n", 6, "expected a field"),
        (HEAD + "speak A\n    title: a\x00b\n", 5, "no control characters"),
        (HEAD + "speak A\n    title: a\rb\n", 5, "no control characters"),
        (HEAD + "speak A\x1b[0m\n", 4, "no control characters"),
    ],
)
def test_what_is_written_wrong_is_said_with_its_line(words, line, said):
    error = error_of(words)

    assert error.startswith(f"f.scenario:{line}: ")
    assert said in error


@pytest.mark.parametrize(
    ("words", "line", "said"),
    [
        ("contest mandates d-1\n    reason: x\n    cites: branch\n", 3, '"BODY KEY"'),
        ("open division 7-7\n    motion: nothing\n", 1, "not in hand"),
        ("move second\n    title: T\n    mover: x\n    expect: no-sitting\n", 1, "but it stands"),
        ("recess\n    expect: no-quorum\n", 1, "but it stands"),
    ],
)
def test_what_cannot_be_performed_is_said_with_its_line(words, line, said):
    with pytest.raises(ScenarioError) as caught:
        Stage().perform(SITTING).perform(words_in_the_congress(words))

    assert caught.value.line == line + 2
    assert said in str(caught.value)


def words_in_the_congress(words):
    """Acts of the chair in the congress, as a file of their own."""
    actor = "ada as secretary" if words.startswith("contest") else "ben as chair"
    return f"by {actor}\nbody congress\n{words}"


def test_an_act_done_already_is_not_done_again():
    stage = Stage().perform(CONGRESS)
    size = stage.councils["congress"].size
    again = "by ada as secretary\nbody congress\nresume\n    key: scene0/1\n"

    assert stage.perform(again).councils["congress"].size == size


@given(st.binary(max_size=300))
def test_any_bytes_are_a_script_or_an_error_with_a_line(content):
    line = 1
    try:
        parse(content, "f")
    except ScenarioError as error:
        line = error.line
    assert 1 <= line <= content.count(b"\n") + 1


@given(st.data())
def test_a_mangled_scenario_is_performed_or_an_error_with_a_line(data):
    lines = SITTING.splitlines()
    at = data.draw(st.integers(0, len(lines) - 1))
    lines[at] = data.draw(
        st.sampled_from(["", "    : x", "    roll: x", "recess", "arrive x", "    " + lines[at],
                         lines[at][::-1], lines[at][:7], lines[at] + " 9"])
    )  # fmt: skip
    line = 1
    try:
        Stage().perform("\n".join(lines))
    except ScenarioError as error:
        line = error.line
    assert 1 <= line <= len(lines)
