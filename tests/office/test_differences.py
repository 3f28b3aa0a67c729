"""Differences are marked word by word, amendments beside their lines, within bounds."""

import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1] / "council"))
from scenes_of_amendments import AMENDED, TURNS

from cast import Stage
from delegata.council.amendment import versions_of
from delegata.office.readers import texts
from delegata.office.readers.texts import differences, merged_words, numbered, proposals, revisions
from delegata.verify.quotation import Quoted, matches

TEXTS = st.text(alphabet="ab \n", max_size=60)


def scene(words):
    stage = Stage().perform(words)
    shipped = {t.name: t.text for line in stage.lines["congress"] for t in line.texts}
    return stage.councils["congress"], lambda digest: shipped[digest]


def kept(pieces, *kinds):
    return " ".join(p.words for p in pieces if p.kind in kinds).split()


@given(TEXTS, TEXTS)
def test_what_is_struck_and_what_is_added_make_both_texts(before, after):
    found = differences(before, after)

    assert kept(found, "both", "record") == before.split()
    assert kept(found, "both", "quotation") == after.split()


@given(TEXTS)
def test_equal_texts_do_not_differ(text):
    assert all(piece.kind == "both" for piece in differences(text, text))


def test_paragraphs_that_stay_are_not_marked():
    found = differences("One stays.\nTwo goes.\nThree.", "One stays.\nTwo comes.\nThree.")

    assert [(p.kind, p.words.strip()) for p in found] == [
        ("both", "One stays."), ("both", "Two"), ("record", "goes."), ("quotation", "comes."),
        ("both", "Three."),
    ]  # fmt: skip


def test_a_text_too_long_to_compare_is_shown_as_struck_and_added(monkeypatch):
    monkeypatch.setattr(texts, "MOST_COMPARED", 0)
    found = differences("a b", "a c")

    assert [(p.kind, p.words) for p in found] == [("record", "a b"), ("quotation", "a c")]


def test_an_amendment_stands_beside_its_lines_with_the_words_that_it_changes():
    council, words = scene(AMENDED.replace("text: Wages rise by ten.\n    lines: 3",
                                           "text: Wages\n        rise\n        by ten.\n"
                                           "    lines: 3"))  # fmt: skip
    rise = council.motions["rise"]
    lines = numbered(council, rise, versions_of(rise)[-1], words)
    more, less = proposals(council, rise, words)

    assert [[m.id for m in line.touched] for line in lines] == [[], ["more", "less"], ["less"]]
    assert (more.place, more.old, more.lacking) == ("in place of line 2", "rise", 1)
    assert (less.place, less.old) == ("striking lines 2 to 3", "rise\nby ten.")
    assert [m.id for m in more.collides] == ["less"]
    assert merged_words(council, rise, [more.motion, less.motion], words) == (
        "Wages\nby twenty\nby ten."
    )


def test_the_history_of_a_text_and_a_quotation_of_what_was_adopted():
    council, words = scene(TURNS)
    (revision,) = revisions(council, council.motions["rise"], words)
    adopted = council.resolutions["rise"]

    assert kept(revision.pieces, "quotation") == ["twenty."]
    assert kept(revision.pieces, "record") == ["ten."]
    assert [m.id for m in revision.merged] == ["more"]
    known = [Quoted("rise", adopted.title, words(adopted.text))]
    assert matches("wages rise by twenty.", known)[0].kind == "near"
    assert matches("Wages rise by twenty.", known)[0].kind == "whole"
    assert matches("Wages rise by ten.", known)[0].kind != "whole"


def test_texts_made_to_be_slow_to_compare_are_not_compared():
    found = differences("a b " * 4000, "b a " * 4000)

    assert [piece.kind for piece in found] == ["record", "quotation"]
