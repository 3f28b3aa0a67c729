"""Before a form is sent: a body that is not here, and words where a person is meant."""

import html

import pytest
from playwright.sync_api import expect
from test_giving_mandates import FOUNDED, entered
from test_seat import signed_in

from barriers import barriers
from served import Served

BRANCH, CONGRESS = "/bodies/branch-7", "/bodies/made-up-congress"
SCENE = (
    FOUNDED
    + """call election board
    title: The board
    to body: branch-7
    seats: 2
    polls on: 2026-01-01
    called on: 2026-01-01
body made-up-congress
present mandate d-ada
    holder: @ada
    from body: branch-7
    proof: paper
call election board
    title: The board
    to body: made-up-congress
    seats: 2
    polls on: 2026-01-01
    called on: 2026-01-01
"""
)
ROLL = "number,name,body,since\n114,Nils Lampton,branch-7,2020-01-01\n"


@pytest.fixture(scope="module")
def union(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cautious")
    served = Served.of(folder, SCENE)
    (folder / "roll.csv").write_text(ROLL, "utf-8")
    served.command("people", "import", str(folder / "roll.csv"), "--body", "branch-7", "--apply")
    yield served
    served.stop()


def test_the_bodies_are_offered_and_a_word_that_is_none_is_asked_about(union, telephone):
    entered(telephone, union, "nora", f"{BRANCH}/acts/election.called")
    offered = telephone.locator('datalist option[value="made-up-congress"]')
    expect(offered).to_have_text("Made-up congress")
    for name, words in (
        ("election", "typists"), ("title", "Typists"), ("to body", "executive"), ("seats", "1"),
        ("polls on", "2026-01-01"), ("called on", "2026-01-01"),
    ):  # fmt: skip
        telephone.locator(f'[name="{name}"]').fill(words)
    telephone.get_by_role("button", name="Call election").click()
    expect(telephone.get_by_role("alert")).to_contain_text("No body here is called executive.")
    assert barriers(telephone) == []

    # Another word that is no body is asked about anew; the same one is sent.
    telephone.locator('[name="to body"]').fill("exekutive")
    telephone.get_by_role("button", name="Call election all the same").click()
    expect(telephone.get_by_role("alert")).to_contain_text("No body here is called exekutive.")
    telephone.get_by_role("button", name="Call election all the same").click()
    expect(telephone.locator("main p.note[role=status]")).to_contain_text("Stored as entry")
    telephone.goto(f"{union.url}{BRANCH}/elections")
    expect(telephone.locator("main")).to_contain_text(
        "No body that you may see here is called exekut"
    )


def nominated(visitor, place, holder, **more):
    """The status and page of a nomination by the general form."""
    said = {"right": "office:secretary", "election": "board", "candidate": "c-1"}
    status, headers, page = visitor.post(
        f"{place}/acts/election.nominated", **said | {"holder": holder} | more
    )
    return status, html.unescape(page), headers.get("Location", "")


def test_words_that_are_a_member_s_name_are_asked_about_and_the_member_is_offered(union):
    nora = signed_in(union, "nora")
    status, page, _ = nominated(nora, BRANCH, "nils  lampton")
    assert status == 422
    assert "Nominate: Nils Lampton, member 114" in page
    assert "Nils Lampton" not in nora.ask("GET", f"{BRANCH}/elections")[2]

    status, _, place = nominated(nora, BRANCH, "nils  lampton", instead="holder=@114")
    assert status == 302
    assert "Nils Lampton" in nora.ask("GET", place)[2]
    assert nominated(nora, BRANCH, "Somebody Else", candidate="c-2")[0] == 302


def test_who_holds_a_mandate_is_offered_and_the_words_are_sent_at_a_second_press(union, telephone):
    entered(telephone, union, "nora", f"{CONGRESS}/acts/election.nominated?election=board")
    telephone.locator('[name="candidate"]').fill("c-1")
    telephone.locator('[name="holder"]').fill("Ada (made up)")
    telephone.get_by_role("button", name="Nominate").click()
    expect(telephone.get_by_role("button", name="Ada (made up), mandate d-ada")).to_have_count(1)
    telephone.get_by_role("button", name="Nominate all the same").click()
    expect(telephone.locator("main p.note[role=status]")).to_contain_text("Stored as entry")


def test_the_roll_of_a_body_is_not_told_to_who_does_not_keep_it(union):
    nora, sam = signed_in(union, "nora"), signed_in(union, "sam")
    assert nominated(nora, CONGRESS, "Nils Lampton", candidate="c-9")[0] == 302
    status, page, _ = nominated(sam, BRANCH, "Nils Lampton", right="office:chair")
    assert status != 422
    assert "member 114" not in page
