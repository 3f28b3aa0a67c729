"""Where seconders count, who reads of one in words alone reads that it is an office's word."""

import pytest

from cast import AT, SITTING, Stage, person
from delegata.council.act import Refused
from delegata.council.entry import Actor
from delegata.council.motion import Second
from delegata.office.languages import LANGUAGES
from delegata.office.readers.naming import Naming
from delegata.office.readers.narration import narrate
from delegata.office.readers.seconders import seconders

COUNTED = SITTING.replace("      motions: none\n", "")
WORDS = "second rise\n    seconder: somebody at the back\n"
MANDATE = "second rise\n    seconder: delegate 2\n    delegate: d-2\n"
ADA = """
present mandate d-ada
    holder: @ada
    from body: branch
    proof: paper
    by: ada as secretary
confirm mandates d-ada
    by: cleo as credentials
"""


def congress(scene):
    return Stage().perform(scene).councils["congress"]


def minuted(scene, language="en"):
    """The sentence of the minutes about the last act."""
    stage = Stage().perform(scene)
    entry = stage.entries("congress")[-1]
    council = stage.councils["congress"]
    return narrate(entry, Naming(str, LANGUAGES[language], council), str).sentence


def listed(scene):
    council = congress(scene)
    return seconders(council, council.motions["rise"], str)


def test_a_seconder_in_words_counts_and_is_said_to_be_in_the_words_of_the_office():
    assert minuted(COUNTED + WORDS) == (
        "somebody at the back supports “Wages rise” (rise)."
        " So in the words of the chair; no mandate is named."
    )
    assert "des Amtes chair" in minuted(COUNTED + WORDS, "de")
    assert listed(COUNTED + WORDS) == ["somebody at the back (in words; no mandate is named)"]


def test_a_seconder_by_mandate_is_named_without_more():
    assert minuted(COUNTED + MANDATE) == "delegate 2 supports “Wages rise” (rise)."
    assert listed(COUNTED + MANDATE) == ["d-2"]


def test_where_no_seconder_is_needed_nothing_is_said_of_words():
    assert minuted(SITTING + WORDS).endswith("supports “Wages rise” (rise).")
    assert listed(SITTING + WORDS) == ["somebody at the back"]


def test_it_is_said_of_a_procedural_motion_too():
    tabling = "move procedure aside\n    device: table\n    on: rise\n    mover: delegate 3\n"
    council = congress(SITTING + tabling + "second aside\n    seconder: somebody\n")

    assert seconders(council, council.motions["aside"], str) == [
        "somebody (in words; no mandate is named)"
    ]


@pytest.mark.parametrize("delegate", [None, "d-2"])
def test_a_delegate_seconds_by_the_own_mandate_and_never_in_words(delegate):
    stage = Stage().perform(COUNTED + ADA)
    own = Actor(person=person("ada"), right="mandate:d-ada")
    outcome = stage.act(
        "congress", Second(by=own, motion="rise", seconder="somebody", delegate=delegate), AT
    )

    assert isinstance(outcome, Refused)
    assert outcome.code == "not-competent"
