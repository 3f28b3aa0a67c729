"""Seats are answered batch after batch, whatever became of who asked."""

import threading
from types import SimpleNamespace

from delegata.hall.seats import Asked, Seats, _Waiting
from delegata.store.intake import hand_out


def asked(name):
    return Asked("congress", name, "session", 2**31, "", "", compressed=False)


def test_an_answer_that_cannot_be_delivered_ends_no_thread():
    """Such as one to a loop that was closed meanwhile."""
    premises = SimpleNamespace(sessions=None, secret="00" * 32)
    seats = Seats(None, premises, ("", ""), lambda those: [one.person for one in those])
    told, over = [], threading.Event()

    def closed(_):
        raise RuntimeError("Event loop is closed")

    def deliver(answers):
        told.extend(answers)
        over.set()

    intake = seats._intake  # noqa: SLF001 - its address takes a session of a served hall
    intake.put(_Waiting(asked("ada"), closed, 1))
    intake.put(_Waiting(asked("ben"), deliver, 2))
    assert over.wait(20)
    seats.stop()
    assert told == [(2, b"ben")]


def test_answers_that_reach_one_loop_are_handed_out_together():
    first, second = [], []
    hand_out([(first.append, "a", 1), (second.append, "b", 2), (first.append, "c", 3)])
    assert (first, second) == ([[("a", 1), ("c", 3)]], [[("b", 2)]])
