"""Each type of field is read from the notation that people write, and from nothing else."""

from typing import Annotated, Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET, Meta

from delegata.council.act import ElectorsCommand
from delegata.council.acts import COMMANDS
from delegata.council.rules import RuleSet
from delegata.council.rulesets import READY_MADE
from delegata.council.state import Constituent, Post
from delegata.council.words import (
    Clock,
    Count,
    Date,
    Figure,
    Holder,
    Id,
    Person,
    Portion,
    Question,
    Share,
    Stance,
    Text,
    Title,
)
from delegata.scenario.hints import hint
from delegata.scenario.notation import MOST_NAMES, Reading, checked, fields_of, read

READING = Reading(
    person=lambda alias: f"p-{alias:0<8}", text=lambda words: f"sha256:{len(words):064x}"
)
WORDS = st.text(st.characters(categories=("L", "Nd")), min_size=1, max_size=20)
NUMBERS = st.integers(0, 10**9)


def value(kind: Any, written: str) -> Any:
    """What a field of this type holds when this is written."""
    return msgspec.convert(read(kind, written, READING), kind)


@pytest.mark.parametrize(
    ("kind", "written", "expected"),
    [
        (bool, "yes", True),
        (bool, " No ", False),
        (bool, "on", True),
        (Count, " 12 ", 12),
        (int | None, "7", 7),
        (Title, "On\n  wages", "On wages"),
        (Text, "words", f"sha256:{5:064x}"),
        (Person, "@ada", "p-ada00000"),
        (Person | None, "ada", "p-ada00000"),
        (Question, "Substantive", "substantive"),
        (Figure, "", Figure()),
        (Figure, "Not stated", Figure()),
        (Figure, "the rest", Figure(rest=True)),
        (Figure, "about 150", Figure(number=150, about=True)),
        (Figure, "57", Figure(number=57)),
        (Holder, "@ada", Holder(person="p-ada00000")),
        (Holder, "a delegate", Holder(label="a delegate")),
        (Portion, "left wing: 14", Portion("left wing", 14)),
        (Portion, "left 14", Portion("left", 14)),
        (Share, "at least 2/3", Share(2, 3, over=False)),
        (Share, "more than 1/2", Share(1, 2)),
        (Post, "Chair: @ada", Post("Chair", Holder(person="p-ada00000"))),
        (Post, "Clerk: vacant because nobody stood", Post("Clerk", None, "nobody stood")),
        (Constituent, "branch", Constituent("branch")),
        (Constituent, "branch section", Constituent("branch", "section")),
        (Constituent, "branch delegates 40", Constituent("branch", "delegates", 40)),
        (tuple[Id, ...], "b-1..3, x", ("b-1", "b-2", "b-3", "x")),
        (tuple[Id, ...], "1..2", ("1", "2")),
        (tuple[Title, ...], "one; two", ("one", "two")),
        (tuple[Title, ...], "one; two\nthree", ("one; two", "three")),
        (tuple[tuple[Id, Stance], ...], "b-1 for; b-2 against", (("b-1", "for"),
                                                                ("b-2", "against"))),
        (tuple[tuple[Id, Title], ...], "a: A b", (("a", "A b"),)),
        (tuple[Portion, ...], "left 5\nright 4", (Portion("left", 5), Portion("right", 4))),
    ],
)  # fmt: skip
def test_a_notation_is_read_as_its_value(kind, written, expected):
    assert value(kind, written) == expected


