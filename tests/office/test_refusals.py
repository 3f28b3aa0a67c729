"""A refusal says to people whom and what it means, by name and title; the record keeps its ids."""

import ast
import sys
from pathlib import Path

import pytest
from msgspec import structs

sys.path.insert(0, str(Path(__file__).parents[1] / "council"))
from scenes import SCENES

from cast import AT, SITTING, Stage
from delegata.council.act import Refused
from delegata.council.state import Council
from delegata.office.readers.refusals import in_words

SOURCES = Path(__file__).parents[2] / "src" / "delegata"
ORDERED = SITTING.replace("      motions: none\n", "")


def refusals(scene):
    """Each refusal of a scene, with the state of the body that refused."""
    stage, found = Stage(), []
    act = stage.act

    def watched(body, command, at=AT):
        council = stage.councils.get(body) or Council(body=body)
        outcome = act(body, command, at)
        if isinstance(outcome, Refused):
            found.append((council, outcome))
        return outcome

    stage.act = watched
    stage.perform(scene)
    return found


def said(council, refused):
    """The words of a refusal, where people are called by their labels or "Somebody"."""

    def who(word):
        mandate = council.mandates.get(word)
        return "Somebody" if mandate is None else mandate.holder.label or "Somebody"

    return in_words(council, refused, who)


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ("call speaker d-2\n    expect: not-on-list", "delegate 2 is not on the speakers' list"),
        ("second rise\n    seconder: d-99\n    delegate: d-99\n    expect: not-confirmed",
         "The mandate d-99 is not confirmed in Congress of the bakers"),
        ("second rise\n    seconder: d-2\nsecond rise\n    seconder: d-2\n"
         "    expect: seconded-already", "delegate 2 stands with “Wages rise” already"),
        ("by cleo as credentials\narrive d-1\n    expect: present-already",
         "The delegate delegate 1 is here already"),
        ("by cleo as credentials\nconfirm mandates d-1\n    expect: wrong-state",
         "The mandate d-1 (delegate 1) is confirmed and cannot become confirmed"),
        ("accept amendment rise\n    expect: not-an-amendment", "“Wages rise” is no amendment"),
        ("set agenda\n    items: wages Wages\nfinish item wages\n    expect: item-not-taken",
         "no item “Wages” that is taken"),
        ("open division a\n    motion: rise\n    expect: not-seconded",
         "“Wages rise” needs 1 more to second it"),
        ("move rise\n    title: Again\n    mover: Ada\n    expect: motion-exists",
         "Congress of the bakers has a motion rise already; choose another name"),
    ],
)  # fmt: skip
def test_people_are_named_and_motions_and_items_said_by_their_titles(act, words):
    ((council, refused),) = refusals(f"{ORDERED}{act}\n")

    assert words in said(council, refused)
    assert said(council, refused).endswith(f" [{refused.rule}]")


def test_the_sentence_of_the_record_keeps_the_ids():
    ((_, refused),) = refusals(f"{ORDERED}call speaker d-2\n    expect: not-on-list\n")

    assert refused.sentence.startswith("d-2 is not on the speakers' list")
    assert refused.facts == {"delegate": "d-2"}


def known(council, fact):
    """The ids that a fact can have for which there is a name or a title."""
    if fact in {"recall", "name"}:  # a petition has none, and what is to be named is no name yet
        return set()
    if fact == "division":
        return set(council.divisions)
    people = {*council.mandates, *council.given}
    things = {*council.motions, *council.elections, *(item.id for item in council.agenda)}
    return people | things | ({council.body} if council.name else set())


def test_no_refusal_of_the_scenes_says_an_id_where_there_is_a_name_or_a_title():
    """But one that is taken already, or that stands beside its title."""
    bare, seen = set(), 0
    for council, refused in (one for scene in SCENES.values() for one in refusals(scene)):
        for fact, word in refused.facts.items():
            kept = refused.code == f"{fact}-exists" or "title" in refused.facts
            if kept or word not in known(council, fact):
                continue
            seen += 1
            alone = structs.replace(refused, template=f"{{{fact}}}")
            if said(council, alone) == alone.sentence:
                bare.add((refused.code, fact))

    assert seen > 300
    assert sorted(bare) == []


def test_every_page_and_desk_says_a_refusal_in_words():
    """`sentence` is asked of lines of the minutes alone; a refusal is said by `why_not`."""
    for path in [*(SOURCES / "office").rglob("*.py"), *(SOURCES / "hall").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr == "sentence":
                of = ast.unparse(node.value)
                assert of in {"line", "language", "part", "naming.language"} or of.startswith(
                    "lines("
                ), f"{path.name}: {of}"
    for path in (SOURCES / "office" / "templates").rglob("*.html"):
        assert "refused.sentence" not in path.read_text("utf-8"), path.name
