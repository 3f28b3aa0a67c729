"""The papers of a sitting equal its record, in every form and whatever the words are."""

import sys
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

sys.path.insert(0, str(Path(__file__).parents[1] / "council"))
from scenes import SCENES

from cast import SITTING, Stage
from delegata.council.acts import KINDS
from delegata.council.words import Holder
from delegata.office.drawings.paper import paper_docx, paper_pdf
from delegata.office.languages import LANGUAGES
from delegata.office.readers.attendance import stays, steps
from delegata.office.readers.motion_book import Book, motion_book
from delegata.office.readers.naming import Naming
from delegata.office.readers.narration import _many
from delegata.office.readers.papers import Grid, Heading, Paper, Passage, legible
from delegata.office.readers.proceedings import Desk, Span, minutes, sitting_span
from delegata.office.readers.results import attendance_rows, result_rows
from delegata.store.federation import Chronicle
from delegata.verify.quotation import Quoted, matches

VOTE = (
    SITTING
    + """
take item none
    expect: item-not-waiting
second rise
    seconder: delegate 4
    delegate: d-4
open division rise
    motion: rise
    method: roll-call
close division rise
    roll: d-1 for; d-2 for; d-3 for; d-4 for; d-5 for; d-6 against; d-7 abstaining
by ada as secretary
leave d-7
close sitting
"""
)


def name(word):
    return word


def chronicle_of(stage, body):
    chronicle = Chronicle(body)
    for line in stage.lines[body]:
        chronicle.append(line)
    return chronicle


def first_sitting(scene, *, full=True, language="en"):
    """The minutes of the first sitting of the made-up congress."""
    chronicle = chronicle_of(Stage().perform(scene), "congress")
    desk = Desk(chronicle, name, LANGUAGES[language], "root")
    return minutes(desk, chronicle.council, sitting_span(chronicle.council, 1), full=full)


def passages(paper):
    return [part for part in paper.parts if isinstance(part, Passage)]


def everything(paper):
    """All words of a paper."""
    return "\n".join(map(str, (paper.title, *paper.lead, *paper.parts, *paper.foot)))


def test_each_entry_of_every_kind_stands_in_the_full_form_exactly_once():
    seen = set()
    for scene in SCENES.values():
        stage = Stage().perform(scene)
        for body in stage.lines:
            chronicle = chronicle_of(stage, body)
            whole = Span("all", 0, chronicle.council.size)
            paper = minutes(Desk(chronicle, name), chronicle.council, whole, full=True)
            assert [p.position for p in passages(paper)] == list(range(chronicle.council.size))
            assert all(p.sentence and p.when for p in passages(paper))
            seen |= {entry.kind for entry in stage.entries(body)}

    assert seen == set(KINDS)


def test_a_sitting_goes_from_its_opening_to_its_closing():
    stage = Stage().perform(VOTE)
    council = stage.councils["congress"]
    span = sitting_span(council, 1)
    kinds = [entry.kind for entry in stage.entries("congress")[span.first : span.last]]

    assert (kinds[0], kinds[-1]) == ("sitting.opened", "sitting.closed")
    assert len(passages(first_sitting(VOTE))) == len(kinds)


def test_another_record_makes_other_minutes():
    changed = VOTE.replace("d-6 against", "d-6 for")

    assert everything(first_sitting(VOTE)) != everything(first_sitting(changed))
    assert "6 for" in everything(first_sitting(changed))


def test_a_division_stands_with_rule_figures_outcome_roll_and_resolution():
    words = everything(first_sitting(VOTE))

    for said in (
        "5 for, 1 against, 1 abstaining",
        "Outcome: carried",
        "Rule: ",
        "Voters present: 7",
    ):
        assert said in words
    assert "'d-6', 'delegate 6', 'Against'" in words
    assert "Adopted as no. 1: Wages rise" in words
    assert "Seconders: delegate 4" in words


def test_the_short_form_has_decisions_and_neither_the_roll_nor_arrivals():
    short = first_sitting(VOTE, full=False)

    assert {p.sentence.split()[0] for p in passages(short)} == {"The", "“Wages", "Vote"}
    assert "Roll of the division" not in everything(short)
    assert "Adopted as no. 1" in everything(short)


