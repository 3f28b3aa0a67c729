"""The screen on the wall: it follows the sitting by itself, in letters that a hall can read."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from test_division_by_ballot import SCENE, plain, plain_cast
from test_office import Visitor

from served import Served

PLACE = "/bodies/made-up-congress"
WIDTH = 1920
LEAST = 0.028 * WIDTH
_SMALLEST = """() => Math.min(...[...document.querySelectorAll('.wall *')]
    .filter(e => !e.closest('svg'))
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
    .map(e => parseFloat(getComputedStyle(e).fontSize)))"""

_FITS = """() => document.documentElement.scrollHeight <= window.innerHeight
    && document.documentElement.scrollWidth <= window.innerWidth"""


@pytest.fixture(scope="module")
def congress(tmp_path_factory):
    served = Served.of(tmp_path_factory.mktemp("wall"), SCENE + "by sally as chair\n")
    yield served
    served.stop()


@pytest.fixture
def wall(congress, chromium):
    context = chromium.new_context(viewport={"width": WIDTH, "height": 1080})
    page = context.new_page()
    page.set_default_timeout(10000)
    page.goto(f"{congress.url}{PLACE}/screen")
    yield page
    context.close()


def signed_in(congress, alias):
    visitor = Visitor(congress.url)
    link = congress.command("sign-in", alias, "--at", congress.url).strip()
    assert visitor.post(link.removeprefix(congress.url))[0] == 302
    return visitor


def readable(page):
    """Everything is large enough, fits the screen, and keeps its contrast."""
    assert page.evaluate(_SMALLEST) >= LEAST - 0.5
    assert page.evaluate(_FITS)
    assert Axe().run(page).response["violations"] == []


def test_the_wall_shows_the_vote_then_the_result_by_name_then_what_comes(congress, wall):
    chair = signed_in(congress, "sally")
    expect(wall.get_by_text("The vote is open")).to_be_visible()
    expect(wall.locator("aside")).to_contain_text("0 of 3 have voted")
    expect(wall.locator("aside")).to_contain_text("more than 1/2 of the votes cast")
    readable(wall)
    for alias, stance in (("ada", "for"), ("ben", "for"), ("cleo", "against")):
        assert plain_cast(signed_in(congress, alias), "wages", stance)[0] == 302

    assert plain(chair, f"{PLACE}/divisions/wages", f"{PLACE}/divisions/wages/close")[0] == 302
    expect(wall.locator(".verdict")).to_have_text("Carried")
    expect(wall.locator(".score")).to_contain_text("2 for · 1 against · 0 abstaining")
    assert wall.locator("svg.hemicycle .seat.for").count() == 2
    assert wall.locator("svg.hemicycle .seat.against").count() == 1
    readable(wall)

    moved = {"right": "office:chair", "motion": "late", "title": "Shifts end early", "mover": "Ada"}
    assert chair.post(f"{PLACE}/acts/motion.moved", **moved)[0] == 302
    expect(wall.get_by_role("heading", level=1)).to_have_text("Shifts end early")
    readable(wall)
    ruling = {"speaker": "the chair", "title": "The amendment is out of order"}
    assert chair.post(f"{PLACE}/acts/floor.ruled", right="office:chair", **ruling)[0] == 302
    expect(wall.get_by_role("heading", level=1)).to_have_text("The amendment is out of order")
    readable(wall)
    assert chair.post(f"{PLACE}/acts/sitting.recessed", right="office:chair")[0] == 302
    expect(wall.get_by_role("heading", level=1)).to_have_text("The sitting is in recess.")
    readable(wall)


def test_a_screen_shows_an_earlier_moment_and_stands_still(congress, wall):
    wall.goto(f"{congress.url}{PLACE}/screen")
    size = int(wall.locator("[data-live]").get_attribute("data-live").partition(":")[2])
    position = next(at for at in range(1, size) if "The vote is open" in seen(congress, at))
    wall.goto(f"{congress.url}{PLACE}/screen?at={position}")
    expect(wall.get_by_text("The vote is open")).to_be_visible()
    assert wall.locator("[data-live]").count() == 0
    readable(wall)


LONG = "A motion with a title that goes on and on until it is as long as titles ever are in a hall"
WORDY = " ".join(["Every branch reports what it has agreed, and to whom it reported it."] * 60)
TITLES = "".join(f"\n      item-{n}: {LONG} {n}" for n in range(1, 13))
CROWDED = (
    SCENE.partition("by sally as chair")[0]
    + f"""
by sally as chair
set agenda
    items:{TITLES}
take item item-11
move long
    title: {LONG}
    mover: Ada
    delegate: d-ada
    form: resolution
    text: {WORDY}
"""
    + "".join(
        f"""
amend lines change-{n}
    amends: long
    change: replace
    first: {n}
    last: {n + 4}
    title: {LONG} ({n})
    mover: Ben
    delegate: d-ben
    text: {WORDY}
"""
        for n in range(1, 9)
    )
    + f"""
move other
    title: {LONG} again
    mover: Cleo
    delegate: d-cleo
    form: resolution
    text: {WORDY}
open division other
    motion: other
    method: electronic
"""
)


@pytest.fixture(scope="module")
def crowded(tmp_path_factory):
    served = Served.of(tmp_path_factory.mktemp("crowded"), CROWDED)
    yield served
    served.stop()


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (1024, 768)])
def test_the_longest_titles_and_texts_fit_the_wall(crowded, chromium, size):
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    scenes = []
    for at in range(11, 24):
        page.goto(f"{crowded.url}{PLACE}/screen?at={at}")
        assert page.evaluate(_FITS), at
        scenes.append(page.locator(".stage").inner_text())
    context.close()
    for shown in ("hall 11", "lines more", "To: A motion with a title", "The vote is open"):
        assert any(shown in scene for scene in scenes), shown


def seen(congress, at):
    return Visitor(congress.url).ask("GET", f"{PLACE}/screen?at={at}")[2]


def test_a_screen_can_stay_on_who_is_here_or_on_the_order_of_the_day(congress, wall):
    wall.goto(f"{congress.url}{PLACE}/screen?show=presence")
    expect(wall.get_by_role("heading", level=1)).to_have_text("3 here")
    readable(wall)
    wall.goto(f"{congress.url}{PLACE}/screen?show=agenda")
    expect(wall.get_by_role("heading", level=1)).to_have_text("Order of the day")
    readable(wall)
    wall.goto(f"{congress.url}{PLACE}/screen?show=nonsense")
    expect(wall.get_by_role("heading", level=1)).to_have_text("The sitting is in recess.")
