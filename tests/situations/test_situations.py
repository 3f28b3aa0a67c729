"""Four rule sets in fifty situations each, as a secretary would tell them."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from expectations import hold
from reading import play, read

from cast import Stage
from delegata.council.rulesets import READY_MADE

HERE = Path(__file__).parent
BOOKS = {folder.name: read(folder) for folder in sorted(HERE.iterdir()) if folder.is_dir()}
BOOKS = {name: book for name, book in BOOKS.items() if book.situations}
ALL = [(name, told) for name, book in BOOKS.items() for told in book.situations]


@pytest.mark.parametrize(("rules", "told"), ALL, ids=[f"{r}: {t.title}" for r, t in ALL])
def test_a_situation_comes_out_as_it_is_told(rules, told):
    play(BOOKS[rules], told, Stage(), hold)


@pytest.mark.parametrize("rules", BOOKS)
def test_a_rule_set_is_told_in_at_least_fifty_situations(rules):
    situations = BOOKS[rules].situations

    assert rules in READY_MADE
    assert len(situations) >= 50
    assert len({told.title for told in situations}) == len(situations)


@pytest.mark.parametrize(("rules", "told"), ALL, ids=[f"{r}: {t.title}" for r, t in ALL])
def test_a_situation_says_what_must_come_of_it(rules, told):
    lines = [line.strip() for _, line in told.lines]

    assert any(line.startswith(("then:", "expect:")) for line in lines), rules
    assert f"rules: {rules}" in "\n".join(
        line for setting in BOOKS[rules].settings.values() for _, line in setting.lines
    )


def test_a_false_sentence_is_found_out():
    rules, told = ALL[0]
    stage = Stage()
    play(BOOKS[rules], told, stage, lambda *_: None)
    body = next(iter(stage.councils))

    with pytest.raises(AssertionError, match="in truth"):
        hold(stage, body, "nothing-of-the-kind is pending")
    with pytest.raises(AssertionError, match="no such sentence"):
        hold(stage, body, "all is well")
