"""The bar of a vote: no name in it is crossed by the line of the majority, or runs over an edge."""

import re

import pytest

from delegata.office.drawings.division import LETTER, WIDTH, Counts, division_bar

NAME = re.compile(r'<text x="([\d.]+)" y="[\d.]+" class="votes-name[^"]*">([^<]+)</text>')
LINE = re.compile(r'<line x1="([\d.]+)"')
NEEDED = re.compile(r'<text x="([\d.]+)" y="[\d.]+" class="majority-name">([^<]+)</text>')


@pytest.mark.parametrize(
    ("counts", "named"),
    [
        (Counts(4, 5, 0, 9, 5), {"for 4", "against 5"}),
        (Counts(5, 4, 0, 9, 5), {"for 5", "against 4"}),
        (Counts(499, 501, 3, 1003, 501), {"for 499", "against 501"}),
        (Counts(7, 0, 0, 9, 5), {"for 7"}),
        (Counts(2, 7, 0, 9, 6), {"against 7"}),
        (Counts(9, 0, 0, 9, 9), {"for 9"}),
        (Counts(0, 9, 0, 9, 1), {"against 9"}),
    ],
)
def test_the_line_of_the_majority_crosses_no_name(counts, named):
    drawn = division_bar(counts, "Votes")
    at = float(LINE.search(drawn)[1])
    names = [(float(x), said) for x, said in NAME.findall(drawn)]

    assert named <= {said for _, said in names}
    for x, said in names:
        assert not x - 3 < at < x + LETTER * len(said) - 6, said
        assert x + LETTER * len(said) - 6 <= WIDTH
    x, said = NEEDED.search(drawn).groups()
    assert 0 <= float(x) - LETTER * len(said) / 2 < float(x) + LETTER * len(said) / 2 <= WIDTH
