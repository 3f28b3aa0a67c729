"""The demonstration holds the source's figures, each told by the scenarios and by nothing else."""

from pathlib import Path

import pytest

from cast import Stage
from delegata.representation.apportionment import apportion

EXAMPLE = Path(__file__).parents[2] / "examples" / "second-congress"


@pytest.fixture(scope="module")
def stage():
    """The whole demonstration, performed in memory."""
    stage = Stage()
    for file in sorted(EXAMPLE.glob("*.scenario")):
        stage.perform(file)
    return stage


@pytest.fixture
def congress(stage):
    """The congress as it closed."""
    return stage.councils["second-congress"]


def counts(council, division):
    """The judged counts of a division, with its outcome."""
    held = council.divisions[division]
    return (held.in_favour.number, held.against.number, held.abstaining.number, held.result)


def test_the_soldiers_section_votes_283_to_1_with_23_abstaining(stage):
    assert counts(stage.councils["soldiers-section"], "regulations") == (283, 1, 23, "carried")


def test_the_garrison_has_nobody_against_and_57_abstaining_with_hands_uncounted(stage):
    held = stage.councils["garrison-conference"].divisions["three-resolutions"]

    assert (held.in_favour.number, held.against.number, held.abstaining.number) == (None, 0, 57)
    assert (held.outcome, held.declared) == ("undetermined", "carried")


def test_ten_to_two_carries_on_votes_cast_and_not_on_all_21_members(stage):
    held = stage.councils["central-committee"].divisions["insurrection"]

    assert (held.present, held.members) == (12, 21)
    assert dict(held.on_bases) == {"cast": "carried", "present": "carried", "members": "lost"}


def test_six_to_four_with_six_abstaining_carries_on_votes_cast_and_not_on_those_present(stage):
    held = stage.councils["central-committee"].divisions["burn-copies"]

    assert dict(held.on_bases)["cast"] == "carried"
    assert dict(held.on_bases)["present"] == "lost"


def test_the_enlarged_sitting_votes_20_2_3_and_then_6_15_3(stage):
    enlarged = stage.councils["enlarged-committee"]

    assert counts(enlarged, "prepare") == (20, 2, 3, "carried")
    assert counts(enlarged, "no-action-before-conference") == (6, 15, 3, "lost")


def test_a_resignation_is_accepted_by_five_to_three_and_another_is_refused(stage):
    committee = stage.councils["central-committee"]

    assert counts(committee, "resignation") == (5, 3, None, "carried")
    assert committee.divisions["second-resignation"].result == "lost"


def test_six_of_eight_carry_although_nobody_stated_how_many_were_against(stage):
    held = stage.councils["central-committee"].divisions["no-struggle"]

    assert (held.present, held.in_favour.number, held.against.number) == (8, 6, None)
    assert held.outcome == "carried"


def test_the_muster_roll_names_twelve_units_for_the_soviet_and_one_for_the_congress(stage):
    roll = stage.councils["garrison-conference"].allegiances
    obeyed = [word.principal for word in roll if word.stance.startswith("obeys")]

    assert obeyed.count("Petrograd Soviet") == 12
    assert obeyed.count("Congress of Soviets") == 1


def test_an_assembly_called_by_the_old_executive_decides_nothing(stage):
    garrison = stage.councils["garrison-conference"]

    assert garrison.motions["resolution-of-old-executive"].state == "not-competent"


def test_650_delegates_stand_on_the_first_list_and_390_are_one_faction(congress):
    first, other, _ = congress.credentials

    assert (first.registered, first.total) == (0, 650)
    assert congress.factions["bolsheviks"].size == 390
    assert {p.name: p.number for p in first.strengths}["Social Revolutionaries"] == 159
    assert {p.name: p.number for p in other.strengths}["Social Revolutionaries"] == 190


def test_the_list_of_900_at_the_end_stands_beside_the_first_and_replaces_nothing(congress):
    last = congress.credentials[-1]

    assert (last.total, last.registered) == (900, 652)
    assert congress.credentials[0].total == 650


def test_those_who_are_named_are_counted_inside_the_figure_of_their_faction(congress):
    named = [m for m in congress.mandates.values() if m.holder.person]
    by_faction = {name: sum(m.faction == name for m in named) for name in congress.factions}

    assert (by_faction["bolsheviks"], by_faction["left-sr"]) == (14, 2)
    assert by_faction["menshevik-internationalists"] == 1
    assert congress.electorate == 652


def test_the_first_congress_had_832_delegates(stage):
    assert stage.councils["first-congress"].credentials[0].total == 832


def test_the_congress_was_put_off_from_the_20th_to_the_25th(congress):
    called = congress.convocations[0]

    assert (called.postponed, called.opens_on, called.competent) == (
        ("1917-10-20",),
        "1917-10-25",
        True,
    )


def test_the_straw_vote_sums_to_667_soviets_and_changes_no_count_of_delegates(congress):
    poll = congress.polls[0]

    assert [answer.number for answer in poll.answers] == [505, 86, 55, 21]
    assert (poll.total, poll.unit, congress.electorate) == (667, "soviets", 652)


