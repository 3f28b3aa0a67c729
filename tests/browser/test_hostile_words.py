"""Scripts, formulas, very long and backward words wherever somebody may write: all are inert."""

import csv
import io
import json
import re

import pytest
from test_office import Visitor
from test_permissions import ARGUMENTS, PAGES
from test_permissions import SCENE as PLAIN

from served import Served

SCRIPT = (
    "<script>document.title=`ran`</script><img src=x onerror=document.title=`ran`>"
    "<svg onload=document.title=`ran`></title></textarea>"
)
QUOTED = "\"'><body onload=document.title=`ran` {{ 7|add:7 }} {% debug %} ${7*7} ]]> -->"
ADDRESS = "javascript:document.title=`ran`"
FORMULA = "=HYPERLINK(`http://evil.example`)"
LONG = "W" * 280
BACKWARD = "\u202e3 ot 5 deirrac\u2066 \u05d0\u05d1"
SCENE = PLAIN
for plain, hostile in {
    "Dan Delegate (made up)": SCRIPT,
    "Rec Recalled (made up)": FORMULA,
    "Cher Chair (made up)": f"+{QUOTED}",
    "found body Congress\n": f"found body Congress {SCRIPT}\n",
    "found body Branch\n": f"found body Branch {BACKWARD}\n",
    "The auditor": f"{SCRIPT} {QUOTED}",
    "    title: Wages rise": f"    title: {FORMULA} {SCRIPT}",
    "    title: An open motion": f"    title: {LONG}",
    "    text: Wages rise.": f"    text: {SCRIPT} {QUOTED} {ADDRESS} {BACKWARD} {LONG}",
    "    mover: all": f"    mover: {ADDRESS}",
    "open poll auditor": f"""nominate auditor
    candidate: none
    holder: {SCRIPT}
open poll auditor""",
}.items():
    assert plain in SCENE
    SCENE = SCENE.replace(plain, hostile)
SCENE = (
    SCENE.partition("body branch\nby sec as secretary\nend mandate")[0]
    + f"""move amendment softer
    amends: open
    title: @{QUOTED}
    mover: {BACKWARD}
    text: {SCRIPT}
by sec as secretary
declare faction left
    name: {SCRIPT}
set agenda
    items:
      first: {SCRIPT}
      second: {BACKWARD}
take item first
speak
    speaker: {SCRIPT}
    title: {QUOTED}
    behalf: {ADDRESS}
    text: {SCRIPT}
"""
)
OFFICERS = ("sec", "cher", "dan", "nobody")
GALLERIES = ("/bodies/congress/screen", "/bodies/congress/gallery", "/bodies/congress/floor")
RUNS = (
    "[onload],[onerror],script:not([src],[type='application/json']),[href^='javascript'],"
    "[src='x'],[formaction]"
)


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    served = Served.of(tmp_path_factory.mktemp("words"), SCENE)
    yield served
    served.stop()


def places():
    """Every page that shows what somebody wrote, as a browser opens it."""
    routes = [
        *PAGES,
        "bodies/<slug:name>/acts/motion.moved",
        "bodies/<slug:name>/acts/floor.spoken",
    ]
    for route in routes:
        path = route
        for slot, value in {**ARGUMENTS, "<slug:election>": "auditor"}.items():
            path = path.replace(slot, value)
        if not path.endswith((".pdf", ".docx", ".csv", ".xlsx", "sign-out", ".js", "/list")):
            yield f"/{path}"


@pytest.mark.parametrize("alias", OFFICERS)
def test_no_page_runs_what_somebody_wrote(served, chromium, alias):
    """A delegate writes a script into everything; the console is watched on every page."""
    context = chromium.new_context(viewport={"width": 390, "height": 800})
    page, complaints = context.new_page(), []
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    if alias != "nobody":
        page.goto(served.command("sign-in", alias, "--at", served.url).strip())
        page.locator("main form button").click()
    ran, wide = [], []
    for path in places():
        page.goto(served.url + path, wait_until="load")
        if page.title() == "ran" or page.locator(RUNS).count():
            ran.append(path)
        if page.evaluate("document.documentElement.scrollWidth") > 391:
            wide.append(path)
    context.close()
    assert ran == []
    assert [said for said in complaints if "status of 4" not in said] == []
    assert wide == []


@pytest.mark.parametrize("path", ["/", "/bodies/congress", *GALLERIES,
                                  "/bodies/congress/sittings/1/minutes"])  # fmt: skip
def test_nothing_turns_the_words_of_a_page_around(served, path):
    """A sign that overrides the direction would let a title rewrite the result beside it."""
    page = Visitor(served.url).ask("GET", path)[2]
    assert not re.search("[\u202a-\u202e]", page)


def test_a_sheet_computes_nothing(served):
    for path in ("/bodies/congress/results.csv", "/bodies/congress/sittings/1/attendance.csv"):
        status, _, sheet = Visitor(served.url).ask("GET", path)
        cells = [cell for row in csv.reader(io.StringIO(sheet.lstrip("\ufeff"))) for cell in row]
        assert status == 200
        assert any("HYPERLINK" in cell for cell in cells), path
        assert [cell for cell in cells if re.match(r"[=+@\t\r]|-\D", cell)] == []


def test_a_program_gets_the_words_as_data(served):
    """JSON that says what it is, which no browser takes for a page."""
    for path in ("", "/motions", "/motions/open", "/mandates", "/entries?limit=500",
                 "/sittings/1/minutes"):  # fmt: skip
        status, headers, text = Visitor(served.url).ask("GET", f"/api/bodies/congress{path}")
        assert status == 200
        assert headers["Content-Type"].startswith("application/json")
        assert headers["X-Content-Type-Options"] == "nosniff"
        json.loads(text)


def test_papers_are_made_of_such_words(served):
    for path in ("sittings/1/minutes.pdf", "sittings/1/minutes.docx", "motions.pdf"):
        status, headers, _ = Visitor(served.url).ask("GET", f"/bodies/congress/{path}")
        assert status == 200
        assert headers["Content-Disposition"].isascii()
