"""What pages say to somebody who looks for the first time: right numbers, and words for codes."""

import re

import pytest
from test_office import Visitor

from cast import BRANCH, CONGRESS
from served import Served

HERE = "/bodies/congress"
BODIES = BRANCH + CONGRESS[CONGRESS.index("by ada") :].replace("branch delegates", "branch joint 1")
OPENED = """
open sitting first
    convocation: spring
"""
VOTED = """
arrive d-1..7
by ben as chair
move rise
    title: Wages rise
    mover: delegate 1
    form: resolution
carry by consent rise
    motion: rise
move hours
    title: Hours fall
    mover: delegate 2
    form: resolution
open division hours
    motion: hours
close division hours
    for: 5
    against: 2
move rent
    title: Rents rise
    mover: delegate 3
    form: resolution
open division rent
    motion: rent
close division rent
    for: 1
    against: 6
move procedure stop
    device: close-list
    mover: delegate 3
open division stop
    motion: stop
    expect: not-seconded
rule out of order stop
    reason: nobody is on the list
move gone
    title: The moon is ours
    mover: delegate 4
rule out of order gone
    reason: the moon is not on the order of the day
move lamp
    title: The lamps are lit
    mover: delegate 4
move procedure aside
    device: table
    on: lamp
    mover: delegate 3
second aside
    seconder: delegate 5
    delegate: d-5
carry by consent aside
    motion: aside
move tax
    title: Taxes fall
    mover: delegate 4
open division tax
    motion: tax
    method: electronic
"""


@pytest.fixture(scope="module")
def congress(tmp_path_factory):
    served = Served.of(tmp_path_factory.mktemp("look"), BODIES + OPENED + VOTED)
    yield served
    served.stop()


@pytest.fixture(scope="module")
def look(congress):
    """What is read on a page, without its marks."""
    visitor = Visitor(congress.url)

    def words(path):
        status, _, page = visitor.ask("GET", path)
        assert status == 200
        return " ".join(re.sub(r"<[^>]+>", " ", page).split())

    return words


@pytest.mark.parametrize("path", ["/", "/bodies"])
def test_what_was_adopted_is_counted_and_not_every_vote(look, path):
    row = re.search(r"Congress of the bakers congress (\d+) (\d+) (\d+)", look(path))

    assert row[2] == "2"
    assert "Adopted" in look(path)


def test_before_anybody_arrived_nobody_is_in_the_hall(look):
    opened = 2 + 9 + 1
    assert "In the hall" in look(f"{HERE}/sittings?at={opened + 1}")
    assert re.search(r"In the hall.* 0 of 9", look(f"{HERE}/sittings?at={opened + 1}"))
    assert "In the hall" not in look(f"{HERE}/sittings?at={opened}")
    assert re.search(r"In the hall.* 7 of 9", look(f"{HERE}/sittings"))


def test_numbers_and_nouns_agree(look):
    assert "Record of branch: 1 entry." in look("/bodies/branch")
    assert "after 1 of " in look(f"{HERE}?at=1")
    assert re.search(r"Record of congress: \d\d entries\.", look(HERE))
    assert "1 members" not in look(HERE)
    assert "Bakers' branch (in joint session, 1 member)" in look(HERE).replace("&#x27;", "'")
    assert "0 of 7 who may vote have voted." in look(f"{HERE}/divisions/tax")


@pytest.fixture
def telephone(chromium):
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def test_the_bar_of_a_vote_is_read_on_a_telephone(congress, telephone):
    telephone.goto(f"{congress.url}{HERE}/divisions/hours")
    heights = telephone.locator("svg.division text").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height)"
    )

    assert len(heights) == 3
    assert min(heights) >= 14


def test_what_a_motion_came_to_is_in_view_on_a_telephone(congress, telephone):
    telephone.goto(f"{congress.url}{HERE}/decisions")
    results = telephone.get_by_role("region", name="Motions").locator("td .carried, td .lost")
    boxes = [result.bounding_box() for result in results.all()]

    assert len(boxes) >= 3
    assert all(box["x"] + box["width"] <= 390 for box in boxes)


def test_the_motion_book_lists_each_motion_that_is_in_hand_no_longer(look):
    page = look(f"{HERE}/motions")
    aside, settled = page.partition("Put aside")[2].split("Settled")

    assert "The lamps are lit : Tabled" in aside
    assert "The moon is ours : Out of order" in settled
    assert "Rents rise : Lost" in settled
    assert "lamps" not in settled
