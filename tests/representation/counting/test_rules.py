"""The other rules, each on the clause that makes it what it is."""

import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delegata.representation.counting import CountError, count, each_candidate, lists, most_votes
from delegata.representation.counting.each_candidate import Answers
from delegata.representation.counting.lists import Candidacy
from delegata.representation.counting.lot import Lots
from delegata.representation.counting.reserved import Reserved
from delegata.representation.counting.statutes import SCOTTISH_STV
from delegata.representation.counting.stv import count as count_once
from delegata.representation.counting.vacancy import countback, substitutes
from delegata.representation.formats import blt
from delegata.representation.lots import draw_lot
from delegata.representation.profile import ProfileError, merged, profile_of
from delegata.representation.transcript import OpenTie

CONTESTS = Path(__file__).parents[1] / "scottish-stv"
WINNERS = json.loads((CONTESTS / "winners.json").read_text())
NINE = 10**9


def contest(name):
    return blt.read((CONTESTS / f"{name}.blt").read_bytes())


def up(product, by):
    return -(-product // by)


def plain_meek(profile, seats):
    """Schedule 1A paper by paper; no ties."""
    rankings = profile.rankings()
    hopeful, elected = set(range(1, len(profile.candidates) + 1)), []
    keep = dict.fromkeys(hopeful, NINE)
    votes, quota = {}, 0

    def distribute():
        nonlocal votes, quota
        votes = dict.fromkeys(keep, 0)
        for ranking, papers in rankings.items():
            value = NINE
            for n in ranking:
                votes[n] += up(value * keep[n], NINE) * papers
                value = up(value * (NINE - keep[n]), NINE)
        quota = sum(votes.values()) // (seats + 1) + 1

    def elect():
        reached = sorted((n for n in hopeful if votes[n] >= quota), key=lambda n: -votes[n])
        elected.extend(reached)
        hopeful.difference_update(reached)
        return reached

    distribute()
    elect()
    before = None
    while len(elected) < seats:
        if len(elected) + len(hopeful) <= seats:
            return elected + sorted(hopeful, key=lambda n: -votes[n]), votes
        for n in elected:
            keep[n] = min(NINE, up(up(keep[n] * quota, NINE) * NINE, votes[n]))
        distribute()
        reached = elect()
        if len(elected) >= seats or len(elected) + len(hopeful) <= seats:
            continue
        surplus = max(0, sum(votes[n] - quota for n in elected))
        last = min(hopeful, key=votes.get)
        sure = all(votes[last] + surplus < votes[n] for n in hopeful - {last})
        stuck = not reached and before is not None and surplus >= before
        before = None if reached else surplus
        if sure or surplus < NINE // 10_000 or stuck:
            hopeful.discard(last)
            keep[last] = 0
            before = None
    return elected, votes


@pytest.mark.parametrize("name", sorted(WINNERS)[::9])
def test_meek_agrees_with_the_regulations_read_paper_by_paper_to_the_last_digit(name):
    profile = contest(name)
    elected, votes = plain_meek(profile, profile.seats)
    result = count("meek", profile)
    assert list(result.elected) == elected
    assert list(result.rounds[-1].votes) == list(votes.values())


def test_meek_is_another_rule_than_the_scottish_one_and_shows_it():
    """Nine of the hundred contests go another way: a choice of rule, no error of either."""
    other = [n for n in WINNERS if sorted(count("meek", contest(n)).elected) != WINNERS[n]]
    assert len(other) == 9


def test_meek_parts_equals_by_the_first_difference():
    rankings = [((1,), 20), ((2,), 10), ((3,), 12), ((4, 2), 3), ((4, 3), 1), ((4,), 1)]
    result = count("meek", profile_of("ABCD", rankings), seats=1)
    (tie,) = [tie for counted in result.rounds for tie in counted.ties]
    assert (tie.candidates, tie.chosen, tie.by, tie.stage) == ((2, 3), 2, "stage", 1)


@pytest.mark.parametrize("seed", ["", "two\nlines", "\udcff"])
def test_a_seed_that_is_no_line_of_text_is_refused(seed):
    with pytest.raises(CountError, match="seed"):
        count("irv", profile_of("AB", [((1,), 1), ((2,), 1)]), seats=1, seed=seed)


def test_wigm_cuts_each_product_and_quotient_to_four_places():
    rankings = [((1, 2), 7), ((2,), 1), ((3,), 2)]
    result = count("wigm", profile_of("ABC", rankings), seats=2)
    quota = 10 * 10**4 // 3 + 1
    assert (result.quota, quota) == (quota, 33334)
    value = (10**4 * (70000 - quota) // 10**4) * 10**4 // 70000
    assert result.rounds[1].votes == (quota, 10000 + 7 * value, 20000)


def test_irv_needs_a_majority_of_the_papers_that_still_count():
    rankings = [((1,), 4), ((2,), 3), ((3, 2), 2), ((4,), 1)]
    result = count("irv", profile_of("ABCD", rankings), seats=1)
    assert result.elected == (2,)
    assert [r.candidate for r in result.rounds] == [None, 4, 3]


def test_block_vote_gives_a_paper_as_many_votes_as_there_are_seats_and_sntv_one():
    profile = profile_of("ABC", [((1, 2), 5), ((3,), 6), ((2, 3), 1)])
    assert set(count("block", profile, seats=2).elected) == {2, 3}
    assert set(count("sntv", profile, seats=2).elected) == {1, 3}
    assert count("plurality", profile, seats=1).elected == (3,)


def test_a_tie_for_the_last_place_is_returned_or_drawn_from_the_seed():
    profile = profile_of("ABCD", [((1,), 5), ((2,), 3), ((3,), 3), ((4,), 3)])
    left_open = count("sntv", profile, seats=3)
    assert left_open.elected == (1,)
    assert left_open.ties == (OpenTie(candidates=(2, 3, 4), places=2),)
    drawn = count("sntv", profile, seats=3, seed="congress")
    first = draw_lot("congress", "sntv place 1", (2, 3, 4))[0]
    rest = [n for n in (2, 3, 4) if n != first]
    second = draw_lot("congress", "sntv place 2", rest)[0]
    assert (drawn.elected, drawn.seed) == ((1, first, second), "congress")


def test_cumulative_votes_are_added_and_an_overspent_paper_is_refused():
    poll = most_votes.cumulative([((3, 0, 0), 2), ((0, 2, 1), 4)], 3, 2, Lots())
    assert poll.rounds[0].votes == (6, 8, 4)
    assert poll.elected == (2, 1)
    with pytest.raises(CountError, match="paper 2"):
        most_votes.cumulative([((1, 1, 1), 1), ((2, 2, 0), 1)], 3, 1, Lots())


def test_an_absolute_majority_depends_on_its_base():
    answers = Answers(1, yes=10, no=2)
    assert each_candidate.needed(answers, "cast", 0) == 7
    assert each_candidate.needed(answers, "present", 12) == 7
    assert each_candidate.needed(answers, "members", 21) == 11
    carried = each_candidate.hold([[answers]], 1, base="cast")
    lost = each_candidate.hold([[answers]], 1, base="members", size=21)
    assert (carried.elected, lost.elected, lost.further) == ((1,), (), (1,))


def test_further_rounds_fill_the_places_left_from_those_who_may_stand_again():
    first = [Answers(1, 60, 40), Answers(2, 45, 55), Answers(3, 40, 60), Answers(4, 10, 90)]
    after = each_candidate.hold([first], 2, stand_again=2)
    assert (after.elected, after.vacant, after.further) == ((1,), 1, (2, 3))
    second = [Answers(2, 55, 45), Answers(3, 51, 49)]
    assert each_candidate.hold([first, second], 2, stand_again=2).elected == (1, 2)
    with pytest.raises(CountError, match="round 2: candidate 4"):
        each_candidate.hold([first, [Answers(4, 99, 1)]], 2, stand_again=2)
    equal = [Answers(2, 55, 45), Answers(3, 55, 45)]
    tie = each_candidate.hold([first, equal], 2).ties
    assert tie == (OpenTie(candidates=(2, 3), places=1),)


LISTS = (
    Candidacy("Red", 60, ("Ann", "Bo", "Cy"), {"Cy": 30, "Bo": 5, "Ann": 5}),
    Candidacy("Blue", 40, ("Di", "Ed", "Flo")),
)


def test_lists_are_seated_in_order_or_by_personal_votes_above_the_threshold():
    closed = lists.elect("dhondt", [Candidacy(c.name, c.votes, c.persons) for c in LISTS], 5)
    assert closed.seated == (("Red", ("Ann", "Bo", "Cy")), ("Blue", ("Di", "Ed")))
    part = lists.elect("dhondt", LISTS, 2, threshold=Fraction(1, 4))
    assert dict(part.seated) == {"Red": ("Cy",), "Blue": ("Di",)}
    tied = lists.elect("dhondt", LISTS, 3)
    assert tied.ties == (("Red", OpenTie(candidates=(1, 2), places=1)),)
    assert dict(tied.seated)["Red"] == ("Cy",)


def test_a_list_with_too_few_persons_leaves_its_seats_vacant():
    short = lists.elect("dhondt", [Candidacy("Red", 9, ("Ann",)), Candidacy("Blue", 1, ("Bo",))], 4)
    assert short.vacant == (("Red", 3),)


@pytest.mark.parametrize("name", sorted(WINNERS)[::10])
def test_reserved_seats_are_filled_from_the_group_and_otherwise_change_nothing(name):
    profile = contest(name)
    free = count("scottish-stv", profile)
    losers = [n for n in range(1, len(profile.candidates) + 1) if n not in free.elected]
    guard = Reserved(frozenset(losers[:2]), 1)
    bound = count_once(SCOTTISH_STV, profile, profile.seats, Lots(), [guard])
    assert set(bound.elected) & set(losers[:2])
    assert len(bound.elected) == profile.seats
    met = Reserved(frozenset(free.elected), 1)
    assert count_once(SCOTTISH_STV, profile, profile.seats, Lots(), [met]).elected == free.elected


def test_impossible_reservations_are_refused():
    profile = profile_of("ABC", [((1,), 2), ((2,), 1)])
    for reserved, words in (
        ([Reserved(frozenset({4}), 1)], "does not stand"),
        ([Reserved(frozenset({1}), 2)], "2 seats for 1"),
        ([Reserved(frozenset({1}), 1), Reserved(frozenset({1, 2}), 1)], "two groups"),
        ([Reserved(frozenset({1, 2}), 2)], "more seats are reserved"),
    ):
        with pytest.raises(CountError, match=words):
            count_once(SCOTTISH_STV, profile, 1, Lots(), reserved)


def test_a_countback_fills_one_vacancy_and_leaves_the_others_sitting():
    profile = contest("aberdeen_2012_ward13")
    follower = countback(SCOTTISH_STV, profile, (6, 2, 4), 2, lots=Lots())
    assert follower == 7  # the other candidate of the party that lost its member
    next_one = countback(SCOTTISH_STV, profile, (6, 2, 4), 2, unwilling=[7], lots=Lots())
    assert next_one not in {2, 4, 6, 7}
    with pytest.raises(CountError, match="holds no seat"):
        countback(SCOTTISH_STV, profile, (6, 2, 4), 1, lots=Lots())
    with pytest.raises(CountError, match="by-election"):
        countback(SCOTTISH_STV, profile, (6, 2, 4), 2, unwilling=[1, 3, 5, 7], lots=Lots())


def test_a_countback_that_needs_a_lot_asks_for_a_seed():
    profile = profile_of("ABCD", [((1,), 4), ((2,), 2), ((3,), 2)])
    with pytest.raises(CountError, match="give a seed"):
        countback(SCOTTISH_STV, profile, (1,), 1, lots=Lots())
    assert countback(SCOTTISH_STV, profile, (1,), 1, lots=Lots("s")) in {2, 3}


def test_substitutes_come_in_order_and_are_all_different():
    profile = contest("aberdeen_2012_ward13")
    order = substitutes(SCOTTISH_STV, profile, (6, 2, 4), 4, Lots())
    assert sorted(order) == [1, 3, 5, 7]
    assert substitutes(SCOTTISH_STV, profile, (6, 2, 4), 2, Lots()) == order[:2]


def test_a_lot_that_cannot_matter_is_not_called_for():
    rankings = [((1, 2), 5), ((2, 1), 4)]
    result = count("scottish-stv", profile_of([f"C{n}" for n in range(30)], rankings), seats=1)
    assert (result.elected, result.ties) == ((1,), ())


def test_an_unknown_rule_or_an_unstated_number_of_seats_is_refused():
    profile = profile_of("AB", [((1,), 1)])
    with pytest.raises(CountError, match="known are scottish-stv"):
        count("best", profile, seats=1)
    with pytest.raises(CountError, match="give it"):
        count("irv", profile)


def test_a_profile_refuses_what_it_cannot_hold():
    with pytest.raises(ProfileError, match="candidate 3"):
        profile_of("AB", [((3,), 1)])
    with pytest.raises(ProfileError, match="0 papers"):
        profile_of("AB", [((1,), 0)])
    with pytest.raises(ProfileError, match="70000 candidates"):
        profile_of(["x"] * 70_000, [((70_000,), 1)])
    with pytest.raises(ProfileError, match="cannot be merged"):
        merged([profile_of("AB", []), profile_of("AC", [])])
    with pytest.raises(ProfileError, match="withdrawn"):
        profile_of("AB", [((1,), 1)]).without([3])


@given(st.data())
@settings(max_examples=60)
def test_withdrawing_equals_striking_out_by_hand(data):
    ranking = st.permutations(range(1, 5)).flatmap(
        lambda p: st.integers(0, 4).map(lambda k: tuple(p[:k]))
    )
    rankings = data.draw(st.lists(st.tuples(ranking, st.integers(1, 5)), max_size=8))
    gone = data.draw(st.sets(st.integers(1, 4), max_size=3))
    left = profile_of("ABCD", rankings).without(gone)
    struck = [(tuple(n for n in r if n not in gone), papers) for r, papers in rankings]
    assert left.rankings() == profile_of("ABCD", struck).rankings()
    assert left.irregularities.empty == sum(papers for r, papers in struck if not r)


def settled_meek(profile, seats):
    """Meek as its inventors state it: shares refined until they stand still, then one exclusion."""
    hopeful, elected = set(range(1, len(profile.candidates) + 1)), set()
    keep = dict.fromkeys(hopeful, 1.0)
    rankings = profile.rankings().items()
    while len(elected) < seats < len(elected) + len(hopeful):
        surplus = 1.0
        while surplus > 1e-5 and len(elected) < seats:
            votes = dict.fromkeys(keep, 0.0)
            for ranking, papers in rankings:
                value = float(papers)
                for n in ranking:
                    votes[n] += value * keep[n]
                    value *= 1 - keep[n]
            quota = sum(votes.values()) / (seats + 1)
            reached = {n for n in hopeful if votes[n] > quota + 1e-9}
            elected |= reached
            hopeful -= reached
            surplus = 1.0 if reached else sum(votes[n] - quota for n in elected)
            keep.update({n: keep[n] * quota / votes[n] for n in elected})
        if len(elected) < seats:
            last = min(hopeful, key=votes.get)
            hopeful.discard(last)
            keep[last] = 0.0
    return elected | (hopeful if len(elected) < seats else set())


@pytest.mark.parametrize("name", ["east_ayrshire_2017_ward8", "highland_2012_ward2"])
def test_meek_does_not_take_the_rise_of_surplus_after_an_exclusion_for_a_standstill(name):
    """An exclusion lowers the quota, so that the surplus rises before it falls again."""
    profile = contest(name)
    assert set(count("meek", profile).elected) == settled_meek(profile, profile.seats)
