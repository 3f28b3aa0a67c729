"""What is drawn from a transcript shows every figure of it, and nothing that is not in it."""

import xml.etree.ElementTree as ET
from itertools import pairwise
from pathlib import Path

import pytest

from delegata.representation import sankey, tables
from delegata.representation.counting import RULES, CountError, count, each_candidate, most_votes
from delegata.representation.counting.each_candidate import Answers
from delegata.representation.counting.lists import Candidacy, elect
from delegata.representation.counting.lot import Lots
from delegata.representation.counting.recount import recount
from delegata.representation.formats import blt
from delegata.representation.profile import profile_of
from delegata.representation.transcript import as_json, figure

WARD = Path(__file__).parents[1] / "scottish-stv" / "aberdeen_2012_ward13.blt"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def counted():
    return count("scottish-stv", blt.read(WARD.read_bytes()))


def test_the_drawing_has_a_bar_for_every_pile_with_its_exact_votes(counted):
    root = ET.fromstring(sankey.svg(counted))
    shown = [bar.find(f"{SVG}title").text for bar in root.iter(f"{SVG}rect") if len(bar)]
    expected = []
    for stage in counted.rounds:
        named = [*zip(counted.candidates, stage.votes, strict=True), ("exhausted", stage.exhausted)]
        expected += [f"{name}: {figure(votes, counted.scale)}" for name, votes in named if votes]
    assert shown == expected


def test_the_drawing_has_bands_for_transfers_and_names_the_rounds(counted):
    root = ET.fromstring(sankey.svg(counted))
    texts = [text.text for text in root.iter(f"{SVG}text")]
    assert "2. surplus" in texts
    assert "4. exclusion" in texts
    carried_over = 7 * (len(counted.rounds) - 1)
    assert len(list(root.iter(f"{SVG}path"))) > carried_over


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_rule_can_be_drawn_and_tabled_even_without_a_paper(rule):
    for rankings in ((), [((1, 2), 3), ((2,), 1), ((), 2)]):
        result = count(rule, profile_of(["A & <b>", "B"], rankings), seats=1)
        ET.fromstring(sankey.svg(result))
        table = ET.fromstring(tables.html(result))
        assert table.find("tbody/tr/th").text == "1 A & <b>"
        assert result.candidates[0] in tables.text(result)


def test_tables_tell_irregular_papers_and_open_ties():
    profile = profile_of("ABC", [((1, 1), 2), ((2,), 2), ((), 7)])
    text = tables.text(count("sntv", profile, seats=1))
    assert "Papers empty: 7." in text
    assert "Papers repeated: 2." in text
    assert "Only a lot can say who of these takes 1 more (give a seed): A; B" in text


def test_a_forged_transcript_is_found_out_wherever_it_differs(counted):
    profile = blt.read(WARD.read_bytes())
    forged = as_json(counted)
    forged["rounds"][2]["votes"][3] = "554.56264"
    forged["note"] = "x" * 200
    findings = recount(forged, profile)
    assert [finding.path for finding in findings] == ["rounds[2].votes[3]", "note"]
    assert findings[0].derived == "'554.56263'"
    assert recount({**forged, "rule": "none"}, profile)[0].derived.startswith("no rule")
    assert recount({}, profile)[0].path == "rule, seats"


@pytest.mark.parametrize(
    ("answers", "size", "words"),
    [
        ([Answers(1, 1, 1), Answers(1, 2, 2)], 9, "candidate 1 may not stand"),
        ([Answers(1, -1, 1)], 9, "a negative number"),
        ([Answers(1, 5, 5)], 9, "more votes on candidate 1 than the 9 present"),
    ],
)
def test_answers_that_cannot_be_are_refused(answers, size, words):
    with pytest.raises(CountError, match=words):
        each_candidate.hold([answers], 1, base="present", size=size)


@pytest.mark.parametrize(
    ("listed", "words"),
    [
        (Candidacy("Red", 1, ("A", "A")), "twice"),
        (Candidacy("Red", 1, ("A",), {"B": 1}), "not on it"),
    ],
)
def test_lists_that_cannot_be_are_refused(listed, words):
    with pytest.raises(CountError, match=words):
        elect("dhondt", [listed], 1)


def test_cumulative_papers_of_different_lengths_and_impossible_seats_are_refused():
    with pytest.raises(CountError, match="different lengths"):
        most_votes.cumulative([((1,), 1), ((1, 0), 1)], 1, 1, Lots())
    with pytest.raises(CountError, match="expected 1 to 2"):
        most_votes.cumulative([((1, 0), 1)], 1, 3, Lots())
    with pytest.raises(CountError, match="plurality fills 1"):
        count("plurality", profile_of("AB", []), seats=2)


def test_meek_refuses_more_papers_than_its_arithmetic_holds():
    with pytest.raises(CountError, match="at most 9000000000"):
        count("meek", profile_of("AB", [((1,), 10**10)]), seats=1)


@pytest.mark.parametrize("rule", ["scottish-stv", "meek", "sntv"])
def test_tables_tell_each_lot_with_those_it_fell_between_and_its_seed(rule):
    profile = profile_of("ABC", [((1,), 2), ((2,), 2), ((3,), 2)])
    counted = count(rule, profile, seats=1, seed="the seed")
    said = [words for words in tables.told(counted) if words.startswith("By lot in round")]

    assert len(said) == len(counted.drawn) > 0
    for words, (stage, tie) in zip(said, counted.drawn, strict=True):
        assert f"in round {stage}, between {'; '.join(counted.names(tie.candidates))}: " in words
        assert f": {counted.candidates[tie.chosen - 1]} " in words
        assert words.endswith("seed the seed")


def test_whole_votes_have_no_zeros_after_the_point():
    assert [figure(votes, 100000) for votes in (200000, 12345678, -100000, 0)] == [
        "2", "123.45678", "-1", "0",
    ]  # fmt: skip
    assert ".00000" not in tables.text(
        count("scottish-stv", profile_of("AB", [((1,), 2)]), seats=1)
    )


def test_names_in_the_drawing_lie_upon_nobody_and_stand_before_the_first_round_too():
    profile = profile_of(
        [f"Candidate {n}" for n in range(1, 21)], [((n,), 1) for n in range(1, 21)]
    )
    root = ET.fromstring(sankey.svg(count("scottish-stv", profile, seats=1, seed="s")))
    first = [text for text in root.iter(f"{SVG}text") if text.get("text-anchor") == "end"]
    heights = [int(text.get("y")) for text in first]

    assert [text.text for text in first] == list(profile.candidates)
    assert all(below - above >= 12 for above, below in pairwise(heights))
