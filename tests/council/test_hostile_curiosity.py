"""Outsiders who want to know who voted how, where the rules keep that for members.

The law: whoever votes how, outsiders see the same as long as the figures are the same.
"""

from typing import Literal, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scenes_of_divisions import under

from cast import Stage
from delegata.council.acts import KINDS, evolve
from delegata.council.public_part import public_part
from delegata.council.publicity import NAMING_VOTES, withheld
from delegata.council.state import Council
from delegata.council.words import Tally

VOTES_TAKEN = {"division", "election", "procedure", "recall", "requisition", "poll", "faction"}
"""Families in which each kind says for itself whether it names how somebody voted."""
NAMES_NOBODYS_VOTE = {
    "division.annulled", "division.balloted", "division.closed", "division.consented",
    "division.count-entered", "division.counts-compared", "division.demand-counted",
    "division.method-demanded", "division.opened", "division.recount-demanded",
    "division.recount-opened", "division.roll-call-closed", "division.roll-call-opened",
    "division.tie-broken", "division.voided", "election.annulled",
    "election.called", "election.challenge-decided",
    "election.challenged", "election.declared", "election.nominated",
    "election.nomination-answered", "election.opened", "election.polled", "election.runoff-called",
    "faction.caucused", "faction.declared", "faction.joined", "faction.merged",
    "faction.strength-stated", "poll.taken", "procedure.appealed", "procedure.division-moved",
    "procedure.floor-taken", "procedure.method-moved", "procedure.moved",
    "procedure.postponement-moved", "procedure.recess-moved", "procedure.referral-moved",
    "procedure.reported-back", "procedure.ruled-out",
    "procedure.speech-limit-moved", "procedure.spoken", "procedure.suspension-moved",
    "recall.petitioned", "recall.supported", "requisition.resolved",
}  # fmt: skip
NO_VOTES_TAKEN = {
    "agenda", "allegiance", "body", "credentials", "floor", "mandate", "meeting", "motion", "norm",
    "office", "posts", "presence", "report", "resolution", "roll", "rules", "seats", "sitting",
}  # fmt: skip
SIDES_THAT_ARE_NO_VOTES = {
    "division.closed",  # withheld where it has a roll
    "division.tie-broken",  # the outcome of equal votes tells it anyway
    "floor.requested",  # on which side somebody speaks, in public
    "procedure.spoken",  # the same
}


def test_every_kind_says_whether_it_names_how_somebody_voted():
    """A new kind goes into `NAMING_VOTES`, or into the list above, before outsiders see it."""
    families = {kind.partition(".")[0] for kind in KINDS}
    assert families - VOTES_TAKEN - NO_VOTES_TAKEN == set()
    asked = {kind for kind in KINDS if kind.partition(".")[0] in VOTES_TAKEN}
    assert asked == NAMES_NOBODYS_VOTE | NAMING_VOTES
    assert not NAMES_NOBODYS_VOTE & NAMING_VOTES


def _holds_side(kind: object) -> bool:
    if get_origin(kind) is Literal:
        return {"for", "against"} <= set(get_args(kind))
    return kind is Tally or any(_holds_side(part) for part in get_args(kind))


def test_whatever_has_a_stance_in_it_is_withheld_or_has_a_reason():
    sides = {
        kind
        for kind, act in KINDS.items()
        for said in (act.command, act.figures)
        if any(_holds_side(held) for held in get_type_hints(said).values())
    }
    assert sides - NAMING_VOTES == SIDES_THAT_ARE_NO_VOTES


DELEGATES = range(1, 8)
PAST = ("for", "for", "for", "for", "against", "against", "abstaining")


def _called(stances):
    """A roll call with an answer put right, a dissent, and a winner who has second thoughts."""
    heard = "".join(
        f"record answer rise\n    mandate: d-{n}\n    answer: {said}\n"
        for n, said in zip(DELEGATES, ("absent", *stances[1:]), strict=True)
    )
    again = f"record answer rise\n    mandate: d-1\n    answer: {stances[0]}\n"
    loser, winner = stances.index("against") + 1, stances.index("for") + 1
    return f"""{heard}{again}correct answer rise
    mandate: d-{winner}
    answer: abstaining
    reason: misheard
correct answer rise
    mandate: d-{winner}
    answer: for
    reason: heard well after all
close roll call rise
record dissent rise
    dissenter: @ada
    delegate: d-{loser}
move reconsideration again
    on: rise
    voted: for
    mover: delegate {winner}
    delegate: d-{winner}
"""


def _split(stances):
    """A roll call by weights in which one splits the votes, closed with its answers."""
    # That an answer was split, and in which place, its envelope says: d-1 does so each time.
    stances = ("abstaining", *(said for said in stances if said != "abstaining"))
    return (
        "".join(
            f"split answer rise\n    mandate: d-{n}\n    votes: 60 40 0\n"
            if n == 1
            else f"record answer rise\n    mandate: d-{n}\n    answer: {said}\n"
            for n, said in zip(DELEGATES, stances, strict=True)
        )
        + "close roll call rise\n"
    )


def _read_out(stances):
    """A roll that is entered whole with the close."""
    roll = "; ".join(f"d-{n} {said}" for n, said in zip(DELEGATES, stances, strict=True))
    return f"close division rise\n    roll: {roll}\n"


OPENED = "open roll call rise\n    motion: rise\n"
WAYS = {
    "called": ((), OPENED, _called),
    "split": (
        ("weights methods: roll-call",),
        "set weights branch\n    members: 700\n    roll on: 2026-01-01\n    delegates: d-1..7\n"
        "    by: ada as secretary\n" + OPENED,
        _split,
    ),
    "read out": (
        (),
        "open division rise\n    motion: rise\n    method: roll-call\n",
        _read_out,
    ),
}


def _seen(way, stances):
    """What outsiders see after each entry, and of each entry."""
    rules, opened, told = WAYS[way]
    scene = under("publicity names: members", *rules) + opened + told(stances)
    stage = Stage().perform(scene)
    states = [Council(body="congress")]
    for entry in stage.entries("congress"):
        states.append(evolve(states[-1], entry))
    shown = [public_part(council, states.__getitem__, states[-1]) for council in states]
    entries = [
        (e.kind, e.by, None if withheld(states[-1], e) else e.data)
        for e in stage.entries("congress")
    ]
    return shown, entries, stage


@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=15)
@given(stances=st.permutations(PAST))
def test_outsiders_cannot_tell_who_voted_how(way, stances):
    shown, entries, _ = _seen(way, stances)
    expected, same, _ = _seen(way, PAST)
    assert shown == expected
    assert entries == same


@pytest.mark.parametrize("way", WAYS)
def test_the_law_has_something_to_hide(way):
    """Members do see the difference, so that the law above can fail."""
    _, _, one = _seen(way, PAST)
    _, _, other = _seen(way, PAST[::-1])
    assert [e.data for e in one.entries("congress")] != [e.data for e in other.entries("congress")]
    division = _seen(way, PAST)[0][-1].divisions["rise"]
    assert division.in_favour.number
