"""The page Act: by family, the moment's first, narrowed while one types, whole without a script."""

import pytest
from playwright.sync_api import expect
from test_giving_mandates import BRANCH, FOUNDED, entered

from barriers import barriers
from served import Served


@pytest.fixture(scope="module")
def union(tmp_path_factory):
    served = Served.of(tmp_path_factory.mktemp("listed"), FOUNDED)
    yield served
    served.stop()


@pytest.fixture
def opened(union, chromium):
    """The secretary's page Act on a telephone; without JavaScript where that is asked for."""
    contexts = []

    def enter(*, script=True):
        context = chromium.new_context(
            viewport={"width": 390, "height": 844}, java_script_enabled=script
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(8000)
        return entered(page, union, "nora", f"{BRANCH}/acts")

    yield enter
    for context in contexts:
        context.close()


def test_on_a_telephone_the_moment_s_acts_are_open_and_the_list_narrows_while_one_types(opened):
    page = opened()
    # A sitting is open, so that what belongs to it stands first and open, and the roll is closed.
    expect(page.locator("details.family").first.locator("h2")).to_have_text("Sittings")
    expect(page.get_by_role("link", name="Close sitting")).to_be_visible()
    expect(page.get_by_role("link", name="Seal roll")).to_be_hidden()
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    page.get_by_label("Find an act").fill("roll SEAL")
    expect(page.get_by_role("link", name="Seal roll")).to_be_visible()
    expect(page.locator("#acts a:visible")).to_have_count(1)
    expect(page.get_by_role("status").filter(has_text="1 act")).to_have_count(1)
    page.get_by_label("Find an act").fill("")
    expect(page.get_by_role("link", name="Close sitting")).to_be_visible()
    expect(page.get_by_role("link", name="Seal roll")).to_be_hidden()


def test_without_a_script_the_whole_list_is_open(opened):
    page = opened(script=False)
    expect(page.get_by_label("Find an act")).to_be_hidden()
    expect(page.get_by_role("link", name="Seal roll")).to_be_visible()
    expect(page.get_by_role("link", name="Close sitting")).to_be_visible()
