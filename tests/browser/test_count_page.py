"""The count of a ranked election for people: lots, plain words, names in view on a telephone."""

import json
import re

import pytest
from playwright.sync_api import expect
from test_division_by_ballot import SCENE
from test_office import Visitor

from barriers import barriers
from served import Served

BODY = "/bodies/made-up-congress"
LONG = "The representatives of all the branches on the board of the federation of tenants"
CALLED = (
    "by nora as secretary\n"
    f"""call election board
    title: {LONG}
    to body: board
    seats: 1
    method: ranked
    secrecy: detached
    polls on: 2026-01-01
    called on: 2026-01-01
"""
    + "".join(
        f"nominate board\n    candidate: c-{name.lower()}\n    holder: {name}\n"
        f"answer nomination board\n    candidate: c-{name.lower()}\n    accepts: yes\n"
        for name in ("Red", "Blue", "Green")
    )
    + "open poll board\n"
)
VOTES = {"ada": ["c-red"], "ben": ["c-blue"], "cleo": ["c-green"]}


def signed_in(served, alias):
    visitor = Visitor(served.url)
    link = served.command("sign-in", alias, "--at", served.url).strip()
    assert visitor.post(link.removeprefix(served.url))[0] == 302
    return visitor


@pytest.fixture(scope="module")
def counted(tmp_path_factory):
    """A congress whose three ballots were all for somebody else, so that lots decided."""
    folder = tmp_path_factory.mktemp("count")
    served = Served.of(folder, SCENE[: SCENE.index("by sally as chair")] + CALLED)
    for alias, ranked in VOTES.items():
        voter = signed_in(served, alias)
        page = voter.ask("GET", f"{BODY}/elections/board/ballot")[2]
        sent = {
            "admission": re.search(r'data-admission="([^"]+)"', page)[1],
            "body": "made-up-congress",
            "election": "board",
            "ballot": {"ranked": ranked},
        }
        assert voter.ask("POST", "/hall/election", json.dumps(sent))[0] == 200
    nora = signed_in(served, "nora")
    for step in ("close", "count"):
        assert nora.post(f"{BODY}/elections/board/{step}")[0] == 302
    yield served
    served.stop()


@pytest.fixture(params=[(1280, 720), (390, 844)], ids=["screen", "telephone"])
def page(counted, chromium, request):
    width, height = request.param
    context = chromium.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    page.goto(f"{counted.url}{BODY}/elections/board/transfers")
    yield page
    context.close()


def in_view(page, box):
    return box["x"] >= 0 and box["x"] + box["width"] <= page.viewport_size["width"]


def test_the_count_says_which_lots_fell_between_whom_and_from_which_seed(counted, page):
    transcript = json.loads(Visitor(counted.url).ask(
        "GET", f"{BODY}/elections/board/transcript.json")[2])  # fmt: skip
    lots = page.locator("li", has_text="By lot in round")

    expect(lots).to_have_count(2)
    expect(lots.first).to_contain_text("between Red; Blue; Green")
    expect(lots.first).to_contain_text(f"from the seed {transcript['seed']}")
    first = next(tie for one in transcript["rounds"] for tie in one["ties"])
    name = ("Red", "Blue", "Green")[first["chosen"] - 1]
    expect(lots.first).to_contain_text(f"{name} is excluded")


def test_the_count_is_in_plain_words_and_names_and_title_are_in_view(page):
    main = page.locator("main")
    expect(main).to_contain_text("3 valid papers; the quota is 2.")
    expect(main.locator("caption")).to_contain_text("1 to elect by single transferable vote")
    expect(main).not_to_contain_text(".00000")
    expect(main).not_to_contain_text("1 seats")
    for name in ("Red", "Blue", "Green"):
        first = page.locator("svg text[text-anchor=end]", has_text=name)
        assert in_view(page, first.bounding_box()), name
    title = [line.bounding_box() for line in page.locator("svg text[font-size='16']").all()]
    assert len(title) > 1
    assert all(in_view(page, box) for box in title)
    names = page.locator(".named th[scope=row]")
    page.locator(".named").evaluate("it => { it.scrollLeft = it.scrollWidth; }")
    assert in_view(page, names.first.bounding_box())
    assert barriers(page) == []
