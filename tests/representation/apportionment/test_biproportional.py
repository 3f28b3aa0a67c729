"""Biproportional apportionment, against every division that meets the sums."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegata.representation.apportionment.biproportional import CellTie, apportion_twice

SIGNPOSTS = {
    "dhondt": lambda k: Fraction(k + 1),
    "sainte-lague": lambda k: k + Fraction(1, 2),
    "modified-sainte-lague": lambda k: k + Fraction(1, 2) if k else Fraction(7, 10),
}


def every_division(rows, columns):
    """All tables of whole numbers with these sums."""
    if not rows:
        return [] if any(columns) else [()]
    found = []
    for first in product(*(range(min(rows[0], column) + 1) for column in columns)):
        if sum(first) == rows[0]:
            left = [column - seats for column, seats in zip(columns, first, strict=True)]
            found += [(first, *rest) for rest in every_division(rows[1:], left)]
    return found


def worth(method, votes, table):
    """The product of votes over divisors of all seats given, greatest where biproportional."""
    result = Fraction(1)
    for row, line in zip(votes, table, strict=True):
        for number, seats in zip(row, line, strict=True):
            for k in range(seats):
                result *= number / SIGNPOSTS[method](k)
    return result


TABLES = st.tuples(st.integers(1, 3), st.integers(1, 3)).flatmap(
    lambda size: st.lists(
        st.lists(
            st.one_of(st.integers(0, 4), st.integers(1, 100)), min_size=size[1], max_size=size[1]
        ),
        min_size=size[0],
        max_size=size[0],
    )
)


@given(votes=TABLES, data=st.data(), method=st.sampled_from(list(SIGNPOSTS)))
def test_certain_seats_and_ties_are_what_all_best_divisions_share(votes, data, method):
    """Gaffke and Pukelsheim: the divisions are those with the greatest product."""
    rows, columns = len(votes), len(votes[0])
    table = [[data.draw(st.integers(0, 2)) for _ in range(columns)] for _ in range(rows)]
    row_sums = [sum(line) for line in table]
    column_sums = [sum(line) for line in zip(*table, strict=True)]
    worths = {t: worth(method, votes, t) for t in every_division(row_sums, column_sums)}
    best = max(worths.values())
    cells = [(f"r{i}", f"c{j}", votes[i][j]) for i in range(rows) for j in range(columns)]
    sums = {
        "regions": {f"r{i}": row_sums[i] for i in range(rows)},
        "parties": {f"c{j}": column_sums[j] for j in range(columns)},
    }
    if not best:
        with pytest.raises(ValueError, match="seats"):
            apportion_twice(method, cells, **sums)
        return
    result = apportion_twice(method, cells, **sums)
    optimal = [t for t, value in worths.items() if value == best]
    tied = {cell for tie in result.ties for cell in tie.cells}
    for (row, column), seats in result.seats:
        seen = {t[int(row[1:])][int(column[1:])] for t in optimal}
        assert seats == min(seen)
        assert ((row, column) in tied) == (len(seen) > 1)
    certain = sum(seats for _, seats in result.seats)
    assert certain + sum(tie.places for tie in result.ties) == sum(row_sums)


def test_regions_and_sections_of_a_congress_both_get_their_seats():
    """Each region and each section has the seats due, and no cell strays far from proportion."""
    votes = [
        ("north", "workers", 123), ("north", "soldiers", 45), ("north", "peasants", 815),
        ("south", "workers", 912), ("south", "soldiers", 714), ("south", "peasants", 414),
        ("east", "workers", 312), ("east", "soldiers", 255), ("east", "peasants", 215),
    ]  # fmt: skip
    result = apportion_twice(
        "sainte-lague",
        votes,
        regions={"north": 5, "south": 11, "east": 4},
        parties={"workers": 7, "soldiers": 5, "peasants": 8},
    )
    table = {"north": [1, 0, 4], "south": [4, 4, 3], "east": [2, 1, 1]}
    assert result.ties == ()
    assert result.seats == tuple(
        ((region, section), table[region][index])
        for region in table
        for index, section in enumerate(["workers", "soldiers", "peasants"])
    )


def test_a_tie_round_a_square_is_returned():
    result = apportion_twice(
        "dhondt",
        [("north", "A", 5), ("north", "B", 5), ("south", "A", 5), ("south", "B", 5)],
        regions={"north": 1, "south": 1},
        parties={"A": 1, "B": 1},
    )
    cells = (("north", "A"), ("north", "B"), ("south", "A"), ("south", "B"))
    assert result.seats == tuple((cell, 0) for cell in cells)
    assert result.ties == (CellTie(cells, 2),)


def test_a_tie_holds_only_the_cells_that_can_change():
    """Round six cells one way or the other; the weak cells and the region apart are sure."""
    strong = {("r0", "c0"), ("r1", "c1"), ("r2", "c2"), ("r0", "c1"), ("r1", "c2"), ("r2", "c0")}
    names = [(f"r{i}", f"c{j}") for i in range(3) for j in range(3)]
    votes = [(*cell, 5 if cell in strong else 1) for cell in names]
    due = dict.fromkeys(("r0", "r1", "r2", "r3"), 1), dict.fromkeys(("c0", "c1", "c2", "c3"), 1)
    result = apportion_twice("dhondt", [*votes, ("r3", "c3", 7)], regions=due[0], parties=due[1])
    assert dict(result.seats) == dict.fromkeys(names, 0) | {("r3", "c3"): 1}
    assert [(set(tie.cells), tie.places) for tie in result.ties] == [(strong, 3)]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"method": "adams"}, "unknown method"),
        ({"regions": {"north": 2}}, "regions are due 2 seats and parties 1"),
        ({"votes": [("west", "A", 1)]}, "'west'"),
        ({"votes": [("north", "A", 1), ("north", "A", 1)]}, "stands twice"),
        ({"votes": [("north", "A", 0)]}, "the party 'A' is due 1 seats and has no votes"),
    ],
)
def test_what_cannot_be_divided_is_refused(change, words):
    whole = {"method": "dhondt", "votes": [("north", "A", 1)], "regions": {"north": 1}}
    whole |= {"parties": {"A": 1}} | change
    with pytest.raises(ValueError, match=words):
        apportion_twice(
            whole["method"], whole["votes"], regions=whole["regions"], parties=whole["parties"]
        )
