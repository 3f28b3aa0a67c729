"""Majorities on the cases of the source, with counts that are known, bounded or missing."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegata.representation.majority import (
    Counts,
    Majority,
    Span,
    both,
    judge,
    of_bodies,
    weigh,
)

CAST, PRESENT, MEMBERS = (Majority(base=base) for base in ("cast", "present", "members"))


@pytest.mark.parametrize(
    ("votes", "sizes", "on_cast", "on_present", "on_members"),
    [
        ((10, 2, 0), (12, 21), "carried", "carried", "lost"),
        ((6, 4, 6), (16, None), "carried", "lost", "undetermined"),
        ((20, 2, 3), (25, None), "carried", "carried", "undetermined"),
        ((6, 15, 3), (24, None), "lost", "lost", "undetermined"),
        ((95, 127, 50), (272, None), "lost", "lost", "undetermined"),
        ((283, 1, 23), (307, None), "carried", "carried", "undetermined"),
        ((60, 92, 0), (152, 159), "lost", "lost", "lost"),
        ((14, 12, 0), (26, 26), "carried", "carried", "carried"),
    ],
)
def test_the_votes_of_the_source_on_each_base(votes, sizes, on_cast, on_present, on_members):
    named = dict(zip(("in_favour", "against", "abstaining"), votes, strict=True))
    present, members = sizes
    outcomes = [
        judge(rule, **named, present=present, members=members) for rule in (CAST, PRESENT, MEMBERS)
    ]
    assert outcomes == [on_cast, on_present, on_members]


def test_none_against_and_an_unknown_number_for_is_open_until_one_vote_is_known():
    """57 abstain, nobody is against, and "hundreds" are in favour."""
    counts = {"against": 0, "abstaining": 57}
    assert judge(CAST, in_favour=None, **counts) == "undetermined"
    assert judge(CAST, in_favour=Span(1), **counts) == "carried"
    with_abstentions = Majority(abstentions_cast=True)
    assert judge(with_abstentions, in_favour=Span(1), **counts) == "undetermined"
    assert judge(with_abstentions, in_favour=Span(200), **counts) == "carried"


def test_the_rest_of_those_present_is_in_favour():
    """2 against and 12 abstaining, the rest of 650 for: 636."""
    counts = Counts(in_favour="remainder", against=2, abstaining=12)
    judgment = weigh(PRESENT, counts, present=650)
    assert (judgment.outcome, judgment.base, judgment.needed) == ("carried", 650, 326)
    assert judgment.reason.startswith("636 in favour of 650 present")


def test_two_against_and_twelve_abstaining_of_an_uncounted_hall_stays_open():
    assert judge(CAST, in_favour=None, against=2, abstaining=12) == "undetermined"
    assert judge(CAST, in_favour=Span(3), against=2, abstaining=12) == "carried"


def test_a_remainder_of_an_uncounted_presence_is_refused():
    with pytest.raises(ValueError, match="those present"):
        judge(CAST, in_favour="remainder", against=2, abstaining=12)
    with pytest.raises(ValueError, match="remainder"):
        judge(CAST, in_favour="remainder", against="remainder", abstaining=1, present=9)


def test_more_votes_than_present_are_refused():
    with pytest.raises(ValueError, match="13 votes are counted of 12 present"):
        judge(CAST, in_favour=10, against=3, abstaining=0, present=12)


def test_a_negative_count_is_refused():
    with pytest.raises(ValueError, match="-1"):
        judge(CAST, in_favour=-1, against=3, abstaining=0)


def test_nothing_is_carried_by_nobody():
    assert judge(CAST, in_favour=0, against=0, abstaining=5) == "lost"
    assert judge(Majority(share=Fraction(0), over=False), in_favour=0, against=0, abstaining=0) == (
        "lost"
    )
    assert judge(MEMBERS, in_favour=0, against=0, abstaining=5) == "lost"


def test_equal_votes_do_not_carry():
    assert judge(CAST, in_favour=5, against=5, abstaining=0) == "lost"


def test_two_thirds_are_reached_exactly():
    rule = Majority(share=Fraction(2, 3), over=False)
    assert judge(rule, in_favour=4, against=2, abstaining=0) == "carried"
    assert judge(rule, in_favour=66, against=34, abstaining=0) == "lost"


def test_the_needed_number_of_21_members_is_11_and_of_two_thirds_14():
    assert MEMBERS.needed(21) == 11
    assert Majority(share=Fraction(2, 3), over=False).needed(21) == 14
    assert Majority(share=Fraction(2, 3)).needed(21) == 15


def test_a_high_share_is_open_while_the_votes_in_favour_are_unknown():
    rule = Majority(share=Fraction(99, 100))
    assert judge(rule, in_favour=None, against=1, abstaining=0) == "undetermined"


def test_a_judgment_says_why():
    judgment = weigh(CAST, Counts(in_favour=6, against=4, abstaining=6), present=16)
    assert judgment.reason == (
        "6 in favour of 10 votes cast, where more than 1/2 of the votes cast is 6: carried"
    )
    open_one = weigh(CAST, Counts(in_favour=None, against=4), present=16)
    assert "could turn it" in open_one.reason


KNOWN = st.one_of(
    st.none(),
    st.integers(0, 4),
    st.tuples(st.integers(0, 3), st.integers(0, 3)).map(lambda p: Span(p[0], p[0] + p[1])),
)
RULES = st.builds(
    Majority,
    share=st.fractions(0, 1, max_denominator=4),
    over=st.booleans(),
    base=st.sampled_from(["cast", "present"]),
    abstentions_cast=st.booleans(),
)


@given(rule=RULES, counts=st.tuples(KNOWN, KNOWN, KNOWN), absent=st.integers(0, 5))
def test_the_outcome_is_what_holds_for_all_counts_that_fit(rule, counts, absent):
    """Against every set of whole counts, one by one."""
    spans = [c if isinstance(c, Span) else Span(c or 0, c) for c in counts]
    present = sum(span.low for span in spans) + absent
    ranges = [range(s.low, (present if s.high is None else s.high) + 1) for s in spans]
    held = set()
    for ayes, noes, rest in product(*ranges):
        if ayes + noes + rest <= present:
            cast = ayes + noes + (rest if rule.abstentions_cast else 0)
            size = cast if rule.base == "cast" else present
            held.add(ayes > 0 and rule.reached(ayes, size))
    expected = "undetermined" if len(held) == 2 else "carried" if True in held else "lost"
    named = dict(zip(("in_favour", "against", "abstaining"), counts, strict=True))
    assert judge(rule, **named, present=present) == expected


@given(rule=RULES, size=st.integers(0, 200))
def test_the_needed_number_is_the_first_that_reaches(rule, size):
    needed = rule.needed(size)
    assert rule.reached(needed, size)
    assert needed == 0 or not rule.reached(needed - 1, size)


def test_a_double_majority_needs_the_delegates_and_the_bodies():
    """A large body outvotes two small ones among the delegates, but not among the bodies."""
    votes = [("north", 30, 2), ("south", 1, 4), ("east", 0, 5), ("west", 3, 3)]
    bodies = of_bodies(votes)
    assert bodies == Counts(in_favour=1, against=2, abstaining=1)
    delegates = judge(CAST, in_favour=34, against=14, abstaining=0)
    assert delegates == "carried"
    assert both(delegates, weigh(CAST, bodies).outcome) == "lost"
    assert both(delegates, delegates) == "carried"
    unknown = judge(CAST, in_favour=None, against=1, abstaining=0)
    assert both(delegates, unknown) == "undetermined"
    assert both("lost", unknown) == "lost"


def test_a_body_that_votes_twice_is_refused():
    with pytest.raises(ValueError, match="'north' stands twice"):
        of_bodies([("north", 1, 0), ("north", 0, 1)])
