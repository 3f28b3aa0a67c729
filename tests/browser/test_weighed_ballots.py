"""Votes by the members represented: split on a device, cast for an absent delegate, verified."""

import csv
import io
import json
import re

import pytest
from playwright.sync_api import expect
from test_division_by_ballot import SCENE, plain, plain_cast
from test_office import Visitor

from barriers import barriers
from served import Served, press_twice

PLACE = "/bodies/made-up-congress/divisions"
WEIGHED = SCENE.replace(
    "      convening notice_days: 0",
    "      convening notice_days: 0\n      weights splits: yes\n      proxies most: 1\n"
    "      publicity names: members",
).replace(
    "by sally as chair\nmove wages",
    """set weights branch
    members: 1000
    roll on: 2026-01-01
    delegates: d-ada, d-ben, d-dan
give proxy d-dan
    holder: d-ada
by sally as chair
move wages""",
)  # fmt: skip


@pytest.fixture(scope="module")
def congress(tmp_path_factory):
    served = Served.of(tmp_path_factory.mktemp("weighed"), WEIGHED)
    yield served
    served.stop()


@pytest.fixture(scope="module")
def visitors(congress):
    found = {}
    for alias in ("ben", "dan", "sally", "nora"):
        visitor = found[alias] = Visitor(congress.url)
        link = congress.command("sign-in", alias, "--at", congress.url).strip()
        assert visitor.post(link.removeprefix(congress.url))[0] == 302
    return found


def send(visitor, **ballot):
    page = visitor.ask("GET", f"{PLACE}/wages")[2]
    token = re.search(r'data-admission="([^"]+)"', page)[1]
    said = {"admission": token, "body": "made-up-congress", "division": "wages", **ballot}
    status, _, text = visitor.ask("POST", "/hall/ballot", json.dumps(said))
    return status, json.loads(text)


def test_votes_that_are_no_ones_or_do_not_add_up_are_refused(visitors):
    ben, dan = visitors["ben"], visitors["dan"]
    split = {"in_favour": 300, "against": 34, "abstaining": 0}
    assert send(ben, mandate="d-dan", stance="for")[0] == 403
    assert send(ben, mandate="d-ben")[0] == 422
    assert ben.ask("GET", f"{PLACE}/wages/votes.csv")[0] == 404
    assert send(ben, mandate="d-ben", stance="for", split=split)[0] == 422
    refused = send(ben, mandate="d-ben", split={**split, "in_favour": 1})
    assert refused[0] == 409
    assert "Ben (made up) has 333 votes and 35 are named" in refused[1]["say"]
    assert "is absent" not in ben.ask("GET", f"{PLACE}/wages")[2]
    assert "has no vote in “Wages rise”" in dan.ask("GET", f"{PLACE}/wages")[2]


