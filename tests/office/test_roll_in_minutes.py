"""The roll in the minutes says who voted how: with how many votes, split or not, and for whom."""

import re
import sys
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from msgspec.structs import astuple

sys.path.insert(0, str(Path(__file__).parents[1] / "council"))
from scenes import SCENES
from scenes_of_divisions import under
from scenes_of_franchise import ROLL_OF_THE_OPENING

from cast import SITTING, Stage
from delegata.api.views import division
from delegata.council.words import Tally
from delegata.office.drawings.paper import paper_docx, paper_pdf
from delegata.office.languages import LANGUAGES
from delegata.office.readers.papers import Passage
from delegata.office.readers.proceedings import Desk, Span, minutes, sitting_span
from delegata.office.readers.results import RESULTS, result_rows
from delegata.store.federation import Chronicle

WEIGHED = (
    under("proxies hops: 1", "proxies most: 2", "weights methods: roll-call")
    + """
by ada as secretary
give proxy d-8
    holder: d-1
give proxy d-9
    holder: d-1
set weights branch
    members: 2469
    roll on: 2026-01-01
    delegates: d-1, d-2, d-3, d-8
by ben as chair
open roll call rise
    motion: rise
    names: d-1, d-2, d-3, d-4, d-5, d-6, d-7, d-8, d-9
split answer rise
    mandate: d-1
    votes: 600 18
record answer rise
    mandate: d-2
    answer: against
split answer rise
    mandate: d-8
    votes: 600 0 17
arrive d-9
    by: ada as secretary
record answer rise
    mandate: d-9
    answer: for
record answer rise
    mandate: d-3
    answer: abstaining
for n in 4..7:
record answer rise
    mandate: d-{n}
    answer: absent
close roll call rise
"""
)
PLAIN = (
    SITTING
    + """
open roll call rise
    motion: rise
for n in 1..7:
record answer rise
    mandate: d-{n}
    answer: for
close roll call rise
"""
)


def paper_of(scene, *, language="en", full=True, public=False):
    """The minutes of the first sitting, as members or outsiders read them."""
    chronicle = Chronicle("congress")
    for line in Stage().perform(scene).lines["congress"]:
        chronicle.append(line)
    chronicle = chronicle.public() if public else chronicle
    council = chronicle.council
    desk = Desk(chronicle, str, LANGUAGES[language], "root")
    return minutes(desk, council, sitting_span(council, 1), full=full)


def roll(paper):
    """The rows of the roll, in the words of the paper."""
    passages = [part for part in paper.parts if isinstance(part, Passage)]
    grids = [grid for passage in passages for grid in passage.grids if len(grid.headings) == 3]
    return [row for grid in grids for row in grid.rows]


def notes(paper):
    return [note for part in paper.parts if isinstance(part, Passage) for note in part.notes]


def test_the_roll_names_weights_split_votes_and_who_voted_for_the_absent_in_its_order():
    assert roll(paper_of(WEIGHED)) == [
        ("d-1", "delegate 1 (618 votes)", "600 for, 18 against"),
        ("d-2", "delegate 2 (617 votes)", "Against"),
        ("d-3", "delegate 3 (617 votes)", "Abstaining"),
        (
            "d-8",
            "delegate 8 (617 votes), absent; delegate 1 (d-1) votes as proxy",
            "600 for, 0 against, 17 abstaining",
        ),
        ("d-9", "delegate 9 (0 votes)", "For"),
    ]


def test_programs_are_told_of_the_roll_what_the_minutes_say():
    seen = Stage().perform(WEIGHED).councils["congress"].divisions["rise"]
    roll = {name: vote for name, *vote in map(astuple, division(seen).roll)}

    assert roll["d-1"] == ["split", 618, Tally(600, 18), None]
    assert roll["d-2"] == ["against", 617, None, None]
    assert roll["d-8"] == ["split", 617, Tally(600, 0, 17), "d-1"]
    assert "d-4" not in roll


def test_in_every_scene_the_roll_adds_up_to_the_count_above_it():
    rolls = 0
    for scene in SCENES.values():
        stage = Stage().perform(scene)
        for body, lines in stage.lines.items():
            chronicle = Chronicle(body)
            for line in lines:
                chronicle.append(line)
            whole = Span("all", 0, len(lines))
            paper = minutes(Desk(chronicle, str), chronicle.council, whole, full=True)
            for part in paper.parts:
                grids = part.grids if isinstance(part, Passage) else ()
                if len(grids) == 2:
                    assert added_up(grids[1]) == dict(grids[0].rows), part
                    rolls += 1

    assert rolls > 5


