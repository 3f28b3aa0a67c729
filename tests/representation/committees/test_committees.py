"""Committees by approval, against the rules as they are defined, voter by voter."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delegata.representation.committees import (
    RULES,
    ApprovalProfile,
    OpenPlaces,
    approval_profile,
    elect_committee,
)

NAMES = ("a", "b", "c", "d", "e")
BALLOTS = st.lists(st.frozensets(st.integers(1, 5), max_size=4), min_size=1, max_size=7)
every_rule = pytest.mark.parametrize("rule", RULES)


def approved(ballots):
    return set().union(*ballots)


def best(figures):
    least = min(figures.values())
    return [candidate for candidate, figure in figures.items() if figure == least]


def all_by_approval(ballots, elected, seats):
    """All committees that fill the places left by numbers of papers."""
    standing = approved(ballots) - elected
    if len(elected) == seats or not standing:
        return {elected}
    figures = {c: -sum(c in b for b in ballots) for c in standing}
    found = set()
    for chosen in best(figures):
        found |= all_by_approval(ballots, elected | {chosen}, seats)
    return found


def all_by_pav(ballots, elected, seats):
    standing = approved(ballots) - elected
    if len(elected) == seats or not standing:
        return {elected}
    figures = {
        c: -sum(Fraction(1, len(b & elected) + 1) for b in ballots if c in b) for c in standing
    }
    found = set()
    for chosen in best(figures):
        found |= all_by_pav(ballots, elected | {chosen}, seats)
    return found


def all_by_phragmen(ballots, elected, seats, loads):
    standing = approved(ballots) - elected
    if len(elected) == seats or not standing:
        return {elected}
    figures = {}
    for c in standing:
        voters = [i for i, b in enumerate(ballots) if c in b]
        figures[c] = (1 + sum(loads[i] for i in voters)) / Fraction(len(voters))
    found = set()
    for chosen in best(figures):
        after = [
            figures[chosen] if chosen in b else load for b, load in zip(ballots, loads, strict=True)
        ]
        found |= all_by_phragmen(ballots, elected | {chosen}, seats, after)
    return found


def all_by_equal_shares(ballots, elected, seats, *, money, then):
    standing = approved(ballots) - elected
    figures = {c: due(ballots, c, money) for c in standing}
    figures = {c: paid for c, paid in figures.items() if paid is not None}
    if len(elected) == seats:
        return {elected}
    if not figures:
        return {
            "none": lambda: {elected},
            "approval": lambda: all_by_approval(ballots, elected, seats),
            "phragmen": lambda: all_by_phragmen(ballots, elected, seats, [-own for own in money]),
        }[then]()
    found = set()
    for chosen in best(figures):
        after = [
            max(own - figures[chosen], 0) if chosen in b else own
            for b, own in zip(ballots, money, strict=True)
        ]
        found |= all_by_equal_shares(ballots, elected | {chosen}, seats, money=after, then=then)
    return found


def due(ballots, candidate, money):
    """The least payment that covers a place when nobody pays more than all they have."""
    own = sorted(m for b, m in zip(ballots, money, strict=True) if candidate in b)
    if sum(own) < 1:
        return None
    shares = [(1 - sum(own[:poor])) / Fraction(len(own) - poor) for poor in range(len(own))]
    return next(share for poor, share in enumerate(shares) if share <= own[poor])


def all_committees(rule, ballots, seats):
    none = frozenset()
    shares = [Fraction(seats, len(ballots))] * len(ballots)
    return {
        "approval": lambda: all_by_approval(ballots, none, seats),
        "seq-pav": lambda: all_by_pav(ballots, none, seats),
        "seq-phragmen": lambda: all_by_phragmen(ballots, none, seats, [Fraction(0)] * len(ballots)),
        "equal-shares": lambda: all_by_equal_shares(
            ballots, none, seats, money=shares, then="phragmen"
        ),
        "equal-shares-approval": lambda: all_by_equal_shares(
            ballots, none, seats, money=shares, then="approval"
        ),
        "equal-shares-alone": lambda: all_by_equal_shares(
            ballots, none, seats, money=shares, then="none"
        ),
    }[rule]()


@every_rule
@settings(deadline=None, max_examples=40)
@given(ballots=BALLOTS, seats=st.integers(1, 4))
def test_certain_and_open_members_are_what_all_committees_of_the_definition_share(
    rule, ballots, seats
):
    committees = all_committees(rule, ballots, seats)
    certain = frozenset.intersection(*committees)
    loose = frozenset.union(*committees) - certain
    result = elect_committee(rule, approval_profile(NAMES, ballots), seats)
    assert frozenset(result.elected) == certain
    assert {c for tie in result.ties for c in tie.candidates} == loose
    filled = max(map(len, committees))
    assert len(result.elected) + sum(tie.places for tie in result.ties) == filled
    assert result.unfilled == seats - filled


@every_rule
@settings(deadline=None, max_examples=25)
@given(ballots=BALLOTS, seats=st.integers(1, 4), seed=st.text("ab", min_size=1))
def test_a_seed_gives_one_of_the_committees_that_the_definition_allows(rule, ballots, seats, seed):
    result = elect_committee(rule, approval_profile(NAMES, ballots), seats, seed=seed)
    assert result.ties == ()
    assert frozenset(result.elected) in all_committees(rule, ballots, seats)
    assert [step.candidate for step in result.steps] == list(result.elected)


@every_rule
@settings(deadline=None, max_examples=30)
@given(ballots=BALLOTS, factor=st.integers(2, 9), seats=st.integers(1, 4))
def test_only_proportions_of_papers_matter(rule, ballots, factor, seats):
    profile = approval_profile(NAMES, ballots)
    more = ApprovalProfile(NAMES, {b: papers * factor for b, papers in profile.papers.items()})
    first, second = elect_committee(rule, profile, seats), elect_committee(rule, more, seats)
    assert (first.elected, first.ties) == (second.elected, second.ties)


@every_rule
@settings(deadline=None, max_examples=30)
@given(ballots=BALLOTS, order=st.permutations(range(1, 6)), seats=st.integers(1, 4))
def test_the_numbers_of_candidates_do_not_matter(rule, ballots, order, seats):
    renamed = [[order[c - 1] for c in ballot] for ballot in ballots]
    first = elect_committee(rule, approval_profile(NAMES, ballots), seats)
    second = elect_committee(rule, approval_profile(NAMES, renamed), seats)
    assert {order[c - 1] for c in first.elected} == set(second.elected)


@given(ballots=BALLOTS, cut=st.integers(0, 7))
def test_the_profile_of_the_federation_is_the_sum_of_its_branches(ballots, cut):
    first = approval_profile(NAMES, ballots[:cut])
    second = approval_profile(NAMES, ballots[cut:])
    assert first + second == approval_profile(NAMES, ballots)


def test_a_large_group_cannot_take_all_places_but_in_the_block_vote():
    """66 of 100 papers name 1, 2 and 3; 34 name 4 and 5: of three places the minority has one."""
    profile = ApprovalProfile(NAMES, {frozenset({1, 2, 3}): 66, frozenset({4, 5}): 34})
    assert elect_committee("approval", profile, 3).elected == (1, 2, 3)
    for rule in ("seq-pav", "seq-phragmen", "equal-shares"):
        drawn = elect_committee(rule, profile, 3, seed="1")
        assert len({1, 2, 3} & set(drawn.elected)) == 2
        assert elect_committee(rule, profile, 3).ties == (OpenPlaces((1, 2, 3, 4, 5), 3),)


def test_a_step_shows_the_figure_and_who_was_level():
    profile = ApprovalProfile(NAMES, {frozenset({1, 2}): 2, frozenset({1}): 1})
    steps = elect_committee("seq-phragmen", profile, 2).steps
    assert [(step.candidate, step.figure) for step in steps] == [
        (1, Fraction(1, 3)),
        (2, Fraction(5, 6)),
    ]


def test_ties_past_counting_leave_all_but_the_first_open():
    """Forty alike candidates make too many committees to follow."""
    names = [str(i) for i in range(41)]
    sets = {frozenset({i}): 1 for i in range(2, 42)} | {frozenset({1}): 5}
    result = elect_committee("seq-pav", ApprovalProfile(tuple(names), sets), 20)
    assert result.elected == (1,)
    assert result.ties == (OpenPlaces(tuple(range(2, 42)), 19),)


@every_rule
def test_places_that_nobody_can_take_stay_unfilled(rule):
    result = elect_committee(rule, approval_profile(NAMES, [[1], [1, 2], []]), 4)
    expected = (1,) if rule == "equal-shares-alone" else (1, 2)
    assert (result.elected, result.unfilled) == (expected, 4 - len(expected))


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: ApprovalProfile(("a",), {frozenset({2}): 1}), "names a candidate outside 1 to 1"),
        (lambda: ApprovalProfile(("a",), {frozenset({1}): 0}), "has 0 papers"),
        (lambda: approval_profile(("a",), [[1]]) + approval_profile(("b",), [[1]]), "do not merge"),
        (lambda: elect_committee("pav", approval_profile(("a",), [[1]]), 1), "one of approval"),
        (lambda: elect_committee("seq-pav", approval_profile(("a",), [[1]]), -1), "-1 seats"),
    ],
)
def test_what_cannot_be_counted_is_refused(make, words):
    with pytest.raises(ValueError, match=words):
        make()
