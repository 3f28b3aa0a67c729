"""A seat that falls vacant names who is next in line, or the by-election that fills it."""

import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "council"))
from scenes_of_elections import ELECTIONS

from cast import Stage, person
from delegata.office.readers import vacancies as reader

ENDING = "end mandate m-ben\n    ending: resigned\n"
SUCCESSION = "give mandate m-dan\n"


@pytest.fixture(autouse=True)
def _named(monkeypatch):
    monkeypatch.setattr(reader, "name_of", lambda name: name)


def branch(until):
    """The branch of the elections' scene, up to some words in it, then with Ben resigned."""
    scene = ELECTIONS[: ELECTIONS.rindex(until)]
    return Stage().perform(scene + ("" if ENDING in scene else ENDING)).councils["branch"]


def test_the_seat_passes_to_the_next_substitute_by_a_form_that_is_filled_in():
    (vacant,) = reader.vacancies(branch("instruct delegate m-ben"))
    told = {k: v[0] for k, v in parse_qs(urlsplit(vacant.form).query).items()}

    assert (vacant.mandate, vacant.ending, vacant.successor) == ("m-ben", "resigned", person("dan"))
    assert urlsplit(vacant.form).path == "/bodies/branch/acts/mandate.given"
    assert told == {
        "to body": "congress", "voice": "decisive", "until": "2027-03-01", "candidate": "dan",
        "election": "delegates", "replaces": "m-ben", "holder": f"@{person('dan')}",
    }  # fmt: skip


def test_a_seat_that_was_succeeded_to_is_not_vacant():
    assert reader.vacancies(branch("give mandate m-eve")) == []


def test_where_nobody_is_next_a_by_election_is_offered_until_one_is_called():
    before = ELECTIONS[: ELECTIONS.rindex("give mandate m-eve")]
    ended = Stage().perform(before + "end mandate m-dan\n    ending: died\n").councils["branch"]
    (vacant,) = reader.vacancies(ended)

    assert (vacant.mandate, vacant.successor) == ("m-dan", "")
    assert urlsplit(vacant.form).path == "/bodies/branch/acts/election.called"
