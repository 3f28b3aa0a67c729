"""Leaving, returning and standing in at the door, by keyboard, on a desk and a telephone."""

import json

import pytest
from door_scenes import BODY, OPENING, performed, signed_in, token
from playwright.sync_api import expect

from barriers import barriers

PAGE = f"/bodies/{BODY}/presence"
ALTERNATES = """
by nora as secretary
body made-up-branch
give mandate a-1
    holder: Alternate no. 1 (made up)
    to body: made-up-congress
    alternate: yes
    key: a-1
body made-up-congress
present mandate a-1
    holder: Alternate no. 1 (made up)
    from body: made-up-branch
    cites: made-up-branch a-1
    alternate: yes
confirm mandates a-1
    by: sally as credentials
"""


@pytest.fixture(scope="module")
def hall(congress):
    """A sitting at which d-1 and d-2 have arrived, with an alternate at hand."""
    tokens = {name: token(congress, name) for name in ("d-1", "d-3")}
    performed(congress, ALTERNATES)
    performed(congress, OPENING + "arrive d-1, d-2\n")
    return tokens


@pytest.mark.parametrize("size", [(1280, 900), (390, 844)])
def test_an_alternate_stands_in_and_steps_back_by_keyboard(congress, hall, chromium, size):
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    signed_in(congress, page, "sally")
    page.goto(congress.url + PAGE)

    # A number is typed, the focus waits on what is likeliest: two Enters.
    shown(page, "d-1", "Delegate no. 1 (made up), mandate d-1")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("d-1")
    expect(page.locator("main")).to_contain_text("1 with a vote are here")
    assert present(congress) == {"d-2"}

    # Looking changes nothing; the alternate takes the place of who is away.
    shown(page, "a-1", "Alternate no. 1 (made up), mandate a-1")
    assert present(congress) == {"d-2"}
    first = page.locator("form.offer button").first
    expect(first).to_be_focused()
    expect(page.get_by_role("button", name="stands in for Delegate no. 1 (")).to_be_visible()
    page.get_by_role("button", name="stands in for Delegate no. 1 (").click()
    assert present(congress) == {"d-2", "a-1"}
    assert barriers(page) == []

    # The delegate's own credential is scanned: back, and the alternate steps back with it.
    shown(page, hall["d-1"], "Delegate no. 1 (made up), mandate d-1")
    expect(page.locator("form.offer button")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Nobody stands in for anybody")
    assert present(congress) == {"d-1", "d-2"}
    context.close()


def shown(page, words, heading):
    page.get_by_label("Credential or mandate").fill(words)
    page.get_by_label("Credential or mandate").press("Enter")
    expect(page.locator("#who")).to_have_text(heading)


def present(congress):
    """Who is here by the record alone."""
    folder = congress.folder.parent / "present"
    congress.command("export", str(folder))
    here = set()
    for entry in map(json.loads, (folder / f"{BODY}.jsonl").read_text("utf-8").splitlines()):
        data = entry["data"]
        if entry["kind"] == "presence.arrived":
            here |= set(data["mandates"])
        elif entry["kind"] == "presence.left":
            here -= set(data["mandates"])
        elif entry["kind"] == "presence.stood-in":
            here = (here - {data["delegate"]}) | {data["alternate"]}
        elif entry["kind"] == "presence.stepped-back":
            here = (here - {"a-1"}) | {data["delegate"]}
    return here


def test_what_is_not_known_or_not_possible_is_said(congress, hall, chromium):
    context = chromium.new_context()
    page = context.new_page()
    signed_in(congress, page, "sally")
    for words, said in (
        ("nobody", "holds no mandate nobody"),
        ("DLG1" + "0" * 100, "no credential"),
        (hall["d-3"][:90] + ("A" if hall["d-3"][90] != "A" else "B") + hall["d-3"][91:], "forged"),
    ):
        page.goto(congress.url + PAGE)
        page.get_by_label("Credential or mandate").fill(words)
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text(said)
    shown(page, "d-6", "Delegate no. 6 (made up), mandate d-6")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("the credentials committee confirms it first")
    context.close()


@pytest.mark.usefixtures("hall")
def test_where_everybody_is_here_no_press_of_enter_turns_anybody_out(congress, chromium):
    """An alternate who is not needed: a second Enter looks again, and changes nothing."""
    performed(congress, "\nby nora as secretary\nbody made-up-congress\n"
              "arrive d-3, d-4, d-5, d-7, d-8, d-9\n")  # fmt: skip
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    signed_in(congress, page, "sally")
    page.goto(congress.url + PAGE)
    everybody = present(congress)
    shown(page, "a-1", "Alternate no. 1 (made up), mandate a-1")
    expect(page.locator("form.offer button").first).to_be_visible()
    expect(page.locator("form.offer button:focus")).to_have_count(0)
    page.keyboard.press("Enter")
    assert present(congress) == everybody
    context.close()