@pytest.mark.parametrize(
    ("kind", "written", "said"),
    [
        (bool, "maybe", "expected yes or no"),
        (Count, "-1", "expected a whole number"),
        (Count, "1.5", "expected a whole number"),
        (Count, "٣", "expected a whole number"),
        (Count, "9" * 14, "expected a whole number"),
        (Figure, "about many", "expected a whole number"),
        (Question, "loud", "expected one of substantive"),
        (Portion, "14", "a name and a number"),
        (Portion, "left many", "expected a whole number"),
        (Share, "half", "more than 1/2"),
        (Post, "Chair", "post: holder"),
        (Holder, "10005", "expected @10005 for the member with this number"),
        (Post, "Chair: 10005", "expected @10005"),
        (Constituent, "", "body how members"),
        (Constituent, "a b c d", "body how members"),
        (Constituent, "a delegates many", "expected a whole number"),
        (tuple[tuple[Id, Stance], ...], "b-1", "two parts"),
        (tuple[Id, ...], "b-2..1", "range of at most"),
        (tuple[Id, ...], f"b-0..{MOST_NAMES}", "range of at most"),
        (tuple[Id, ...], f"b-1..{MOST_NAMES}, c-1..2", f"at most {MOST_NAMES} names"),
        (Title, "a\x00b", "no control characters"),
        (Text, "a\x1bb", "no control characters"),
        (RuleSet, "", "ready-made set"),
        (RuleSet, "nothing", "ready-made set"),
        (RuleSet, "union-branch\nquorum", "article field: value"),
        (RuleSet, "union-branch\nquorum share size: 1", "article field: value"),
        (RuleSet, "union-branch\nconvening a b: 1", "expected one of"),
        (RuleSet, "union-branch\ntitle size: 1", "a whole article"),
        (RuleSet, "union-branch\nmajorities base: cast", "a whole article"),
        (RuleSet, "union-branch\nweather: fine", "expected one of"),
        (RuleSet, "union-branch\nfloor weather: fine", "expected one of"),
    ],
)
def test_what_is_no_notation_says_what_was_expected(kind, written, said):
    with pytest.raises(ValueError, match=said):
        read(kind, written, READING)


@pytest.mark.parametrize(
    ("kind", "written", "said"),
    [
        (Date, "26 November 2026", "expected a day, such as 2026-11-26; found '26 November 2026'"),
        (Date | None, "2026-13-01", "expected a day"),
        (Clock, "9 h", "expected a time of day, such as 09:30; found '9 h'"),
        (Id, "Two words", "expected a short name of lower-case letters"),
        (tuple[Id, ...], "b-1, B-2", "short name .*; found 'B-2'"),
        (Annotated[int, Meta(ge=1, le=60)], "61", "expected a whole number from 1 to 60"),
        (Annotated[int, Meta(ge=1)], "0", "expected a whole number, 1 or more; found '0'"),
        (Title, "x" * 301, "expected one line of words, at most 300 signs; found 'x{120}[.]{3}'"),
        (RuleSet, "union-branch\nconvening entitled: Chair!", "short name .*; found 'Chair!'"),
    ],
)
def test_what_a_field_does_not_take_says_what_a_good_value_is(kind, written, said):
    with pytest.raises(ValueError, match=said):
        checked(kind, written, READING)


def test_a_mandate_is_asked_for_as_the_credential_has_it():
    with pytest.raises(ValueError, match=r"expected the number of the mandate.*; found 'Ada'"):
        checked(Id, "Ada", READING, "delegate")


@pytest.mark.parametrize(
    ("written", "item"),
    [
        ("wages Wages", ("wages", "Wages")),
        ("aob: Any other business", ("aob", "Any other business")),
        ("Any other business", ("any-other-business", "Any other business")),
        ("Budget: a first reading", ("budget-a-first-reading", "Budget: a first reading")),
        ("Löhne über alles", ("loehne-ueber-alles", "Löhne über alles")),
        ("wages", ("wages", "wages")),
        ("???", ("item", "???")),
    ],
)
def test_an_item_without_a_name_takes_it_from_its_title(written, item):
    assert value(tuple[tuple[Id, Title], ...], written) == (item,)


def test_rules_are_a_ready_made_set_with_changes():
    rules = value(
        RuleSet,
        "union-congress\nversion: 2\nquorum: none\nfloor speech_minutes: none\n"
        "convening entitled: chair, secretary\nfloor seconders: 3\n"
        "divisions methods: cards; consent",
    )

    assert (rules.version, rules.quorum, rules.floor.speech_minutes) == (2, None, None)
    assert rules.convening.entitled == ("chair", "secretary")
    assert rules.floor.seconders == 3
    assert rules.divisions.methods == ("cards", "consent")
    assert rules.competences == READY_MADE["union-congress"].competences


