"""Who elects where those present do: fixed at the opening, alternates in, and nobody who left."""

import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

sys.path.insert(0, str(Path(__file__).parent))
from scenes_of_divisions import under
from scenes_of_polls import POLLED_HERE, called

from cast import Stage
from delegata.council.ballot import drawn
from delegata.council.electors import elects
from delegata.representation.lots import draw_lot
from delegata.verify.ballots import check_ballots
from delegata.verify.findings import Finding

ALTERNATES = under("elections electors: present").replace(
    "convene spring",
    """present mandate a-1
    holder: alternate 1
    from body: branch
    proof: paper
    alternate: yes
confirm mandates a-1
convene spring""",
)
STANDS_IN = "stand in d-7\n    alternate: a-1\n"


def electing(council, name="auditor"):
    election = council.elections[name]
    return {mandate for mandate in council.mandates if elects(council, election, mandate)}


def test_those_here_with_a_vote_elect_when_the_poll_opens_and_no_others():
    stage = Stage().perform(under("elections electors: present") + called("auditor", "ivy"))
    stage.perform("body congress\nby ada as secretary\nopen poll auditor\n")
    assert electing(stage.councils["congress"]) == {f"d-{n}" for n in range(1, 8)}

    stage.perform("body congress\nby ada as secretary\nleave d-3\narrive d-8\n")
    assert electing(stage.councils["congress"]) == {f"d-{n}" for n in (1, 2, 4, 5, 6, 7)}


def test_an_alternate_who_stands_in_elects_and_the_delegate_does_not():
    stage = Stage().perform(ALTERNATES + called("auditor", "ivy"))
    stage.perform(f"body congress\nby ada as secretary\n{STANDS_IN}open poll auditor\n")
    council = stage.councils["congress"]

    assert "a-1" in electing(council)
    assert "d-7" not in electing(council)
    assert council.elections["auditor"].most == 7


def test_where_the_rules_say_nothing_all_members_elect_from_anywhere():
    stage = Stage().perform(
        under().replace("      motions: none\n", "      motions: none\n      elections: none\n")
        + called("auditor", "ivy")
    )
    stage.perform("body congress\nby ada as secretary\nleave d-1..7\nopen poll auditor\n")

    assert electing(stage.councils["congress"]) == {f"d-{n}" for n in range(1, 10)}


def test_a_lot_falls_as_anybody_draws_it_from_the_seal_of_the_ballots():
    election = Stage().perform(POLLED_HERE).councils["congress"].elections["auditor"]
    order = draw_lot("ab" * 32, "election auditor", [1, 2])

    assert drawn(election) == tuple(("ivy", "jo")[number - 1] for number in order)


def verified(council, *ballots):
    return [*check_ballots({"congress": council}, dict(ballots))]


def test_the_verifier_says_that_more_voted_than_could():
    council = Stage().perform(POLLED_HERE).councils["congress"]
    polled = council.elections["auditor"]
    assert not any("could" in str(said) for said in verified(council))

    stuffed = replace(polled, most=6)
    found = verified(replace(council, elections=council.elections.insert("auditor", stuffed)))
    assert [said.kind for said in found if isinstance(said, Finding)] == [
        "more-ballots-than-voters"
    ]


@pytest.mark.parametrize("swapped", [False, True])
def test_the_verifier_says_that_a_lot_was_drawn_otherwise(swapped):
    council = Stage().perform(POLLED_HERE).councils["congress"]
    polled = council.elections["auditor"]
    lots = drawn(polled)[:: -1 if swapped else 1]
    council = replace(
        council, elections=council.elections.insert("auditor", replace(polled, lots=lots))
    )

    said = [note for note in verified(council) if "the lots of" in str(note)]
    assert bool(said) is swapped
