"""Laws that every rule of ranked ballots here obeys, on arbitrary polls."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delegata.representation.counting import RULES, count
from delegata.representation.counting.recount import recount
from delegata.representation.profile import merged, profile_of
from delegata.representation.transcript import as_json

ONE_SEAT = {"irv", "plurality"}


@st.composite
def polls(draw, candidates_max=6):
    m = draw(st.integers(2, candidates_max))
    ranking = st.permutations(range(1, m + 1)).flatmap(
        lambda p: st.integers(0, m).map(lambda k: tuple(p[:k]))
    )
    rankings = draw(st.lists(st.tuples(ranking, st.integers(1, 20)), max_size=12))
    return m, rankings, draw(st.integers(1, m))


def profile(m, rankings):
    return profile_of([f"C{n}" for n in range(1, m + 1)], rankings)


def places(rule, seats):
    return 1 if rule in ONE_SEAT else seats


def outcome(result):
    return set(result.elected), {(frozenset(t.candidates), t.places) for t in result.ties}


each_rule = pytest.mark.parametrize("rule", sorted(RULES))


@each_rule
@given(poll=polls())
@settings(max_examples=25)
def test_counting_the_sum_of_branches_equals_counting_the_union(rule, poll):
    m, rankings, seats = poll
    half = len(rankings) // 2
    branches = [profile(m, rankings[:half]), profile(m, rankings[half:])]
    union = profile(m, rankings)
    assert merged(branches) == union
    one = count(rule, merged(branches), seats=places(rule, seats))
    assert one == count(rule, union, seats=places(rule, seats))


@each_rule
@given(poll=polls(), order=st.randoms(use_true_random=False))
@settings(max_examples=25)
def test_the_order_of_the_papers_is_of_no_account(rule, poll, order):
    m, rankings, seats = poll
    shuffled = [(r, 1) for r, n in rankings for _ in range(n)]
    order.shuffle(shuffled)
    one = count(rule, profile(m, rankings), seats=places(rule, seats))
    assert one == count(rule, profile(m, shuffled), seats=places(rule, seats))


@each_rule
@given(poll=polls(candidates_max=4), order=st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_the_numbers_of_the_candidates_are_of_no_account(rule, poll, order):
    m, rankings, seats = poll
    new = list(range(1, m + 1))
    order.shuffle(new)
    renumbered = [(tuple(new[n - 1] for n in r), papers) for r, papers in rankings]
    elected, ties = outcome(count(rule, profile(m, rankings), seats=places(rule, seats)))
    moved = outcome(count(rule, profile(m, renumbered), seats=places(rule, seats)))
    assert moved[0] == {new[n - 1] for n in elected}
    assert moved[1] == {(frozenset(new[n - 1] for n in c), p) for c, p in ties}


@each_rule
@given(poll=polls())
@settings(max_examples=25)
def test_joining_equal_rankings_changes_nothing(rule, poll):
    m, rankings, seats = poll
    whole = profile(m, rankings + rankings)
    assert whole.compact() == whole
    one = count(rule, whole.compact(), seats=places(rule, seats))
    assert one == count(rule, whole, seats=places(rule, seats))


@each_rule
@given(poll=polls())
@settings(max_examples=25)
def test_every_place_is_filled_or_tied(rule, poll):
    m, rankings, seats = poll
    result = count(rule, profile(m, rankings), seats=places(rule, seats))
    assert len(result.elected) + sum(t.places for t in result.ties) == places(rule, seats)
    assert len(set(result.elected)) == len(result.elected)
    for tie in result.ties:
        assert not set(tie.candidates) & set(result.elected)
        assert len(tie.candidates) > tie.places


@each_rule
@given(poll=polls())
@settings(max_examples=25)
def test_a_transcript_follows_from_its_ballots_and_from_no_others(rule, poll):
    m, rankings, seats = poll
    ballots = profile(m, rankings)
    result = count(rule, ballots, seats=places(rule, seats))
    assert recount(result, ballots) == ()
    more = profile(m, [*rankings, ((1,), 1)])
    assert any(f.path == "papers.valid" for f in recount(result, more))
    forged = as_json(result)
    forged["elected"] = [m]
    if list(result.elected) != [m]:
        assert [f.path for f in recount(forged, ballots)][-1].startswith("elected")


@pytest.mark.parametrize("rule", ["scottish-stv", "wigm", "irv", "meek"])
@given(poll=polls())
@settings(max_examples=25)
def test_no_vote_is_made_or_lost_unsaid(rule, poll):
    m, rankings, seats = poll
    ballots = profile(m, rankings)
    result = count(rule, ballots, seats=places(rule, seats))
    for counted in result.rounds:
        stated = sum(counted.votes) + counted.exhausted + counted.lost
        assert stated == ballots.total * result.scale
