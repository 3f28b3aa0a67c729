"""Votes as they are taken in a hall: tellers apart, a roll call, demands, a recount."""

import re

import pytest
from playwright.sync_api import expect
from test_division_by_ballot import SCENE
from test_office import Visitor

from barriers import barriers
from served import Served

PLACE = "/bodies/made-up-congress"
TELLERS = SCENE[: SCENE.index("open division wages")].replace(
    "officers: secretary: @nora;", "officers: secretary: @nora; teller: @nora; teller: @dan;"
).replace("      convening notice_days: 0",
          "      convening notice_days: 0\n      divisions tellers: two\n"
          "      divisions casting_vote: chair")  # fmt: skip


@pytest.fixture(scope="module")
def congress(tmp_path_factory):
    served = Served.of(tmp_path_factory.mktemp("votes"), TELLERS)
    yield served
    served.stop()


@pytest.fixture(scope="module")
def visitors(congress):
    found = {}
    for alias in ("ada", "ben", "dan", "nora", "sally"):
        visitor = found[alias] = Visitor(congress.url)
        link = congress.command("sign-in", alias, "--at", congress.url).strip()
        assert visitor.post(link.removeprefix(congress.url))[0] == 302
    return found


def opened(sally, motion, method, division=""):
    status, _, page = sally.post(
        f"{PLACE}/acts/division.opened",
        right="office:chair",
        division=division or motion,
        motion=motion,
        method=method,
    )
    assert status == 302, page


def told(teller, division, *votes):
    names = ("in_favour", "against", "abstaining")
    return teller.post(
        f"{PLACE}/divisions/{division}/count", **dict(zip(names, votes, strict=True))
    )


def read(visitor, path):
    return visitor.ask("GET", f"{PLACE}{path}")[2]


def signed_in(page, congress, alias):
    page.goto(congress.command("sign-in", alias, "--at", congress.url).strip())
    page.locator("main form button").click()


def test_two_tellers_count_apart_until_they_agree_and_a_tie_is_broken(congress, visitors, page):
    nora, dan, sally = visitors["nora"], visitors["dan"], visitors["sally"]
    division = "wages" if page.viewport_size["width"] > 400 else "hours"
    opened(sally, division, "show-of-hands")
    path = f"/divisions/{division}/count"
    assert visitors["ada"].ask("GET", PLACE + path)[0] == 404
    assert told(nora, division, "1", "one", "1")[0] == 409

    too_many = told(nora, division, "2", "1", "9")
    assert (too_many[0], "of 3 present; count again" in too_many[2]) == (409, True)
    assert told(nora, division, "2", "1", "0")[0] == 302
    assert "Your count is in" in read(nora, path)
    assert not re.search(r"\b2\b[^<]*for, 1 against", read(dan, path) + read(dan, "/record"))
    signed_in(page, congress, "dan")
    page.goto(congress.url + PLACE + path)
    assert barriers(page) == []
    for name, votes in (("For", "1"), ("Against", "1"), ("Abstaining", "0")):
        page.get_by_label(name, exact=True).fill(votes)
    page.get_by_role("button", name="Seal my count").click()
    expect(page.locator("main")).to_contain_text("The counts differ")
    assert barriers(page) == []
    assert told(nora, division, "1", "1", "1")[0] == 302
    for name, votes in (("For", "1"), ("Against", "1"), ("Abstaining", "1")):
        page.get_by_label(name, exact=True).fill(votes)
    page.get_by_role("button", name="Seal my count").click()
    expect(page.locator("main")).to_contain_text("Lost by show of hands")
    expect(page.locator("main")).to_contain_text("Tellers' counts that did not stand")

    signed_in(page, congress, "sally")
    page.goto(congress.url + PLACE + "/demands")
    assert barriers(page) == []
    page.get_by_role("button", name=re.compile("Casting vote on .*: for")).click()
    page.goto(f"{congress.url}{PLACE}/divisions/{division}")
    expect(page.locator("main")).to_contain_text("the casting vote was given for")
    expect(page.locator("main")).to_contain_text("Carried")
    assert barriers(page) == []