def standing(council):
    """What the divisions of a body came to, and which texts stand."""
    divisions = {
        name: (held.state, held.outcome, held.declared, held.casting, held.in_favour, held.against)
        for name, held in council.divisions.items()
    }
    texts = {
        name: (text.division, text.fallen is None) for name, text in council.resolutions.items()
    }
    return divisions, texts


def test_the_short_form_tells_each_act_that_alters_a_division_or_what_is_adopted():
    """Whichever kinds do so in the scenes, where each kind is performed."""
    kinds = set()
    for scene in SCENES.values():
        stage = Stage().perform(scene)
        for body in stage.lines:
            chronicle = chronicle_of(stage, body)
            whole = Span("all", 0, chronicle.council.size)
            short = minutes(Desk(chronicle, name), chronicle.council, whole, full=False)
            told = {p.position: p for p in passages(short)}
            for step in steps(chronicle, 1, chronicle.council.size):
                if standing(step.before) == standing(step.after):
                    continue
                assert step.entry.position in told, step.entry
                kinds.add(step.entry.kind)
                notes = " ".join(told[step.entry.position].notes)
                _tells_results(step, notes)

    assert kinds > {"division.roll-call-closed", "division.counts-compared", "division.voided"}


def _tells_results(step, notes):
    before, after = step.before, step.after
    for held in after.divisions.values():
        was = before.divisions.get(held.id)
        closed = held.state == "closed" and (was is None or was.state != "closed")
        assert f"Outcome: {held.result}" in notes or not closed, (step.entry, notes)
    for text in after.resolutions.values():
        was = before.resolutions.get(text.id)
        if was is None:
            assert f"Adopted as no. {text.number}: {text.title}" in notes
        elif was.fallen is None and text.fallen is not None:
            assert f"No longer stands: no. {text.number}: {text.title}" in notes


COUNTED_TWICE = (
    SITTING
    + """
open division rise
    motion: rise
    method: show-of-hands
close division rise
    for: 4
    against: 3
open recount rise
    reason: two were counted twice
close division rise
    for: 3
    against: 4
"""
)


def test_a_recount_stands_with_both_counts_and_what_fell_with_it():
    first, opened, second = passages(first_sitting(COUNTED_TWICE, full=False))[-3:]

    assert "Adopted as no. 1: Wages rise" in first.notes
    assert "counted again: two were counted twice" in opened.sentence
    assert "Outcome: lost" in second.notes
    assert any(n.startswith("Counted before: 4 for, 3 against") for n in second.notes)
    assert "No longer stands: no. 1: Wages rise" in second.notes


BY_BALLOT = (
    SITTING
    + f"""
open division first
    motion: rise
    method: secret
annul division first
    reason: the hall was cut off
open division second
    motion: rise
    method: electronic
close ballot second
    voters: 3 {"ab" * 32}
    ballots: 3 {"cd" * 32}
    in favour: 2
    against: 1
    abstaining: 0
"""
)


@pytest.mark.parametrize("full", [True, False])
def test_a_division_by_ballot_stands_with_its_figures_and_an_annulled_one_as_such(full):
    told = {p.position: p for p in passages(first_sitting(BY_BALLOT, full=full))}
    annulled, balloted = (
        next(p for p in told.values() if words in p.sentence)
        for words in ("is annulled: the hall was cut off", "are sealed and counted")
    )

    assert annulled.position < balloted.position
    assert [row for grid in balloted.grids for row in grid.rows] == [
        ("For", "2"), ("Against", "1"), ("Abstaining", "0"),
    ]  # fmt: skip
    assert any(note.startswith("Rule: more than 1/2") for note in balloted.notes)
    chronicle = chronicle_of(Stage().perform(BY_BALLOT), "congress")
    outcomes = [row[11] for row in result_rows(chronicle.council, None, name)]
    assert outcomes == ["annulled", "carried"]


def test_german_minutes_are_german_from_the_title_to_the_foot():
    words = everything(first_sitting(VOTE, language="de"))

    for said in (
        "Protokoll: Congress",
        "Die Sitzung first wird eröffnet.",
        "„Wages rise“ (rise) wird zur Abstimmung gestellt: namentlich.",
        "5 Ja, 1 Nein, 1 Enthaltung: angenommen.",
        "Regel: mehr als 1/2 der abgegebenen Stimmen",
        "Beschlossen als Nr. 1",
        "1. Januar 2026, 12:00 Uhr UTC",
        "Die Sitzung wird geschlossen.",
    ):
        assert said in words