def test_the_presidium_is_negotiated_and_the_left_takes_the_seven_seats(congress):
    shares = {share.name: share.seats for share in congress.presidium.shares}

    assert shares["Left Social Revolutionaries"] == 7
    assert shares["Bolsheviks"] == len(congress.presidium.shares[0].named) == 14
    by_method = {m: [p.number for p in shares] for m, shares in congress.presidium.would_be}
    assert by_method["hamilton"] == by_method["sainte-lague"] == [14, 7, 3, 1]
    assert by_method["dhondt"] != [14, 7, 3, 1]


def test_no_standard_method_gives_the_presidium_on_the_list_of_650():
    votes = [("a", 390), ("b", 159), ("c", 80), ("d", 21)]

    for method in ("hamilton", "dhondt", "sainte-lague"):
        assert [n for _, n in apportion(method, votes, 25).seats] != [14, 7, 3, 1]


def test_caucuses_vote_60_to_92_and_14_to_12(congress):
    social = congress.factions["socialist-revolutionaries"].caucuses[0]
    inter = congress.factions["menshevik-internationalists"].caucuses[0]

    assert (social.in_favour, social.against, social.outcome) == (60, 92, "lost")
    assert (inter.in_favour, inter.against, inter.outcome) == (14, 12, "carried")


def test_the_quorum_holds_after_about_seventy_walked_out(congress):
    walkouts = [p for p in congress.presence if p.occasion == "walk-out"]

    assert walkouts[0].decisive == 580
    assert walkouts[0].decisive >= walkouts[0].needed == 326


def test_martovs_motion_is_unanimous_and_never_executed(congress):
    held = congress.divisions["peaceful-solution"]

    assert (held.in_favour.number, held.against.number, held.result) == (650, 0, "carried")
    assert congress.resolutions["peaceful-solution"].executions[-1].state == "not-done"


def test_the_indictment_of_those_who_left_is_deferred_and_never_voted(congress):
    assert congress.motions["indictment"].state == "deferred"
    assert all(held.motion != "indictment" for held in congress.divisions.values())


def test_the_left_is_said_to_be_180_beside_a_register_of_95(congress):
    left = congress.factions["left-sr"]

    assert [strength.number for strength in left.strengths] == [180]
    assert left.size == 95


def test_68_peasant_soviets_answer_in_two_halves(congress):
    poll = congress.polls[1]

    assert ([answer.number for answer in poll.answers], poll.replies) == ([34, 34], 68)


def test_peace_is_unanimous_by_cards_and_says_that_one_hand_came_down(congress):
    held = congress.divisions["peace"]

    assert (held.method, held.against.number, held.abstaining.number) == ("cards", 0, 0)
    assert "one hand" in held.note


def test_the_government_is_ratified_without_a_count(congress):
    held = congress.divisions["government"]

    assert (held.in_favour.number, held.outcome, held.declared) == (None, "undetermined", "carried")


def test_the_proclamation_has_2_against_and_12_abstaining(congress):
    assert counts(congress, "proclamation")[1:] == (2, 12, "carried")


def test_peasant_delegates_get_the_vote_in_the_middle_of_the_sitting(congress):
    assert congress.divisions["peaceful-solution"].members == 650
    assert congress.divisions["proclamation"].members == 652


def test_the_land_decree_has_1_against_and_8_abstaining_and_an_annex_in_conflict(congress):
    assert counts(congress, "land")[1:] == (1, 8, "carried")
    title, _, conflict = congress.resolutions["land"].annexes[0]
    assert "242" in title
    assert conflict


def test_the_counter_resolution_has_about_150_and_is_lost(congress):
    held = congress.divisions["coalition"]

    assert (held.in_favour.number, held.in_favour.about, held.result) == (150, True, "lost")


def test_the_government_list_says_fifteen_and_names_fourteen_with_one_post_vacant(congress):
    listed = congress.lists[0]

    assert (listed.announced, sum(p.holder is not None for p in listed.posts)) == (15, 14)
    assert listed.flags == ("15 were announced, 14 are named",)
    assert [p.title for p in listed.posts if p.holder is None] == ["Communications"]


def test_the_executive_has_62_and_29_by_every_method_and_ten_seats_open(congress):
    executive = congress.executive

    assert [s.seats for s in executive.shares] == [62, 29]
    assert executive.open_seats == 10
    assert all([p.number for p in shares] == [62, 29] for _, shares in executive.would_be)
    assert {r.right for r in congress.reservations} == {"co-option", "return"}


def test_each_seat_of_the_executive_rests_on_a_mandate_that_the_congress_gave(stage, congress):
    executive = stage.councils["new-executive"]

    assert executive.electorate == len(congress.given) == 91
    assert all(m.origin.body == "second-congress" for m in executive.mandates.values())


def test_the_night_runs_from_2240_to_0515(congress):
    opened, closed = congress.sittings[0].opened.held, congress.sittings[-1].closed.held

    assert (opened.date, opened.time) == ("1917-10-25", "22:40")
    assert (closed.date, closed.time) == ("1917-10-27", "05:15")
