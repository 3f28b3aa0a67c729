"""A made-up text with carried amendments, and its merging, true or not."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "council"))
from scenes_of_motions import ORDERED

TEXT = "We ask for ten more an hour, from the first of May, for every baker of the town."
SCENE = (
    ORDERED.replace("motions seconders: 1", "motions line_width: 20").replace(
        "text: Wages rise by ten.\n    lines: 3", f"text: {TEXT}\n    lines: 5"
    )
    + """
amend lines more
    amends: rise
    change: replace
    first: 1
    title: By twenty
    mover: delegate 2
    text: We ask for twenty
    lines: 1
amend lines less
    amends: rise
    change: strike
    first: 5
    title: No town
    mover: delegate 3
amend lines end
    amends: rise
    change: insert
    first: 5
    title: At once
    mover: delegate 3
    text: At once.
    lines: 1
carry by consent more
    motion: more
carry by consent less
    motion: less
carry by consent end
    motion: end
"""
)
MERGED = "We ask for twenty an hour, from the first of May, for every baker of the\nAt once."


def consolidated(text, lines, note=""):
    words = text.replace("\n", "\n        ")
    return f"{SCENE}\nconsolidate text rise\n    text: {words}\n    lines: {lines}\n{note}"