NAMED = (
    SITTING
    + """
set agenda
    items: heating Heat in winter; aob Any other business
take item heating
request floor d-2
call speaker d-2
end speech
move amendment more
    amends: rise
    title: By a fifth
    mover: d-3
    delegate: d-3
withdraw motion more
open division second
    motion: rise
annul division second
    reason: the light went out
open roll call rise
    motion: rise
    names: d-1, d-2, d-3, d-4, d-5, d-6, d-7
    first: d-4
for n in 1..7:
record answer rise
    mandate: d-{n}
    answer: for
close roll call rise
"""
)


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "en",
            (
                "The item “Heat in winter” (heating) is taken.",
                "delegate 2 (d-2) has the floor.",
                "Amendment moved by delegate 3 (d-3): By a fifth.",
                "“By a fifth” (more) is withdrawn.",
                "The vote on “Wages rise” (second) is annulled: the light went out.",
                "“Wages rise” (rise) is put to a roll call, which begins with delegate 4 (d-4).",
                "delegate 1 (d-1): for.",
                "Roll call on “Wages rise” (rise): 7 for, 0 against, 0 abstaining: carried.",
            ),
        ),
        (
            "de",
            (
                "Der Punkt „Heat in winter“ (heating) wird aufgerufen.",
                "delegate 2 (d-2) hat das Wort.",
                "Die Abstimmung über „Wages rise“ (second) wird aufgehoben: the light went out.",
                "delegate 1 (d-1): dafür.",
            ),
        ),
    ],
)
def test_the_minutes_name_people_and_titles_with_the_code_after_them(language, sentences):
    told = [p.sentence for p in passages(first_sitting(NAMED, language=language))]

    assert set(sentences) - set(told) == set()


def test_the_form_and_the_language_change_no_entry_of_the_minutes():
    english, german = (passages(first_sitting(VOTE, language=code)) for code in LANGUAGES)

    assert [p.position for p in english] == [p.position for p in german]
    assert [p.text for p in english] == [p.text for p in german]


def test_attendance_goes_by_time():
    chronicle = chronicle_of(Stage().perform(VOTE), "congress")
    span = sitting_span(chronicle.council, 1)
    found = stays(steps(chronicle, span.first, span.last))
    rows = {row[0]: row for row in attendance_rows(chronicle.council, found, name)}
    kinds = {r: chronicle.lines[int(rows[r][4])].entry.kind for r in rows if rows[r][4]}

    assert set(rows) == {f"d-{n}" for n in range(1, 8)}
    assert kinds["d-7"] == "presence.left"
    assert rows["d-7"][1] == "delegate 7"


def test_results_are_those_of_the_record_and_of_the_sitting_asked_for():
    council = Stage().perform(VOTE).councils["congress"]
    (row,) = result_rows(council, None, name)

    assert row[2:9] == ("division", "rise", "Wages rise", "5", "1", "1", "7")
    assert "carried" in row
    assert result_rows(council, Span("before", 0, 5), name) == []


def test_an_amendment_to_an_amendment_stands_under_it():
    scene = SITTING + "".join(
        f"move amendment {one}\n    amends: {to}\n    title: {one}\n    mover: x\n"
        for one, to in (("first", "rise"), ("other", "rise"), ("deeper", "first"))
    )
    chronicle = chronicle_of(Stage().perform(scene), "congress")
    book = motion_book(Book(Desk(chronicle, name), chronicle.council))
    headings = [part.words for part in book.parts if isinstance(part, Heading)]

    assert [words.split()[-1] for words in headings] == ["rise", "first", "deeper", "other"]


def test_many_holders_are_named_and_not_shown_as_the_program_keeps_them():
    people = "; ".join(f"member {n}" for n in range(9))
    line = _many(tuple(Holder(label=one) for one in people.split("; ")), "members", Naming(name))

    assert line == "9 delegates, from member 0 to member 8"


def test_the_motion_book_has_amendments_under_their_motion_and_nothing_decided():
    scene = (
        SITTING + "move amendment better\n    amends: rise\n    title: By a fifth\n    mover: x\n"
    )
    chronicle = chronicle_of(Stage().perform(scene), "congress")
    book = motion_book(Book(Desk(chronicle, name), chronicle.council))
    decided = chronicle_of(Stage().perform(VOTE), "congress")

    assert [p.level for p in book.parts if isinstance(p, Heading)] == [2, 3]
    assert motion_book(Book(Desk(decided, name), decided.council)).lead == (
        "No motion is in hand.",
    )


