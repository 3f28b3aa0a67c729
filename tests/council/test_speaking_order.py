"""The order of the speakers' list: each principle alone, together, and what is always so."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from cast import AT, SITTING, Stage
from delegata.council.act import Refused
from delegata.council.rules import contradictions
from delegata.council.rulesets.union import UNION_CONGRESS
from delegata.council.speakers import CallSpeaker, RequestFloor
from delegata.council.speaking_order import queue, turns
from delegata.council.speaking_rules import SpeakersRule
from delegata.council.speech import (
    ChangeTime,
    EndSpeech,
    InterruptSpeech,
    ResumeSpeech,
    allowed_seconds,
)

FACTIONS = """by ada as secretary
declare faction reds
    name: Reds
declare faction blues
    name: Blues
join faction d-1..4
    faction: reds
join faction d-5..6
    faction: blues
by ben as chair
"""
POINTS = {"points": ("quorum", "procedure"), "interrupting": ("quorum", "procedure")}


def stage(scene="", **rule):
    """A sitting with d-1 to d-7 present, under rules of the speakers' list."""
    made = Stage().perform(SITTING + scene)
    council = made.councils["congress"]
    rules = replace(council.standing, speakers=SpeakersRule(**rule))
    made.councils["congress"] = replace(council, rules=rules)
    return made


def chair(made):
    return made.councils["congress"].offices["chair"][0]


def act(made, command, at=AT, **fields):
    outcome = made.act("congress", command(by=chair(made), **fields), at=at)
    assert not isinstance(outcome, Refused), outcome.sentence
    return outcome


def asked(made, *numbers, **fields):
    for number in numbers:
        act(made, RequestFloor, delegate=f"d-{number}", **fields)


def listed(made):
    return [int(request.mandate[2:]) for request in queue(made.councils["congress"])]


def test_for_and_against_alternate_and_who_takes_no_side_keeps_the_place():
    made = stage(order=("alternating-sides",))
    asked(made, 1, 2, 3, side="for")
    asked(made, 4)
    asked(made, 5, 6, side="against")

    assert listed(made) == [1, 4, 5, 2, 6, 3]


def test_who_has_not_spoken_to_the_item_comes_first():
    made = stage(order=("first-time-first",))
    asked(made, 1)
    act(made, CallSpeaker, delegate="d-1")
    act(made, EndSpeech)
    asked(made, 1, 2)
    first = next(turns(made.councils["congress"]))

    assert (first.request.mandate, first.because) == ("d-2", ("first-time-first",))


def test_factions_get_turns_in_proportion_to_their_members():
    made = stage(FACTIONS, order=("by-faction",))
    asked(made, 1, 2, 3, 4, 5, 6)  # reds 4, blues 2: quotients 1/4 1/2; 3/4 5/4 7/4; 3/2

    assert listed(made) == [1, 5, 2, 3, 6, 4]


def test_two_lists_alternate_and_an_empty_one_is_passed_over():
    made = stage(order=("by-list",), lists=("women", "open"))
    asked(made, 1, 2, 3)
    asked(made, 4, 5, group="women")

    assert listed(made) == [4, 1, 5, 2, 3]


def test_a_list_that_ran_empty_ends_the_debate_where_the_rules_say_so():
    made = stage(order=("by-list",), lists=("women", "open"), bridging="close")
    asked(made, 1)
    call = CallSpeaker(by=chair(made), delegate="d-1", reason="nobody else")
    refused = made.act("congress", call)
    asked(made, 2, group="women")
    act(made, CallSpeaker, delegate="d-2")
    act(made, EndSpeech)

    assert refused.code == "list-empty"
    act(made, CallSpeaker, delegate="d-1")


def test_points_of_order_go_by_rank_and_the_mover_opens_and_closes():
    made = stage("""move own
    title: Made up
    mover: delegate 3
    delegate: d-3
""", points=("quorum", "procedure"))  # fmt: skip
    asked(made, 3, form="closing")
    asked(made, 1)
    asked(made, 4, form="point-of-order")
    asked(made, 5, form="point-of-order", point="procedure")
    asked(made, 6, form="point-of-order", point="quorum")

    assert listed(made) == [6, 5, 4, 1, 3]


def test_an_interrupted_speech_goes_on_with_the_time_that_is_left_of_it():
    made = stage(point_minutes=1, **POINTS)
    asked(made, 1)
    act(made, CallSpeaker, delegate="d-1")
    asked(made, 2, form="point-of-order", point="procedure")
    broken = act(made, InterruptSpeech, AT.replace("12:00", "12:02"), delegate="d-2")
    act(made, EndSpeech, AT.replace("12:00", "12:03"))
    act(made, ResumeSpeech, AT.replace("12:00", "12:10"))
    more = act(made, ChangeTime, AT.replace("12:00", "12:10"), change="extend", seconds=90)
    ended = act(made, EndSpeech, AT.replace("12:00", "12:12"))

    assert broken.data["figures"] == {"seconds": 120, "allowed": 300}
    assert more.data["figures"] == {"seconds": 120, "allowed": 390}
    assert ended.data["figures"] == {"seconds": 240, "allowed": 390}


def test_a_limit_of_the_item_replaces_the_time_of_a_speech_and_of_no_form_with_its_own():
    made = stage(question_minutes=2)
    asked(made, 1)
    asked(made, 2, form="question")
    council = replace(made.councils["congress"], speech_limit_seconds=90)
    speech, question = (council.requests[f"d-{number}"] for number in (1, 2))

    assert allowed_seconds(council, speech) == 90
    assert allowed_seconds(council, question) == 120
    assert allowed_seconds(made.councils["congress"], speech) == 300


PRINCIPLES = st.permutations(["by-list", "by-faction", "alternating-sides", "first-time-first"])


@settings(max_examples=80, deadline=None)
@given(
    PRINCIPLES,
    st.integers(0, 4),
    st.lists(
        st.tuples(
            st.integers(1, 7),
            st.sampled_from([None, "for", "against"]),
            st.sampled_from([None, "women", "open"]),
        ),
        unique_by=lambda told: told[0],
    ),
)
def test_whatever_the_order_everybody_has_one_turn_and_equals_stay_as_asked(order, many, requests):
    chosen = tuple(order[:many])
    lists = ("women", "open") if "by-list" in chosen else ()
    made = stage(FACTIONS, order=chosen, lists=lists)
    for number, side, group in requests:
        taken = side if "alternating-sides" in chosen else None
        asked(made, number, side=taken, group=group if lists else None)
    council = made.councils["congress"]
    placed = queue(council)

    assert sorted(r.mandate for r in placed) == sorted(f"d-{number}" for number, _, _ in requests)
    alike = {}
    for request in placed:
        like = (request.side, request.group, council.mandates[request.mandate].faction)
        alike.setdefault(like, []).append(request.mark.position)
    assert all(a < b for positions in alike.values() for a, b in pairwise(positions))
    # Called one by one, they come in the order that was shown.
    for request in placed:
        act(made, CallSpeaker, delegate=request.mandate)
        act(made, EndSpeech)


@pytest.mark.parametrize(
    "rule",
    [
        {"order": ("by-list",)},
        {"lists": ("women", "open")},
        {"interrupting": ("quorum",)},
        {"order": ("first-time-first", "first-time-first")},
    ],
)
def test_rules_of_the_list_that_contradict_themselves_are_found_out(rule):
    assert contradictions(replace(UNION_CONGRESS, speakers=SpeakersRule(**rule)))
