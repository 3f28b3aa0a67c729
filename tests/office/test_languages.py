"""Every language of the papers says everything, with the same facts, in its own way."""

import re
import sys
from pathlib import Path
from string import Formatter
from typing import Literal, get_args, get_origin

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "council"))
from msgspec import structs
from scenes import SCENES

from cast import SITTING, Stage
from delegata.council import words
from delegata.council.acts import KINDS
from delegata.council.division.outcome import said
from delegata.council.entry import Mark
from delegata.council.rules import MajorityRule
from delegata.council.words import Base, Figure, Held, Share
from delegata.office.languages import ENGLISH, LANGUAGES, language_of
from delegata.office.readers.naming import Naming
from delegata.office.readers.narration import CODED, narrate
from delegata.scenario.notation import fields_of

GERMAN = LANGUAGES["de"]
OTHERS = [one for one in LANGUAGES.values() if one is not ENGLISH]


_OF_THE_PROGRAM = re.compile(r"\b(None|True|False|UNSET)\b|\w\(\w+=|\[[\"'{]")


def facts(pattern):
    """The facts that a sentence names."""
    return sorted(name for _, name, _, _ in Formatter().parse(pattern) if name)


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
def test_every_kind_of_act_has_a_sentence(language):
    assert set(KINDS) - set(language.sentences) == set()


@pytest.mark.parametrize("language", OTHERS, ids=lambda one: one.code)
@pytest.mark.parametrize("catalogue", ["sentences", "headings", "phrases"])
def test_a_catalogue_has_the_same_keys_and_facts_as_the_english_one(language, catalogue):
    english, other = getattr(ENGLISH, catalogue), getattr(language, catalogue)

    assert set(other) == set(english)
    differing = [key for key in english if facts(other[key]) != facts(english[key])]
    assert differing == []


@pytest.mark.parametrize("language", OTHERS, ids=lambda one: one.code)
def test_every_code_word_has_words(language):
    codes = {
        code
        for act in KINDS.values()
        for name, field in fields_of(act.command).items()
        if name in CODED and f"{{{name}}}" in ENGLISH.sentences[act.kind]
        for literal in (field.type, *get_args(field.type))
        if get_origin(literal) is Literal
        for code in get_args(literal)
    }

    assert codes - set(language.codes) == set()


def test_no_sentence_of_the_scenes_leaves_a_gap_or_a_fact_unsaid():
    for scene in SCENES.values():
        stage = Stage().perform(scene)
        for body in stage.lines:
            for entry in stage.entries(body):
                for language in LANGUAGES.values():
                    line = narrate(entry, Naming(str, language), str)
                    assert line.sentence
                    assert not {"{", "}", "|"} & set(line.sentence), line
                    assert not _OF_THE_PROGRAM.search(line.sentence), line


def test_no_sentence_of_the_scenes_has_the_code_of_a_mandate_in_place_of_a_name():
    """But where it says which mandate is given or presented, and names who holds it besides."""
    for scene in SCENES.values():
        stage = Stage().perform(scene)
        for body in stage.lines:
            council = stage.councils[body]
            for entry in stage.entries(body):
                if entry.kind in {"mandate.given", "mandate.presented"}:
                    continue
                for language in LANGUAGES.values():
                    said = narrate(entry, Naming(str, language, council), str).sentence
                    bare = re.sub(r"\([^()]*\)", "", said)
                    assert not {*bare.replace(",", " ").split()} & set(council.mandates), said


@pytest.mark.parametrize(
    ("number", "english", "german"),
    [("1", "1 seat", "1 Sitz"), ("2", "2 seats", "2 Sitze"), ("about 9", "about 9 seats", None)],
)
def test_nouns_agree_with_their_number(number, english, german):
    told = {"seats": number, "title": "t", "polls_on": "now", "to_body": "b"}

    assert english in ENGLISH.sentence("election.called", told)
    assert german is None or german in GERMAN.sentence("election.called", told)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "Procedural motion of d-4: close the debate on “Wages rise” (rise). Enough"),
        ("de", "Antrag zur Geschäftsordnung von d-4: Schluss der Debatte zu „Wages rise“ (rise)."),
    ],
)
def test_a_procedural_motion_is_said_to_be_on_what_it_is_on(code, said):
    stage = Stage().perform(
        SITTING
        + """
move procedure list
    device: close-list
    mover: d-4
withdraw motion list
move procedure stop
    device: close-debate
    on: rise
    title: Enough
    mover: d-4
"""
    )
    council, entries = stage.councils["congress"], stage.entries("congress")[-3::2]
    naming = Naming(str, LANGUAGES[code], council)
    alone, on_motion = (narrate(entry, naming, str).sentence for entry in entries)

    assert said in on_motion.replace("delegate 4 (d-4)", "d-4")
    assert " on " not in alone.replace("motion of", "")


def test_what_is_not_stated_leaves_no_gap():
    assert ENGLISH.sentence("floor.called", {"delegate": "d-1"}) == "d-1 has the floor."
    without = {"mover": "d-1", "motion": "rise"}
    for language in LANGUAGES.values():
        for kind in KINDS:
            assert not re.search(r" [.,:;](?: |$)", language.sentence(kind, without)), kind


def test_days_hours_and_figures_are_written_as_each_language_writes_them():
    october = Held(date="1917-10-25", time="22:40", calendar="julian", precision="about")
    mark = Mark(0, "1917-11-09T00:00:00Z", october)

    assert ENGLISH.moment(mark) == "25 October 1917 (old style), about 22:40"
    assert GERMAN.moment(mark) == "25. Oktober 1917 (alter Stil), etwa 22:40 Uhr"
    assert ENGLISH.figure(Figure(number=1565, about=True)) == "about 1,565"
    assert GERMAN.figure(Figure(number=1565, rest=True)) == "1.565 (die übrigen)"
    assert GERMAN.figure(Figure()) == "nicht angegeben"
    assert GERMAN.dated("2026-03-01") == "1. März 2026"
    assert GERMAN.dated("next spring") == "next spring"


@pytest.mark.parametrize("base", get_args(Base))
@pytest.mark.parametrize("over", [True, False])
def test_every_majority_rule_of_the_record_is_said_in_german(base, over):
    words = said(MajorityRule(question="rules", share=Share(2, 3, over=over), base=base))

    assert ENGLISH.rule(words) == words
    assert GERMAN.rule(words).split()[0] in {"mehr", "mindestens"}
    assert not {"of", "votes", "those", "all", "than", "least"} & set(GERMAN.rule(words).split())


def test_a_body_has_its_own_language_and_a_reader_may_ask_for_another():
    """Its rules say which; a body whose rules say nothing writes English."""
    stage = Stage().perform(SITTING)
    english = stage.councils["congress"]
    rules = structs.replace(english.rules, language="de")
    german = structs.replace(english, rules=rules)

    assert set(LANGUAGES) == set(get_args(words.Language))
    assert (language_of(english).code, language_of(german).code) == ("en", "de")
    assert (language_of(german, "en").code, language_of(german, "xx").code) == ("en", "de")


def test_rules_are_written_with_a_language_in_a_scenario():
    scene = SITTING.replace("rules: union-congress", "rules: union-congress\n      language: de", 1)

    assert Stage().perform(scene).councils["congress"].rules.language == "de"
