"""The chair's console against slips: keys held or pressed twice, ends that were not meant."""

import re
import time

import pytest
from playwright.sync_api import expect
from test_division_by_ballot import SCENE
from test_office import Visitor

from barriers import barriers
from served import Served, rested

BODY = "/bodies/made-up-congress"
PLACE = f"{BODY}/chair"
OPEN = (
    SCENE[: SCENE.index("open division wages")]
    .replace("      motions: none\n", "")
    .replace("chair: @sally", "chair: @sally; teller: @dan; credentials: @sally")
    + """
second wages
    seconder: d-ben
set agenda
    items: pay Pay; time Time; rules Rules; other Other business
convene second
    convener: secretary
    opens on: 2026-01-02
    by: nora as secretary
convene third
    convener: secretary
    opens on: 2026-01-03
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
    return {alias: signed_in(congress, alias) for alias in ("sally", "nora", "dan", "ada")}


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
    rested(page)
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

    rested(page)
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
    assert barriers(page) == []
    page.get_by_label("Number keys press the buttons").check()
    rested(page)
    page.keyboard.press("0")
    expect(page.get_by_role("heading", level=1)).to_have_text("Count: Wages rise")
    division = page.url.split("/")[-2]
    act(sally, "division.annulled", "office:chair", division=division, reason="two halls")


def test_what_ends_something_is_pressed_twice(congress, page, visitors):
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
    assert barriers(page) == []
    again.click()
    expect(page.locator("main")).to_contain_text("No sitting is open")
    expect(page.get_by_role("link", name="Minutes of the last sitting")).to_be_visible()


def test_an_item_that_was_said_to_be_done_is_taken_again_from_a_folded_list(
    congress, page, visitors
):
    sally = visitors["sally"]
    for step in ("take-other", "finish-other"):
        if f'value="{step}"' in read(sally, PLACE):
            assert sally.post(PLACE, step=step)[0] == 302
    enter(page, congress, "sally", PLACE)
    again = page.locator("button").filter(has_text="Take “Other business” again")
    expect(again).to_be_hidden()
    assert again.get_attribute("data-key") is None
    page.get_by_text("Take an item again that is done").click()
    expect(again).to_be_visible()
    act(visitors["nora"], "presence.left", mandates="d-cleo")
    expect(page.locator("main .lead")).to_contain_text("2 with a vote are here")
    expect(again).to_be_visible()
    assert barriers(page) == []
    again.click()
    expect(page.locator("main")).to_contain_text("Other business (taken)")
    assert page.locator("#back").count() == 0
    act(visitors["nora"], "presence.arrived", mandates="d-cleo")


def counted(visitor, division, *votes):
    fields = dict(zip(("in_favour", "against", "abstaining"), votes, strict=True))
    assert visitor.post(f"{BODY}/divisions/{division}/count", **fields)[0] == 302


def test_a_teller_finds_the_count_and_the_chair_the_result_the_recount_and_the_merging(visitors):
    sally, dan, ada = visitors["sally"], visitors["dan"], visitors["ada"]
    assert "It needs 1 more to second it" in read(sally, PLACE)
    act(sally, "motion.seconded", "office:chair", motion="hours", seconder="d-cleo")
    assert "; seconded by Cleo (made up)." in read(sally, PLACE)
    act(sally, "motion.amendment-moved", "office:chair", motion="less", amends="hours",
        title="Hours fall by two", mover="d-ben")  # fmt: skip
    act(sally, "motion.seconded", "office:chair", motion="less", seconder="d-cleo")
    page = read(sally, PLACE)
    assert "“Hours fall” has an amendment in hand; vote on “Hours fall by two” first" in page
    assert sally.post(PLACE, step="put-show-of-hands-less")[0] == 302
    count = f'href="{BODY}/divisions/less/count"'
    for path in ("/floor", "/divisions/less"):
        assert count in read(dan, BODY + path)
        assert count not in read(ada, BODY + path)

    counted(dan, "less", 3, 0, 0)
    page = read(sally, PLACE)
    assert re.search("Last vote: .*Hours fall by two.*carried.* 3 to 0 .0 abstaining.", page)
    assert ada.post(f"{BODY}/demands", choice="recount-less")[0] == 302
    assert "before Hours fall by two is counted again" in read(sally, PLACE)
    assert sally.post(PLACE, step="again-less")[0] == 302
    counted(dan, "less", 2, 1, 0)
    page = read(sally, PLACE)
    assert "Merge what carried into the text of Hours fall" in page
    assert f'href="{BODY}/motions/hours/merge" class="button"' in page


def test_the_interrupted_know_that_they_are_and_the_clock_is_over_without_javascript(
    visitors, congress, page
):
    sally, ada = visitors["sally"], visitors["ada"]
    assert ada.post(f"{BODY}/floor", form="speech")[0] == 302
    assert sally.post(PLACE, step="call-d-ada")[0] == 302
    act(sally, "floor.time-changed", "office:chair", change="cut", seconds="300")
    act(sally, "floor.requested", "office:chair", delegate="d-ben", form="point-of-order",
        point="voting")  # fmt: skip
    patience = time.monotonic() + 10
    while 'class="clock over"' not in read(sally, PLACE):
        assert time.monotonic() < patience
    assert "You have the floor" in read(ada, f"{BODY}/seat")
    assert sally.post(PLACE, step="interrupt-d-ben")[0] == 302
    enter(page, congress, "ada", f"{BODY}/seat")
    expect(page.locator("main")).to_contain_text("Your speech was interrupted")
    assert "You have the floor" not in read(ada, f"{BODY}/seat")
    assert barriers(page) == []
    assert ada.post(f"{BODY}/seat", form="yield")[0] == 302
    assert sally.post(PLACE, step="end-speech")[0] == 302

    assert "Move a motion" in read(ada, f"{BODY}/seat")
    assert "2026-01-01" not in read(ada, f"{BODY}/move")
    assert ada.post(f"{BODY}/seat", form="walk-out")[0] == 302
    assert "Move a motion" not in read(ada, f"{BODY}/seat")
    assert ada.post(f"{BODY}/seat", form="return")[0] == 302


def test_where_nothing_is_called_the_console_says_who_calls_and_who_enters_it(visitors):
    sally = visitors["sally"]
    assert sally.post(PLACE, step="close")[0] == 302
    while opening := re.search(r'value="(open-[^"]+)"', page := read(sally, PLACE)):
        assert sally.post(PLACE, step=opening[1])[0] == 302
        assert sally.post(PLACE, step="close")[0] == 302

    assert "By the standing orders it is called by: executive, secretary" in page
    assert "Who holds the office secretary enters the call" in page
