"""Whatever is moved in whatever order, the votes come to an end, one lawful step after another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scenes_of_amendments import AMENDED
from scenes_of_motions import ORDERED

from cast import Stage, person
from delegata.council.act import Refused
from delegata.council.acts import decide, evolve
from delegata.council.amendment import AmendLines, ConsolidateText
from delegata.council.competition import DeclareRivals, StateVotingOrder
from delegata.council.division.opening import CarryByConsent
from delegata.council.entry import Actor
from delegata.council.motion import Move, WithdrawMotion
from delegata.council.procedure.pending import immediate_question, in_turn
from delegata.council.voting_order import PENDING, barred_from_vote, pending

AT = "2026-01-01T12:00:00Z"
CHAIR = Actor(person=person("ben"), right="office:chair")
DIGEST = "sha256:" + "0" * 64
LINES = 6
MOVES = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, LINES), st.integers(0, 2)), max_size=9
)


def council(order):
    rules = f"motions order: {order}\n      motions depth: 3"
    scene = ORDERED.replace("motions seconders: 1", rules).replace("lines: 3", f"lines: {LINES}")
    return Stage().perform(scene).councils["congress"]


STARTS = {order: council(order) for order in ("furthest", "lines", "moved")}


def act(state, command):
    """The state after an act, or the same where it is refused."""
    entry = decide(state, command, AT)
    return state if isinstance(entry, Refused) else evolve(state, entry)


def moved(state, moves):
    """Amendments to amendments, and rivals, as numbers tell them."""
    for number, (target, line, what) in enumerate(moves):
        names = sorted(state.motions)
        amended = names[target % len(names)]
        if what == 2 and target % 5 == 0:
            state = act(state, Move(by=CHAIR, motion=f"r{number}", title="R", mover="x"))
            rivals = tuple(m.id for m in pending(state, state.motions) if not m.amends)
            state = act(state, DeclareRivals(by=CHAIR, matter="m", title="M", motions=rivals))
            continue
        worded = {"text": DIGEST, "lines": LINES} if what else {}
        change = ("strike", "replace", "insert")[what]
        state = act(state, AmendLines(by=CHAIR, motion=f"a{number}", amends=amended, change=change,
                                      first=line, title="A", mover="x", **worded))  # fmt: skip
    return state


@pytest.mark.parametrize("order", STARTS)
@given(moves=MOVES, losing=st.sets(st.integers(0, 12)), restated=st.booleans())
def test_there_is_always_a_next_step_until_all_is_settled(order, moves, losing, restated):
    state, steps = moved(STARTS[order], moves), 0
    if restated:
        waiting = pending(state, state.motions["rise"].amendments)
        reverse = tuple(m.id for m in reversed(waiting))
        state = act(state, StateVotingOrder(by=CHAIR, motion="rise", amendments=reverse))
    while open_now := pending(state, state.motions):
        lawful = [m for m in open_now if barred_from_vote(state, m) is None]
        if lawful and steps in losing:
            after = act(state, WithdrawMotion(by=CHAIR, motion=lawful[0].id))
        elif lawful:
            name = f"v{steps}"
            after = act(state, CarryByConsent(by=CHAIR, division=name, motion=lawful[0].id))
        else:
            after = consolidated(state, open_now)
        assert after.size == state.size + 1, "nothing can be done, and something is in hand"
        state, steps = after, steps + 1

    assert not [m for m in state.motions.values() if m.state in PENDING]


def consolidated(state, motions):
    """The state after the text is consolidated that waits for it."""
    (name, *_) = [m.id for m in motions
                  if barred_from_vote(state, m).code == "text-not-consolidated"]  # fmt: skip
    return act(state, ConsolidateText(by=CHAIR, motion=name, text=DIGEST, lines=LINES, note="so"))


@pytest.mark.parametrize("order", STARTS)
@given(moves=MOVES)
def test_of_amendments_to_one_text_one_alone_is_in_turn(order, moves):
    state = moved(STARTS[order], moves)
    for motion in state.motions.values():
        lawful = [m for m in pending(state, motion.amendments) if not barred_from_vote(state, m)]
        assert len(lawful) <= 1


def in_hand(scene):
    council = Stage().perform(scene).councils["congress"]
    return immediate_question(council).id, [motion.id for motion in in_turn(council)]


def test_what_is_voted_first_is_in_hand_and_not_what_was_moved_last():
    assert in_hand(AMENDED) == ("more", ["more", "less", "rise"])


def test_what_was_deferred_is_in_turn_after_what_was_moved_and_is_not_in_hand():
    other = """
move hours
    title: Hours fall
    mover: delegate 4
"""
    assert in_hand(ORDERED + other) == ("hours", ["hours", "rise"])
    assert in_hand(ORDERED + other + "defer motion hours\n") == ("rise", ["rise", "hours"])