def test_a_delegate_splits_the_votes_and_casts_those_of_an_absent_one(
    congress, visitors, chromium, tmp_path
):
    ben, sally = visitors["ben"], visitors["sally"]
    context = chromium.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.set_default_timeout(8000)
    page.goto(congress.command("sign-in", "ada", "--at", congress.url).strip())
    page.locator("main form button").click()
    page.goto(f"{congress.url}{PLACE}/wages")
    expect(page.locator("main")).to_contain_text("It counts for 334 votes")
    expect(page.locator("main")).to_contain_text("who is absent")
    own = page.locator('form.cast[data-mandate="d-ada"]')
    absent = page.locator('form.cast[data-mandate="d-dan"]')
    own.get_by_text("Split the votes").click()
    own.get_by_label("For", exact=True).fill("300")
    own.get_by_label("Against", exact=True).fill("34")
    assert barriers(page) == []
    absent.get_by_role("button", name="Against", exact=True).click()
    own.get_by_role("button", name="Cast the votes split so").click()
    expect(absent.locator(".answer")).to_have_text("")
    own.get_by_role("button", name="Press again: Cast the votes split so").click()
    expect(page.locator("main")).to_contain_text("Your ballot is in the box")
    absent.get_by_role("button", name="For", exact=True).click()
    absent.get_by_role("button", name="Press again: For", exact=True).click()
    expect(page.locator("main")).to_contain_text("This ballot is in the box")
    said = send(ben, mandate="d-ben", stance="against")
    assert said[0] == 200
    receipt = tmp_path / "receipt"
    receipt.write_text(said[1]["receipt"])

    page.goto(congress.command("sign-in", "sally", "--at", congress.url).strip())
    page.locator("main form button").click()
    page.goto(f"{congress.url}{PLACE}/wages")
    press_twice(page, "Close the box and declare the result")
    expect(page.locator("main")).to_contain_text("Carried")
    assert barriers(page) == []
    context.close()
    result = sally.ask("GET", f"{PLACE}/wages")[2]
    assert "<dd>633</dd>" in result
    assert "<dd>367</dd>" in result
    assert "1000 of 1000, by the members represented" in result
    assert re.findall(r"<td>([^<]*)<span[^>]*>\(absent, by ([^)]+ \(made up\))\)", result) == [
        ("Dan (made up) ", "Ada (made up)")
    ]
    assert (
        "this is the count that was declared" in sally.ask("GET", f"{PLACE}/wages?recount=yes")[2]
    )
    export = congress.folder / "out"
    congress.command("export", str(export))
    ledgers = "".join(path.read_text() for path in export.glob("*.voters"))
    assert '{"by":"d-ada","mandate":"d-dan"}' in ledgers
    verified = congress.verify(export, "--receipt", receipt)
    assert "all is well" in verified
    assert "the receipt is kept" in verified


def test_who_voted_how_is_a_table_for_those_whom_the_page_shows_it(congress, visitors):
    """After the box was closed, as above."""
    sally, outsider = visitors["sally"], Visitor(congress.url)
    sheet = csv.DictReader(io.StringIO(sally.ask("GET", f"{PLACE}/wages/votes.csv")[2][1:]))
    assert [(r["Mandate"], r["Vote"], r["Votes"], r["Cast by"]) for r in sheet] == [
        ("d-ada", "for", "300", ""), ("d-ada", "against", "34", ""),
        ("d-ben", "against", "333", ""), ("d-dan", "for", "333", "d-ada"),
    ]  # fmt: skip
    assert f'href="{PLACE}/wages/votes.csv"' in sally.ask("GET", f"{PLACE}/wages")[2]
    results = f"{PLACE.removesuffix('/divisions')}/results.csv"
    assert f"{PLACE}/wages/votes.csv" in sally.ask("GET", results)[2]
    assert outsider.ask("GET", f"{PLACE}/wages/votes.csv")[0] == 404
    assert "votes.csv" not in outsider.ask("GET", f"{PLACE}/wages")[2]
    assert "votes.csv" not in outsider.ask("GET", results)[2]


def test_who_comes_in_while_the_box_is_open_casts_the_own_ballot(visitors):
    dan, sally, nora = visitors["dan"], visitors["sally"], visitors["nora"]
    acts = "/bodies/made-up-congress/acts"
    chair, secretary = {"right": "office:chair"}, {"right": "office:secretary"}
    hours = {"division": "hours", "motion": "hours", "method": "electronic"}
    assert sally.post(f"{acts}/division.opened", **chair, **hours)[0] == 302
    assert nora.post(f"{acts}/presence.arrived", **secretary, mandates="d-dan")[0] == 302
    assert plain_cast(dan, "hours", "for")[0] == 302
    assert plain(sally, f"{PLACE}/hours", f"{PLACE}/hours/close")[0] == 302
    result = sally.ask("GET", f"{PLACE}/hours")[2]

    assert "Dan (made up)</td><td>for</td>" in result
    assert "(absent, by" not in result
