"""Who stands in for a delegate votes within both terms, and is counted exactly as long."""

import pytest
from msgspec import UNSET
from msgspec.structs import replace

from cast import CONGRESS, Stage, person
from delegata.council.act import Refused
from delegata.council.acts import decide, evolve
from delegata.council.balloting import may_cast
from delegata.council.division.opening import OpenDivision
from delegata.council.entry import Actor
from delegata.council.presence import entitled, voters

LAST, AFTER = "2026-01-01", "2026-01-02"
CHAIR = Actor(person=person("ben"), right="office:chair")


def hall(delegate_until="", alternate_until=""):
    """Nine delegates and one whose place an alternate has taken; five of the nine are here."""
    until = {"e-1": delegate_until, "a-1": alternate_until}
    presented = "".join(
        f"present mandate {name}\n    holder: {name}\n    from body: branch\n    proof: paper\n"
        + (f"    until: {day}\n" if day else "")
        + ("    alternate: yes\n" if name == "a-1" else "")
        for name, day in until.items()
    )
    scene = f"""{CONGRESS}
{presented}
confirm mandates a-1, e-1
open sitting first
    convocation: spring
arrive d-1..5
stand in e-1
    alternate: a-1
by ben as chair
move m
    title: M
    mover: delegate 1
"""

    return Stage().perform(scene).councils["congress"]


def under_older_rules(council):
    """The same body, whose rules were adopted before they said what becomes of alternates."""
    mandates = replace(council.standing.mandates, alternates=UNSET)
    return replace(council, rules=replace(council.standing, mandates=mandates))


@pytest.mark.parametrize(
    ("terms", "members"),
    [({"delegate_until": LAST}, 9), ({"alternate_until": LAST}, 10)],
    ids=["the delegate's term", "the alternate's term"],
)
def test_once_either_term_is_over_nobody_votes_in_that_place(terms, members):
    council = hall(**terms)

    assert voters(council, LAST) == (10, 6)
    assert set(entitled(council, LAST)) == {*(f"d-{n}" for n in range(1, 6)), "a-1"}
    assert voters(council, AFTER) == (members, 5)
    assert set(entitled(council, AFTER)) == {f"d-{n}" for n in range(1, 6)}


@pytest.mark.parametrize("opened", ["2026-01-01T23:55:00Z", "2026-01-02T00:05:00Z"])
def test_a_secret_division_has_as_many_voters_as_are_present(opened):
    council = hall(delegate_until=LAST)
    opening = OpenDivision(by=CHAIR, division="m", motion="m", method="secret")
    entry = decide(council, opening, opened)
    council = evolve(council, entry)

    assert entry.data["figures"]["present"] == len(council.divisions["m"].voters)


def test_who_could_vote_before_midnight_casts_no_ballot_after_it():
    council = hall(delegate_until=LAST)
    opening = OpenDivision(by=CHAIR, division="m", motion="m", method="secret")
    council = evolve(council, decide(council, opening, "2026-01-01T23:55:00Z"))

    assert not isinstance(may_cast(council, "m", "a-1", day=LAST), Refused)
    refused = may_cast(council, "m", "a-1", day=AFTER)
    assert (refused.code, refused.facts["mandate"]) == ("mandate-stale", "e-1")


def test_what_was_recorded_under_older_rules_has_the_figures_that_it_had():
    for terms in ({"delegate_until": LAST}, {"alternate_until": LAST}):
        council = under_older_rules(hall(**terms))
        lapsed_place = "delegate_until" in terms
        assert voters(council, AFTER) == ((9, 5) if lapsed_place else (10, 6))
        assert ("a-1" in set(entitled(council, AFTER))) is lapsed_place