def test_a_joint_text_stands_in_the_book_in_place_of_its_parts_and_bodies_by_their_names():
    scene = next(s for s in SCENES.values() if "joint text breakfast" in s)
    scene, _, _ = scene.partition("open sitting first\n")
    scene += """recommend motion breakfast
    committee: finance
    advice: adopt
recommend motion breakfast
    committee: finance
    advice: adopt
"""
    chronicle = chronicle_of(Stage().perform(scene), "congress")
    book = motion_book(Book(Desk(chronicle, name), chronicle.council, {"branch": "Branch 4"}.get))
    said = {p.sentence: p.notes for p in book.parts if isinstance(p, Passage)}

    assert "Mover: Branch 4" in said
    assert said["Mover: both"] == (
        "State: sent in, not yet ruled on",
        "In place of: A2 Milk (delegate 1 (d-1)); A3 Cream (delegate 2)",
        "Seconders: delegate 1 (d-1), delegate 5 (d-5), delegate 2",
        "Recommendation (finance): adopt",
    )


HOSTILE = "<script>alert('x')</script> & ]]> \x00\x08\x0b\x1f \ud800 \ufffe <para>\n" + "w" * 5000


@pytest.mark.parametrize("make", [paper_pdf, paper_docx])
def test_hostile_words_break_no_paper(make):
    grid = Grid(HOSTILE, (HOSTILE[:80], "b"), ((HOSTILE[:80], "1"),))
    passage = Passage(3, "now", HOSTILE, HOSTILE, (HOSTILE,), (grid,))
    written = make(Paper(HOSTILE, "en", (HOSTILE,), (Heading(HOSTILE), passage), (HOSTILE,)))

    assert written[:4] in {b"%PDF", b"PK\x03\x04"}
    if make is paper_docx:
        words = [p.text for p in Document(BytesIO(written)).paragraphs]
        assert any("<script>alert('x')</script> & ]]>" in said for said in words)


def test_a_docx_holds_every_passage():
    paper = first_sitting(VOTE)
    written = "\n".join(p.text for p in Document(BytesIO(paper_docx(paper))).paragraphs)

    for part in passages(paper):
        assert f"[{part.position}] {part.when}: {part.sentence}" in written


def test_what_cannot_be_written_is_seen_to_be_missing():
    assert legible("a\x00b\ud800c\r\nd") == "a\ufffdb\ufffdc\nd"


RECORDED = [
    Quoted("one", "Wages", "The congress “demands” that wages rise by a tenth from May on."),
    Quoted("two", "Hours", "Eight hours are enough."),
]


@pytest.mark.parametrize(
    ("quotation", "kind", "resolution"),
    [
        ('The congress "demands"  that\nwages rise by a tenth from May on.', "whole", "one"),
        ("wages rise by a tenth", "part", "one"),
        ('The congress "demands" that wages rise by a fifth from May on.', "near", "one"),
        ("eight hours are enough.", "near", "two"),
        ("ages rise", "nowhere", None),
        ("Nothing of the kind was said.", "nowhere", None),
        ("  ", "nowhere", None),
    ],
)
def test_a_quotation_is_whole_part_near_or_nowhere(quotation, kind, resolution):
    found = matches(quotation, RECORDED)[0]

    assert (found.kind, found.text and found.text.resolution) == (kind, resolution)


def test_a_near_quotation_says_what_differs():
    found = matches('The congress "demands" that wages rise by a fifth from May on.', RECORDED)[0]

    assert [(p.kind, p.words) for p in found.pieces if p.kind != "both"] == [
        ("record", "tenth"),
        ("quotation", "fifth"),
    ]


@pytest.mark.parametrize(
    ("language", "said"), [("en", "The sitting closes."), ("de", "Die Sitzung wird geschlossen.")]
)
def test_a_sitting_that_is_adjourned_by_a_vote_ends_with_it_in_the_minutes(language, said):
    paper = first_sitting(
        SITTING
        + """
move procedure home
    device: adjourn
    mover: delegate 2
second home
    seconder: delegate 3
    delegate: d-3
open division home
    motion: home
close division home
    for: 5
    against: 2
""",
        full=False,
        language=language,
    )

    assert said in passages(paper)[-1].notes
