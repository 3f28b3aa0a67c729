"""Questions that are owed an answer, and a speaker whose credentials are challenged."""

import re

import pytest
from test_seat import SITTING, signed_in

from barriers import barriers
from served import Served

BODY = "/bodies/made-up-congress"
ASKED = """ask Ada
    title: Where did the strike fund go?
    to: the executive
    due on: 2099-01-01
    delegate: d-ada
day 2020-01-01
ask Ben
    title: And who signed?
    to: the executive
    delegate: d-ben
today
declare Cleo
    title: We protest
    behalf: the night shift
    delegate: d-cleo
request floor d-ben
call speaker d-ben
"""


@pytest.fixture(scope="module")
def congress(tmp_path_factory):
    folder = tmp_path_factory.mktemp("questions")
    agenda = "set agenda\n    items: wages Wages\ntake item wages\n"
    rules = SITTING.replace(
        "      attendance", "      floor declarations_interrupt: yes\n      attendance"
    )
    served = Served.of(folder, rules + agenda + ASKED)
    yield served
    served.stop()


def test_answers_are_shown_as_owed_overdue_and_given(congress, page):
    chair = signed_in(congress, "sally")
    page.goto(f"{congress.url}{BODY}/questions")
    text = page.locator("main").inner_text()
    if "Answered" not in text:  # the second window comes to a question that is answered
        assert "Overdue since 29 January 2020" in text
        position = re.search(r"Ben \(made up\) to the executive, entry (\d+)", text)[1]
        answered = chair.post(
            f"{BODY}/acts/floor.answered-in-writing",
            right="office:chair", question=position, speaker="The treasurer", title="The board",
        )  # fmt: skip
        assert answered[0] == 302
        page.reload()
    assert "The treasurer: The board" in page.locator("main").inner_text()
    assert "An answer is owed by 1 January 2099" in page.locator("main").inner_text()
    assert barriers(page) == []
    page.goto(f"{congress.url}{BODY}/floor")
    assert "1 question owed an answer" in page.locator("main").inner_text()
    assert "suspended the order of the day" in page.locator("main").inner_text()


def test_a_challenge_shows_the_chain_at_once_and_upheld_takes_the_floor(congress, chromium):
    ada, chair = signed_in(congress, "ada"), signed_in(congress, "sally")
    link = re.search(r'href="([^"]+floor.challenged[^"]+)"', ada.ask("GET", f"{BODY}/seat")[2])[1]
    assert "challenged=d-ben" in link
    form = f"{BODY}/acts/floor.challenged"
    assert ada.post(form, right="mandate:d-ada", challenged="d-ben", speaker="d-ada",
                    delegate="d-ada", title="In whose name?")[0] == 302  # fmt: skip
    console = chair.ask("GET", f"{BODY}/chair")[2]
    assert "The credentials of Ben (made up) are challenged" in console
    assert "The chain of Ben (made up)" in console
    page = chromium.new_context(viewport={"width": 390, "height": 800}).new_page()
    page.goto(f"{congress.url}{BODY}/floor")
    assert barriers(page) == []
    assert "Dismiss the challenge" not in page.content()
    page.context.close()

    settling = re.search(r'href="([^"]+challenge-settled[^"]+upheld=yes)"', console)[1]
    position = re.search(r"challenge=(\d+)", settling)[1]
    assert chair.post(f"{BODY}/acts/floor.challenge-settled", right="office:chair",
                      challenge=position, upheld="yes")[0] == 302  # fmt: skip
    floor = ada.ask("GET", f"{BODY}/floor")[2]
    assert "Nobody has the floor" in floor
    assert "Challenge upheld" in floor
