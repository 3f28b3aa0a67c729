"""BLT as it circulates, and everything that is refused."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delegata.representation.formats import blt
from delegata.representation.formats.place import BallotFormatError
from delegata.representation.profile import profile_of

CONTESTS = sorted((Path(__file__).parents[1] / "scottish-stv").glob("*.blt"))
TAIL = b"0\nAnn\nBo\nCy\nTitle\n"


def ballots(*lines):
    return b"3 1\n" + b"".join(line + b"\n" for line in lines) + TAIL


def test_it_reads_every_real_contest_and_writes_it_back_to_the_same_papers():
    for path in CONTESTS:
        profile = blt.read(path.read_bytes())
        assert blt.read(blt.write(profile)) == profile


def test_it_counts_the_papers_of_a_real_contest():
    path = next(p for p in CONTESTS if p.stem == "aberdeen_2012_ward13")
    profile = blt.read(path.read_bytes())
    assert (profile.total, profile.seats, len(profile.candidates)) == (4071, 3, 7)
    assert profile.title == "Ward 13 - Kincorth - Loirston"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (b"Ann Lee (Lab)", "Ann Lee (Lab)"),
        (b'"Ann Lee"', "Ann Lee"),
        (b'"Ann Lee" "Labour"', "Ann Lee, Labour"),
        (b'"Ann LEE ""Labour Party (Lab)"""', "Ann LEE, Labour Party (Lab)"),
        (b'"Lab ""Ann LEE"""', "Lab, Ann LEE"),
        (b'"""Ann LEE"" ""Labour"""', "Ann LEE, Labour"),
        (b'"""Ann LEE"" ""Labour"" "', "Ann LEE, Labour"),
        ('"Zoë Þór"'.encode(), "Zoë Þór"),
        (b"Jos\xe9", "José"),
    ],
)
def test_a_name_is_read_in_any_of_the_quotings_that_circulate(line, name):
    raw = b"1 1\n1 1 0\n0\n" + line + b"\nTitle\n"
    assert blt.read(raw).candidates == (name,)


def test_blank_lines_carriage_returns_tabs_and_a_byte_order_mark_are_no_matter():
    plain = blt.read(ballots(b"2 1 2 0", b"1 3 0"))
    raw = b"\xef\xbb\xbf3 1\r\n\r\n2\t1  2 0 \r\n\r\n1 3 0\r\n0\r\nAnn\r\nBo\r\nCy\r\nTitle"
    assert blt.read(raw) == plain


def test_a_missing_title_is_no_matter():
    assert blt.read(b"1 1\n1 1 0\n0\nAnn\n").title == ""


def test_withdrawn_candidates_are_passed_over_and_counted():
    raw = b"3 1\n-2\n4 2 1 0\n2 2 0\n1 3 0\n" + TAIL
    profile = blt.read(raw)
    assert profile.rankings() == {(1,): 4, (3,): 1}
    assert profile.withdrawn == {2}
    assert (profile.irregularities.withdrawn, profile.irregularities.empty) == (6, 2)


def test_a_repeated_candidate_counts_once_and_an_empty_ballot_is_set_aside():
    profile = blt.read(ballots(b"5 1 2 1 0", b"2 0", b"1 3 0"))
    assert profile.rankings() == {(1, 2): 5, (3,): 1}
    assert (profile.irregularities.repeated, profile.irregularities.empty) == (5, 2)


def test_repeated_candidates_are_found_among_more_candidates_than_there_are_bits():
    names = b"".join(b"N%d\n" % n for n in range(70))
    profile = blt.read(b"70 1\n3 70 1 70 2 0\n1 2 1 0\n0\n" + names)
    assert profile.rankings() == {(70, 1, 2): 3, (2, 1): 1}
    assert profile.irregularities.repeated == 3