def added_up(grid):
    """The votes of a roll together, by the weights and the splits that it names."""
    votes = dict.fromkeys(("For", "Against", "Abstaining"), 0)
    for _, who, vote in grid.rows:
        weight = re.search(r"\(([0-9,]+) votes?\)", who)
        said = [(weight[1] if weight else "1", vote)]
        if vote not in votes:
            said = re.findall("([0-9,]+) ([a-z]+)", vote)
        for number, stance in said:
            votes[stance.capitalize()] += int(number.replace(",", ""))
    return {stance: f"{number:,}" for stance, number in votes.items()}


def test_the_roll_in_german():
    rows = roll(paper_of(WEIGHED, language="de"))

    assert rows[0][1:] == ("delegate 1 (618 Stimmen)", "600 Ja, 18 Nein")
    assert rows[3][1:] == (
        "delegate 8 (617 Stimmen), abwesend; delegate 1 (d-1) stimmt in Vertretung",
        "600 Ja, 0 Nein, 17 Enthaltungen",
    )


def test_where_each_vote_counts_once_no_weight_is_told():
    assert roll(paper_of(PLAIN))[0] == ("d-1", "delegate 1", "For")
    assert not any("represented" in note for note in notes(paper_of(PLAIN)))


def test_a_roll_that_is_written_down_at_the_close_tells_of_proxies_too():
    proxied = ("d-8", "delegate 8, absent; delegate 1 (d-1) votes as proxy", "For")

    # In the second vote of this scene the delegate has come in.
    assert [row for row in roll(paper_of(ROLL_OF_THE_OPENING)) if row[0] == "d-8"] == [
        proxied,
        ("d-8", "delegate 8", "For"),
    ]


def test_one_vote_is_a_vote_and_thousands_stand_apart():
    scene = WEIGHED.replace("2469", "8004").replace("votes: 600 18", "votes: 2000 1")
    scene = scene.replace("votes: 600 0 17", "votes: 2000 1")
    (first, *_), german = roll(paper_of(scene)), roll(paper_of(scene, language="de"))

    assert first[1:] == ("delegate 1 (2,001 votes)", "2,000 for, 1 against")
    assert german[0][1:] == ("delegate 1 (2.001 Stimmen)", "2.000 Ja, 1 Nein")
    single = WEIGHED.replace("members: 2469", "members: 4").replace("600 18", "1 0")
    assert roll(paper_of(single.replace("600 0 17", "0 0 1")))[1][1] == "delegate 2 (1 vote)"


@pytest.mark.parametrize("full", [True, False])
def test_a_vote_by_weights_is_put_with_the_votes_that_are_here(full):
    said = notes(paper_of(WEIGHED, full=full))

    assert "Votes here: 2,469 of 2,469, by the members represented" in said
    assert "Represented by proxy: 2" in said


def test_outsiders_see_neither_weights_nor_proxies_where_the_names_are_for_members():
    scene = WEIGHED.replace(
        "      convening notice_days: 0",
        "      convening notice_days: 0\n      publicity names: members",
    )

    assert roll(paper_of(scene, public=True)) == []
    assert len(roll(paper_of(scene))) == 5


def test_the_roll_stands_so_in_print():
    paper = paper_of(WEIGHED)
    tables = Document(BytesIO(paper_docx(paper))).tables
    cells = [tuple(cell.text for cell in row.cells) for table in tables for row in table.rows]

    assert set(roll(paper)) <= set(cells)
    assert paper_pdf(paper).startswith(b"%PDF")


def test_the_sheet_of_results_has_the_votes_that_were_here_and_those_by_proxy():
    council = Stage().perform(WEIGHED).councils["congress"]
    row = dict(zip(RESULTS, *result_rows(council, None, str), strict=True))

    assert (row["For"], row["Against"], row["Abstaining"]) == ("1,200", "635", "634")
    assert (row["Present"], row["Votes here"], row["Votes of all"]) == ("7", "2469", "2469")
    assert row["By proxy"] == "2"
    (row,) = result_rows(Stage().perform(PLAIN).councils["congress"], None, str)
    assert row[RESULTS.index("Votes here") :][:3] == ("", "", "0")
