"""Laws that each method keeps, against a reference that gives seat by seat with fractions."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegata.representation.apportionment import METHODS, Apportionment, Conditions, apportion
from delegata.representation.apportionment.divisors import DIVISORS
from delegata.representation.apportionment.quotas import QUOTAS

NUMBERS = st.lists(
    st.one_of(st.integers(0, 30), st.integers(0, 10**12)), min_size=1, max_size=8
)  # fmt: skip
HOUSES = st.integers(0, 60)
every_method = pytest.mark.parametrize("method", METHODS)
every_divisor = pytest.mark.parametrize("method", DIVISORS)


def named(numbers):
    return [(f"list {i}", number) for i, number in enumerate(numbers)]


def squared_divisor(method, held):
    """d(held)**2 straight from the definitions."""
    return {
        "dhondt": Fraction(held + 1) ** 2,
        "sainte-lague": (held + Fraction(1, 2)) ** 2,
        "modified-sainte-lague": (held + Fraction(1, 2)) ** 2 if held else Fraction(7, 10) ** 2,
        "adams": Fraction(held) ** 2,
        "dean": Fraction(2 * held * (held + 1), 2 * held + 1) ** 2,
        "huntington-hill": Fraction(held * (held + 1)),
    }[method]


def seat_by_seat(method, votes, seats, minimum=0, cap=10**9):
    """The definition of a divisor method: certain seats, the tied, and their places."""
    held = {name: minimum if number else 0 for name, number in votes}
    left = seats - sum(held.values())
    while left:
        claims = {}
        for name, number in votes:
            if number and held[name] < cap:
                square = squared_divisor(method, held[name])
                claims[name] = (0, number**2 / square) if square else (1, Fraction(number))
        if not claims:
            break
        best = max(claims.values())
        level = [name for name, claim in claims.items() if claim == best]
        if len(level) > left:
            return held, tuple(level), left
        for name in level:
            held[name] += 1
        left -= len(level)
    return held, (), 0


def largest_remainders(method, votes, seats):
    """The definition of a quota method, with a fraction as the quota."""
    total = sum(number for _, number in votes)
    quota = Fraction(total, seats) if method == "hamilton" else total // (seats + 1) + 1
    held = {name: int(number / Fraction(quota)) for name, number in votes}
    rest = {name: number - quota * held[name] for name, number in votes if number}
    left = seats - sum(held.values())
    while left:
        best = max(rest.values())
        level = [name for name, number in rest.items() if number == best]
        if len(level) > left:
            return held, tuple(level), left
        for name in level:
            held[name] += 1
            del rest[name]
        left -= len(level)
        if not rest:
            rest = {name: number % Fraction(quota) for name, number in votes if number}
    return held, (), 0


def as_reference(result: Apportionment):
    tie = result.ties[0] if result.ties else None
    return dict(result.seats), tie.names if tie else (), tie.places if tie else 0


@every_divisor
@given(numbers=NUMBERS, seats=HOUSES)
def test_a_divisor_method_gives_what_giving_seat_by_seat_gives(method, numbers, seats):
    votes = named(numbers)
    assert as_reference(apportion(method, votes, seats)) == seat_by_seat(method, votes, seats)


@every_divisor
@given(numbers=NUMBERS, minimum=st.integers(0, 3), room=st.integers(0, 9), more=st.integers(0, 9))
def test_minimum_and_cap_are_held_while_giving_seat_by_seat(method, numbers, minimum, room, more):
    votes, lists = named(numbers), sum(number > 0 for number in numbers)
    cap = minimum + room
    seats = min(minimum * lists + more, cap * lists)
    result = apportion(method, votes, seats, conditions=Conditions(minimum=minimum, cap=cap))
    assert as_reference(result) == seat_by_seat(method, votes, seats, minimum, cap)


@pytest.mark.parametrize("method", QUOTAS)
@given(numbers=NUMBERS.filter(any), seats=st.integers(1, 60))
def test_a_quota_method_gives_whole_quotas_and_largest_remainders(method, numbers, seats):
    votes = named(numbers)
    assert as_reference(apportion(method, votes, seats)) == largest_remainders(method, votes, seats)


@pytest.mark.parametrize("method", QUOTAS)
@given(numbers=NUMBERS, minimum=st.integers(0, 3), room=st.integers(0, 9), more=st.integers(0, 9))
def test_a_quota_method_keeps_minimum_and_cap_however_a_tie_falls(
    method, numbers, minimum, room, more
):
    votes, lists = named(numbers), sum(number > 0 for number in numbers)
    cap = minimum + room
    seats = min(minimum * lists + more, cap * lists)
    result = apportion(method, votes, seats, conditions=Conditions(minimum=minimum, cap=cap))
    held, tied, places = as_reference(result)
    assert sum(held.values()) + places == (seats if lists else 0)
    for name, number in votes:
        if number:
            assert minimum <= held[name] <= cap - (name in tied)


@every_method
@given(numbers=NUMBERS.filter(any), seats=HOUSES)
def test_certain_and_tied_places_fill_the_house(method, numbers, seats):
    held, tied, places = as_reference(apportion(method, named(numbers), seats))
    assert sum(held.values()) + places == seats
    assert not tied or 0 < places < len(tied)


@every_divisor
@given(numbers=NUMBERS, seats=HOUSES)
def test_no_list_loses_a_seat_when_the_house_grows(method, numbers, seats):
    before = as_reference(apportion(method, named(numbers), seats))[0]
    after = as_reference(apportion(method, named(numbers), seats + 1))[0]
    assert all(after[name] >= number for name, number in before.items())


@every_divisor
@given(numbers=NUMBERS, seats=HOUSES, more=st.integers(1, 10**6))
def test_a_list_that_gains_votes_keeps_its_certain_seats(method, numbers, seats, more):
    before = dict(apportion(method, named(numbers), seats).seats)["list 0"]
    after = dict(apportion(method, named([numbers[0] + more, *numbers[1:]]), seats).seats)
    assert after["list 0"] >= before


@given(numbers=NUMBERS.filter(any), seats=HOUSES)
def test_hamilton_keeps_to_the_quota(numbers, seats):
    total = sum(numbers)
    held, tied, _ = as_reference(apportion("hamilton", named(numbers), seats))
    for name, number in named(numbers):
        assert number * seats // total <= held[name] + (name in tied)
        assert held[name] <= -(-number * seats // total)


@given(numbers=NUMBERS.filter(any), seats=HOUSES)
def test_dhondt_never_falls_under_the_lower_quota(numbers, seats):
    held, tied, _ = as_reference(apportion("dhondt", named(numbers), seats))
    for name, number in named(numbers):
        assert held[name] + (name in tied) >= number * seats // sum(numbers)


@given(numbers=NUMBERS.filter(any), seats=HOUSES)
def test_adams_never_rises_over_the_upper_quota(numbers, seats):
    lists = sum(number > 0 for number in numbers)
    held, _, _ = as_reference(apportion("adams", named(numbers), max(seats, lists)))
    for name, number in named(numbers):
        assert held[name] <= -(-number * max(seats, lists) // sum(numbers))


@every_method
@given(numbers=NUMBERS, seats=HOUSES, order=st.randoms(use_true_random=False))
def test_neither_the_order_nor_the_names_of_lists_matter(method, numbers, seats, order):
    votes = named(numbers)
    shuffled = list(votes)
    order.shuffle(shuffled)
    first, second = apportion(method, votes, seats), apportion(method, shuffled, seats)
    assert dict(first.seats) == dict(second.seats)
    assert [set(t.names) for t in first.ties] == [set(t.names) for t in second.ties]


@every_method
@given(numbers=NUMBERS, seats=HOUSES, factor=st.integers(1, 10**6))
def test_only_proportions_matter(method, numbers, seats, factor):
    """Droop's quota is the exception: its whole number is rounded from the votes."""
    if method == "droop-quota":
        return
    scaled = [number * factor for number in numbers]
    assert apportion(method, named(numbers), seats) == apportion(method, named(scaled), seats)


@every_divisor
def test_a_million_seats_are_divided_as_exactly_as_ten(method):
    """A seat that hangs on one vote in a trillion goes to the list that has the vote."""
    votes = [("a", 10**12), ("b", 10**12 + 1)]
    assert apportion(method, votes, 1_000_001).seats == (("a", 500_000), ("b", 500_001))
