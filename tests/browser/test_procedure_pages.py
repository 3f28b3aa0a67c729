"""Procedural motions from a seat and from the console: one sentence, what is needed, one button."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import expect
from test_seat import PLACE, SITTING, signed_in

from barriers import barriers
from served import Served

BODY = "/bodies/made-up-congress"
PAGE = f"{BODY}/procedures"
ACTS = f"{BODY}/acts"


@pytest.fixture
def congress(tmp_path):
    """A sitting after Robert's Rules of Order, at which Ada's motion is in hand."""
    served = Served.of(
        tmp_path,
        SITTING.replace("rules: union-congress", "rules: roberts-assembly")
        .replace("      speakers order: alternating-sides; by-list\n", "")
        .replace("      speakers lists: women, open\n", ""),
    )
    yield served
    served.stop()


def lead(page):
    words = re.search(r'(?s)<p class="lead">(.*?)</p>', page)[1]
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", "", words))


def fields(page):
    """The names of what is filled in on a page's form."""
    form = page[page.index('<form method="post" class="ask"') :]
    found = re.findall(r'<(?:input|select|textarea)[^>]* name="([^"]+)"', form)
    return [name for name in found if name not in {"csrfmiddlewaretoken", "key"}]


def test_a_seat_moves_in_one_press_and_is_told_what_it_needs(congress, chromium):
    withdrawn = signed_in(congress, "sally").post(
        f"{ACTS}/motion.withdrawn", right="office:chair", motion="hours"
    )
    assert withdrawn[0] == 302
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, java_script_enabled=False
    )
    page = context.new_page()
    page.set_default_timeout(10000)
    page.goto(congress.command("sign-in", "ben", "--at", congress.url).strip())
    page.locator("main form button").click()
    page.goto(congress.url + PLACE)
    page.get_by_text("Move a procedural motion").click()
    page.get_by_role("link", name="Close the debate").click()
    expect(page.locator(".lead")).to_have_text(
        "You move: Close the debate, on Wages rise. It needs at least 2/3 of the votes cast, and 1"
        " to second it. It is not debated."
    )
    expect(page.locator("main form :is(input, select, textarea):visible")).to_have_count(0)
    page.get_by_role("button", name="Move it").click()
    expect(page.locator("main")).to_contain_text("Close the debate on Wages rise is settled before")
    expect(page.get_by_role("button", name="Open on my motion")).to_have_count(0)
    context.close()


def test_only_what_a_device_needs_is_asked_for(congress):
    ben = signed_in(congress, "ben")
    asked = {
        device: fields(ben.ask("GET", f"{PAGE}/{device}")[2])
        for device in ("recess", "postpone", "refer", "table", "suspend-rules")
    }
    assert asked == {
        "recess": ["minutes"],
        "postpone": ["on", "day"],
        "refer": ["on", "to"],
        "table": ["on"],
        "suspend-rules": ["article", "purpose"],
    }
    items = {"right": "office:chair", "items": "wages: Wages\nhours: Hours"}
    assert signed_in(congress, "sally").post(f"{ACTS}/agenda.set", **items)[0] == 302
    assert fields(ben.ask("GET", f"{PAGE}/postpone")[2]) == ["on", "item", "day"]
    wrong = ben.post(f"{PAGE}/recess", minutes="soon", key="recess-1")
    assert (wrong[0], "soon" in wrong[2], "expected" in wrong[2].lower()) == (409, True, True)
    assert ben.post(f"{PAGE}/recess", minutes="20", key="recess-2")[0] == 302
    assert ben.post(f"{PAGE}/recess", minutes="20", key="recess-2")[0] == 302, "sent twice"
    assert ben.ask("GET", PLACE)[2].count("Recess of 20 minutes is settled before") == 1
    barred = ben.ask("GET", f"{PAGE}/table")[2]
    assert "Not in order now" in barred
    assert 'class="ask"' not in barred
    assert ben.post(f"{PAGE}/table", key="table-1", on="wages")[0] == 409
    assert ben.ask("GET", f"{PAGE}/dance")[0] == 404


def test_an_appeal_says_the_words_of_the_ruling(congress):
    ben, chair = signed_in(congress, "ben"), signed_in(congress, "sally")
    ruled = chair.post(f"{ACTS}/procedure.ruled-out", right="office:chair", motion="wages",
                       reason="It was decided last year")  # fmt: skip
    assert ruled[0] == 302
    told = lead(ben.ask("GET", f"{PAGE}/appeal")[2])
    assert "You move: Appeal from a ruling: “The chair rules" in told
    assert "out of order: It was decided last year.”" in told
    assert ben.post(f"{PAGE}/appeal", key="appeal-1")[0] == 302
    assert "Shall the ruling of the chair stand?" in ben.ask("GET", PLACE)[2]


def test_the_console_enters_who_moves(congress, chromium):
    chair = signed_in(congress, "sally")
    assert f'href="{PAGE}/adjourn?by=office"' in chair.ask("GET", f"{BODY}/chair")[2]
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(congress.command("sign-in", "sally", "--at", congress.url).strip())
    page.locator("main form button").click()
    page.goto(f"{congress.url}{PAGE}/adjourn?by=office")
    page.get_by_label("Moved by").fill("d-ben")
    assert barriers(page) == []
    page.get_by_role("button", name="Move it").click()
    expect(page).to_have_url(re.compile(quote(f"{BODY}/chair")))
    expect(page.locator("main")).to_contain_text("Adjourn")
    expect(page.locator("main")).to_contain_text("Ben (made up)")
    context.close()


def test_the_chair_rules_on_a_point_of_order_by_what_it_found_and_why(congress):
    ada, chair = signed_in(congress, "ada"), signed_in(congress, "sally")
    console = f"{BODY}/chair"
    assert "Rule on the point of order" not in chair.ask("GET", console)[2]
    assert ada.post(PLACE, form="point-of-order", point="quorum", key="point-1")[0] == 302
    step = re.search(r'value="(call-[\w-]*)"', chair.ask("GET", console)[2])[1]
    assert chair.post(console, step=step, key="call-1")[0] == 302
    assert f'href="{BODY}/ruling">Rule on the point of order' in chair.ask("GET", console)[2]
    assert lead(chair.ask("GET", f"{BODY}/ruling")[2]) == "Ada (made up) raised it, on: quorum."

    said = {"of": "d-ada", "point": "quorum", "finding": "not-well-taken"}
    assert chair.post(f"{BODY}/ruling", **said, why="", key="rule-1")[0] == 422
    ruled = {**said, "why": "Enough are here", "key": "rule-2"}
    assert chair.post(f"{BODY}/ruling", **ruled)[0] == 302
    assert chair.post(f"{BODY}/ruling", **ruled)[0] == 302, "sent twice"
    words = "Point of order (d-ada, quorum) not well taken: Enough are here"
    assert chair.ask("GET", console)[2].count(words) == 1
    assert words in lead(ada.ask("GET", f"{PAGE}/appeal")[2])
    assert ada.ask("GET", f"{BODY}/ruling")[0] == 404