def test_a_roll_call_is_demanded_drawn_called_and_corrected(congress, visitors, page):
    motion = "roof" if page.viewport_size["width"] > 400 else "heat"
    visitors["sally"].post(
        f"{PLACE}/acts/motion.moved", right="office:chair", motion=motion,
        title=motion.title(), mover="Ada",
    )  # fmt: skip
    demand = {"choice": f"roll-call-{motion}", "key": f"demand-{motion}"}
    assert visitors["ada"].post(f"{PLACE}/demands", **demand)[0] == 302
    assert "Must be put by a roll call" in read(visitors["ben"], "/demands")
    refused = visitors["sally"].post(
        f"{PLACE}/acts/division.opened", right="office:chair", division=motion, motion=motion,
        method="cards",
    )  # fmt: skip
    assert refused[0] == 409
    assert "be voted on by roll-call" in refused[2]

    signed_in(page, congress, "sally")
    page.goto(f"{congress.url}{PLACE}/chair")
    page.get_by_role("link", name="Enter or draw who begins").click()
    assert page.url == f"{congress.url}{PLACE}/roll-call/{motion}"
    assert barriers(page) == []
    first = page.get_by_label("Or name who begins")
    names = [
        words.split(" (")[0].split()[-1] for words in first.locator("option").all_inner_texts()
    ]
    page.get_by_label("The letter that was drawn").fill(names[2][0].lower())
    page.get_by_role("button", name="Go to the letter").click()
    expect(page.get_by_role("status").first).to_contain_text("is called first")
    assert names[2] in first.locator("option:checked").inner_text()
    assert barriers(page) == []
    page.get_by_label("The letter that was drawn").fill("7")
    page.get_by_role("button", name="Go to the letter").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter the one letter")
    page.get_by_label("Draw it from a published seed").fill("three dice: 4, 2 and 6")
    page.get_by_role("button", name="Open the roll call").click()
    expect(page.get_by_role("heading", name=re.compile("^Call"))).to_be_visible()
    assert barriers(page) == []
    page.get_by_role("button", name="For", exact=True).click()
    expect(page.locator("main")).to_contain_text("1 of 3 called")
    page.get_by_label("Answer", exact=True).select_option("against")
    page.get_by_role("button", name="Put it right").click()
    expect(page.locator("main")).to_contain_text("Against 1")
    page.get_by_role("button", name="No answer").click()
    page.get_by_role("button", name="Against", exact=True).click()
    expect(page.locator("main")).to_contain_text("All names are called")
    page.get_by_role("button", name="Abstain", exact=True).click()
    page.get_by_role("button", name="Close the roll call and declare the result").click()
    expect(page.locator("main")).to_contain_text("Lost by roll call")
    expect(page.locator("table").last).to_contain_text("abstaining")


def test_a_recount_keeps_both_counts_and_the_resolution_follows(congress, visitors):
    sally, nora, dan = visitors["sally"], visitors["nora"], visitors["dan"]
    sally.post(f"{PLACE}/acts/motion.moved", right="office:chair", motion="peace",
               title="Peace", mover="Ada", form="resolution")  # fmt: skip
    opened(sally, "peace", "cards")
    assert told(nora, "peace", "1", "1", "0")[0] == told(dan, "peace", "2", "0", "0")[0] == 302
    assert "The counts differ" in read(nora, "/divisions/peace/count")
    for teller in (nora, dan):
        assert told(teller, "peace", "2", "1", "0")[0] == 302
    assert "Carried" in read(nora, "/divisions/peace")
    assert visitors["ada"].post(f"{PLACE}/demands", choice="recount-peace")[0] == 302
    assert "Nothing is put to the vote before" in read(nora, "/demands")
    again = sally.post(f"{PLACE}/demands", choice="again-peace", reason="one demands it")
    assert again[0] == 302
    assert "counted again" in read(nora, "/divisions/peace")
    assert "The counts differ" not in read(nora, "/divisions/peace/count")
    for teller in (nora, dan):
        assert told(teller, "peace", "1", "2", "0")[0] == 302

    page = read(nora, "/divisions/peace")
    assert "Lost" in page
    assert "Counted before" in page
    assert "Not in force" in read(nora, "/resolutions/peace")
    assert congress.command("export", str(congress.folder / "out"))
    assert "all is well" in congress.verify(congress.folder / "out")
