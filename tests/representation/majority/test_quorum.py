"""Quorums: the number needed of a base, at least or more than a share."""

from fractions import Fraction

import pytest

from delegata.representation.quorum import Quorum


@pytest.mark.parametrize(
    ("quorum", "base", "needed"),
    [
        (Quorum(Fraction(1, 2), over=True), 650, 326),
        (Quorum(Fraction(1, 2)), 650, 325),
        (Quorum(Fraction(1, 2)), 21, 11),
        (Quorum(Fraction(2, 3)), 21, 14),
        (Quorum(Fraction(2, 3), over=True), 21, 15),
        (Quorum(Fraction(40)), 1, 40),
        (Quorum(Fraction(0)), 9, 0),
    ],
)
def test_the_number_needed(quorum, base, needed):
    assert quorum.needed(base) == needed
    assert quorum.met(needed, base)
    assert needed == 0 or not quorum.met(needed - 1, base)


def test_a_walk_out_of_seventy_leaves_a_quorum():
    """580 of 650 stay, and 326 are needed."""
    assert Quorum(Fraction(1, 2), over=True).met(650 - 70, 650)


def test_a_negative_quorum_is_refused():
    with pytest.raises(ValueError, match="-1/2"):
        Quorum(Fraction(-1, 2))
