"""A text on the wall while it is voted on: as many lines as there is room for, and what changed."""

import pytest
from test_division_by_ballot import SCENE

from served import Served

PLACE = "/bodies/made-up-congress/screen"
SENTENCE = "Every branch sends two pence for each of its members"
CHANGED = "to those of the others who are out of work"


def amended(name, lines):
    """A motion of so many lines, the last but one of which was amended, and that is put."""
    whole = [f"      {SENTENCE} {n}" for n in range(lines)]
    merged = [*whole[:-2], f"      {CHANGED}", whole[-1]]
    old, new = "\n".join(whole), "\n".join(merged)
    return f"""
move {name}
    title: A fund for the members who are out of work
    mover: Ada
    form: resolution
    text:
{old}
    lines: {lines}
move amendment {name}-more
    amends: {name}
    title: To the others
    mover: Ben
    text: {CHANGED}
carry by consent {name}-more
    motion: {name}-more
consolidate text {name}
    note: by hand
    text:
{new}
    lines: {lines}
open division {name}
    motion: {name}
    method: electronic
annul division {name}
    reason: for the next
"""


BEFORE = SCENE.partition("by sally as chair")[0] + "by sally as chair\n"
ITEM = "set agenda\n    items: fund The fund; aob Any other business\ntake item fund\n"


@pytest.fixture(scope="module")
def congress(tmp_path_factory):
    scene = BEFORE + ITEM + amended("seven", 7) + amended("thirty", 30)
    served = Served.of(tmp_path_factory.mktemp("texts"), scene)
    yield served
    served.stop()


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def wall(congress, chromium, request):
    """The wall as each of the two votes is open, with its script and without."""
    context = chromium.new_context(
        viewport={"width": 1280, "height": 720}, java_script_enabled=request.param
    )
    page = context.new_page()

    def at(title, lines):
        for moment in range(10, 30):
            page.goto(f"{congress.url}{PLACE}?at={moment}")
            stage = page.locator(".stage").inner_text()
            listed = page.locator(".lines li").count()
            if "The vote is open" in stage and title in stage and listed == lines:
                return page
        raise AssertionError(f"no vote on {lines} lines")

    yield at
    context.close()


def shown(page):
    return [one.inner_text() for one in page.locator(".lines li:not([hidden])").all()]


def test_a_text_of_seven_lines_stands_whole_beside_an_open_vote(wall):
    page = wall("A fund", 7)

    assert len(shown(page)) == 7
    assert page.locator(".left").is_hidden()


def test_what_an_amendment_changed_is_in_view_where_the_text_is_not(wall):
    page = wall("A fund", 30)
    lines = shown(page)

    assert 5 <= len(lines) < 30
    assert any(CHANGED in line for line in lines)
    assert f"and {30 - len(lines)} more of 30 lines" in page.locator(".left").inner_text()
