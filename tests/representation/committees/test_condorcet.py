"""Condorcet methods: examples of the articles, and the definitions tried in full."""

from itertools import pairwise as steps_of
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delegata.representation.condorcet import Pairwise, compare, ranked_pairs, schulze

FIVE = ("A", "B", "C", "D", "E")
SCHULZE_EXAMPLE = [
    ("ACBED", 5), ("ADECB", 5), ("BEDAC", 8), ("CABED", 3),
    ("CAEBD", 7), ("CBADE", 2), ("DCEBA", 7), ("EBADC", 8),
]  # fmt: skip
TENNESSEE = [("MNCK", 42), ("NCKM", 26), ("CKNM", 15), ("KCNM", 17)]

RANKINGS = st.lists(
    st.tuples(
        st.permutations(range(1, 5)).flatmap(
            lambda order: st.integers(0, 4).map(lambda n: tuple(order[:n]))
        ),
        st.integers(1, 3),
    ),
    max_size=6,
)


def lettered(names, ballots):
    return compare(names, [([names.index(x) + 1 for x in b], papers) for b, papers in ballots])


def test_the_example_of_schulze_gives_e_a_c_b_d():
    order = schulze(lettered(FIVE, SCHULZE_EXAMPLE))
    assert order.levels == ((5,), (1,), (3,), (2,), (4,))
    assert order.winners == (5,)


def test_the_capital_of_tennessee_is_nashville_by_both():
    """Nashville wins each comparison, and then come Chattanooga, Knoxville and Memphis."""
    pairwise = lettered(("M", "N", "C", "K"), TENNESSEE)
    assert pairwise.condorcet_winner == 2
    assert schulze(pairwise).levels == ((2,), (3,), (4,), (1,))
    assert ranked_pairs(pairwise).levels == ((2,), (3,), (4,), (1,))


def test_a_circle_of_equal_wins_is_a_tie_of_all():
    pairwise = lettered(("A", "B", "C"), [("ABC", 1), ("BCA", 1), ("CAB", 1)])
    assert pairwise.condorcet_winner is None
    assert schulze(pairwise).winners == (1, 2, 3)
    assert ranked_pairs(pairwise).winners == (1, 2, 3)
    assert len(ranked_pairs(pairwise, seed="25 October").winners) == 1


def test_more_equal_wins_than_can_be_tried_leave_all_open():
    """Each of nine beats the four after it by one vote: the order of 36 equal wins decides."""
    wins = [[int(0 < (j - i) % 9 <= 4) for j in range(9)] for i in range(9)]
    order = ranked_pairs(Pairwise(tuple("ABCDEFGHI"), tuple(map(tuple, wins))))
    assert order.winners == tuple(range(1, 10))


def test_candidates_who_are_not_ranked_are_level_below_the_ranked():
    pairwise = compare(("A", "B", "C"), [([2], 4), ([[1, 3]], 3)])
    assert pairwise.preferring == ((0, 3, 0), (4, 0, 4), (0, 3, 0))


def widest_path(pairwise, start, end, strength):
    """The strongest path by trying every order of the candidates between."""
    wins = pairwise.wins(strength)
    between = [c for c in range(1, 5) if c not in {start, end}]
    strengths = [0]
    for length in range(len(between) + 1):
        for middle in permutations(between, length):
            path = (start, *middle, end)
            steps = [wins.get(step, 0) for step in steps_of(path)]
            strengths.append(min(steps))
    return max(strengths)


@settings(deadline=None, max_examples=60)
@given(rankings=RANKINGS, strength=st.sampled_from(["winning-votes", "margins"]))
def test_schulze_winners_are_beaten_by_no_path(rankings, strength):
    pairwise = compare("ABCD", rankings)
    unbeaten = tuple(
        c
        for c in range(1, 5)
        if all(
            widest_path(pairwise, c, other, strength) >= widest_path(pairwise, other, c, strength)
            for other in range(1, 5)
            if other != c
        )
    )
    assert schulze(pairwise, strength=strength).winners == unbeaten


def locked_in_turn(pairs):
    above = {(c, c) for c in range(1, 5)}
    for winner, loser in pairs:
        if (loser, winner) not in above:
            ups = {a for a, b in above if b == winner}
            downs = {b for a, b in above if a == loser}
            above |= {(a, b) for a in ups for b in downs}
    return {c for c in range(1, 5) if not any((a, c) in above for a in range(1, 5) if a != c)}


@settings(deadline=None, max_examples=40)
@given(rankings=RANKINGS, seed=st.text("ab", min_size=1))
def test_ranked_pairs_winners_are_those_of_all_orders_of_equal_wins(rankings, seed):
    pairwise = compare("ABCD", rankings)
    wins = pairwise.wins("margins")
    winners = set()
    for order in permutations(sorted(wins)):
        if all(wins[a] >= wins[b] for a, b in steps_of(order)):
            winners |= locked_in_turn(order)
    assert set(ranked_pairs(pairwise).winners) == winners
    assert set(ranked_pairs(pairwise, seed=seed).winners) <= winners


@given(rankings=RANKINGS)
def test_both_elect_whoever_wins_every_comparison(rankings):
    pairwise = compare("ABCD", rankings)
    if pairwise.condorcet_winner is not None:
        assert schulze(pairwise).winners == (pairwise.condorcet_winner,)
        assert ranked_pairs(pairwise).winners == (pairwise.condorcet_winner,)


@given(rankings=RANKINGS, cut=st.integers(0, 6))
def test_comparisons_of_branches_add_up(rankings, cut):
    branches = compare("ABCD", rankings[:cut]) + compare("ABCD", rankings[cut:])
    assert branches == compare("ABCD", rankings)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: compare("AB", [([1, 1], 1)]), "candidate 1 is ranked twice"),
        (lambda: compare("AB", [([3], 1)]), "is not of 1 to 2"),
        (lambda: compare("AB", [([1], -1)]), "-1 papers"),
        (lambda: Pairwise(("A",), ((0,),)) + Pairwise(("B",), ((0,),)), "do not merge"),
    ],
)
def test_what_cannot_be_compared_is_refused(make, words):
    with pytest.raises(ValueError, match=words):
        make()
