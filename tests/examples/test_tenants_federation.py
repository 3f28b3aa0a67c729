"""A made-up present-day federation runs lawfully on the ready-made rules of a union."""

from pathlib import Path

import pytest

from cast import Stage

EXAMPLE = Path(__file__).parents[2] / "examples" / "tenants-federation"


@pytest.fixture(scope="module")
def stage():
    """The whole federation, performed in memory."""
    stage = Stage()
    for file in sorted(EXAMPLE.glob("*.scenario")):
        stage.perform(file)
    return stage


@pytest.fixture
def congress(stage):
    """The congress after everything."""
    return stage.councils["tenants-congress"]


def test_all_bodies_stand_on_the_ready_made_rules_of_a_union(stage):
    assert {council.standing.name for council in stage.councils.values()} == {
        "union-branch",
        "union-congress",
        "union-executive",
    }


def test_every_person_is_marked_as_made_up():
    named = [
        line
        for file in sorted(EXAMPLE.glob("*.scenario"))
        for line in file.read_text().splitlines()
        if line.startswith("person ")
    ]

    assert len(named) == 6
    assert all(line.endswith("(made up)") for line in named)


def test_a_branch_called_at_three_days_notice_is_not_competent(stage):
    calls = {c.id: (c.notice_days, c.competent) for c in stage.councils["canal-row"].convocations}

    assert calls["too-soon"] == (3, False)
    assert calls["winter"] == (10, True)


def test_each_branch_elects_at_an_assembly_that_was_counted_at_the_door(stage):
    counted = {
        body: stage.councils[body].divisions["election"].present
        for body in ("alder-court", "bridge-street", "canal-row")
    }

    assert counted == {"alder-court": 94, "bridge-street": 57, "canal-row": 40}


def test_every_seat_above_rests_on_a_citation_of_the_body_that_gave_it(stage):
    for body, seats in (
        ("riverside-council", 9),
        ("tenants-congress", 18),
        ("tenants-executive", 7),
    ):
        mandates = stage.councils[body].mandates
        assert len(mandates) == seats
        for name, mandate in mandates.items():
            cited = stage.entries(mandate.origin.body)[mandate.origin.position]
            assert (cited.kind, cited.data["mandate"]) == ("mandate.given", name)


def test_a_mandate_on_paper_is_refused_where_only_citations_are_proof(stage):
    assert "proof-not-accepted" in [refused.code for refused in stage.refusals]
    assert "c-3" not in stage.councils["riverside-council"].mandates


def test_the_council_waits_for_its_quorum_of_five_in_nine(stage):
    short = next(refused for refused in stage.refusals if refused.code == "no-quorum")

    assert (short.facts["present"], short.facts["members"], short.facts["needed"]) == (4, 9, 5)
    assert stage.councils["riverside-council"].divisions["delegates"].present == 8


def test_the_roll_call_is_twelve_to_four_with_two_abstaining(congress):
    held = congress.divisions["freeze"]

    assert (held.in_favour.number, held.against.number, held.abstaining.number) == (12, 4, 2)
    assert len(held.roll) == held.present == 18


def test_the_mover_accepts_the_amendment_and_no_vote_is_held_on_it(congress):
    assert congress.motions["hardship"].accepted
    assert all(held.motion != "hardship" for held in congress.divisions.values())


def test_a_delegate_moves_and_dissents_by_the_mandate_alone(stage, congress):
    moved = next(e for e in stage.entries("tenants-congress") if e.kind == "motion.moved")

    assert moved.by.right == "mandate:r-1"
    assert congress.divisions["freeze"].dissents[0][0] == "r-2"


def test_no_declaration_interrupts_an_item_under_these_rules(stage):
    assert "no-interruption" in [refused.code for refused in stage.refusals]


def test_eleven_to_seven_is_a_majority_and_does_not_change_the_rules(congress):
    held = congress.divisions["shorter-notice"]

    assert (held.in_favour.number, held.against.number, held.result) == (11, 7, "lost")
    assert held.rule == "at least 2/3 of the votes cast"
    assert congress.standing.version == 1


def test_the_executive_is_four_two_one_by_hamilton_where_dhondt_gives_five_one_one(stage, congress):
    by_method = {m: [p.number for p in shares] for m, shares in congress.executive.would_be}

    assert [share.seats for share in congress.executive.shares] == [4, 2, 1]
    assert by_method["hamilton"] == [4, 2, 1]
    assert by_method["dhondt"] == [5, 1, 1]
    assert "shares-not-proportional" in [refused.code for refused in stage.refusals]


def test_three_to_two_with_two_abstaining_is_lost_on_those_present(stage):
    held = stage.councils["tenants-executive"].divisions["hire-lawyer"]

    assert dict(held.on_bases)["cast"] == "carried"
    assert dict(held.on_bases)["present"] == held.result == "lost"


def test_a_recall_that_is_voted_down_ends_nothing(stage):
    assert stage.councils["canal-row"].divisions["recall-c-1"].result == "lost"
    assert not stage.councils["canal-row"].given["c-1"].ended
    assert stage.councils["riverside-council"].mandates["c-1"].state == "confirmed"


def test_a_recall_at_the_base_falls_through_council_congress_and_executive(stage):
    fallen = {
        body: (
            stage.councils[body].mandates[seat].state,
            stage.councils[body].mandates[seat].reason,
        )
        for body, seat in (
            ("riverside-council", "a-1"),
            ("tenants-congress", "r-1"),
            ("tenants-executive", "e-1"),
        )
    }

    assert fallen == {
        "riverside-council": ("ended", "recalled"),
        "tenants-congress": ("ended", "fell"),
        "tenants-executive": ("ended", "fell"),
    }


def test_each_notice_of_an_ending_cites_the_act_of_the_body_below(stage):
    below = []
    for body in ("riverside-council", "tenants-congress", "tenants-executive"):
        note = next(e for e in stage.entries(body) if e.kind == "mandate.ending-noted")
        cited = stage.entries(note.cites[0].body)[note.cites[0].position]
        below.append((cited.body, cited.kind))

    assert below == [
        ("alder-court", "mandate.ended"),
        ("riverside-council", "mandate.ended"),
        ("tenants-congress", "mandate.ended"),
    ]


def test_the_recall_takes_the_vote_the_faction_seat_and_the_offices_with_it(stage, congress):
    executive = stage.councils["tenants-executive"]

    assert (congress.electorate, congress.factions["repairs"].size) == (17, 10)
    assert executive.electorate == 6
    assert executive.offices["chair"] == ()
    assert len(stage.councils["riverside-council"].offices["chair"]) == 1


def test_exactly_the_acts_that_say_so_are_refused(stage):
    assert sorted(refused.code for refused in stage.refusals) == [
        "no-interruption",
        "no-quorum",
        "proof-not-accepted",
        "recall-not-carried",
        "shares-not-proportional",
    ]
