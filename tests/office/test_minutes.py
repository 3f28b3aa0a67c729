"""What minutes say of a sitting at their head, of texts, of rulings, and of who spoke."""

import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "council"))
from scenes import SCENES

from cast import CONGRESS, SITTING, Stage, person
from delegata.office.languages import LANGUAGES
from delegata.office.readers.papers import Heading, Passage
from delegata.office.readers.proceedings import Desk, Span, minutes, sitting_span
from delegata.office.readers.said import last_words
from delegata.representation.counting import count
from delegata.representation.profile import profile_of
from delegata.store.federation import Chronicle

NAMES = {person("ada"): "Ada (made up)", person("ben"): "Ben (made up)"}


def told(scene, *, full=False, language="en", sitting=1):
    """The minutes of a sitting of the made-up congress, and its record."""
    stage = Stage().perform(scene)
    chronicle = Chronicle("congress")
    for line in stage.lines["congress"]:
        chronicle.append(line)
    desk = Desk(chronicle, lambda word: NAMES.get(word, word), LANGUAGES[language], "root")
    council = chronicle.council
    return minutes(desk, council, sitting_span(council, sitting), full=full), stage


def passages(paper):
    return [part for part in paper.parts if isinstance(part, Passage)]


def position(stage, kind, number=-1):
    """The position of an entry of a kind, by default the last one."""
    return [e.position for e in stage.entries("congress") if e.kind == kind][number]


AMENDED = (
    SITTING.replace("    title: Wages rise", "    title: Wages rise\n    text: Rise by one penny.")
    + """
move amendment more
    amends: rise
    title: Two pence
    text: Rise by two pence.
    mover: delegate 2
carry by consent more
    motion: more
consolidate text rise
    text: Rise by two pence.
    note: in place of one penny
open division rise
    motion: rise
close division rise
    for: 7
    against: 0
"""
)


def test_the_text_that_is_put_is_cited_by_the_entry_that_gave_it():
    paper, stage = told(AMENDED)
    cited = position(stage, "motion.consolidated")
    notes = {p.position: p.notes for p in passages(paper)}[position(stage, "division.opened")]

    assert f"Text of the motion [{cited}]: Rise by two pence." in notes


APPEALED = (
    SITTING.replace("procedures: none", "")
    + """
rule The chair
    title: The question is out of time
    key: ruling
appeal stands
    ruling: ruling
    mover: delegate 2
second stands
    seconder: delegate 3
    delegate: d-3
open division stands
    motion: stands
close division stands
    for: 2
    against: 4
"""
)


@pytest.mark.parametrize(("language", "word"), [("en", "Overturned"), ("de", "aufgehoben")])
def test_a_ruling_that_was_overturned_says_so_in_its_place_and_so_does_the_appeal(language, word):
    paper, stage = told(APPEALED, full=True, language=language)
    ruling, vote = position(stage, "floor.ruled"), position(stage, "division.closed")
    notes = {p.position: " ".join(p.notes) for p in passages(paper)}

    assert word in notes[ruling]
    assert f"[{vote}]" in notes[ruling]
    assert f"[{ruling}]" in notes[vote]
    short, _ = told(APPEALED, language=language)
    assert f"[{ruling}]" in " ".join(passages(short)[-1].notes)


def test_what_was_said_last_tells_that_a_ruling_was_overturned():
    council = Stage().perform(APPEALED).councils["congress"]
    standing = Stage().perform(APPEALED.partition("appeal stands")[0]).councils["congress"]

    assert [one.fate for one in last_words(council, str)] == ["overturned on appeal"]
    assert [one.fate for one in last_words(standing, str)] == [""]


CALLED = SITTING.replace("    convener: secretary\n", "    convener: secretary\n    place: Leeds\n")


