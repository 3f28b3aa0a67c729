"""Norms of representation: the number due and the sentence that shows its arithmetic."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegata.representation.norm import Due, Fixed, PerMembers, Tiered, allot


@pytest.mark.parametrize(
    ("remainder", "expected"),
    [
        ("over-half", (0, 1, 1, 1, 2)),
        ("half", (1, 1, 1, 2, 2)),
        ("any", (1, 1, 2, 2, 2)),
        ("none", (0, 0, 1, 1, 1)),
    ],
)
def test_one_per_thousand_and_one_more_for_a_remainder(remainder, expected):
    norm = PerMembers(per=1000, remainder=remainder)
    assert tuple(norm.due(n).seats for n in (500, 501, 1001, 1500, 1501)) == expected


def test_the_arithmetic_is_a_sentence():
    assert PerMembers(per=1000).due(2600) == Due(
        3,
        "2600 members at one per 1000: 2, remainder 600,"
        " one more for a remainder over half: yes; 3",
    )


def test_a_minimum_and_a_cap_are_said():
    norm = PerMembers(per=1000, minimum=1, cap=5)
    assert norm.due(3).arithmetic.endswith("; 0, raised to the minimum of 1")
    assert norm.due(9000).arithmetic.endswith("; 9, lowered to the cap of 5")
    assert norm.due(0) == Due(0, "0 members: 0")


def test_a_fixed_norm_gives_the_same_to_all_that_have_members():
    assert Fixed(2).due(70).seats == 2
    assert Fixed(2).due(0).seats == 0


def test_a_tiered_norm_gives_by_size_and_one_per_thousand_beyond():
    norm = Tiered(tiers=((100, 1), (500, 2)), beyond=PerMembers(per=1000))
    assert [norm.due(n).seats for n in (0, 1, 100, 101, 500, 501, 1001, 1500)] == [
        0, 1, 1, 2, 2, 2, 3, 3,
    ]  # fmt: skip
    assert norm.due(2100).arithmetic.endswith("together 4")
    assert Tiered(tiers=((100, 1), (500, 2))).due(9999).seats == 2


def test_a_roll_is_allotted_in_its_order():
    roll = [("metal workers", 1600), ("printers", 400)]
    due = allot(PerMembers(per=1000), roll)
    assert [(name, d.seats) for name, d in due] == [("metal workers", 2), ("printers", 0)]


@given(per=st.integers(1, 50), members=st.integers(0, 500))
def test_over_half_is_rounding_to_the_nearest_with_halves_down(per, members):
    seats = PerMembers(per=per).due(members).seats
    assert 2 * abs(seats * per - members) <= per
    assert 2 * members != (2 * seats - 1) * per


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: PerMembers(per=0), "per 0 members"),
        (lambda: PerMembers(per=1, minimum=3, cap=2), "minimum of 3 under a cap of 2"),
        (lambda: Fixed(-1), "minimum of -1"),
        (lambda: Tiered(tiers=((9, 1), (5, 2))), "rising limits"),
        (lambda: Tiered(tiers=()), "rising limits"),
        (lambda: Fixed(1).due(-1), "-1 members"),
        (lambda: allot(Fixed(1), [("a", -1)]), "'a': -1 members"),
        (lambda: allot(Fixed(1), [("a", 1), ("a", 2)]), "'a' stands twice"),
    ],
)
def test_a_norm_that_cannot_be_is_refused(make, words):
    with pytest.raises(ValueError, match=words):
        make()
