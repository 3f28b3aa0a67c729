"""The clock of the server is set back during a sitting: nothing breaks, and it is said."""

import json
import re

import pytest
from faulty_hall import DIVISION, HEAD, HERE, SITTING, Hand, entries
from shim import Shim
from test_lost_answers import step

from served import Served

TWO_HOURS = 2 * 60 * 60


@pytest.fixture
def shim(tmp_path_factory):
    return Shim(tmp_path_factory.mktemp("shim"))


@pytest.fixture
def hall(tmp_path, shim):
    served = Served.of(
        tmp_path,
        HEAD + SITTING + DIVISION.format(method="electronic"),
        environment=shim.environment,
    )
    yield served
    served.stop()


def test_a_clock_that_is_set_back_ends_no_session_and_turns_no_record_back(hall, shim, tmp_path):
    hands = {alias: Hand(hall, alias) for alias in ("d-1", "d-2", "d-3", "sally")}
    before = hands["d-1"].ballot()
    receipt = hands["d-1"].casts(before)
    issued_before = hands["d-2"].ballot()
    last = hands["d-1"].acts("floor.requested", "before", "mandate:d-1", delegate="d-1")
    assert "behind the last act" not in hands["sally"].ask("GET", f"{HERE}/chair")[2]

    shim.set_clock_by(-TWO_HOURS)
    # Everybody is told, and everything goes on: ballots, receipts, sessions, sign-ins, the chair.
    console = hands["sally"].ask("GET", f"{HERE}/chair")[2]
    behind = int(re.search(r"The clock of the server is (\d+) minutes\s+behind", console)[1])
    assert 119 <= behind <= 121
    assert hands["d-1"].casts(before) == receipt
    assert hands["d-2"].casts(issued_before)
    assert hands["d-3"].casts(hands["d-3"].ballot())
    newcomer = Hand(hall, "d-4")
    assert newcomer.casts(newcomer.ballot())
    assert step(hands["sally"], "who is next")()[0] == 302
    assert 'data-elapsed="0"' in hands["d-1"].ask("GET", f"{HERE}/floor")[2]
    assert step(hands["sally"], "speech of")()[0] == 302
    assert hands["sally"].sends(f"{HERE}/divisions/wages/close")[0] == 302

    shim.set_clock_by(0)
    assert "behind the last act" not in hands["sally"].ask("GET", f"{HERE}/chair")[2]
    hands["d-1"].acts("floor.requested", "after", "mandate:d-1", delegate="d-1")
    record = entries(hall, tmp_path)
    times = [line["at"] for line in record]
    speech = next(line for line in record if line["kind"] == "floor.ended")

    assert times == sorted(times)
    assert {line["at"] for line in record[last + 1 : -1]} == {record[last]["at"]}
    assert speech["data"]["figures"]["seconds"] == 0
    assert record[-2]["data"]["ballots"]["count"] == 4


def test_a_clock_that_jumps_ahead_admits_nobody_for_longer_than_was_said(hall, shim):
    hand = Hand(hall, "d-5")
    ballot = hand.ballot()
    shim.set_clock_by(TWO_HOURS)
    status, _, text = hand.ask("POST", "/hall/ballot", ballot)

    assert (status, json.loads(text)["state"]) == (401, "signed-out")
    assert hand.casts(hand.ballot())
