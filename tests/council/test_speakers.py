"""The speakers' list: nobody is skipped for ever, and nobody who left is called."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rpds import HashTrieMap

from cast import AT, SITTING, Stage
from delegata.council.act import Refused
from delegata.council.credentials import ContestMandates
from delegata.council.entry import Actor
from delegata.council.presence import Arrive, Leave
from delegata.council.procedure.ruling import TakeFloorAway
from delegata.council.sitting import CloseSitting, Recess
from delegata.council.speakers import (
    CallSpeaker,
    CloseList,
    RequestFloor,
    WithdrawRequest,
    has_words,
)
from delegata.council.speaking_order import queue
from delegata.council.speech import ChangeTime, EndSpeech

BASE = Stage().perform(SITTING)
CHAIR, SECRETARY = (
    next(actor for actor in BASE.councils["congress"].offices[office])
    for office in ("chair", "secretary")
)


def stage():
    """A sitting with d-1 to d-7 present, which each example may change."""
    made = Stage()
    made.councils = dict(BASE.councils)
    made.lines = {body: list(lines) for body, lines in BASE.lines.items()}
    return made


def asks(made, number, form="speech"):
    return made.act("congress", RequestFloor(by=CHAIR, delegate=f"d-{number}", form=form))


FORMS = st.sampled_from(["speech", "question", "point-of-order"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 7), FORMS), max_size=12), st.sets(st.integers(1, 7)))
def test_everybody_who_waits_is_called_once_in_order_and_nobody_who_left(asked, left):
    made = stage()
    for number, form in asked:
        asks(made, number, form)
    if left:
        gone = tuple(f"d-{number}" for number in sorted(left))
        made.act("congress", Leave(by=SECRETARY, mandates=gone))
    waits = queue(made.councils["congress"])
    expected = [r.mandate for r in waits]
    called = []
    while waiting := queue(made.councils["congress"]):
        following = CallSpeaker(by=CHAIR, delegate=waiting[0].mandate)
        assert not isinstance(made.act("congress", following), Refused)
        called.append(waiting[0].mandate)
        made.act("congress", EndSpeech(by=CHAIR))

    assert called == expected
    assert set(called) == {f"d-{n}" for n, _ in asked} - {f"d-{n}" for n in left}
    assert len(called) <= 2 * len(set(called)), "a point of order and one other request"
    assert [r.form == "point-of-order" for r in waits] == sorted(
        (r.form == "point-of-order" for r in waits), reverse=True
    )


def test_who_leaves_while_speaking_or_waiting_loses_the_floor_and_the_place():
    made = stage()
    for number in (1, 2):
        asks(made, number)
    made.act("congress", CallSpeaker(by=CHAIR, delegate="d-1"))
    made.act("congress", Leave(by=SECRETARY, mandates=("d-1", "d-2")))
    gone = made.councils["congress"]
    made.act("congress", Arrive(by=SECRETARY, mandates=("d-1", "d-2")))

    assert (gone.speaking, gone.requests) == (None, HashTrieMap())
    assert made.councils["congress"].requests == HashTrieMap()


def test_who_is_contested_loses_the_place_for_good():
    made = stage()
    asks(made, 1)
    credentials = next(iter(made.councils["congress"].offices["credentials"]))
    made.act("congress", ContestMandates(by=credentials, mandates=("d-1",), reason="made up"))

    assert made.councils["congress"].requests == HashTrieMap()


def test_a_recess_ends_the_speech_and_no_list_is_closed_without_a_sitting():
    made = stage()
    for number in (1, 2):
        asks(made, number)
    made.act("congress", CallSpeaker(by=CHAIR, delegate="d-1"))
    made.act("congress", Recess(by=CHAIR))
    council = made.councils["congress"]

    assert (council.speaking, len(council.requests)) == (None, 1)
    assert made.act("congress", CloseList(by=CHAIR)).code == "no-sitting"


def test_how_long_a_speech_took_is_entered_beside_what_the_rules_allow():
    made = stage()
    asks(made, 1)
    made.act("congress", CallSpeaker(by=CHAIR, delegate="d-1"), at=AT)
    ended = made.act("congress", EndSpeech(by=CHAIR), at=AT.replace("12:00:00", "12:06:30"))

    assert ended.data["figures"] == {"seconds": 390, "allowed": 300}


def test_a_delegate_asks_in_the_own_name_only_and_a_closed_sitting_has_no_list():
    made = stage()
    stranger = Actor(person="p-strange1", right="mandate:d-2")
    assert isinstance(made.act("congress", RequestFloor(by=stranger, delegate="d-1")), Refused)
    asks(made, 1)
    made.act("congress", CloseSitting(by=CHAIR))
    council = made.councils["congress"]
    assert (council.requests, council.speaking, council.list_closed) == (HashTrieMap(), None, False)


OVERTURNED = """
open division stands
    motion: stands