@pytest.mark.parametrize("full", [True, False])
@pytest.mark.parametrize(
    ("language", "head"),
    [
        (
            "en",
            (
                "Sitting 1",
                "Date: 1 January 2026, 12:00 UTC to 1 January 2026, 12:00 UTC",
                "Place: Leeds",
                "Convened by: secretary",
                "In the chair: Ben (made up)",
                "Voters present, at the most: 7; entitled to vote: 9; needed for a quorum: 5",
                "Order of the day: 1. Heat; 2. Any other business",
            ),
        ),
        (
            "de",
            (
                "Sitzung 1",
                "Datum: 1. Januar 2026, 12:00 Uhr UTC bis 1. Januar 2026, 12:00 Uhr UTC",
                "Ort: Leeds",
                "Einberufen von: secretary",
                "Sitzungsleitung: Ben (made up)",
                "Anwesende Stimmberechtigte, höchstens: 7; stimmberechtigt: 9;"
                " nötig zur Beschlussfähigkeit: 5",
                "Tagesordnung: 1. Heat; 2. Any other business",
            ),
        ),
    ],
)
def test_minutes_begin_with_what_the_record_holds_of_the_sitting(full, language, head):
    paper, stage = told(
        CALLED + "set agenda\n    items: heat Heat; aob Any other business\nclose sitting\n",
        full=full,
        language=language,
    )
    cited = f" [{position(stage, 'meeting.convened')}]"

    assert [words.removesuffix(cited) for words in paper.lead[1:]] == list(head[1:])
    assert paper.lead[0].startswith(f"{head[0]}, ")


def test_minutes_say_where_there_was_no_quorum_and_where_nobody_entitled_called():
    scene = CONGRESS.replace("    convener: secretary\n", "    convener: committee\n")
    paper, _ = told(scene + "open sitting first\n    convocation: spring\narrive d-1\n")

    assert "The sitting was not competent to decide." in paper.lead
    assert any("quorum: 5 (no quorum)" in words for words in paper.lead)
    assert not any(words.startswith("Place") for words in paper.lead)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "The speech of delegate 1 (d-1) is interrupted after 0 seconds: delegate 5 (d-5) has"
            " the floor on a point of order.",
        ),
        (
            "de",
            "Die Rede von delegate 1 (d-1) wird nach 0 Sekunden unterbrochen: delegate 5 (d-5)"
            " hat das Wort zur Geschäftsordnung.",
        ),
    ],
)
def test_minutes_say_whose_speech_is_interrupted(language, said):
    paper, _ = told(SCENES["interruptions"], full=True, language=language)

    assert said in {p.sentence for p in passages(paper)}


def test_minutes_say_whose_speech_ends_and_whose_goes_on():
    paper, _ = told(SCENES["interruptions"], full=True)
    speeches = [p.sentence for p in passages(paper) if "speech" in p.sentence.lower()]
    whose = {re.sub(r" after .*| now has .*| goes on .*", "", said) for said in speeches}

    assert "The speech" not in whose
    assert {"The speech of delegate 1 (d-1)", "The speech of delegate 2 (d-2)"} <= whose


def test_minutes_name_the_teller_who_entered_a_count():
    paper, _ = told(SCENES["tellers"], full=True)

    assert any("has entered a teller's own count" in p.sentence for p in passages(paper))
    assert not any(p.sentence.startswith("A teller") for p in passages(paper))


def test_the_attendance_has_one_heading():
    paper, _ = told(SITTING, full=True)
    captions = [part[0] for part in paper.parts if not isinstance(part, Passage)]

    assert captions.count("Attendance by time") == 1
    assert any(isinstance(part, Heading) and part.words == captions[-2] for part in paper.parts)


COUNT = count(
    "scottish-stv", profile_of(("Red", "Blue"), [((1,), 1), ((2,), 1)]), seats=1, seed="s"
)


@pytest.mark.parametrize(
    ("language", "said", "seed"),
    [
        ("en", "equal were Red, Blue; by lot {} is excluded.", "drawn from the seed: s"),
        (
            "de",
            "gleich waren Red, Blue; durch Los scheidet {} aus.",
            "gezogen aus dem Startwert: s",
        ),
    ],
)
def test_minutes_say_which_lots_decided_an_election(language, said, seed):
    stage = Stage().perform(SCENES["elections"])
    chronicle = Chronicle("branch")
    for line in stage.lines["branch"]:
        chronicle.append(line)
    desk = Desk(chronicle, str, LANGUAGES[language], recount=lambda _: COUNT)
    whole = Span("all", 0, chronicle.council.size)
    declared = [e.position for e in stage.entries("branch") if e.kind == "election.declared"]
    notes = {
        p.position: p.notes
        for p in passages(minutes(desk, chronicle.council, whole, full=False))
        if p.position in declared
    }
    ((_, tie),) = COUNT.drawn

    assert notes
    for told_there in notes.values():
        assert any(said.format(("Red", "Blue")[tie.chosen - 1]) in note for note in told_there)
        assert any(seed in note for note in told_there)
