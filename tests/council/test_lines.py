"""Everybody has the same lines: laws of wrapping and merging, and cases worked out by hand."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from delegata.council.lines import LineChange, collide, lines_of, merged, text_of, words_at

TEXTS = st.text(alphabet="ab \t\n\r-é", max_size=120)
WIDTHS = st.integers(3, 40)
SAMPLE = "one two three four\n\nfive six seven eight nine\nten"


def change(kind, first, last=None):
    return LineChange(kind=kind, first=first, last=first if last is None else last)


def words(text):
    return text.replace("\r", "\n").replace("\t", " ").replace("\n", " ").split(" ")


@given(TEXTS, WIDTHS)
def test_no_word_is_lost_or_added(text, width):
    kept = [word for line in lines_of(text, width) for word in line.words.split(" ")]

    assert kept == [word for word in words(text) if word]


@given(TEXTS, WIDTHS)
def test_a_line_is_no_wider_than_the_rule_unless_one_word_is(text, width):
    assert all(len(line.words) <= width or " " not in line.words for line in lines_of(text, width))


@given(TEXTS, WIDTHS)
def test_a_line_takes_words_as_long_as_it_can(text, width):
    lines = lines_of(text, width)
    for line, following in itertools.pairwise(lines):
        if line.breaks == 0:
            assert len(line.words) + 1 + len(following.words.split(" ")[0]) > width


@given(TEXTS, WIDTHS, WIDTHS)
def test_the_text_of_its_lines_has_the_same_lines_at_any_width(text, width, other):
    plain = text_of(lines_of(text, other))

    assert lines_of(plain, width) == lines_of(text, width)
    assert merged(text, [], width) == plain


@given(TEXTS, WIDTHS, st.data())
def test_putting_words_in_place_of_themselves_changes_nothing(text, width, data):
    lines = lines_of(text, width)
    if not lines:
        return
    first = data.draw(st.integers(1, len(lines)))
    last = data.draw(st.integers(first, len(lines)))
    same = [(change("replace", first, last), words_at(lines, first, last))]

    assert merged(text, same, width) == text_of(lines)


@given(st.permutations([
    (change("replace", 1, 2), "A"), (change("strike", 4), ""), (change("insert", 4), "B"),
    (change("insert", 6), "C"),
]))  # fmt: skip
def test_the_order_of_changes_that_do_not_collide_makes_no_difference(changes):
    assert merged(SAMPLE, changes, 10) == "A\n\nfive six B eight nine\nten\nC"


def test_lines_are_numbered_as_the_rule_says():
    assert [line.words for line in lines_of(SAMPLE, 10)] == [
        "one two", "three four", "five six", "seven", "eight nine", "ten",
    ]  # fmt: skip
    assert [line.breaks for line in lines_of(SAMPLE, 10)] == [0, 2, 0, 0, 1, 1]
    assert [line.words for line in lines_of("a verylongword b", 5)] == ["a", "verylongword", "b"]
    assert lines_of("  \n\n ") == ()


def test_the_end_of_a_paragraph_stays_where_its_last_line_is_struck():
    assert merged(SAMPLE, [(change("strike", 5), "")], 10).endswith("six seven\nten")
    assert merged(SAMPLE, [(change("strike", 1, 2), "")], 10).startswith("five six")


def test_words_put_in_within_a_paragraph_stay_within_it_and_after_it_stand_alone():
    assert merged(SAMPLE, [(change("insert", 1), "and")], 10).startswith("one two and three four\n")
    assert merged(SAMPLE, [(change("insert", 2), "New.")], 10).startswith(
        "one two three four\n\nNew.\n\nfive"
    )
    assert merged(SAMPLE, [(change("insert", 0), "First.")], 10).startswith("First.\none two")


def test_what_touches_the_same_lines_collides():
    assert collide(change("replace", 2, 4), change("strike", 4, 6))
    assert not collide(change("replace", 2, 4), change("strike", 5, 6))
    assert collide(change("insert", 3), change("strike", 2, 4))
    assert collide(change("replace", 2, 4), change("insert", 2))
    assert not collide(change("insert", 4), change("strike", 2, 4))
    assert not collide(change("insert", 1), change("strike", 2, 4))
    assert collide(change("insert", 3), change("insert", 3))
    assert not collide(change("insert", 3), change("insert", 4))
