"""A chair who has never seen it opens, runs and closes a sitting from the console."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from test_division_by_ballot import SCENE
from test_office import Visitor

from conftest import Served

PLACE = "/bodies/made-up-congress/chair"
BEFORE = SCENE[: SCENE.index("open sitting first")].replace("secretary: @nora; credentials: @nora; "
                                                           "chair: @sally",
                                                           "secretary: @sally; credentials: @nora;"
                                                           " chair: @sally")  # fmt: skip
AGENDA = """by sally as chair
set agenda
    items: wages Wages; rules Rules
"""


@pytest.fixture(scope="module")
def congress(tmp_path_factory):
    folder = tmp_path_factory.mktemp("chair")
    (folder / "scenes").mkdir()
    scene = BEFORE.replace("by nora as secretary", "by sally as secretary")
    (folder / "scenes" / "congress.scenario").write_text(scene + AGENDA, "utf-8")
    served = Served(folder / "var", "demo", "--scenarios", str(folder / "scenes"))
    yield served
    served.stop()


def steps(page):
    return [words.split(" ", 1)[1] for words in page.locator("ol.steps button").all_inner_texts()]


def test_a_sitting_is_opened_run_and_closed_by_keyboard(congress, chromium):
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(10000)
    page.goto(congress.command("sign-in", "sally", "--at", congress.url).strip())
    page.locator("main form button").click()
    page.goto(congress.url + PLACE)
    expect(page.locator("main")).to_contain_text("No sitting is open")
    page.keyboard.press("1")
    expect(page.locator("main")).to_contain_text("No sitting is open")  # keys are off at first
    page.get_by_label("Number keys press the buttons").check()
    page.keyboard.press("1")
    expect(page.locator("main")).to_contain_text("The sitting sitting-1 is open")
    assert Axe().run(page).response["violations"] == []

    # Without a quorum nothing is put to the vote, and the console says why.
    performed(page, congress, "motion.moved", motion="wages", title="Wages rise", mover="Ada")
    page.goto(congress.url + PLACE)
    assert not any(words.startswith("Put") for words in steps(page))
    page.get_by_text("What cannot be done now, and why").click()
    expect(page.locator("dl.barred")).to_contain_text("0 of 4 voters are present, and 3 are needed")
    performed(page, congress, "presence.arrived", office="secretary",
              mandates="d-ada, d-ben, d-cleo")  # fmt: skip

    page.goto(congress.url + PLACE)
    page.get_by_role("button", name="Take Wages").click()
    expect(page.locator("main")).to_contain_text("Wages (taken)")
    page.get_by_role("button", name="Put Wages rise, by open electronic ballot").click()
    expect(page.get_by_text("The division on Wages rise is open")).to_be_visible()
    assert "Close the sitting" not in steps(page)
    page.keyboard.press("0")
    page.get_by_role("button", name="Close the box and declare the result").click()
    expect(page.locator("main")).to_contain_text("Lost")

    page.goto(congress.url + PLACE)
    page.get_by_role("button", name="Wages: done").click()
    page.get_by_role("button", name="Close the sitting").click()
    expect(page.locator("main")).to_contain_text("No sitting is open")
    context.close()


def performed(page, congress, kind, office="chair", **fields):
    """An act by its form."""
    page.goto(f"{congress.url}/bodies/made-up-congress/acts/{kind}")
    page.locator("[name=right]").first.select_option(f"office:{office}")
    for name, value in fields.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator("main form button").last.click()


def test_a_step_pressed_twice_is_taken_once_and_a_stale_one_is_said(congress):
    chair = Visitor(congress.url)
    link = congress.command("sign-in", "sally", "--at", congress.url).strip()
    assert chair.post(link.removeprefix(congress.url))[0] == 302
    convened = chair.post(
        "/bodies/made-up-congress/acts/meeting.convened",
        **{"right": "office:secretary", "convocation": "second", "convener": "secretary",
           "opens on": "2099-01-01"},
    )  # fmt: skip
    assert convened[0] == 302
    for _ in range(2):
        assert chair.post(PLACE, step="open-second", key="chair-x-1")[0] == 302
    assert chair.ask("GET", "/bodies/made-up-congress/record")[2].count("sitting-2 opens") == 1

    status, _, text = chair.post(PLACE, step="open-second", key="chair-x-2")
    assert (status, "see what can be done now" in text) == (409, True)
