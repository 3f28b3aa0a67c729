"""A chair who has never seen it opens, runs and closes a sitting from the console."""

import re

import pytest
from playwright.sync_api import expect
from test_division_by_ballot import SCENE
from test_office import Visitor

from barriers import barriers
from served import Served, fill_in, press_twice, rested

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
    scene = BEFORE.replace("by nora as secretary", "by sally as secretary")
    served = Served.of(folder, scene + AGENDA)
    yield served
    served.stop()


def steps(page):
    return [
        re.sub(r"^\d ", "", words) for words in page.locator("ol.steps button").all_inner_texts()
    ]


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
    rested(page)
    page.keyboard.press("1")
    expect(page.locator("main")).to_contain_text("The sitting sitting-1 is open")
    assert barriers(page) == []

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

    # A procedural motion is settled first; its page says what it needs.
    page.get_by_role("link", name="Close the debate", exact=True).click()
    page.get_by_label("Moved by").fill("Ben")
    page.get_by_role("button", name="Move it").click()
    page.goto(congress.url + PLACE)
    expect(page.locator("ol.procedures")).to_contain_text("Close the debate on Wages rise")
    expect(page.locator("ol.procedures")).to_contain_text("1 more to second it")
    assert not any(words.startswith("Put") for words in steps(page))
    page.get_by_role("link", name="Second it", exact=True).click()
    fill(page, seconder="Cleo", delegate="d-cleo")
    page.goto(congress.url + PLACE)
    assert barriers(page) == []
    assert steps(page)[0].startswith("Put Close the debate on Wages rise")
    press_twice(page, "Close the debate on Wages rise: carried, nobody objects")
    expect(page.locator("ol.procedures")).to_have_count(0)
    page.get_by_role("button", name="Put Wages rise, by open electronic ballot").click()
    expect(page.get_by_text("The division on Wages rise is open")).to_be_visible()
    assert "Close the sitting" not in steps(page)
    rested(page)
    page.keyboard.press("0")
    press_twice(page, "Close the box and declare the result")
    expect(page.locator("main")).to_contain_text("Lost")

    page.goto(congress.url + PLACE)
    press_twice(page, "Wages: done")
    press_twice(page, "Close the sitting")
    expect(page.locator("main")).to_contain_text("No sitting is open")
    context.close()


def test_delegates_ask_for_the_floor_and_the_chair_calls_them(congress, chromium):
    chair = Visitor(congress.url)
    link = congress.command("sign-in", "sally", "--at", congress.url).strip()
    assert chair.post(link.removeprefix(congress.url))[0] == 302
    arrived = {"right": "office:secretary", "mandates": "d-ada, d-ben"}
    place = "/bodies/made-up-congress/acts"
    if "Open the sitting" not in chair.ask("GET", PLACE)[2]:
        told = {"right": "office:secretary", "convocation": "debate", "convener": "secretary"}
        chair.post(f"{place}/meeting.convened", **told, **{"opens on": "2099-01-01"})
    step = re.search(r'value="(open-[^"]+)"', chair.ask("GET", PLACE)[2])[1]
    assert chair.post(PLACE, step=step, key="debate-1")[0] == 302
    assert chair.post(f"{place}/presence.arrived", **arrived)[0] == 302

    context = chromium.new_context(viewport={"width": 390, "height": 844})
    phone = context.new_page()
    phone.set_default_timeout(10000)
    phone.goto(congress.command("sign-in", "ada", "--at", congress.url).strip())
    phone.locator("main form button").click()
    phone.goto(f"{congress.url}/bodies/made-up-congress/floor")
    phone.get_by_role("button", name="Ask to speak").click()
    expect(phone.locator("main")).to_contain_text("You are on the list")
    ben = Visitor(congress.url)
    link = congress.command("sign-in", "ben", "--at", congress.url).strip()
    assert ben.post(link.removeprefix(congress.url))[0] == 302
    floor = "/bodies/made-up-congress/floor"
    assert ben.post(floor, form="point-of-order", key="ben-1")[0] == 302
    assert ben.post(floor, form="withdraw", key="ben-2")[0] == 302
    assert ben.post(floor, form="point-of-order", key="ben-3")[0] == 302

    wall = context.new_page()
    wall.goto(f"{congress.url}/bodies/made-up-congress/screen")
    assert barriers(wall) == []

    # The point of order comes first; the phone follows by itself, with the clock.
    assert "Call Ben (made up), who is next" in chair.ask("GET", PLACE)[2]
    assert chair.post(PLACE, step="call-d-ada", key="debate-2")[0] == 409
    assert chair.post(PLACE, step="call-d-ben", key="debate-3")[0] == 302
    expect(phone.locator(".speaking")).to_contain_text("Ben (made up) has the floor")
    expect(phone.locator(".speaking")).to_contain_text("of 2:00")
    expect(phone.locator("ol.waiting")).to_contain_text("Ada (made up)")
    expect(wall.get_by_role("heading", level=1)).to_have_text("Ben (made up)")
    expect(wall.locator("ol.waiting")).to_contain_text("Ada (made up)")
    assert barriers(phone) == []
    assert chair.post(PLACE, step="end-speech", key="debate-4")[0] == 302
    phone.get_by_role("button", name="Withdraw").click()
    expect(phone.locator("main")).to_contain_text("Nobody waits")
    context.close()
    assert chair.post(PLACE, step="close", key="debate-5")[0] == 302


def performed(page, congress, kind, office="chair", **fields):
    """An act by its form."""
    page.goto(f"{congress.url}/bodies/made-up-congress/acts/{kind}")
    fill(page, office, **fields)


def fill(page, office="chair", **fields):
    """A form that is open is filled in and sent."""
    page.locator("[name=right]").first.select_option(f"office:{office}")
    for name, value in fields.items():
        fill_in(page, name, value)
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
