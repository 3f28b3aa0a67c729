"""The chair's console against slips: keys held or pressed twice, ends that were not meant."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from test_division_by_ballot import SCENE
from test_office import Visitor

from served import Served

BODY = "/bodies/made-up-congress"
PLACE = f"{BODY}/chair"
RESTED = 1700
OPEN = (
    SCENE[: SCENE.index("open division wages")]
    + """
set agenda
    items: pay Pay; time Time; rules Rules; other Other business
convene second
    convener: secretary
    opens on: 2026-01-02
    by: nora as secretary
"""
)


@pytest.fixture(scope="module")
def congress(tmp_path_factory):
    served = Served.of(tmp_path_factory.mktemp("console"), OPEN)
    yield served
    served.stop()


@pytest.fixture(scope="module")
def people(congress):
    return {alias: signed_in(congress, alias) for alias in ("sally", "nora", "ada")}


@pytest.fixture
def visitors(people):
    """Everybody signed in, while a sitting is open with Ada, Ben and Cleo in it."""
    opening = re.search(r'value="(open-[^"]+)"', read(people["sally"], PLACE))
    if opening:
        assert people["sally"].post(PLACE, step=opening[1])[0] == 302
        act(people["nora"], "presence.arrived", mandates="d-ada, d-ben, d-cleo")
    return people


def act(visitor, kind, right="office:secretary", **fields):
    """An act by its form."""
    status, _, page = visitor.post(f"{BODY}/acts/{kind}", right=right, **fields)
    assert status == 302, page


def signed_in(congress, alias):
    visitor = Visitor(congress.url)
    link = congress.command("sign-in", alias, "--at", congress.url).strip()
    assert visitor.post(link.removeprefix(congress.url))[0] == 302
    return visitor


def enter(page, congress, alias, path):
    page.goto(congress.command("sign-in", alias, "--at", congress.url).strip())
    page.locator("main form button").click()
    page.goto(congress.url + path)


def read(visitor, path):
    return visitor.ask("GET", path)[2]


def size(page):
    return int(page.locator("[data-live]").get_attribute("data-live").partition(":")[2])


@pytest.mark.usefixtures("visitors")
def test_a_key_that_is_held_or_pressed_twice_does_one_act(congress, page):
    enter(page, congress, "sally", PLACE)
    page.get_by_label("Number keys press the buttons").check()
    page.wait_for_timeout(RESTED)
    key = page.get_by_role("button", name="Take Pay").get_attribute("data-key")
    before = size(page)

    page.keyboard.down(key)
    for _ in range(5):
        page.keyboard.down(key)
    expect(page.locator("main")).to_contain_text("Pay (taken)")
    page.keyboard.down(key)
    page.keyboard.up(key)
    page.keyboard.press(key)
    expect(page.locator("#keys-said")).to_contain_text("just changed")
    assert size(page) == before + 1

    page.wait_for_timeout(RESTED)
    page.keyboard.press(page.get_by_role("button", name="Take Time").get_attribute("data-key"))
    expect(page.locator("main")).to_contain_text("Time (taken)")
    assert size(page) == before + 2


def test_during_a_vote_it_comes_first_and_nothing_that_confuses_it_is_offered(
    congress, page, visitors
):
    sally = visitors["sally"]
    sally.post(PLACE, step="take-rules")
    assert sally.post(PLACE, step="put-show-of-hands-wages")[0] == 302
    enter(page, congress, "sally", PLACE)
    first = page.locator("main a.button")
    expect(first).to_have_text(re.compile("0.*Enter the count"))
    assert page.locator("ol.steps button:not(.plain)").count() == 0
    assert page.get_by_role("button", name=re.compile("done|Take ")).count() == 0
    assert Axe().run(page).response["violations"] == []
    page.get_by_label("Number keys press the buttons").check()
    page.wait_for_timeout(RESTED)
    page.keyboard.press("0")
    expect(page.get_by_role("heading", level=1)).to_have_text("Count: Wages rise")
    division = page.url.split("/")[-2]
    act(sally, "division.annulled", "office:chair", division=division, reason="two halls")


def test_what_ends_something_is_pressed_twice_and_without_javascript_once(congress, page, visitors):
    enter(page, congress, "sally", PLACE)
    close = page.get_by_role("button", name="Close the sitting")
    assert close.get_attribute("data-key") is None
    expect(close.locator("xpath=..")).to_contain_text("still in hand afterwards")
    close.dblclick()
    expect(page.get_by_role("button", name="Press again: Close the sitting")).to_be_visible()
    act(visitors["nora"], "presence.arrived", mandates="d-dan")
    expect(page.locator("main .lead")).to_contain_text("4 with a vote are here")
    again = page.get_by_role("button", name="Press again: Close the sitting")
    expect(again).to_be_visible()
    assert Axe().run(page).response["violations"] == []
    again.click()
    expect(page.locator("main")).to_contain_text("No sitting is open")
