"""The listener follows what other processes write, whatever a look meets."""

import threading

import psycopg
import pytest
from branch_acts import founding

from delegata.store import federation as following
from delegata.store.federation import Federation
from delegata.store.listener import Listener
from delegata.store.writer import Writer


@pytest.fixture
def heard(uri, monkeypatch):
    """A federation that is followed, and the bodies of which it was told, as they come."""
    monkeypatch.setattr("delegata.store.listener.SECONDS_BETWEEN_LOOKS", 0.05)
    federation, told, stirred = Federation(), set(), threading.Condition()

    def moved(body, _):
        with stirred:
            told.add(body)
            stirred.notify_all()

    def until(*bodies):
        with stirred:
            return stirred.wait_for(lambda: told >= set(bodies), 20)

    listeners = []

    def listen():
        listeners.append(Listener(uri, federation, moved))
        return federation, until

    yield listen
    for listener in listeners:
        listener.stop()


@pytest.fixture
def elsewhere(uri):
    """What another process writes."""
    writer = Writer(uri, Federation())
    yield lambda body: writer.perform(body, founding())
    writer.stop()


def test_a_record_that_cannot_be_folded_keeps_back_no_other_and_is_tried_again(
    heard, elsewhere, monkeypatch
):
    """Such as one with an entry of a newer version, until this process is the newer one."""
    real, met = following.evolve, []

    def evolve(council, entry):
        if council.body == "a" and len(met) < 3:
            met.append(1)
            raise KeyError("motion.of-a-newer-version")
        return real(council, entry)

    for body in ("a", "b"):
        elsewhere(body)
    monkeypatch.setattr(following, "evolve", evolve)
    federation, until = heard()
    assert until("b"), "the others are followed"
    elsewhere("c")
    assert until("a", "c"), "it goes on"
    assert federation.sizes() == {"a": 1, "b": 1, "c": 1}


@pytest.mark.parametrize("fault", [psycopg.OperationalError("gone"), KeyError("unforeseen")])
def test_a_look_that_fails_is_followed_by_the_next(heard, elsewhere, monkeypatch, fault):
    real, met = Federation.follow_register, []

    def follow_register(self, connection):
        if len(met) < 3:
            met.append(1)
            raise fault
        real(self, connection)

    monkeypatch.setattr(Federation, "follow_register", follow_register)
    _, until = heard()
    elsewhere("a")
    assert until("a")
