"""An open box on telephones: the press that asks, and the turnout that moves or is left out."""

import re

import pytest
from playwright.sync_api import expect
from test_division_by_ballot import plain_cast
from test_seat import PLACE, SITTING, signed_in

from barriers import barriers
from served import Served

BODY = "/bodies/made-up-congress"
ON_SCREEN = """button => {
    const [above, it] = [button.form.querySelector(".answer"), button]
        .map((one) => one.getBoundingClientRect());
    return above.height > 0 && above.bottom <= it.top && above.top >= 0
        && it.bottom <= innerHeight;
}"""


@pytest.fixture(scope="module", params=["electronic", "secret"])
def congress(request, tmp_path_factory):
    """A congress that votes on wages by ballot."""
    served = Served.of(tmp_path_factory.mktemp("box"), SITTING)
    opened = signed_in(served, "sally").post(
        f"{BODY}/acts/division.opened",
        right="office:chair", division="wages", motion="wages", method=request.param,
    )  # fmt: skip
    assert opened[0] == 302
    yield served
    served.stop()


@pytest.fixture
def phone(congress, chromium):
    """Somebody's telephone, signed in."""
    contexts = []

    def of(alias, path):
        contexts.append(chromium.new_context(viewport={"width": 390, "height": 844}))
        page = contexts[-1].new_page()
        page.set_default_timeout(10000)
        page.goto(congress.command("sign-in", alias, "--at", congress.url).strip())
        page.locator("main form button").click()
        page.goto(congress.url + path)
        return page

    yield of
    for context in contexts:
        context.close()


@pytest.mark.parametrize("path", [PLACE, f"{BODY}/divisions/wages"])
def test_the_first_press_says_on_the_button_and_above_it_that_nothing_is_cast(phone, path):
    page = phone("ada", path)
    button = page.locator("#cast-against")
    button.click()
    expect(button).to_have_text("Press again: Against")
    asked = page.get_by_role("status").filter(has_text="Nothing is cast yet.")
    expect(asked).to_have_text("Nothing is cast yet. Press “Against” again to cast this ballot.")
    expect(asked).to_have_attribute("aria-live", "assertive")
    assert button.evaluate(ON_SCREEN), "the words stand above the buttons, and both are in sight"
    assert barriers(page) == []

    page.locator("#cast-for").click()
    expect(button).to_have_text("Against")
    expect(page.locator("#cast-for")).to_have_text("Press again: For")


def test_who_closes_the_box_sees_the_turnout_move_and_the_button_asks_with_it(congress, phone):
    page = phone("sally", f"{BODY}/divisions/wages")
    expect(page.locator(".ballot")).to_contain_text("0 of 3 who may vote have voted")
    close = page.get_by_role("button", name="Close the box")
    close.click()
    expect(close).to_have_text(re.compile("^0 of 3 have voted. Press again"))
    close.focus()
    assert plain_cast(signed_in(congress, "ben"), "wages", "for")[0] == 302
    expect(page.locator(".ballot")).to_contain_text("1 of 3 who may vote has voted")
    expect(close).to_have_text(re.compile("^1 of 3 has voted. Press again"))
    expect(close).to_be_focused()
    expect(page.locator("#live-status")).to_have_text("")  # nothing is read out for a turnout


def test_a_turnout_that_would_stand_still_is_shown_to_nobody(congress):
    shown = re.compile("who may vote ha(s|ve) voted")
    cleo, sally = signed_in(congress, "cleo"), signed_in(congress, "sally")
    for page in (PLACE, f"{BODY}/divisions/wages"):
        text = cleo.ask("GET", page)[2]
        assert "No result is shown before the close" in text
        assert not shown.search(text)
        assert "data-poll" not in text
    box = sally.ask("GET", f"{BODY}/divisions/wages")[2]
    assert 'data-poll="3"' in box
    assert shown.search(box)