def test_a_quorum_can_be_set_where_the_ready_made_set_has_none():
    rules = value(RuleSet, "union-branch\nquorum share: at least 1/4")

    assert rules.quorum.share == Share(1, 4, over=False)


def test_one_procedural_motion_is_changed_added_or_struck():
    rules = value(
        RuleSet,
        "german-conference\nprocedures close-debate: rank 9, seconders 2, share at least 2/3,"
        " after speaking yes, debate none\nprocedures recess: none\n"
        "procedures table: rank 4, without quorum yes, base present",
    )
    closure, table = rules.device("close-debate"), rules.device("table")

    assert (closure.rank, closure.seconders, closure.debate) == (9, 2, "none")
    assert (closure.share, closure.after_speaking) == (Share(2, 3, over=False), True)
    assert closure.to_amendments  # what is not named stays
    assert rules.device("recess") is None
    assert (table.rank, table.without_quorum, table.base) == (4, True, "present")


@pytest.mark.parametrize("change", ["rang 3", "rank", "device table", "rank high"])
def test_a_procedural_motion_is_changed_by_its_own_fields(change):
    with pytest.raises(ValueError, match="expected"):
        read(RuleSet, f"union-congress\nprocedures table: {change}", READING)


def test_an_article_that_need_not_be_set_is_struck():
    rules = value(RuleSet, "roberts-assembly\nmotions: none\nspeakers: none")

    assert (rules.motions, rules.speakers) == (UNSET, UNSET)


def test_rules_name_nobody():
    with pytest.raises(ValueError, match="expected one of"):
        read(RuleSet, "union-branch\nofficers: @ada", READING)


@given(NUMBERS)
def test_a_number_is_read_as_it_is_printed(number):
    assert value(Count, str(number)) == number
    assert value(Figure, str(number)) == Figure(number=number)
    assert value(Figure, f"about {number}") == Figure(number=number, about=True)


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.booleans())
def test_a_share_is_read_as_it_is_said(num, den, over):
    share = Share(num, den, over)

    assert value(Share, share.words()) == share


@given(st.lists(st.tuples(WORDS, NUMBERS), min_size=1, max_size=6))
def test_portions_are_read_as_they_are_listed(pairs):
    portions = tuple(Portion(name, number) for name, number in pairs)

    assert (
        value(tuple[Portion, ...], "; ".join(f"{p.name} {p.number}" for p in portions)) == portions
    )


@given(st.integers(0, 900), st.integers(0, 60))
def test_a_range_names_each_once(first, length):
    names = value(tuple[Id, ...], f"d-{first}..{first + length}")

    assert names == tuple(f"d-{n}" for n in range(first, first + length + 1))


KINDS = sorted({str(f.type): f.type for c in COMMANDS for f in fields_of(c).values()}.items())


@pytest.mark.parametrize("kind", [kind for _, kind in KINDS], ids=[name for name, _ in KINDS])
@given(st.text(max_size=40))
def test_anything_written_in_any_field_is_read_or_said_to_be_wrong(kind, written):
    said = "read"
    try:
        value(kind, written)
    except ValueError as error:
        said = str(error)
    assert said


@pytest.mark.parametrize("kind", [kind for _, kind in KINDS], ids=[name for name, _ in KINDS])
def test_every_field_says_how_it_is_written(kind):
    assert hint(kind)
    assert "typing" not in hint(kind)


def test_a_command_shows_its_own_fields_before_those_of_every_act():
    for command in COMMANDS:
        names = list(fields_of(command))
        common = ["key", "source"]
        if issubclass(command, ElectorsCommand):
            common.append("membership")
        assert names[-len(common) :] == common
        assert not {"by", "cites", "held"} & set(names)
