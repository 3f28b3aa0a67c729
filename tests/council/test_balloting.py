"""Who may cast a ballot in a division, and what the box comes to."""

import pytest
from msgspec.structs import replace

from cast import AT, SITTING, Stage
from delegata.council.act import Refused
from delegata.council.balloting import may_cast, tally
from delegata.council.deliberation import Division
from delegata.council.words import STANCES

OPEN = (
    SITTING
    + """
open division rise
    motion: rise
    method: secret
"""
)


def congress(*more):
    return Stage().perform(OPEN + "\n".join(more)).councils["congress"]


def refused(council, mandate, division="rise"):
    answer = may_cast(council, division, mandate, day=AT[:10])
    return answer.code if isinstance(answer, Refused) else None


def test_who_was_present_at_the_opening_and_still_is_votes():
    council = congress()

    assert isinstance(may_cast(council, "rise", "d-1", day=AT[:10]), Division)
    assert sorted(council.divisions["rise"].voters) == [f"d-{n}" for n in range(1, 8)]


@pytest.mark.parametrize("mandate", ["d-8", "nobody"])
def test_who_was_not_there_at_the_opening_does_not(mandate):
    late = congress("by ada as secretary", "arrive d-8")

    assert refused(late, mandate) == "no-vote-here"
    assert refused(late, "d-1") is None


def test_who_left_does_not_until_the_return():
    gone = ("by ada as secretary", "leave d-3")

    assert refused(congress(*gone), "d-3") == "no-vote-here"
    assert refused(congress(*gone, "arrive d-3"), "d-3") is None


def test_an_alternate_votes_only_if_standing_in_at_the_opening():
    stage = Stage().perform(
        SITTING
        + """
by ada as secretary
present mandate a-1
    holder: an alternate
    from body: branch
    alternate: yes
    proof: paper
confirm mandates a-1
leave d-1
stand in d-1
    alternate: a-1
by ben as chair
open division rise
    motion: rise
    method: electronic
"""
    )
    council = stage.councils["congress"]

    assert refused(council, "a-1") is None
    assert refused(council, "d-1") == "no-vote-here"


def test_no_ballot_is_cast_in_a_division_by_hands_or_a_closed_one():
    assert refused(congress(), "d-1", division="other") == "division-not-open"
    over = congress("annul division rise", "    reason: the hall was cut off")
    assert refused(over, "d-1") == "division-not-open"
    by_hands = Stage().perform(OPEN.replace("method: secret", "method: cards")).councils["congress"]
    assert refused(by_hands, "d-1") == "not-by-ballot"


def test_an_annulled_division_leaves_its_motion_in_hand():
    council = congress("annul division rise", "    reason: the hall was cut off")

    assert council.divisions["rise"].state == "void"
    assert council.divisions["rise"].result == ""
    assert council.motions["rise"].state == "moved"


def test_the_rows_of_a_box_are_counted():
    rows = [b'{"mandate":"d-1","stance":"for"}', b'{"stance":"for"}', b'{"stance":"against"}']

    assert tally(rows) == (2, 1, 0)
    assert STANCES == ("for", "against", "abstaining")


def test_a_term_is_judged_by_the_day_of_casting_though_no_act_was_recorded_since():
    """A ballot taken days after the opening, and one by a clock that is behind the record."""
    stage = Stage().perform(
        SITTING
        + """
by ada as secretary
present mandate e-1
    holder: a delegate with a term
    from body: branch
    proof: paper
    until: 2026-01-01
confirm mandates e-1
arrive e-1
by ben as chair
open division rise
    motion: rise
    method: secret
"""
    )
    council = stage.councils["congress"]

    assert isinstance(may_cast(council, "rise", "e-1", day="2026-01-01"), Division)
    assert may_cast(council, "rise", "e-1", day="2026-01-03").code == "mandate-stale"
    later = replace(council, at="2026-01-03T08:00:00Z")
    assert may_cast(later, "rise", "e-1", day="2026-01-01").code == "mandate-stale"
