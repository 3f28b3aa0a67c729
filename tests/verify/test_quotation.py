"""Words are looked up in an export: where they stand, whether in force, or what differs."""

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from lies import SIGNER, files, told

from cast import BRANCH, SITTING
from delegata.cli import main

WORDS = "The congress demands that wages rise by a tenth, from May on, in every bakery."
TWO_BODIES = (
    BRANCH
    + f"""
convene march
    convener: secretary
    opens on: 2026-01-01
open sitting march
    convocation: march
count present 20
by ben as chair
move own
    title: Wages in our branch
    mover: a member
    form: resolution
    text: {WORDS} So do we.
carry by consent own
    motion: own
"""
    + SITTING.replace("    form: resolution\n", f"    form: resolution\n    text: {WORDS}\n")
    + """
open division rise
    motion: rise
close division rise
    for: 5
    against: 2
"""
)
RESCINDED = (
    TWO_BODIES
    + """
move procedure gone
    device: rescind
    on: rise
    mover: delegate 2
second gone
    seconder: delegate 3
    delegate: d-3
open division gone
    motion: gone
close division gone
    for: 5
    against: 2
"""
)


@pytest.fixture
def looked_up(tmp_path, capsys):
    """Looks words up in the export of a scene: the exit status, and the lines about them."""

    def run(scene, words, *options, withheld=False):
        folder, file = tmp_path / "export", tmp_path / "words.txt"
        folder.mkdir(exist_ok=True)
        lines = told(scene)
        if withheld:
            lines = {body: [line._replace(texts=()) for line in its] for body, its in lines.items()}
        for name, content in files(lines).items():
            (folder / name).write_bytes(content)
        file.write_bytes(words.encode())
        status = main(["verify", str(folder), "--key", SIGNER.vkey, "--quote", str(file), *options])
        said = capsys.readouterr().out.replace(str(file), "words.txt")
        return status, [line for line in said.splitlines() if "words.txt" in line] or said

    return run


def test_words_are_found_in_each_body_that_adopted_them(looked_up):
    words = "\ufeff" + WORDS.replace(" ", "\r\n  ", 3)

    assert looked_up(TWO_BODIES, words) == (0, [
        "note: congress: words.txt is word for word the text of resolution no. 1 of Congress of the"
        " bakers, Wages rise (rise), adopted 2026-01-01 in entry 16, in force",
        "note: branch: words.txt is word for word a part of resolution no. 1 of Bakers' branch,"
        " Wages in our branch (own), adopted 2026-01-01 in entry 5, in force",
    ])  # fmt: skip


def test_words_of_a_text_that_was_rescinded_are_not_said_to_be_in_force(looked_up):
    status, said = looked_up(RESCINDED, WORDS)

    assert status == 0
    assert said[0].endswith(
        ", not in force since 2026-01-01: rescinded by Rescind Wages rise (gone)"
    )
    assert said[1].endswith(", in force")


def test_words_that_differ_are_a_finding_with_what_differs(looked_up):
    changed = WORDS.replace("a tenth", "a fifth").replace(", in every bakery", "") + " At once!"
    status, (said,) = looked_up(TWO_BODIES, changed)

    assert status == 1
    assert said.startswith("congress entry 16: not-word-for-word: words.txt: nearest is resolution")
    assert 'the record says "tenth," and the quotation "fifth,"' in said
    assert looked_up(TWO_BODIES, WORDS + " and soon")[1] == [
        "congress entry 16: not-word-for-word: words.txt: nearest is resolution no. 1 of Congress"
        " of the bakers, Wages rise (rise), adopted 2026-01-01 in entry 16, in force; the quotation"
        ' adds "and soon"'
    ]


@pytest.mark.parametrize("words", ["Bread for nothing.", "", "WAGES RISE BY A TENTH"])
def test_words_that_nobody_adopted_are_a_finding(looked_up, words):
    status, said = looked_up(TWO_BODIES, words, "--json")
    (finding,) = json.loads(said[0])["findings"]

    assert (status, finding["kind"], finding["body"]) == (1, "not-in-record", "")


def test_a_text_that_is_withheld_is_not_found(looked_up):
    assert "not-in-record" in looked_up(TWO_BODIES, WORDS, withheld=True)[1][0]


def test_a_body_that_was_judged_in_part_is_named(looked_up, tmp_path, capsys):
    looked_up(TWO_BODIES, WORDS)
    record = tmp_path / "export" / "congress.jsonl"
    record.write_bytes(record.read_bytes().replace(b"\n", b"\n\n", 1))
    status = main(["verify", str(tmp_path / "export"), "--quote", str(tmp_path / "words.txt")])
    said = capsys.readouterr().out

    assert status == 1
    assert "words.txt is word for word a part of resolution no. 1 of Bakers' branch" in said
    assert "note: congress: it was judged in part, so no quotation was looked up in it" in said


def test_words_without_end_are_not_read(looked_up):
    status, _ = looked_up(TWO_BODIES, "x" * 70_000)

    assert status == 2
