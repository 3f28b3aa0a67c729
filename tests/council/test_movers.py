"""Who moves, seconds and dissents where the rules name voices, and where they do not."""

import pytest
from msgspec import UNSET
from msgspec.structs import replace

from cast import SITTING, Stage, person
from delegata.council.act import Refused
from delegata.council.acts import decide
from delegata.council.division.dissent import RecordDissent
from delegata.council.entry import Actor
from delegata.council.motion import Move, Second
from delegata.council.rules import FloorRule

OTHERS = """by ada as secretary
present mandate v-1
    holder: adviser 1
    from body: branch
    proof: paper
    voice: advisory
present mandate a-1
    holder: alternate 1
    from body: branch
    proof: paper
    alternate: yes
confirm mandates v-1, a-1
arrive v-1, a-1
by ben as chair
move other
    title: Another
    mover: delegate 1
open division other
    motion: other
close division other
    for: 4
    against: 3
"""
CHAIR = Actor(person=person("ben"), right="office:chair")
CONGRESS = Stage().perform(SITTING + OTHERS).councils["congress"]


def under(movers, dissenters):
    rules = CONGRESS.standing
    floor = replace(rules.floor, movers=movers)
    divisions = replace(rules.divisions, dissenters=dissenters)
    return replace(CONGRESS, rules=replace(rules, floor=floor, divisions=divisions))


def code(council, command):
    outcome = decide(council, command, council.at)
    return outcome.code if isinstance(outcome, Refused) else ""


def codes(council, delegate):
    """How moving, seconding and dissenting come out for a delegate."""
    moving = Move(by=CHAIR, motion="new", title="New", mover=delegate, delegate=delegate)
    seconding = Second(by=CHAIR, motion="rise", seconder=delegate, delegate=delegate)
    dissent = RecordDissent(by=CHAIR, division="other", dissenter=delegate, delegate=delegate)
    return tuple(code(council, command) for command in (moving, seconding, dissent))


@pytest.mark.parametrize("delegate", ["d-1", "d-9", "v-1", "a-1"])
def test_rules_that_name_no_voices_ask_nobody_as_before(delegate):
    assert codes(under(UNSET, UNSET), delegate) == ("", "", "")
    assert codes(under(UNSET, "anybody"), delegate) == ("", "", "")


@pytest.mark.parametrize(
    ("delegate", "moves", "dissents"),
    [
        ("d-1", "", ""),
        ("d-9", "not-present", "no-vote-here"),
        ("v-1", "no-vote-here", "no-vote-here"),
        ("a-1", "no-vote-here", "no-vote-here"),
    ],
)
def test_where_voices_are_named_who_is_here_with_one_moves_and_seconds(delegate, moves, dissents):
    assert codes(under(("decisive",), "voters"), delegate) == (moves, moves, dissents)


def test_rules_can_let_those_who_advise_move_and_no_alternate_beside_the_delegates():
    council = under(("decisive", "advisory"), "voters")

    assert codes(council, "v-1") == ("", "", "no-vote-here")
    assert codes(council, "a-1") == ("no-vote-here",) * 3


def test_a_mandate_named_as_the_seconder_is_asked_as_one_named_as_the_delegate():
    council = under(("decisive",), "voters")

    assert code(council, Second(by=CHAIR, motion="rise", seconder="d-9")) == "not-present"
    assert code(council, Second(by=CHAIR, motion="rise", seconder="the treasurer")) == ""
    dissent = RecordDissent(by=CHAIR, division="other", dissenter="d-9")
    assert code(council, dissent) == "no-vote-here"


def test_a_dissenter_whom_nobody_knows_is_refused_where_voters_alone_dissent():
    dissent = RecordDissent(by=CHAIR, division="other", dissenter="x", delegate="x-1")

    assert code(under(UNSET, "voters"), dissent) == "no-vote-here"
    assert code(under(UNSET, UNSET), dissent) == ""


def test_the_rules_say_nothing_of_movers_unless_they_are_asked_to():
    assert FloorRule().movers is UNSET
