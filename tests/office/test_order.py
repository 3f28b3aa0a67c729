"""Names with numbers in them are listed as people count."""

import pytest

from delegata.office.order import by_number


@pytest.mark.parametrize(
    ("mixed", "listed"),
    [
        ("branch-10 branch-2 branch-1 branch-11", "branch-1 branch-2 branch-10 branch-11"),
        ("b2-10 b10-1 b2-9 b2", "b2 b2-9 b2-10 b10-1"),
        ("10 valley 9 Harbour", "9 10 Harbour valley"),
        ("a-01 a-1 a", "a a-01 a-1"),
    ],
)
def test_numbers_in_names_count_as_numbers(mixed, listed):
    assert sorted(mixed.split(), key=by_number) == listed.split()
