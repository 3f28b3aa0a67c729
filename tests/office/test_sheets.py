"""Tables for spreadsheets: they can be sorted and subtracted, and add up to the record."""

import sys
from collections import defaultdict
from datetime import datetime
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cast import SITTING, Stage
from delegata.council.entry import Mark
from delegata.council.words import Held
from delegata.office.readers.attendance import iso, role_in, stays, steps
from delegata.office.readers.proceedings import sitting_span
from delegata.office.readers.results import (
    ATTENDANCE,
    RESULTS,
    ROUNDS,
    VOTES,
    attendance_rows,
    result_rows,
    round_rows,
    vote_rows,
)
from delegata.representation.counting.ranked import counted

sys.path.insert(0, str(Path(__file__).parent))
from test_papers import chronicle_of
from test_roll_in_minutes import WEIGHED
from test_seating import CALLED, ROLL, STOOD_IN

SEAL = f"3 {'ab' * 32}"
BY_BALLOT = (
    SITTING
    + f"""
open division rise
    motion: rise
    method: electronic
close ballot rise
    voters: {SEAL}
    ballots: {SEAL}
    in favour: 2
    against: 1
    abstaining: 0
"""
)
AGAIN = (
    SITTING
    + """
open division rise
    motion: rise
close division rise
    for: 4
    against: 3
open recount rise
    reason: a row was left out
close division rise
    for: 3
    against: 4
"""
)


def council_of(scene):
    return Stage().perform(scene).councils["congress"]


def results(scene, *, names=True):
    rows = result_rows(council_of(scene), None, str, names=names)
    return [dict(zip(RESULTS, row, strict=True)) for row in rows]


def votes(scene):
    council = council_of(scene)
    held = council.divisions["rise"]
    rows = vote_rows(council, held, held.named, held.by_proxy, str)
    return held, [dict(zip(VOTES, row, strict=True)) for row in rows]


def test_results_say_the_method_the_turnout_and_the_counts_before():
    (ballot,) = results(BY_BALLOT)
    (again,) = results(AGAIN)

    assert (ballot["Method"], ballot["Turnout"], ballot["Entitled"]) == (
        "open electronic ballot", "3", "9",
    )  # fmt: skip
    assert (again["Method"], again["Turnout"]) == ("show of hands", "")
    assert again["Counted before"] == "4 for, 3 against, not stated abstaining: carried"
    assert (again["For"], again["Outcome"]) == ("3", "lost")
    assert datetime.fromisoformat(again["When (ISO 8601)"]).utcoffset() is not None


def test_results_lead_to_who_voted_how_where_that_was_by_name_and_may_be_seen():
    table = "/bodies/congress/divisions/rise/votes.csv"

    assert [row["Table"] for row in results(BY_BALLOT)] == [table]
    assert [row["Table"] for row in results(WEIGHED)] == [table]
    for scene in (AGAIN, BY_BALLOT.replace("electronic", "secret")):
        assert [row["Table"] for row in results(scene)] == [""]
    assert [row["Table"] for row in results(WEIGHED, names=False)] == [""]


def test_the_votes_by_name_add_up_to_what_was_declared():
    held, rows = votes(WEIGHED)
    sums = defaultdict(int)
    for row in rows:
        sums[row["Vote"]] += int(row["Votes"])

    assert sums == {
        "for": held.in_favour.number,
        "against": held.against.number,
        "abstaining": held.abstaining.number,
    }
    split = [(row["Vote"], row["Votes"]) for row in rows if row["Mandate"] == "d-1"]
    assert split == [("for", "600"), ("against", "18")]
    proxy = {row["Mandate"]: (row["Cast by"], row["Caster"]) for row in rows if row["Cast by"]}
    assert proxy == {"d-8": ("d-1", "delegate 1")}


def test_the_votes_by_name_say_in_whose_place_an_alternate_voted():
    _, rows = votes(STOOD_IN + CALLED + ROLL)
    places = {row["Mandate"]: (row["In place of"], row["Delegate"]) for row in rows}

    assert places == {
        "d-1": ("", ""), "d-2": ("", ""),
        "a-1": ("d-7", "delegate 7"), "a-2": ("d-9", "delegate 9"),
    }  # fmt: skip
    assert {row["Votes"] for row in rows} == {"1"}


