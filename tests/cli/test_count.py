"""`delegata count` as people and programs call it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from delegata.cli import main

CONTESTS = Path(__file__).parents[1] / "representation" / "scottish-stv"
WARD = CONTESTS / "aberdeen_2012_ward13.blt"
KEYS = ["file", "rule", "seats", "elected", "names", "rounds", "ties"]


def counted(capsys, *arguments):
    status = main(["count", *map(str, arguments)])
    out, err = capsys.readouterr()
    return status, out, err


@pytest.fixture
def tied(tmp_path):
    file = tmp_path / "tied.blt"
    file.write_text("3 2\n4 1 0\n2 2 0\n2 3 0\n0\nAnn\nBo\nCy\nTied\n")
    return file


def test_it_prints_one_json_object_a_file_with_exactly_the_stated_keys(capsys):
    status, out, _err = counted(capsys, WARD, "--rule", "scottish-stv", "--json")
    (line,) = out.splitlines()
    stated = json.loads(line)
    assert (status, list(stated)) == (0, KEYS)
    assert stated["file"] == str(WARD)
    assert (stated["seats"], stated["elected"], stated["ties"]) == (3, [2, 4, 6], [])
    assert stated["names"][2] == "SNP, Callum MCCAIG"
    assert stated["rounds"][0]["votes"][5] == "1389.00000"


def test_all_hundred_contests_go_in_one_call_and_progress_is_told(capsys):
    files = sorted(CONTESTS.glob("*.blt"))
    status, out, err = counted(capsys, *files, "--rule", "scottish-stv", "--json")
    winners = json.loads((CONTESTS / "winners.json").read_text())
    stated = {Path(s["file"]).stem: s["elected"] for s in map(json.loads, out.splitlines())}
    assert (status, stated) == (0, winners)
    assert "100 of 100 files" in err


def test_people_get_a_table_that_fits_the_page(capsys):
    status, out, err = counted(capsys, WARD, "--rule", "scottish-stv")
    assert (status, err) == (0, "")
    assert "Elected: 6 SNP, Callum MCCAIG" in out
    assert "Round 2: surplus SNP, Callum MCCAIG" in out
    rows = [line for line in out.splitlines() if line[:2] in {"1 ", "7 "}]
    assert rows
    assert max(map(len, rows)) <= 100


def test_seats_can_be_set_and_must_be_possible(capsys):
    status, out, _err = counted(capsys, WARD, "--rule", "irv", "--seats", "1", "--json")
    assert (status, json.loads(out)["seats"]) == (0, 1)
    status, _out, err = counted(capsys, WARD, "--rule", "scottish-stv", "--seats", "8")
    assert (status, err.count("\n")) == (2, 1)
    assert "8 seats; expected 1 to 7" in err
    status, _out, err = counted(capsys, WARD, "--rule", "irv", "--seats", "2")
    assert status == 2
    assert "irv fills 1" in err


def test_what_only_a_lot_can_settle_is_listed_and_the_certain_stand(capsys, tied):
    status, out, _err = counted(capsys, tied, "--rule", "scottish-stv", "--json")
    stated = json.loads(out)
    assert (status, stated["elected"]) == (0, [1])
    assert stated["ties"] == [{"candidates": [2, 3], "names": ["Bo", "Cy"], "places": 1}]


def test_a_seed_settles_the_lot_and_the_draw_is_in_the_transcript(capsys, tied):
    status, out, _err = counted(capsys, tied, "--rule", "scottish-stv", "--seed", "s", "--json")
    stated = json.loads(out)
    assert (status, len(stated["elected"]), stated["ties"]) == (0, 2, [])
    (tie,) = [tie for r in stated["rounds"] for tie in r["ties"]]
    assert (tie["by"], tie["label"]) == ("lot", "scottish-stv round 3 exclusion")
    assert counted(capsys, tied, "--rule", "scottish-stv", "--seed", "s", "--json")[1] == out


def test_the_drawing_is_svg_with_every_name_escaped(capsys, tmp_path):
    ballots = tmp_path / "a.blt"
    ballots.write_text('2 1\n3 1 0\n2 2 0\n0\n"A <b> & c"\nBo\nTitle <i>\n')
    drawing = tmp_path / "a.svg"
    status, _out, _err = counted(capsys, ballots, "--rule", "scottish-stv", "--svg", drawing)
    text = drawing.read_text()
    assert status == 0
    assert text.startswith("<svg ")
    assert "A &lt;b&gt; &amp; c" in text
    assert "<i>" not in text


def test_the_whole_transcript_can_be_kept(capsys, tmp_path):
    kept = tmp_path / "t.json"
    assert counted(capsys, WARD, "--rule", "meek", "--transcript", kept)[0] == 0
    transcript = json.loads(kept.read_text())
    assert transcript["schema"] == "delegata-count/1"
    assert transcript["rounds"][0]["keep"][0] == "1.000000000"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "found an empty file"),
        (b"\x00\xff\x13", ":1:1: found"),
        (b"3 1\n1 1 x 0\n0\nA\nB\nC\n", ":2:5: found 'x', expected only numbers and blanks"),
        (b"3 1\n1 4 0\n0\nA\nB\nC\n", ":2:3: found '4', expected a candidate's number from 1 to 3"),
        (b"3 1\n1 1\n0\nA\nB\nC\n", ":2:4: found the end of the line, expected a 0"),
        (b"3 1\n" + b"1 " * 200_000, ":2:1: "),
    ],
)
def test_bad_input_is_one_clear_line_and_status_2(capsys, tmp_path, content, words):
    file = tmp_path / "bad.blt"
    file.write_bytes(content)
    status, out, err = counted(capsys, file, "--rule", "scottish-stv", "--json")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert str(file) in err
    assert words in err


def test_a_missing_file_and_a_folder_are_refused_in_one_line(capsys, tmp_path):
    for name in (tmp_path / "none.blt", tmp_path):
        status, _out, err = counted(capsys, name, "--rule", "scottish-stv")
        assert (status, err.count("\n")) == (2, 1)


def test_one_bad_file_among_good_ones_does_not_stop_them(capsys, tmp_path):
    bad = tmp_path / "bad\x1b[2J.blt"
    bad.write_bytes(b"nothing")
    status, out, err = counted(capsys, WARD, bad, WARD, "--rule", "scottish-stv", "--json")
    assert (status, len(out.splitlines())) == (2, 2)
    assert "\x1b" not in err


def test_ballots_come_from_standard_input_too():
    door = Path(sys.executable).with_name("delegata")
    run = subprocess.run(
        [door, "count", "-", "--rule", "scottish-stv", "--json"],
        input=WARD.read_bytes(),
        capture_output=True,
        check=True,
    )
    assert json.loads(run.stdout)["elected"] == [2, 4, 6]


def test_names_in_any_script_and_files_with_odd_names_are_shown_on_any_terminal(tmp_path):
    odd = tmp_path / os.fsdecode(b"w\xffrd.blt")
    odd.write_bytes("1 1\n1 1 0\n0\nŻółć\nT\n".encode())
    door = Path(sys.executable).with_name("delegata")
    for extra in ([], ["--json"]):
        run = subprocess.run(
            [door, "count", odd, "--rule", "plurality", *extra],
            env={**os.environ, "PYTHONIOENCODING": "ascii"},
            capture_output=True,
            check=True,
        )
        assert run.stderr == b""
    assert json.loads(run.stdout)["names"] == ["Żółć"]
