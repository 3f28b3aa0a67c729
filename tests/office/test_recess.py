"""Until when a recess lasts, and what it is for: on every page, and in the minutes."""

import pytest

from cast import SITTING, Stage
from delegata.council.entry import Mark
from delegata.council.sitting import into_recess
from delegata.council.words import Held
from delegata.office.languages import ENGLISH, GERMAN
from delegata.office.readers.naming import Naming
from delegata.office.readers.narration import narrate
from delegata.office.readers.recess import Recess, recess_at

CHAIRED = SITTING + "by ben as chair\n"


def congress(scene):
    return Stage().perform(CHAIRED + scene)


def recess(scene, now="2026-01-01T12:00:00Z"):
    return recess_at(congress(scene).councils["congress"], now)


@pytest.mark.parametrize(
    ("now", "left", "clock"),
    [
        ("2026-01-01T12:00:00Z", 900, "15:00"),
        ("2026-01-01T12:14:55Z", 5, "0:05"),
        ("2026-01-01T12:15:00Z", 0, "0:00"),
        ("2026-01-01T12:16:01Z", -61, "over since 1:01"),
    ],
)
def test_a_recess_counts_down_to_its_end_and_on_beyond_it(now, left, clock):
    found = recess("recess\n    minutes: 15\n    reason: Lunch\n", now)
    ends = "2026-01-01T12:15Z"
    assert found == Recess("in recess", "Lunch", ends, "12:15 UTC", left, clock)


@pytest.mark.parametrize("minutes", ["", "    minutes: 0\n", f"    minutes: {10**12}\n"])
def test_without_an_end_that_can_be_reckoned_none_is_said(minutes):
    assert recess(f"recess\n{minutes}") == Recess("in recess", "", "", "", 0, "")


def test_there_is_no_recess_after_it_and_none_before():
    assert recess("") is None
    assert recess("recess\n    minutes: 5\nresume\n") is None


@pytest.mark.parametrize(
    ("held", "ends"),
    [
        (Held(date="1917-11-08", time="23:50", calendar="julian"), "1917-11-09T00:05"),
        (Held(date="1917-11-08"), ""),
    ],
)
def test_on_paper_the_hour_is_that_of_the_paper_and_no_clock_runs(held, ends):
    council = congress("").councils["congress"]
    after = into_recess(council, Mark(council.size, council.at, held), 15)
    found = recess_at(after, "2026-01-01T12:00:00Z")
    assert (found.until, found.ends, found.clock) == (ends, ends[11:], "")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (ENGLISH, "Recess of 1 minute. Lunch"),
        (GERMAN, "Die Sitzung wird für 1 Minute unterbrochen. Lunch"),
    ],
)
def test_the_minutes_say_how_long(language, said):
    entry = congress("recess\n    minutes: 1\n    reason: Lunch\n").entries("congress")[-1]
    assert narrate(entry, Naming(str, language), str).sentence == said
    bare = congress("recess\n").entries("congress")[-1]
    assert narrate(bare, Naming(str, ENGLISH), str).sentence == "Recess."