close division stands
    for: 1
    against: 5
"""
APPEALED = """
person ben: Ben (made up)
by ben as chair
body congress
appeal stands
    ruling: away
    mover: delegate 4
second stands
    seconder: delegate 5
    delegate: d-5
"""


def taken_away(form, *meanwhile):
    """A speech of 40 seconds, extended by 60, is cut short by a ruling, which is appealed from."""
    made = stage()
    asks(made, 3, form)
    made.act("congress", CallSpeaker(by=CHAIR, delegate="d-3"))
    made.act("congress", ChangeTime(by=CHAIR, change="extend", seconds=60))
    away = TakeFloorAway(by=CHAIR, delegate="d-3", reason="indecorum", key="away")
    made.act("congress", away, AT.replace("12:00:00", "12:00:40"))
    made.perform(APPEALED + "".join(meanwhile) + OVERTURNED)
    return made.councils["congress"]


@pytest.mark.parametrize("form", ["speech", "point-of-order"])
def test_a_speech_goes_on_with_its_form_and_what_was_left_of_its_time_once_a_ruling_falls(form):
    speech = taken_away(form).speaking

    assert (speech.mandate, speech.form, speech.used, speech.granted) == ("d-3", form, 40, 60)
    assert speech.mark.position > 0


def test_it_goes_on_next_where_somebody_has_the_floor_meanwhile():
    point = "request floor d-6\n    form: point-of-order\ncall speaker d-6\n"
    council = taken_away("speech", point)

    assert council.speaking.mandate == "d-6"
    assert [(held.mandate, held.used) for held in council.suspended] == [("d-3", 40)]


def test_who_left_meanwhile_does_not_have_the_floor_again():
    leaving = "person ada: Ada (made up)\nby ada as secretary\nleave d-3\nby ben as chair\n"
    council = taken_away("speech", leaving)

    assert (council.speaking, council.suspended) == (None, ())


def test_a_point_of_order_stands_beside_a_request_that_keeps_its_place():
    made = stage()
    for number in (1, 2):
        asks(made, number)
    asks(made, 2, "point-of-order")
    waiting = [(one.mandate, one.form) for one in queue(made.councils["congress"])]

    assert waiting == [("d-2", "point-of-order"), ("d-1", "speech"), ("d-2", "speech")]


@pytest.mark.parametrize(
    ("form", "left"),
    [(None, "point-of-order"), ("speech", "point-of-order"), ("point-of-order", "speech")],
)
def test_of_two_requests_that_which_is_named_is_withdrawn_else_not_the_point_of_order(form, left):
    made = stage()
    asks(made, 1)
    asks(made, 1, "point-of-order")
    made.act("congress", WithdrawRequest(by=CHAIR, delegate="d-1", form=form))

    assert [one.form for one in queue(made.councils["congress"])] == [left]


def test_a_point_of_order_alone_is_withdrawn_as_any_request_is():
    made = stage()
    asks(made, 1, "point-of-order")
    assert not isinstance(made.act("congress", WithdrawRequest(by=CHAIR, delegate="d-1")), Refused)

    assert queue(made.councils["congress"]) == ()


def test_who_leaves_has_no_point_of_order_either_nor_has_an_item_that_is_over():
    for gone in (Leave(by=SECRETARY, mandates=("d-1",)), CloseSitting(by=CHAIR)):
        made = stage()
        asks(made, 1)
        asks(made, 1, "point-of-order")
        made.act("congress", gone)

        assert queue(made.councils["congress"]) == ()


CLOSE = "move procedure over\n    device: close-debate\n    on: rise\n"
LATER = "move postponement later\n    on: rise\n    day: 2026-05-01\n"


@pytest.mark.parametrize(
    ("rules", "moved", "debated"),
    [
        ("union-congress", CLOSE, False),
        ("union-congress", LATER, False),  # one word for it and one against, from no list
        ("roberts-assembly", LATER, True),
        ("union-congress", "move fall\n    title: Wages fall\n", True),
    ],
)
def test_who_moves_what_is_not_debated_is_offered_no_opening_words(rules, moved, debated):
    scene = SITTING.replace("rules: union-congress", f"rules: {rules}")
    council = Stage().perform(f"{scene}{moved}    mover: d-5\n").councils["congress"]

    assert has_words(council, "d-5") is debated
    assert not has_words(council, "d-6")
