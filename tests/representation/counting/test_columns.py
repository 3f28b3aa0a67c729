"""Profiles from columns are the profiles of their rows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegata.representation.columns import profile_of_batches, profile_of_columns
from delegata.representation.profile import Irregularities, ProfileError, profile_of

rows = st.lists(
    st.tuples(st.tuples(*[st.integers(0, 4)] * 4), st.integers(1, 9)), min_size=1, max_size=12
)


def slow(table):
    skipped = sum(n for row, n in table if "0" in "".join(map(str, row)).rstrip("0"))
    rankings = [([number for number in row if number], n) for row, n in table]
    return profile_of("ABCD", rankings, irregularities=Irregularities(skipped=skipped))


@given(rows)
def test_columns_give_the_same_profile_as_their_rows_read_one_by_one(table):
    columns = list(zip(*[row for row, _n in table], strict=True))
    assert profile_of_columns("ABCD", columns, [n for _row, n in table]) == slow(table)


@given(st.lists(rows, max_size=5))
def test_batches_add_up_and_equal_rankings_are_joined(tables):
    batches = [
        (list(zip(*[row for row, _n in table], strict=True)), [n for _row, n in table])
        for table in tables
    ]
    total = profile_of_batches("ABCD", batches)
    assert total == slow([entry for table in tables for entry in table])
    assert len(total) == len(total.rankings())


@pytest.mark.parametrize(
    ("columns", "papers", "words"),
    [
        ([[1, 5]], None, "expected 0 to 4"),
        ([[1, -1]], None, "expected 0 to 4"),
        ([[1], [1, 2]], None, "all of one length"),
        ([], None, "at least one"),
        ([[1]], [1, 2], "give one each"),
        ([[1]], [0], "at least 1"),
    ],
)
def test_columns_that_are_no_ballots_are_refused(columns, papers, words):
    with pytest.raises(ProfileError, match=words):
        profile_of_columns("ABCD", columns, papers)
