"""Forms ask in the words of the pages, and their examples fit what is asked for."""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "council"))
from scenes_of_elections import ELECTIONS

from cast import Stage
from delegata.council.acts import KINDS
from delegata.council.words import Id
from delegata.office.readers.fields import fields
from delegata.office.readers.results import result_rows
from delegata.scenario.hints import hint


def asked(kind):
    """The fields of a kind's form in the elections' branch, by name."""
    council = Stage().perform(ELECTIONS).councils["branch"]
    return {field.name: field for field in fields(KINDS[kind], council, {}, {})}


def test_an_election_is_called_in_the_words_of_its_page():
    form = asked("election.called")

    assert form["secrecy"].choices == (
        ("hands", "show of hands"), ("open", "open ballot"), ("detached", "secret ballot"),
    )  # fmt: skip
    assert dict(form["method"].choices) == {
        "most-votes": "most votes", "list": "lists", "ranked": "single transferable vote",
    }  # fmt: skip


def test_the_table_of_results_uses_the_same_words():
    council = Stage().perform(ELECTIONS).councils["branch"]
    said = {cell for row in result_rows(council, None, str, names=False) for cell in row}

    assert {"most votes", "show of hands", "lists"} <= said
    assert not {"most-votes", "by hands", "list"} & said


def test_the_example_of_a_short_name_fits_what_is_named():
    like = {
        name: re.search(r"such as (\S+)\Z", hint(Id, name))[1]
        for name in ("to body", "election", "candidate", "convocation", "motion")
    }

    assert like == {
        "to body": "branch-7", "election": "board-2026", "candidate": "c-1",
        "convocation": "spring-2026", "motion": "wages-2",
    }  # fmt: skip
    assert "mandate" in hint(Id, "rests on")
    assert asked("election.called")["to body"].hint.endswith("such as branch-7")
