"""A federation lives for years, every invariant held; each is seen to break when its rule does."""

import pytest
import world
from life import Size, lived
from msgspec.structs import replace

from delegata.council import acts, credentials, presence
from delegata.council.act import NO_FIGURES, refuse
from delegata.council.acts import COMMANDS
from delegata.council.credentials import ConfirmMandates
from delegata.council.ending import EndMandate
from delegata.council.mandate import PresentMandate
from delegata.council.presence import Arrive

SMALL = Size(branches=12, members=400, years=2)


@pytest.mark.parametrize("seed", range(4))
def test_two_years_of_a_small_federation_hold_every_invariant(seed):
    life = lived(SMALL, seed)

    assert life.world.acts > 1000
    assert {"more-than-due", "not-confirmed"} <= set(life.world.refusals)


def test_the_same_seed_gives_the_same_life():
    one, other = lived(SMALL, 5), lived(SMALL, 5)

    assert one.world.leaves == other.world.leaves


def lawless(monkeypatch, command, decide):
    """A kind of act is decided without its rule."""
    monkeypatch.setitem(acts.COMMANDS, command, COMMANDS[command]._replace(decide=decide))


def arrives_unconfirmed(monkeypatch):
    lawless(monkeypatch, Arrive, lambda council, command: presence.presence_after(
        council, presence._with(council, command.mandates)))  # noqa: SLF001 - without its rule  # fmt: skip


def sits_twice(monkeypatch):
    lawless(monkeypatch, PresentMandate, lambda _, __: NO_FIGURES)


def more_than_due(monkeypatch):
    lawless(monkeypatch, ConfirmMandates, lambda council, command: credentials._judged(  # noqa: SLF001 - without its rule
        council, command.mandates, "confirmed"))  # fmt: skip


def nothing_follows(monkeypatch):
    monkeypatch.setattr(world, "follow", lambda *_: None)


def no_rule_named(monkeypatch):
    lawless(monkeypatch, EndMandate, lambda _, __: refuse("because", "", "No."))


def forgetful(monkeypatch):
    evolve = world.evolve

    def forgetting(council, entry):
        after = evolve(council, entry)
        return replace(after, norms=()) if entry.kind == "rules.adopted" else after

    monkeypatch.setattr(world, "evolve", forgetting)


def false_leaves(monkeypatch):
    leaf_of = world.leaf_of
    monkeypatch.setattr(world, "leaf_of", lambda line: leaf_of(line)[::-1])


@pytest.mark.parametrize(
    ("broken", "invariant"),
    [
        (arrives_unconfirmed, "no vote without a confirmed mandate in force"),
        (sits_twice, "no person twice in one body"),
        (more_than_due, "seats equal the norm"),
        (nothing_follows, "nothing rests on an ended mandate"),
        (no_rule_named, "a refusal names its rule"),
        (forgetful, "a replay gives the same state"),
        (false_leaves, "all records verify"),
    ],
)
def test_an_invariant_breaks_when_its_rule_is_broken(monkeypatch, broken, invariant):
    broken(monkeypatch)
    found = set()
    for seed in range(4):
        try:
            lived(SMALL, seed)
        except world.Broken as error:
            found.add(error.invariant)
        except AssertionError:
            pass  # the story itself came to nothing

    assert found == {invariant}
