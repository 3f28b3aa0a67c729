"""`delegata apportion`: what it prints, and how it refuses."""

import json

import pytest

from delegata.cli import main

MIXED = ["Bolsheviks=390", "SR=190", "Mensheviks=80", "rest=21"]


def ask(capsys, *arguments):
    status = main(["apportion", *arguments])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def answer(capsys, *arguments):
    status, out, err = ask(capsys, *arguments, "--json")
    assert (status, err) == (0, "")
    return json.loads(out)


def test_json_holds_method_seats_and_ties(capsys):
    assert answer(capsys, "--method", "hamilton", "--seats", "25", *MIXED) == {
        "method": "hamilton",
        "seats": {"Bolsheviks": 14, "SR": 7, "Mensheviks": 3, "rest": 1},
        "ties": [],
    }


def test_a_tie_without_a_seed_is_shown_and_no_error(capsys):
    assert answer(capsys, "--method", "dhondt", "--seats", "3", "A=10", "B=10") == {
        "method": "dhondt",
        "seats": {"A": 1, "B": 1},
        "ties": [{"names": ["A", "B"], "places": 1}],
    }


def test_a_seed_draws_the_lot_and_shows_it(capsys):
    drawn = answer(capsys, "--method", "dhondt", "--seats", "3", "--seed", "x", "A=10", "B=10")
    assert drawn["ties"] == []
    winner = drawn["lots"][0]["drawn"][0]
    assert drawn["seats"] == {"A": 1, "B": 1} | {winner: 2}
    assert drawn["lots"][0]["names"] == ["A", "B"]
    assert drawn["lots"][0]["seed"] == "x"


def test_all_methods_stand_side_by_side(capsys):
    status, out, _ = ask(capsys, "--compare", "--seats", "25", *MIXED)
    assert status == 0
    head, first = out.splitlines()[:2]
    assert head.split()[2:] == [
        "hamilton", "droop-quota", "dhondt", "sainte-lague", "modified-sainte-lague",
        "adams", "dean", "huntington-hill",
    ]  # fmt: skip
    assert first.split() == ["Bolsheviks", "390", "14", "14", "15", "14", "14", "14", "14", "14"]
    compared = answer(capsys, "--compare", "--seats", "25", *MIXED)["compare"]
    assert [result["seats"]["Bolsheviks"] for result in compared] == [
        14,
        14,
        15,
        14,
        14,
        14,
        14,
        14,
    ]


def test_a_table_says_which_places_are_open(capsys):
    _, out, _ = ask(capsys, "--method", "dhondt", "--seats", "3", "A=10", "B=10")
    assert out.splitlines()[-1] == "dhondt: open, 1 for A, B; give --seed to draw the lot"
    _, out, _ = ask(capsys, "--method", "dhondt", "--seats", "3", "A=10", "B=10", "--seed", "x")
    assert out.splitlines()[-1].startswith("dhondt: lot from seed x, 1 for A, B: ")


@pytest.mark.parametrize(
    "content",
    [
        "list,votes\nA,100\nB,50\n",
        "A;100\r\nB;50\r\n",
        "\ufeffA\t100\n\nB\t50",
        '"A",100\n"B",50\n',
    ],
)
def test_a_file_of_names_and_votes_is_read(capsys, tmp_path, content):
    file = tmp_path / "votes.csv"
    file.write_bytes(content.encode())
    seats = answer(capsys, "--method", "dhondt", "--seats", "3", str(file))["seats"]
    assert seats == {"A": 2, "B": 1}


def test_conditions_are_taken(capsys):
    common = ["--method", "dhondt", "--seats", "10", "A=90", "B=7", "C=3"]
    assert answer(capsys, *common, "--threshold", "5%")["seats"] == {"A": 10, "B": 0, "C": 0}
    assert answer(capsys, *common, "--minimum", "1")["seats"] == {"A": 8, "B": 1, "C": 1}
    assert answer(capsys, *common, "--cap", "6")["seats"] == {"A": 6, "B": 3, "C": 1}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["A=1"], "no method is given"),
        ([], "no lists are given"),
        (["--method", "webster", "A=1"], "webster is not known"),
        (["--method", "dhondt", "A=1"], "give --seats N"),
        (["--method", "dhondt", "--seats", "-1", "A=1"], "--seats: '-1' is no whole number"),
        (["--method", "dhondt", "--seats", "3"], "no lists are given"),
        (["--method", "dhondt", "--seats", "3", "A=1.5"], "A=1.5: '1.5' is no whole number"),
        (["--method", "dhondt", "--seats", "3", "A=٣"], "no whole number"),
        (["--method", "dhondt", "--seats", "3", "A=" + "9" * 5000], "no whole number"),
        (["--method", "dhondt", "--seats", "3", "=5"], "has no name"),
        (["--method", "dhondt", "--seats", "3", "A=1", "A=2"], "'A' stands twice"),
        (["--method", "dhondt", "--seats", "3", "A=0"], "no list has any votes"),
        (["--method", "dhondt", "--seats", "3", "absent.csv"], "absent.csv: No such file"),
        (["--method", "dhondt", "--seats", "3", "a\x00b"], "give LIST=VOTES or a CSV file"),
        (["--method", "dhondt", "--seats", "3", "A=1", "--threshold", "x"], "'x' is no share"),
        (["--method", "dhondt", "--seats", "3", "A=1", "--threshold", "1/0"], "is no share"),
        (["--method", "dhondt", "--seats", "3", "A=1", "--threshold", "2"], "not between 0 and 1"),
        (["--method", "dhondt", "--seats", "3", "A=1", "--cap", "1"], "raise the cap"),
        (["--method", "dhondt", "--seats", "1", "A=1", "B=1", "--seed", ""], "a lot needs a seed"),
    ],
)  # fmt: skip
def test_bad_input_is_refused_in_one_line(capsys, arguments, words):
    status, out, err = ask(capsys, *arguments)
    assert (status, out) == (2, "")
    assert words in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"A,1\nB,x\n", ":2: 'x' is no whole number"),
        (b"A,1\nB\n", ":2: 1 fields; expected two"),
        (b"A,1\nB,-2\n", ":2: '-2' is no whole number"),
        (b"A,1\n,2\n", ":2: a list has no name"),
        (b"A,\xff\n", "byte 3 is not UTF-8"),
        (b"", "no line has a name and votes"),
        (b'A,"1\n', ": unexpected end of data"),
    ],
)
def test_a_bad_file_is_refused_with_its_line(capsys, tmp_path, content, words):
    file = tmp_path / "votes.csv"
    file.write_bytes(content)
    status, out, err = ask(capsys, "--method", "dhondt", "--seats", "3", str(file))
    assert (status, out) == (2, "")
    assert words in err
    assert len(err.splitlines()) == 1
