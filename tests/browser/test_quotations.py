"""Quotations checked against all bodies: what is not in force says so, and nothing else is told."""

import re

import pytest
from closed_doors import SCENE
from test_office import Visitor

from barriers import barriers
from served import Served

HERE = "/bodies/congress"
OPEN, IN_CAMERA = SCENE[: SCENE.index("close doors")], SCENE[SCENE.index("close doors") :]
PUBLISHED = """
by sec as secretary
publish open-motion
    where: the notice board
by cher as chair
move procedure gone
    device: rescind
    on: open-motion
    mover: the left
second gone
    seconder: the right
    delegate: d-dan
open division gone
    motion: gone
close division gone
    for: 2
"""
SECRET = """
body board
arrive b-eva
by bea as chair
open division wombat
    motion: wombat
close division wombat
    for: 2
body congress
by cher as chair
move tassels
    title: Tassels
    mover: all
    form: resolution
    text: The Quastenflosse gets her tassels back.
open division tassels
    motion: tassels
close division tassels
    for: 2
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A rescinded text, a board for its members alone, and a text adopted behind closed doors."""
    served = Served.of(tmp_path_factory.mktemp("quoted"), OPEN + PUBLISHED + IN_CAMERA + SECRET)
    yield served
    served.stop()


@pytest.fixture
def nobody(served):
    return Visitor(served.url)


@pytest.fixture
def bea(served):
    """A delegate who sits on the board too."""
    visitor = Visitor(served.url)
    link = served.command("sign-in", "bea", "--at", served.url).strip()
    assert visitor.post(link.removeprefix(served.url))[0] == 302
    return visitor


def said(visitor, words, at="/quotation"):
    """What a page answers, as words."""
    status, _, page = visitor.post(at, quotation=words)
    found = re.search(r'<section class="note" role="status">(.*?)</section>', page, re.DOTALL)
    return status, " ".join(re.sub(r"<[^>]+>", " ", found[1]).split()) if found else ""


@pytest.mark.parametrize("at", ["/quotation", f"{HERE}/quotation"])
def test_a_rescinded_text_is_word_for_word_and_not_in_force(nobody, at):
    status, answer = said(nobody, "Wages rise by ten in the hundred.", at)

    assert status == 200
    assert answer.startswith("Word for word")
    assert re.search(r"Not in force since .*: rescinded by Rescind Wages rise", answer)
    assert "It is in force" not in answer


def test_every_page_of_a_rescinded_text_says_so(nobody):
    for page in ("resolutions/open-motion", "gallery", "decisions"):
        _, _, text = nobody.ask("GET", f"{HERE}/{page}")
        assert "Not in force</span> since" in text, page
        assert f'rescinded by <a href="{HERE}/motions/gone">' in text, page


def test_one_page_looks_in_every_body_and_names_it(nobody):
    _, answer = said(nobody, "The complaint is settled.")

    assert "of Congress , adopted" in answer
    assert answer.endswith("It is in force.")
    assert "Not word for word Nearest to it is" in said(nobody, "The complaint is not settled.")[1]
    assert nobody.ask("GET", "/")[2].count('href="/quotation"') == 1
    assert nobody.ask("GET", f"{HERE}/gallery")[2].count('href="/quotation"') == 1


@pytest.mark.parametrize(
    "words", ["The Wombat is bought.", "The Quastenflosse gets her tassels back."]
)
def test_what_somebody_may_not_see_is_not_found(nobody, bea, words):
    for asked in (words, f"{words} Soon."):
        assert said(nobody, asked) == (
            200, "Not in the record No text that the bodies open to you adopted is like it."
            " Texts that were withheld cannot be compared.",
        )  # fmt: skip
    assert said(bea, words)[1].startswith("Word for word")


def test_words_without_end_are_not_checked(nobody):
    status, _, page = nobody.post("/quotation", quotation="a b " * 10_000)

    assert status == 413
    assert "is longer than" in page


def test_the_page_is_without_barriers(served, page):
    page.goto(f"{served.url}/quotation")
    page.get_by_label("Quotation").fill("The complaint is not settled.")
    page.get_by_role("button", name="Check it").click()
    page.get_by_role("heading", name="Not word for word").wait_for()
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
