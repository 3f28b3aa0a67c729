"""The ballot paper of an election of forty, by keyboard, by screen reader, and on a telephone."""

import pytest
from playwright.sync_api import expect
from test_division_by_ballot import SCENE
from test_seat import signed_in

from barriers import barriers
from served import Served

BODY = "/bodies/made-up-congress"
FORTY = 40
CALLED = "by nora as secretary\narrive d-dan\n" + "".join(
    f"""call election {name}
    title: {title}
    to body: board
    seats: 3
    method: {method}
    secrecy: detached
    polls on: 2026-01-01
    called on: 2026-01-01
for n in 1..{FORTY}:
nominate {name}
    candidate: c-{{n}}
    holder: Candidate {{n}}
for n in 1..{FORTY}:
answer nomination {name}
    candidate: c-{{n}}
    accepts: yes
open poll {name}
"""
    for name, title, method in (("board", "The board", "ranked"), ("audit", "Audit", "most-votes"))
)


@pytest.fixture(scope="module")
def congress(tmp_path_factory):
    folder = tmp_path_factory.mktemp("paper")
    served = Served.of(folder, SCENE[: SCENE.index("by sally as chair")] + CALLED)
    yield served
    served.stop()


@pytest.fixture
def elector(congress, chromium):
    """Signs an elector in on a telephone, on a ballot paper."""
    contexts = []

    def enter(alias, election):
        context = chromium.new_context(viewport={"width": 390, "height": 844})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10000)
        page.goto(congress.command("sign-in", alias, "--at", congress.url).strip())
        page.locator("main form button").click()
        page.goto(f"{congress.url}{BODY}/elections/{election}/ballot")
        return page

    yield enter
    for context in contexts:
        context.close()


def test_forty_are_ranked_by_keyboard_alone(elector):
    page = elector("ada", "board")
    assert page.locator(".candidate:visible").count() == FORTY
    assert barriers(page) == []
    page.get_by_label("Find a candidate").focus()
    page.keyboard.type("candidate 17")
    expect(page.locator(".said")).to_have_text("1 of 40 candidates are shown.")
    page.keyboard.press("Enter")  # finds, and sends nothing
    page.keyboard.press("Tab")
    page.keyboard.type("1")
    expect(page.locator(".said")).to_have_text("Your ranking: 1 Candidate 17.")
    page.get_by_label("Find a candidate").fill("candidate 4")
    expect(page.locator(".candidate:visible")).to_have_count(3)  # 4, 40, and 17, who is ranked
    page.get_by_label("Candidate 40", exact=True).focus()
    page.keyboard.type("1")
    expect(page.locator(".said")).to_contain_text("The rank 1 is given more than once")

    # A doubled rank is marked where it stands; nothing is sent, and nothing filled in is lost.
    page.get_by_role("button", name="Cast the ballot").click()
    assert page.locator("[aria-invalid=true]").count() == 2
    expect(page.locator(".answer")).to_have_text("")
    expect(page.get_by_label("Candidate 40", exact=True)).to_have_value("1")
    assert barriers(page) == []

    page.get_by_label("Candidate 40", exact=True).fill("2")
    assert page.locator("[aria-invalid=true]").count() == 0
    page.keyboard.press("Enter")
    expect(page.locator(".said")).to_have_text("Your ranking: 1 Candidate 17, 2 Candidate 40.")
    expect(page.locator(".answer")).to_have_text("Press again to cast this ballot.")
    page.get_by_label("Candidate 40", exact=True).press("Enter")
    expect(page.locator("main")).to_contain_text("Your ballot is in the box")


def test_the_thumb_ranks_and_an_act_meanwhile_loses_nothing(elector, congress):
    page = elector("ben", "board")
    page.get_by_role("button", name="Next rank for Candidate 3", exact=True).click()
    page.get_by_role("button", name="Next rank for Candidate 9", exact=True).click()
    expect(page.locator(".said")).to_have_text("Your ranking: 1 Candidate 3, 2 Candidate 9.")
    nora = signed_in(congress, "nora")
    moved = {"motion": "late", "title": "Shifts end early", "mover": "Ada"}
    assert nora.post(f"{BODY}/acts/motion.moved", right="office:secretary", **moved)[0] == 302
    expect(page.locator("#live-status")).to_contain_text("brought up to date")
    expect(page.get_by_label("Candidate 9", exact=True)).to_have_value("2")
    page.get_by_role("button", name="Next rank for Candidate 5", exact=True).click()
    expect(page.get_by_label("Candidate 5", exact=True)).to_have_value("3")


def test_too_many_crosses_are_said_and_not_sent(elector):
    page = elector("dan", "audit")
    for number in (1, 2, 3, 4):
        page.get_by_label(f"Candidate {number}", exact=True).check()
    expect(page.locator(".said")).to_contain_text("That is too many: at most 3")
    page.get_by_role("button", name="Cast the ballot").click()
    assert page.locator("[aria-invalid=true]").count() == 4
    expect(page.locator(".answer")).to_have_text("")


def test_without_javascript_the_paper_comes_back_as_it_was_filled_in(congress):
    cleo = signed_in(congress, "cleo")
    path = f"{BODY}/elections/board/ballot"
    doubled = cleo.post(path, **{"rank-c-7": "1", "rank-c-8": "1", "rank-c-9": "2"})
    crosses = {f"for-c-{number}": "yes" for number in (1, 2, 3, 4)}
    crossed = cleo.post(f"{BODY}/elections/audit/ballot", **crosses)

    assert (doubled[0], doubled[2].count('aria-invalid="true"')) == (422, 2)
    assert 'name="rank-c-9" value="2"' in doubled[2]
    assert (crossed[0], "names 4, and there are 3 seats" in crossed[2]) == (422, True)
    assert cleo.post(path, **{"rank-c-7": "1"})[0] == 200
