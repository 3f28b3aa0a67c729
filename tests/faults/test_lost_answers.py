"""An answer that is lost after the commit, and two who press at once: one act, and the truth."""

import http.client
import json
import re
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from faulty_hall import BODY, DELEGATES, HEAD, HERE, SITTING, Hand, entries, position_of
from lines import Line

from served import Served

ROUNDS = 4
LOST = (OSError, http.client.HTTPException)


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    folder = tmp_path_factory.mktemp("answers")
    served = Served.of(folder, HEAD + SITTING)
    yield served
    served.stop()


@pytest.fixture
def line(hall):
    line = Line(hall.port)
    yield line
    line.stop()


def over(line, hand):
    """The same person, whose requests go over a line."""
    hand.host = line.url.removeprefix("http://")
    return hand


def test_an_act_whose_answer_was_lost_is_answered_with_the_same_entry(hall, line, tmp_path):
    hand = over(line, Hand(hall, "d-1"))
    token = hand.form_token()
    form = f"csrfmiddlewaretoken={token}&right=mandate:d-1&once=lost-1&delegate=d-1"
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    line.cut_next_answer()
    with pytest.raises(LOST):
        hand.ask("POST", f"{HERE}/acts/floor.requested", form, **kind)
    status, headers, _ = hand.ask("POST", f"{HERE}/acts/floor.requested", form, **kind)
    standing = position_of(entries(hall, tmp_path))

    assert line.cuts == 1
    assert status == 302
    assert headers["Location"] == f"{HERE}/seat?done={standing['lost-1']}"


def test_a_ballot_whose_answer_was_lost_is_answered_with_the_receipt_of_the_first(hall, line):
    chair, hand = Hand(hall, "sally"), over(line, Hand(hall, "d-2"))
    chair.acts("division.opened", "open-1", "office:chair",
               division="first", motion="wages", method="electronic")  # fmt: skip
    ballot = hand.ballot("first")
    line.cut_next_answer()
    with pytest.raises(LOST):
        hand.ask("POST", "/hall/ballot", ballot)
    turnout = chair.ask("GET", f"{HERE}/divisions/first")[2]
    again, third = (hand.ask("POST", "/hall/ballot", ballot) for _ in range(2))

    assert line.cuts == 1
    assert "<strong>1</strong> of 32" in turnout, "the lost answer was to a ballot in the box"
    assert json.loads(again[2])["state"] == "voted-before"
    assert json.loads(again[2])["receipt"] == json.loads(third[2])["receipt"] != ""
    assert chair.acts("division.annulled", "annul-1", "office:chair",
                      division="first", reason="made up")  # fmt: skip


def at_once(*presses):
    """What each is answered when all press at the same moment."""
    together = threading.Barrier(len(presses))

    def press(one):
        together.wait()
        return one()

    with ThreadPoolExecutor(len(presses)) as pool:
        return [one.result() for one in [pool.submit(press, one) for one in presses]]


def step(chair, words):
    """A press of a button of the console as it is shown now."""
    page = chair.ask("GET", f"{HERE}/chair")[2]
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)[1]
    for form in re.findall(r"<li><form.*?</form></li>", page, re.DOTALL):
        if words in form:
            key = re.search(r'name="key" value="([^"]+)"', form)[1]
            said = re.search(r'name="step" value="([^"]+)"', form)[1]
            body = f"csrfmiddlewaretoken={token}&key={key}&step={said}"
            kind = {"Content-Type": "application/x-www-form-urlencoded"}
            return lambda: chair.ask("POST", f"{HERE}/chair", body, **kind)
    raise AssertionError(f"no step {words!r} is offered")


def test_two_chairs_who_open_a_division_at_once_open_one(hall, tmp_path):
    chairs = [Hand(hall, alias) for alias in ("sally", "omar")]
    for number in range(ROUNDS):
        answers = at_once(*(step(chair, "Put Wages rise, by open") for chair in chairs))

        assert sorted(status for status, _, _ in answers) == [302, 409], answers
        assert any("Things have moved on" in page or "is open" in page for _, _, page in answers)
        page = chairs[0].ask("GET", f"{HERE}/chair")[2]
        opened = re.search(rf'{HERE}/divisions/([a-z0-9-]+)"[^>]*data-key="0"', page)[1]
        chairs[0].acts("division.annulled", f"annul-two-{number}", "office:chair", reason="made up",
                       division=opened)  # fmt: skip
    record = entries(hall, tmp_path)
    assert len([e for e in record if e["kind"] == "division.opened"]) == 1 + ROUNDS


def test_two_chairs_who_call_a_speaker_at_once_call_one(hall, tmp_path):
    chairs = [Hand(hall, alias) for alias in ("sally", "omar")]
    for delegate in DELEGATES[4 : 4 + ROUNDS]:
        Hand(hall, delegate).acts("floor.requested", f"two-{delegate}", f"mandate:{delegate}",
                                  delegate=delegate)  # fmt: skip
    for _ in range(ROUNDS):
        answers = at_once(*(step(chair, "who is next") for chair in chairs))

        assert sorted(status for status, _, _ in answers) == [302, 409], answers
        assert any('role="alert"' in page for status, _, page in answers if status == 409)
        assert at_once(step(chairs[0], "speech of"))[0][0] == 302
    called = [e["data"] for e in entries(hall, tmp_path) if e["kind"] == "floor.called"]
    assert len({one["delegate"] for one in called}) == len(called) == ROUNDS


def test_who_leaves_in_the_middle_of_an_answer_harms_nobody(hall, line):
    """The stream of a screen is cut, and others go on hearing."""
    wall = over(line, Hand(hall, "nora"))
    line.cut_next_answer()
    with pytest.raises(Exception, match=r"."):
        wall.ask("GET", f"/live?held={BODY}:1")

    assert wall.ask("GET", f"{HERE}/screen")[0] == 200
