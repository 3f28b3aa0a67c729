"""An election by those who are present: shown in the hall, barred to others, a tie drawn by lot."""

import json
import re

import pytest
from playwright.sync_api import expect
from test_division_by_ballot import SCENE, admission_of
from test_seat import signed_in

from barriers import barriers
from served import Served

BODY = "/bodies/made-up-congress"
PAPER = f"{BODY}/elections/treasurer/ballot"
CALLED = """by nora as secretary
call election treasurer
    title: The treasurer
    to body: board
    seats: 1
    secrecy: detached
    polls on: 2026-01-01
    called on: 2026-01-01
""" + "".join(
    f"""nominate treasurer
    candidate: {name}
    holder: {name.title()} (made up)
answer nomination treasurer
    candidate: {name}
    accepts: yes
"""
    for name in ("ivy", "jo")
)


@pytest.fixture(scope="module")
def congress(tmp_path_factory):
    folder = tmp_path_factory.mktemp("elected")
    served = Served.of(folder, SCENE[: SCENE.index("open division")] + CALLED)
    yield served
    served.stop()


def chosen(visitor, candidate):
    return visitor.post(PAPER, **{f"for-{candidate}": "yes"})


def test_those_present_elect_and_everybody_in_the_hall_sees_it(congress, chromium, tmp_path):
    ada, ben, dan, nora = (signed_in(congress, name) for name in ("ada", "ben", "dan", "nora"))
    context = chromium.new_context(viewport={"width": 1280, "height": 720})
    wall, desk = context.new_page(), context.new_page()
    for page in (wall, desk):
        page.set_default_timeout(10000)
    wall.goto(f"{congress.url}{BODY}/screen")
    desk.goto(congress.command("sign-in", "nora", "--at", congress.url).strip())
    desk.locator("main form button").click()

    # The secretary opens the poll from the console; the hall, the seats and the gallery show it.
    desk.goto(f"{congress.url}{BODY}/chair")
    opens = desk.get_by_role("button", name="Open the poll: The treasurer")
    opens.click()
    desk.locator("button.ready", has_text="Press again: Open the poll").click()
    expect(desk.locator("main")).to_contain_text("The poll on The treasurer is open")
    expect(wall.locator("main")).to_contain_text("The poll is open")
    expect(wall.locator("main")).to_contain_text("0 of 3 have voted")
    assert barriers(wall) == []
    assert "Vote, or see your receipt" in ada.ask("GET", f"{BODY}/seat")[2]
    assert "0 of 3 have voted" in ada.ask("GET", f"{BODY}/gallery")[2]

    # Who is not here has no ballot, by page or by the fast address.
    assert "Only who was present" in dan.ask("GET", f"{BODY}/seat")[2]
    status, _, page = dan.ask("GET", PAPER)
    assert (status, "Only who was present" in page) == (403, True)
    said = {"admission": admission_of(congress, dan, "dan"), "body": "made-up-congress",
            "election": "treasurer", "ballot": {"chosen": ["jo"]}}  # fmt: skip
    status, _, answer = dan.ask("POST", "/hall/election", json.dumps(said))
    assert (status, json.loads(answer)["state"]) == (403, "refused")

    assert "Your ballot is in the box" in chosen(ada, "ivy")[2]
    assert "Your ballot is in the box" in chosen(ben, "jo")[2]
    expect(wall.locator("main")).to_contain_text("2 of 3 have voted")
    assert nora.post(f"{BODY}/acts/sitting.closed", right="office:secretary")[0] == 409

    # Equal votes: the lot is drawn from the seal of the ballots, and the pages say so.
    desk.goto(f"{congress.url}{BODY}/elections")
    for asked in ("Close the poll", "Count the ballots"):
        desk.get_by_role("button", name=asked).click()
        desk.locator("button.ready", has_text=f"Press again: {asked}").click()
    expect(desk.locator("main")).to_contain_text("The lot fell in this order")
    expect(wall.locator("main")).to_contain_text("A lot decided between equals")
    assert barriers(wall) == []
    assert barriers(desk) == []
    context.close()

    # After the close a receipt is still there, and who did not vote is told that it is over.
    receipt = re.search(r'(?s)<pre class="receipt"[^>]*>(.*?)</pre>', ada.ask("GET", PAPER)[2])[1]
    assert f"{PAPER}" in ada.ask("GET", f"{BODY}/elections")[2]
    assert "no ballot can be cast any more" in dan.ask("GET", PAPER)[2]
    kept = tmp_path / "receipt.txt"
    kept.write_text(receipt.strip() + "\n", "utf-8")
    congress.command("export", str(tmp_path / "export"))
    said = congress.verify(tmp_path / "export", "--receipt", kept)
    assert "the receipt is kept" in said
    assert "lots of" not in said
