"""Who stands in sits in the delegate's place and faction, wherever seats are drawn or counted."""

import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cast import SITTING, Stage
from delegata.council.presence import entitled
from delegata.office.readers.blocs import blocs, blocs_by_vote
from delegata.office.readers.walkouts import walk_out
from delegata.scenario.script import ScenarioError

sys.path.insert(0, str(Path(__file__).parent))
from test_papers import chronicle_of

PARTED = (
    SITTING
    + """
by ada as secretary
declare faction left
    name: Left
declare faction right
    name: Right
join faction d-1..5
    faction: left
join faction d-6..9
    faction: right
for n in 1..2:
present mandate a-{n}
    holder: alternate {n}
    from body: branch
    proof: paper
    alternate: yes
confirm mandates a-1..2
"""
)
STOOD_IN = (
    PARTED
    + """
stand in d-7
    alternate: a-1
stand in d-9
    alternate: a-2
"""
)
CALLED = """
by ben as chair
open division rise
    motion: rise
    method: roll-call
by ada as secretary
"""
ROLL = """
close division rise
    roll: d-1 for; d-2 for; a-1 against; a-2 for
    by: cleo as teller
"""


def drawn(found):
    return {bloc.name: (bloc.present, bloc.seats) for bloc in found}


def voted(found):
    return {(bloc.name, bloc.vote): bloc.seats for bloc in found}


def after(scene):
    return Stage().perform(scene).councils["congress"]


def test_an_alternate_sits_in_the_delegates_place_and_faction():
    before, now = after(PARTED), after(STOOD_IN)

    assert drawn(blocs(before)) == {"Left": (5, 5), "Right": (2, 4)}
    assert before.attendance.decisive == 7
    assert drawn(blocs(now)) == {"Left": (5, 5), "Right": (3, 4)}
    assert now.attendance.decisive == 8


@pytest.mark.parametrize("between", ["", "step back d-7\n", "leave a-1, a-2\n"])
def test_a_vote_is_drawn_in_the_seat_in_which_it_was_given(between):
    """Whatever becomes of the place afterwards."""
    council = after(STOOD_IN + CALLED + ROLL + "by ada as secretary\n" + between)
    held = council.divisions["rise"]

    assert voted(blocs_by_vote(council, held, dict(held.roll))) == {
        ("Left", "for"): 2, ("Left", "not-voting"): 3,
        ("Right", "for"): 1, ("Right", "against"): 1, ("Right", "not-voting"): 2,
    }  # fmt: skip


def test_a_roll_that_is_written_at_the_close_seats_those_who_are_here_then():
    """The alternate took another place while the roll was open; both delegates are here."""
    swapped = "step back d-7\nstep back d-9\nleave d-8\n"
    swapped = swapped.replace("leave d-8", "stand in d-8\n    alternate: a-1")
    roll = ROLL.replace("a-2 for", "d-7 for; d-9 for")
    council = after(STOOD_IN + CALLED + swapped + roll)
    held = council.divisions["rise"]

    assert voted(blocs_by_vote(council, held, dict(held.roll)))["Right", "for"] == 2
    assert sum(b.seats for b in blocs_by_vote(council, held, dict(held.roll))) == 9


MOVES = st.lists(
    st.sampled_from([
        *(f"stand in d-{n}\n    alternate: a-{a}\n" for n in (1, 7, 8) for a in (1, 2)),
        *(f"step back d-{n}\n" for n in (1, 7, 8)),
        "leave a-1\n", "leave a-2\n", "leave d-1\n", "leave d-2\n", "arrive d-8\n", "arrive a-2\n",
        "contest mandates d-7\n    reason: doubtful\n    by: cleo as credentials\n",
    ]), max_size=6,
)  # fmt: skip
STANCES = st.lists(st.sampled_from(["for", "against", "abstaining"]), min_size=9, max_size=9)


def moved(stage, move):
    """A move is made, or refused."""
    with suppress(ScenarioError):
        stage.perform(f"body congress\nby ada as secretary\n{move}")


@given(before=MOVES, between=MOVES, stances=STANCES)
def test_seats_drawn_are_seats_due_and_present_drawn_are_present_counted(before, between, stances):
    stage = Stage().perform(PARTED)
    for move in before:
        moved(stage, move)
    moved(stage, CALLED)
    for move in between:
        moved(stage, move)
    council = stage.councils["congress"]
    seats = blocs(council)

    assert sum(bloc.seats for bloc in seats) == council.electorate
    assert sum(bloc.present for bloc in seats) == council.attendance.decisive
    roll = dict(zip(sorted(entitled(council, "2026-03-01")), stances, strict=False))
    said = "; ".join(f"{name} {stance}" for name, stance in roll.items())
    moved(stage, f"close division rise\n    roll: {said}\n    by: cleo as teller\n")
    council = stage.councils["congress"]
    held = council.divisions.get("rise")
    if held is None or not held.roll:  # no quorum, or more have come than could be counted
        return
    votes = blocs_by_vote(council, held, dict(held.roll))

    assert sum(bloc.seats for bloc in votes) == council.electorate
    for stance in ("for", "against", "abstaining"):
        drawn = sum(bloc.seats for bloc in votes if bloc.vote == stance)
        assert drawn == sum(one == stance for one in roll.values())


def loss(scene):
    chronicle = chronicle_of(Stage().perform(scene), "congress")
    found = walk_out(chronicle, chronicle.council)
    return found and {one.faction: (one.gone, one.here, one.members) for one in found.losses}


def test_an_alternate_who_walks_out_is_a_loss_to_the_faction_of_the_seat():
    left = STOOD_IN + "leave a-1, d-1\n    walkout: yes\n"

    assert loss(left) == {"Left": (1, 4, 5), "Right": (1, 2, 4)}
    assert loss(left + "arrive d-7\n") == {"Left": (1, 4, 5), "Right": (0, 3, 4)}


def test_a_delegate_who_walks_out_is_no_loss_once_the_place_is_taken():
    left = PARTED + "leave d-6, d-7\n    walkout: yes\n"

    assert loss(left) == {"Left": (0, 5, 5), "Right": (2, 0, 4)}
    stood = left + "stand in d-6\n    alternate: a-1\nstand in d-7\n    alternate: a-2\n"
    assert loss(stood) is None
    assert loss(stood + "leave a-1\n    walkout: yes\n") == {"Left": (0, 5, 5), "Right": (1, 1, 4)}