PAPERS = st.lists(
    st.lists(st.integers(1, 4), min_size=1, max_size=4, unique=True), min_size=1, max_size=40
)


@given(papers=PAPERS, seats=st.integers(1, 3))
def test_in_each_round_every_vote_lies_somewhere_and_none_is_made(papers, seats):
    names = ("ann", "bob", "cat", "dot")
    made = counted(names, papers, seats, "seed")
    rows = [dict(zip(ROUNDS, row, strict=True)) for row in round_rows(made, names)]
    rounds = defaultdict(list)
    for row in rows:
        rounds[int(row["Round"])].append(row)

    assert len(rounds) == len(made.rounds)
    for number, those in rounds.items():
        assert sum(Fraction(row["Votes"]) for row in those) == len(papers)
        if number == 1:
            continue
        for row, before in zip(those, rounds[number - 1], strict=True):
            if row["Name"] != "lost by rounding":
                moved = Fraction(row["Received"]) - Fraction(row["Passed on"])
                assert abs(Fraction(before["Votes"]) + moved - Fraction(row["Votes"])) < 1
    elected = [row["Candidate"] for row in rows if row["Decision"] == "elected"]
    assert sorted(elected) == sorted(names[number - 1] for number in made.elected)


CHANGING = (
    STOOD_IN
    + """
leave d-1
step back d-7
stand in d-8
    alternate: a-1
arrive d-1
"""
)


def attendance(scene):
    chronicle = chronicle_of(Stage().perform(scene), "congress")
    span = sitting_span(chronicle.council, 1)
    found = stays(steps(chronicle, span.first, span.last), role_in)
    rows = attendance_rows(chronicle.council, found, str)
    return chronicle, [dict(zip(ATTENDANCE, row, strict=True)) for row in rows]


def test_attendance_says_in_whose_place_an_alternate_was_here_and_with_which_faction():
    _, rows = attendance(CHANGING)
    places = [
        (row["In place of"], row["Delegate"], row["Voice"], row["Faction"], bool(row["Until"]))
        for row in rows
        if row["Mandate"] == "a-1"
    ]

    assert places == [
        ("d-7", "delegate 7", "decisive", "Right", True),
        ("d-8", "delegate 8", "decisive", "Right", False),
    ]
    assert {row["Remote"] for row in rows} == {""}
    # Who joins a faction while here is in it from then on.
    assert [row["Faction"] for row in rows if row["Mandate"] == "d-1"] == ["", "Left", "Left"]


def test_who_takes_part_from_elsewhere_or_without_a_vote_is_told():
    rules = "      convening notice_days: 0\n"
    remote = "      attendance returning: device\n      attendance remote: yes\n"
    scene = CHANGING.replace(rules, rules + remote).replace("arrive d-1\n", "")
    back = "return d-1\n    remote: yes\narrive a-2\n"
    _, rows = attendance(scene.replace("stand in d-9\n    alternate: a-2\n", "") + back)

    assert [row["Remote"] for row in rows if row["Mandate"] == "d-1"][-1] == "yes"
    assert [row["Voice"] for row in rows if row["Mandate"] == "a-2"] == ["none, alternate"]


def test_a_stay_ends_where_the_next_begins_and_its_length_can_be_reckoned():
    chronicle, rows = attendance(CHANGING)
    for row in rows:
        began = datetime.fromisoformat(row["From (ISO 8601)"])
        assert began.isoformat() == row["From (ISO 8601)"]
        assert began.utcoffset() is not None
        if row["Until entry"]:
            assert int(row["From entry"]) < int(row["Until entry"])
            assert datetime.fromisoformat(row["Until (ISO 8601)"]) >= began
    here = [row["Mandate"] for row in rows if not row["Until entry"]]
    assert sorted(here) == sorted(chronicle.council.attendance.here)


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (None, "2026-01-01T12:00:00+00:00"),
        (Held(date="2025-12-31", time="18:30", precision="minute"), "2025-12-31T18:30"),
        (Held(date="2025-12-31"), "2025-12-31"),
        (Held(date="1917-10-25", time="22:40", calendar="julian"), "1917-11-07T22:40"),
        (Held(date="1900-02-29", calendar="julian"), "1900-03-13"),
    ],
)
def test_times_are_written_so_that_they_can_be_sorted(held, said):
    assert iso(Mark(3, "2026-01-01T12:00:00Z", held)) == said