@pytest.mark.parametrize(
    ("raw", "place", "words"),
    [
        (b"", "", "an empty file"),
        (b" \n\n", "", "an empty file"),
        (b"\x00\x01\x02\xff", "1:1", "numbers of candidates and of seats"),
        (b"3\n1 1 0\n" + TAIL, "1:1", "numbers of candidates and of seats"),
        (b"3 1 1\n1 1 0\n" + TAIL, "1:1", "numbers of candidates and of seats"),
        (b"3 x\n1 1 0\n" + TAIL, "1:1", "numbers of candidates and of seats"),
        (b"0 1\n" + TAIL, "1:1", "1 to 65535 candidates"),
        (b"99999999 1\n" + TAIL, "1:1", "1 to 65535 candidates"),
        (b"3 0\n" + TAIL, "1:3", "1 to 3 seats"),
        (b"3 4\n" + TAIL, "1:3", "1 to 3 seats"),
        (b"3 1\n-4\n1 1 0\n" + TAIL, "2:1", "-1 to -3"),
        (ballots(b"1 1 2 0", b"1 x 0"), "3:3", "only numbers and blanks"),
        (ballots(b"1 1=2 0"), "2:4", "only numbers and blanks"),
        (ballots(b"1 1 - 2 0"), "2:5", "only numbers and blanks"),
        (ballots(b"1 -1 0"), "2:3", "only numbers and blanks"),
        (ballots(b"1.5 1 0"), "2:2", "only numbers and blanks"),
        (ballots(b"(a) 1 1 0"), "2:1", "only numbers and blanks"),
        (ballots(b"1 1 0 # late"), "2:7", "only numbers and blanks"),
        (ballots(b"1 \xc2\xb2 0"), "2:3", "only numbers and blanks"),
        (ballots(b"1 1 0\x00"), "2:6", "only numbers and blanks"),
        (ballots(b"1 1 4 0"), "2:5", "number from 1 to 3"),
        (ballots(b"1 1 2"), "2:6", "a 0 at the end"),
        (ballots(b"1 1 2  "), "2:6", "a 0 at the end"),
        (ballots(b"1 1 2", b"0 0"), "2:6", "a 0 at the end"),
        (ballots(b"1 1 0 2 0"), "2:5", "0 only after the last"),
        (ballots(b"1 1 0 0"), "2:5", "0 only after the last"),
        (ballots(b"0 1 0"), "2:1", "a number of papers"),
        (ballots(b"7"), "2:1", "a number of papers, then"),
        (ballots(b"9" * 17 + b" 1 0"), "2:1", "at most 16 digits"),
        (ballots(b"9" * 16 + b" 1 0"), "2:1", "a number of papers"),
        (ballots(b"1 " + b"1 2 " * 100_000 + b"0"), "2:1", "a line end"),
        (b"3 1\n" + b"1 " * 300_000, "2:1", "a line end"),
        (b"3 1\n1 1 0\n", "3:1", "a line with 0 alone"),
        (b"3 1\n1 1 0\nAnn\nBo\nCy\n", "3:1", "0 alone after the last"),
        (b"3 1\n1 1 0\n0\nAnn\nBo\n", "6:1", "3, as the first line says"),
        (ballots(b"1 1 0") + b"more\n", "8:1", "3 names and a title"),
        (b"1 1\n1 1 0\n0\nA\x1b[31m\n", "4:1", "a name in UTF-8"),
    ],
)
def test_what_is_wrong_is_refused_with_its_place_and_what_was_expected(raw, place, words):
    with pytest.raises(BallotFormatError) as refusal:
        blt.read(raw)
    assert refusal.value.place == place
    assert words in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert str(refusal.value).isprintable()


def test_more_papers_than_can_be_stated_are_refused():
    line = b"9007199254740991 1 0"
    with pytest.raises(BallotFormatError, match="more papers"):
        blt.read(ballots(line, line))


def test_ballots_beyond_one_piece_are_read_whole():
    lines = [b"%d %d %d 0" % (n % 9 + 1, n % 3 + 1, (n + 1) % 3 + 1) for n in range(60_000)]
    profile = blt.read(ballots(*lines))
    assert profile.total == sum(n % 9 + 1 for n in range(60_000))
    lines[50_000] = b"1 9 0"
    with pytest.raises(BallotFormatError) as refusal:
        blt.read(ballots(*lines))
    assert refusal.value.place == "50002:3"


@given(st.binary(max_size=200))
@settings(max_examples=200)
def test_arbitrary_bytes_give_a_profile_or_a_refusal(raw):
    for bytes_ in (raw, b"3 1\n" + raw, b"3 1\n1 1 0\n0\n" + raw):
        try:
            said = blt.read(bytes_).title
        except BallotFormatError as refusal:
            said = str(refusal)
        assert said.replace("\t", " ").isprintable()


@given(st.text("0123 \n\t\r-x", max_size=60))
@settings(max_examples=300)
def test_a_line_of_numbers_is_kept_to_the_paper_or_refused(body):
    """What is read holds exactly the papers of a slow reading, line by line."""
    expected = slow(body)
    try:
        profile = blt.read(b"3 1\n" + body.encode() + b"\n" + TAIL)
    except BallotFormatError:
        return
    if expected is not None:
        assert profile == profile_of(("Ann", "Bo", "Cy"), expected)


def slow(body):
    rankings = []
    for line in body.split("\n"):
        tokens = line.split()
        if tokens == ["0"]:
            return None  # the ballots end here, the rest would be names
        if tokens:
            if not all(t.isdigit() for t in tokens):
                return None
            numbers = [int(t) for t in tokens]
            rankings.append((numbers[1:-1], numbers[0]))
    return rankings


def test_a_ballot_of_sixty_thousand_preferences_is_read_whole():
    names = b"N\n" * 60_000
    line = b" ".join(b"%d" % n for n in range(60_000, 0, -1))
    profile = blt.read(b"60000 1\n1 2 0\n1 " + line + b" 0\n1 1 0\n0\n" + names)
    assert (profile.total, len(profile.preferences)) == (3, 60_000 + 1 + 2 + 2)


def test_blt_is_not_written_without_a_number_of_seats():
    with pytest.raises(ValueError, match="give `seats`"):
        blt.write(profile_of("AB", [((1,), 1)]))
    assert blt.read(blt.write(profile_of("AB", [((1,), 1)]), 2)).seats == 2


def test_withdrawals_are_written_and_read_back():
    profile = profile_of("ABC", [((2, 1), 4), ((3,), 1)], seats=1, withdrawn=[3])
    again = blt.read(blt.write(profile))
    assert (again.withdrawn, again.rankings()) == ({3}, {(2, 1): 4})
