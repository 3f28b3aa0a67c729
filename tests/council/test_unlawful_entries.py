"""Of every kind of act, an entry that its rules did not allow is not decided again."""

import msgspec
import pytest
from scenes import SCENES

from cast import Stage
from delegata.council.act import Refused
from delegata.council.acts import KINDS, command_of, decide, evolve
from delegata.council.entry import Actor
from delegata.council.state import Council

STRANGER = Actor(person="p-stranger0", right="office:secretary")


@pytest.fixture(scope="module")
def decided():
    """Every entry of the scenes with the state before it."""
    found = []
    for scene in SCENES.values():
        stage = Stage().perform(scene)
        for body in stage.lines:
            council = Council(body=body)
            for entry in stage.entries(body):
                found.append((council, entry))
                council = evolve(council, entry)
    assert {entry.kind for _, entry in found} == set(KINDS)
    return found


def test_an_act_by_somebody_without_the_right_is_refused(decided):
    for council, entry in decided:
        if entry.kind == "body.founded":
            continue
        outcome = decide(council, msgspec.structs.replace(command_of(entry), by=STRANGER), entry.at)
        assert isinstance(outcome, Refused), entry.kind
        assert outcome.code == "right-not-held"


def test_an_act_under_its_key_stands_once(decided):
    for council, entry in decided:
        command = command_of(entry)
        if command.key is None:  # an ending or a notice that followed by itself
            assert command.by.right.partition(":")[0] in {"consequence", "notice"}
            continue
        outcome = decide(evolve(council, entry), command, entry.at)
        assert isinstance(outcome, Refused), entry.kind
        assert outcome.code == "already-done"


def test_an_act_in_a_body_that_is_not_founded_is_refused(decided):
    for _, entry in decided:
        if entry.kind != "body.founded":
            outcome = decide(Council(body="nowhere"), command_of(entry), entry.at)
            assert outcome.code == "not-founded"
