"""A text that an act felled is not in force, and says since when and by what."""

import pytest

from cast import SITTING, Stage
from delegata.council.force import fall_of

CARRIED = (
    SITTING
    + """
open division rise
    motion: rise
close division rise
    for: 5
    against: 2
"""
)
RESCIND = "move procedure gone\n    device: rescind"
ASKED = """
{moved}
    on: rise
    mover: delegate 2
    delegate: d-2
second gone
    seconder: delegate 3
    delegate: d-3
open division gone
    motion: gone
close division gone
    for: {votes}
    against: 2
"""
RESCINDED = ASKED.format(moved=RESCIND, votes=5)
TAKEN_UP = ASKED.format(moved="move reconsideration gone", votes=5)
AGAIN = "open division again\n    motion: rise\nclose division again\n    for: {}\n    against: 3\n"


def fell(acts):
    council = Stage().perform(CARRIED + acts).councils["congress"]
    adopted = council.resolutions["rise"]
    fall = fall_of(council, adopted)
    assert (fall and fall.since) == adopted.fallen
    return fall and (fall.how, fall.motion and fall.motion.id)


@pytest.mark.parametrize(
    ("acts", "how"),
    [
        ("", None),
        (RESCINDED, ("rescinded by", "gone")),
        (ASKED.format(moved=RESCIND, votes=1), None),
        (TAKEN_UP, ("taken up again by", "gone")),
        (TAKEN_UP + AGAIN.format(2), ("lost when it was taken up again by", "gone")),
        (TAKEN_UP + AGAIN.format(4), None),
        (
            "void division rise\n    reason: some were not here\n",
            ("its vote was ruled out of order", None),
        ),
        (
            "open recount rise\n    reason: a row was left out\n"
            "close division rise\n    for: 3\n    against: 4\n",
            ("its vote came to something else when it was counted again", None),
        ),
    ],
    ids=["stands", "rescinded", "not", "taken up", "lost", "carried again", "void", "recount"],
)
def test_a_text_says_by_what_it_fell(acts, how):
    assert fell(acts) == how
