"""Lots: the documented procedure, repeated here from its description."""

from collections import Counter
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegata.representation.lots import draw_lot


def test_a_lot_is_repeated_by_hand():
    """Four lines, joined by line feeds, hashed; the lowest hash is first."""
    by_hand = sorted(
        [3, 7, 9], key=lambda n: sha256(f"delegata lot 1\nseed 42\nround 3\n{n}".encode()).digest()
    )
    assert draw_lot("seed 42", "round 3", [9, 3, 7]) == tuple(by_hand)


def test_a_drawn_lot_never_changes():
    """Records rest on this order: it holds for every later version."""
    assert draw_lot("1917-10-25", "presidium", range(1, 8)) == (2, 1, 7, 3, 6, 4, 5)


@given(numbers=st.sets(st.integers(0, 99), min_size=2), out=st.data())
def test_leaving_one_out_keeps_the_order_of_the_others(numbers, out):
    gone = out.draw(st.sampled_from(sorted(numbers)))
    drawn = draw_lot("seed", "label", sorted(numbers))
    assert tuple(n for n in drawn if n != gone) == draw_lot("seed", "label", [*numbers - {gone}])


def test_each_of_three_wins_about_a_third_of_the_lots():
    firsts = Counter(draw_lot(f"seed {i}", "label", [1, 2, 3])[0] for i in range(3000))
    assert all(900 < firsts[n] < 1100 for n in (1, 2, 3))


@pytest.mark.parametrize(("seed", "label"), [("", "x"), ("a\nb", "x"), ("a", "x\ny")])
def test_a_seed_or_label_that_could_be_read_two_ways_is_refused(seed, label):
    with pytest.raises(ValueError, match="one line"):
        draw_lot(seed, label, [1, 2])


def test_a_candidate_given_twice_is_refused():
    with pytest.raises(ValueError, match="stands twice"):
        draw_lot("seed", "label", [1, 1])
