"""The divisions of seats of the source, ties, lots, conditions and refusals."""

from fractions import Fraction

import pytest

from delegata.representation.apportionment import METHODS, Conditions, Tie, apportion

MIXED = [("Bolsheviks", 390), ("Social Revolutionaries", 190), ("Mensheviks", 80), ("rest", 21)]
PRINTED = (14, 7, 3, 1)


def seats(method, votes, number, **conditions):
    result = apportion(method, votes, number, conditions=Conditions(**conditions))
    return tuple(number for _, number in result.seats)


@pytest.mark.parametrize("method", ["hamilton", "sainte-lague"])
def test_a_presidium_of_25_on_the_mixed_list_is_14_7_3_1(method):
    assert seats(method, MIXED, 25) == PRINTED


@pytest.mark.parametrize("method", METHODS)
def test_no_method_gives_the_presidium_on_the_list_of_650(method):
    votes = [("Bolsheviks", 390), ("Social Revolutionaries", 159), ("Mensheviks", 80), ("rest", 21)]
    assert seats(method, votes, 25) != PRINTED


@pytest.mark.parametrize("method", ["hamilton", "dhondt", "sainte-lague"])
def test_91_seats_of_the_executive_are_62_and_29(method):
    assert seats(method, [("Bolsheviks", 390), ("Left SR", 180)], 91) == (62, 29)


def test_a_tie_holds_the_certain_seats_the_names_and_the_places():
    result = apportion("dhondt", [("a", 10), ("b", 10), ("c", 10), ("d", 1)], 5)
    assert result.seats == (("a", 1), ("b", 1), ("c", 1), ("d", 0))
    assert result.ties == (Tie(("a", "b", "c"), 2),)


def test_a_tie_that_fills_the_house_is_no_tie():
    assert apportion("dhondt", [("a", 10), ("b", 10)], 4).ties == ()


def test_a_lot_breaks_the_tie_the_same_way_for_the_same_seed():
    result = apportion("dhondt", [("a", 10), ("b", 10), ("c", 10)], 5)
    drawn = result.drawn("25 October")
    assert drawn == result.drawn("25 October")
    assert sum(number for _, number in drawn.seats) == 5
    assert drawn.ties == ()
    assert {result.drawn(f"seed {i}").seats for i in range(30)} == {
        (("a", 2), ("b", 2), ("c", 1)),
        (("a", 2), ("b", 1), ("c", 2)),
        (("a", 1), ("b", 2), ("c", 2)),
    }


@pytest.mark.parametrize("method", ["adams", "dean", "huntington-hill"])
def test_with_fewer_seats_than_lists_the_larger_come_first(method):
    assert seats(method, [("a", 1), ("b", 3), ("c", 2)], 2) == (0, 1, 1)


def test_huntington_hill_ties_where_the_roots_are_equal():
    """10 / sqrt(1 * 2) equals 30 / sqrt(3 * 6): both are the root of 50."""
    result = apportion("huntington-hill", [("a", 10), ("b", 10)], 3)
    assert result.ties == (Tie(("a", "b"), 1),)


def test_a_threshold_is_reached_or_exceeded():
    votes = [("a", 95), ("b", 5)]
    assert seats("dhondt", votes, 100, threshold=Fraction(1, 20)) == (95, 5)
    assert seats("dhondt", votes, 100, threshold=Fraction(1, 20), over=True) == (100, 0)


def test_a_guaranteed_minimum_and_a_cap_bind():
    votes = [("a", 90), ("b", 9), ("c", 1)]
    assert seats("hamilton", votes, 10, minimum=1) == (8, 1, 1)
    assert seats("hamilton", votes, 10, cap=6) == (6, 4, 0)
    assert seats("dhondt", votes, 10, minimum=2, cap=5) == (5, 3, 2)


def test_nobody_gets_a_seat_without_votes():
    assert seats("adams", [("a", 0), ("b", 0)], 5) == (0, 0)
    assert seats("hamilton", [], 5) == ()


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("votes", "number", "conditions", "words"),
    [
        ([("a", 1), ("a", 2)], 3, {}, "'a' stands twice"),
        ([("a", -1)], 3, {}, "'a' has -1 votes"),
        ([("a", 1.5)], 3, {}, "'a' has 1.5 votes"),
        ([("a", 1)], -3, {}, "-3 seats"),
        ([("a", 1), ("b", 1)], 3, {"minimum": 2}, "need 4 seats, and there are 3"),
        ([("a", 1), ("b", 1)], 3, {"cap": 1}, "fill 2 of 3 seats"),
        ([("a", 1), ("b", 1)], 3, {"minimum": 2, "cap": 1}, "minimum of 2 under a cap of 1"),
    ],
)
def test_bad_input_is_refused_by_name(method, votes, number, conditions, words):
    with pytest.raises(ValueError, match=words):
        apportion(method, votes, number, conditions=Conditions(**conditions))


def test_an_unknown_method_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match="hamilton, droop-quota, dhondt"):
        apportion("webster", [("a", 1)], 3)
