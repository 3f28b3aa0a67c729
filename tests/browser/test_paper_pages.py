"""The papers as they are served: escaped, complete, checkable, and harmless in a spreadsheet."""

import csv
import io
import re

import pytest
from test_office import Visitor

from cast import SITTING
from served import Served

SCENE = (
    SITTING
    + """
move evil
    title: =HYPERLINK("x")
    text: <script>alert(1)</script> & the wages of all bakers rise by one tenth
    mover: delegate 2
    form: resolution
move waiting
    title: <b>Bread</b>
    mover: delegate 3
open division evil
    motion: evil
close division evil
    for: 6
    against: 1
move again
    title: Wages again
    mover: delegate 4
open division again
    motion: again
    method: secret
annul division again
    reason: the hall was cut off
open division again-2
    motion: again
close division again-2
    for: 5
    against: 2
"""
)
HERE = "/bodies/congress"


@pytest.fixture(scope="module")
def visitor(tmp_path_factory):
    """Somebody who is not signed in, before a congress with hostile words."""
    folder = tmp_path_factory.mktemp("papers")
    (folder / "scene.scenario").write_text(SCENE)
    served = Served(folder / "var", "run")
    served.command("perform", str(folder / "scene.scenario"))
    yield Visitor(served.url)
    served.stop()


@pytest.mark.parametrize("asked", ["", "?form=short", "?language=de", "?language=xx&form=y"])
def test_the_page_of_the_minutes_escapes_what_was_said(visitor, asked):
    status, _, page = visitor.ask("GET", f"{HERE}/sittings/1/minutes{asked}")

    assert status == 200
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; the wages" in page
    assert "<script>alert" not in page


def test_the_foot_names_the_root_of_the_checkpoint(visitor):
    _, _, page = visitor.ask("GET", f"{HERE}/sittings/1/minutes")
    _, _, checkpoint = visitor.ask("GET", f"{HERE}/checkpoint")
    _, size, root = checkpoint.splitlines()[:3]

    assert f"size {size}, root {root}" in page.replace("&#x2B;", "+")


def test_a_sitting_that_was_not_held_has_no_papers(visitor):
    for paper in ("minutes", "minutes.pdf", "minutes.docx", "attendance.csv"):
        for number in (0, 2, 10**30):
            assert visitor.ask("GET", f"{HERE}/sittings/{number}/{paper}")[0] == 404


def test_a_spreadsheet_runs_nothing_of_the_results(visitor):
    _, _, sheet = visitor.ask("GET", f"{HERE}/results.csv?sitting=1")
    row = next(csv.DictReader(io.StringIO(sheet.lstrip("\ufeff"))))

    assert (row["Title"], row["For"], row["Outcome"]) == ('\'=HYPERLINK("x")', "6", "carried")


def test_the_decisions_show_the_vote_that_decided_and_not_one_that_was_annulled(visitor):
    _, _, page = visitor.ask("GET", f"{HERE}/decisions")
    row = next(row for row in page.split("<tr>") if "Wages again" in row)

    assert re.findall(r'class="number">(\d+)', row)[:2] == ["5", "2"]
    assert "no vote" not in row
    _, _, motion = visitor.ask("GET", f"{HERE}/motions/again")
    assert re.findall(r"divisions/again[^<]*>([^<]+)", motion) == ["Annulled", "Closed, carried"]


def test_a_quotation_is_checked_by_anybody(visitor):
    for words, answer in (
        ("the wages of all   bakers rise by one tenth", "Word for word, a part"),
        ("& the wages of all bakers rise by one fifth", "Not word for word"),
        ("bread for nothing", "Not in the record"),
        ("x" * 30_000, "is longer than"),
    ):
        _, _, page = visitor.post(f"{HERE}/quotation", quotation=words)
        assert re.search(answer, page), answer
        assert "<script>alert" not in page
