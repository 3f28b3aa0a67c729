"""Seven apportionments of the United States House, by Huntington-Hill (2 U.S.C. 2a)."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from delegata.representation.apportionment import apportion

FIGURES = Path(__file__).parent / "us-house" / "apportionment.csv"


def censuses():
    years = defaultdict(list)
    with FIGURES.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            years[row["year"]].append((row["state"], int(row["population"]), int(row["seats"])))
    return dict(years)


CENSUSES = censuses()


def test_seven_censuses_of_fifty_states_and_435_seats_are_held():
    assert list(CENSUSES) == ["1960", "1970", "1980", "1990", "2000", "2010", "2020"]
    for states in CENSUSES.values():
        assert len(states) == 50
        assert sum(seats for _, _, seats in states) == 435


@pytest.mark.parametrize("year", CENSUSES)
def test_huntington_hill_gives_the_house_that_sat(year):
    states = CENSUSES[year]
    result = apportion("huntington-hill", [(name, people) for name, people, _ in states], 435)
    assert result.seats == tuple((name, seats) for name, _, seats in states)
    assert result.ties == ()


@pytest.mark.parametrize("method", ["adams", "dhondt"])
def test_other_methods_give_another_house_in_2020(method):
    """The golden would not notice a method that is none: these two differ."""
    states = CENSUSES["2020"]
    result = apportion(method, [(name, people) for name, people, _ in states], 435)
    assert result.seats != tuple((name, seats) for name, _, seats in states)
