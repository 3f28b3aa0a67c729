"""What falls with a mandate, and what an incompetent meeting cannot do."""

import pytest

from cast import AT, BRANCH, CONGRESS, SITTING, Stage, person
from delegata.council.act import Refused
from delegata.council.acts import decide
from delegata.council.body import VacateOffice
from delegata.council.entry import Actor

SECRETARY = Actor(person=person("ada"), right="office:secretary")
GIVEN = (
    BRANCH
    + """
give mandate g-1
    holder: @cleo
    to body: congress
    key: give
"""
    + CONGRESS
    + """
declare faction left
    name: Left
declare faction right
    name: Right
present mandate g-1
    holder: @cleo
    from body: branch
    faction: left
    cites: branch give
confirm mandates g-1
fill office archivist
    person: @cleo
    rests on: g-1
"""
)
ENDED = (
    GIVEN
    + """
body branch
end mandate g-1
    ending: resigned
body congress
"""
)


def congress_after(scene):
    """The congress as a scene leaves it."""
    return Stage().perform(scene).councils["congress"]


def test_an_office_that_rests_on_a_mandate_falls_with_it_and_others_stay():
    congress = congress_after(ENDED)

    assert congress.offices["archivist"] == ()
    assert len(congress.offices["credentials"]) == 1


def test_an_office_rests_only_on_a_confirmed_mandate_of_its_holder():
    Stage().perform(
        GIVEN
        + "fill office clerk\n    person: @ben\n    rests on: g-1\n    expect: rests-on-nothing\n"
        + "contest mandates g-1\n    reason: doubtful\n"
        + "fill office clerk\n    person: @cleo\n    rests on: g-1\n    expect: rests-on-nothing\n"
    )


def test_an_office_taken_again_without_the_mandate_outlives_it():
    scene = GIVEN + (
        "vacate office archivist\n    person: @cleo\nfill office archivist\n    person: @cleo\n"
        "body branch\nend mandate g-1\n    ending: resigned\n"
    )

    assert len(congress_after(scene).offices["archivist"]) == 1


def test_leaving_one_office_leaves_the_others_resting_on_the_mandate():
    scene = GIVEN + (
        "fill office clerk\n    person: @cleo\n    rests on: g-1\n"
        "vacate office archivist\n    person: @cleo\n"
        "body branch\nend mandate g-1\n    ending: resigned\n"
    )

    assert congress_after(scene).offices["clerk"] == ()


def test_a_mandate_that_ended_leaves_its_faction_smaller_for_good():
    congress = congress_after(
        ENDED
        + "join faction g-1\n    faction: right\n    expect: mandate-over\n"
        + "merge factions left\n    into: right\n"
    )

    assert [congress.factions[name].size for name in ("left", "right")] == [0, 0]
    assert congress.mandates["g-1"].faction == "left"


def test_a_mandate_that_ended_has_no_voice_to_change():
    congress_after(
        ENDED + "change voice g-1\n    voice: advisory\n    reason: late\n    expect: wrong-state\n"
    )


def test_who_was_rejected_can_come_with_another_mandate():
    congress = congress_after(
        GIVEN
        + "contest mandates g-1\n    reason: two lists\nreject mandates g-1\n    reason: other\n"
        + "present mandate g-2\n    holder: @cleo\n    from body: branch\n    proof: paper\n"
        + "body branch\nend mandate g-1\n    ending: resigned\n"
    )

    assert congress.seated[person("cleo")] == "g-2"
    assert congress.offices["archivist"] == ()


def test_a_motion_under_division_is_not_withdrawn_whatever_the_division_is_called():
    Stage().perform(
        SITTING
        + "open division first-vote\n    motion: rise\n"
        + "withdraw motion rise\n    expect: motion-not-in-hand\n"
        + "defer motion rise\n    expect: motion-not-in-hand\n"
        + "close division first-vote\n    for: 5\n    against: 2\n"
    )


def test_a_motion_named_as_the_division_on_another_can_be_withdrawn():
    Stage().perform(
        SITTING
        + "move other\n    title: Other\n    mover: delegate 2\n"
        + "open division other\n    motion: rise\nwithdraw motion other\n"
    )


@pytest.mark.parametrize(
    "act",
    [
        "give mandate g-2\n    holder: @ben\n    to body: congress\n    division: vote\n"
        "    expect: division-not-carried\n",
        "end mandate g-1\n    ending: recalled\n    division: vote\n"
        "    expect: recall-not-carried\n",
    ],
)
def test_a_meeting_that_is_not_competent_gives_and_recalls_nothing(act):
    scene = (
        BRANCH
        + "give mandate g-1\n    holder: @cleo\n    to body: congress\n"
        + "convene wild\n    convener: passer-by\n    opens on: 2026-03-01\n"
        + "open sitting wild\n    convocation: wild\ncount present 9\n"
        + "by ben as chair\nmove vote\n    title: Vote\n    mover: all\n"
        + "open division vote\n    motion: vote\nclose division vote\n    for: 9\n    against: 0\n"
        + "    abstaining: 0\nby ada as secretary\n"
    )
    stage = Stage().perform(scene + act)

    assert stage.councils["branch"].divisions["vote"].result == "carried"
    assert stage.councils["branch"].motions["vote"].state == "not-competent"


def test_an_office_is_left_by_its_holder_only():
    congress = congress_after(GIVEN)
    leaving = VacateOffice(by=SECRETARY, office="archivist", person=person("ben"))

    assert isinstance(decide(congress, leaving, AT), Refused)
