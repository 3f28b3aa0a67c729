"""What a motion that was sent in rests on, what falls with a decision, and what objections do."""

import msgspec
import pytest
from scenes_of_amendments import AMENDED, TURNS
from scenes_of_motions import RIVALS, SENT_IN

from cast import Stage, person
from delegata.council.act import Refused
from delegata.council.acts import decide
from delegata.council.amendment import AmendLines
from delegata.council.citation import disagreement
from delegata.council.entry import Actor
from delegata.council.state import Council

AT = "2026-01-01T12:00:00Z"


@pytest.fixture(scope="module")
def sent_in():
    return Stage().perform(SENT_IN)


def entries_of(stage, body, kind):
    return [entry for entry in stage.entries(body) if entry.kind == kind]


def test_a_motion_of_a_body_rests_on_a_division_that_carried(sent_in):
    submitted = entries_of(sent_in, "congress", "motion.submitted")[0]
    cited = entries_of(sent_in, "branch", "division.consented")[0]
    lost = msgspec.structs.replace(
        cited, kind="division.closed", data={**cited.data, "figures": {"outcome": "lost"}}
    )

    assert disagreement(submitted, cited) is None
    assert disagreement(submitted, lost) == "the cited division of branch did not carry"
    assert "must cite division.closed" in disagreement(submitted, sent_in.entries("branch")[0])


def test_numbers_run_by_section_and_amendments_by_motion(sent_in):
    motions = sent_in.councils["congress"].motions

    assert {name: motions[name].number for name in ("bread", "salt", "milk", "more-bread")} == {
        "bread": "A1", "salt": "B1", "milk": "A2", "more-bread": "A1-1",
    }  # fmt: skip
    assert motions["salt"].state == "inadmissible"
    assert motions["more-bread"].state == motions["less-bread"].state == "moved"


def test_a_joint_text_takes_its_parts_in_with_their_support(sent_in):
    motions = sent_in.councils["congress"].motions

    assert motions["milk"].state == motions["cream"].state == "joined"
    assert motions["breakfast"].seconders == ("d-1", "d-5", "delegate 2")


def test_the_report_that_was_adopted_is_the_order_of_the_day(sent_in):
    opening, food = sent_in.councils["congress"].agenda

    assert (opening.minutes, food.minutes, food.motions) == (10, 45, ("bread", "milk"))


def test_when_a_rival_carries_the_others_fall_with_their_amendments():
    scene = RIVALS.split("declare fallen more\n    because")[0] + (
        "open division wait\n    motion: wait\nclose division wait\n    for: 7\n    against: 0\n"
    )
    motions = Stage().perform(scene).councils["congress"].motions

    assert motions["rise"].state == motions["more"].state == "fallen"
    assert motions["rise"].reason == "wait carried in its place"


def test_what_contradicts_a_carried_amendment_is_declared_fallen():
    scene = TURNS.split("open division less\n    motion: less\nclose")[0]
    scene += (
        "carry by consent less\n    motion: less\n"
        "declare fallen more\n    because: less\n    reason: the number is gone\n"
    )
    more = Stage().perform(scene).councils["congress"].motions["more"]

    assert (more.state, more.reason) == ("fallen", "the number is gone")


def test_the_text_that_is_voted_is_the_consolidated_one():
    stage = Stage().perform(TURNS)
    congress = stage.councils["congress"]
    merged = entries_of(stage, "congress", "motion.consolidated")[0]

    assert congress.resolutions["rise"].text == merged.data["text"]
    assert merged.data["figures"]["merged"] == ("more",)
    assert [version.lines for version in congress.motions["rise"].versions] == [3, 3]


def test_a_delegate_amends_in_the_own_name_only():
    congress: Council = Stage().perform(AMENDED).councils["congress"]
    by = Actor(person=person("ada"), right="mandate:d-2")
    other = AmendLines(
        by=by, motion="x", amends="rise", change="strike", first=1, title="X", mover="X",
        delegate="d-3",
    )  # fmt: skip

    outcome = decide(congress, other, AT)
    assert isinstance(outcome, Refused)
