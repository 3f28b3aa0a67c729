"""The verifier counts the lines of texts again, and makes merged texts again."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from texts_merged import MERGED, SCENE, TEXT, consolidated

from cast import Stage
from delegata.verify.chain import read_chain
from delegata.verify.texts import check_texts, texts_of


def found(scene):
    """What the verifier says of the texts of a scene: kinds of findings, and notes."""
    stage = Stage().perform(scene)
    chains = {body: read_chain(body, content) for body, content in stage.export().items()}
    texts = {body: texts_of(chain) for body, chain in chains.items()}
    return [getattr(said, "kind", said) for said in check_texts(stage.councils, texts)]


def test_a_text_that_was_merged_by_its_amendments_is_well():
    assert found(consolidated(MERGED, 5)) == []


@pytest.mark.parametrize(
    ("scene", "kind"),
    [
        (SCENE.replace("lines: 5", "lines: 6"), "lines-wrong"),
        (SCENE.replace("At once.\n    lines: 1", "At once.\n    lines: 2"), "lines-wrong"),
        (consolidated(MERGED, 4), "lines-wrong"),
        (consolidated(MERGED.replace("twenty", "thirty"), 5), "text-not-merged"),
        (consolidated(TEXT, 5), "text-not-merged"),
        (consolidated(MERGED.replace("\n", " "), 5), "text-not-merged"),
    ],
    ids=["moved", "amendment", "merged", "another word", "nothing merged", "a lost paragraph"],
)
def test_a_lie_about_a_text_is_found(scene, kind):
    assert found(scene) == [kind]


def test_a_collision_settled_by_hand_is_noted():
    collided = SCENE.replace("first: 5\n    title: No town", "first: 1\n    title: No town")
    scene = collided + (
        "\nconsolidate text rise\n    text: We ask.\n    lines: 1\n    note: the later one stands\n"
    )

    assert found(scene) == ["congress: the merged text of rise was settled by hand; read it"]


def test_a_withheld_text_is_noted_and_no_finding():
    stage = Stage().perform(consolidated(MERGED, 5))

    said = list(check_texts(stage.councils, {body: {} for body in stage.councils}))
    assert said[0] == "congress: the text of rise is withheld; its lines were not counted"
    assert said[-1] == "congress: the text of end is withheld; its lines were not counted"
    assert any("its merging was not checked" in note for note in said)


PARTS = """
move division of question cut
    on: end
    parts:
      now: At once
      then: In the end
    mover: delegate 4
second cut
    seconder: delegate 5
    delegate: d-5
carry by consent cut
    motion: cut
carry by consent now
    motion: now
{last}"""
LOST = "open division then\n    motion: then\nclose division then\n    for: 1\n    against: 6\n"
CARRIED = "carry by consent then\n    motion: then\n"
UNDIVIDED = SCENE.partition("carry by consent end")[0]


def test_an_amendment_that_carried_in_part_is_merged_by_hand_and_noted():
    made = MERGED.replace("At once", "At")
    merging = f"\nconsolidate text rise\n    text: {made}\n    lines: 5\n".replace(
        "\nAt", "\n        At"
    )
    scene = (
        UNDIVIDED + PARTS.format(last=LOST) + merging + "    note: without the part that was lost\n"
    )

    assert found(scene) == ["congress: the merged text of rise was settled by hand; read it"]


def test_an_amendment_of_which_all_parts_carried_is_merged_as_it_was_moved():
    scene = UNDIVIDED + PARTS.format(last=CARRIED)
    merging = consolidated(MERGED, 5).removeprefix(SCENE)

    assert found(scene + merging) == []
    assert found(scene + merging.replace("At once.", "Soon.")) == ["text-not-merged"]
