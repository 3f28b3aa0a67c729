"""The Scottish rule on real contests, on its own clauses, and against a plain reading of them."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegata.representation.counting import count
from delegata.representation.formats import blt
from delegata.representation.profile import profile_of

CONTESTS = Path(__file__).parents[1] / "scottish-stv"
WINNERS = json.loads((CONTESTS / "winners.json").read_text())
UNIT = 10**5


@pytest.mark.parametrize("contest", sorted(WINNERS))
def test_it_elects_the_certified_winners_of_a_real_contest(contest):
    profile = blt.read((CONTESTS / f"{contest}.blt").read_bytes())
    result = count("scottish-stv", profile)
    assert sorted(result.elected) == WINNERS[contest]
    assert result.ties == ()
    for counted in result.rounds:
        assert sum(counted.votes) + counted.exhausted + counted.lost == profile.total * UNIT


def plain_count(rankings, candidates, seats):  # noqa: C901 # the statute in one piece, to compare
    """Rules 45 to 52 read aloud, paper by paper; None where only a lot can decide."""
    papers = [[list(r), 0, UNIT] for r, n in rankings for _ in range(n)]
    quota = (len(papers) // (seats + 1) + 1) * UNIT
    hopeful, elected, pending, history = set(range(1, candidates + 1)), [], [], []

    def holder(paper):
        while paper[1] < len(paper[0]) and paper[0][paper[1]] not in hopeful:
            paper[1] += 1
        return paper[0][paper[1]] if paper[1] < len(paper[0]) else 0

    piles = {n: [] for n in range(candidates + 1)}
    votes = dict.fromkeys(piles, 0)

    def give(paper):
        to = holder(paper)
        piles[to].append(paper)
        votes[to] += paper[2]

    def part(tied, best):
        for past in reversed(history):
            wanted = best(past[n] for n in tied)
            tied = [n for n in tied if past[n] == wanted]
        return tied[0] if len(tied) == 1 else None

    for paper in papers:
        give(paper)
    while True:
        for n in sorted(hopeful, key=lambda n: -votes[n]):
            if votes[n] >= quota:
                hopeful.discard(n)
                elected.append(n)
                pending.append(n)
        history.append(dict(votes))
        if len(elected) + len(hopeful) <= seats:
            return {*elected, *hopeful}
        if len(elected) >= seats:
            return set(elected)
        pending = [n for n in pending if votes[n] > quota]
        if pending:
            most = max(votes[n] for n in pending)
            chosen = part([n for n in pending if votes[n] == most], max)
            if chosen is None:
                return None
            pending.remove(chosen)
            surplus, total, pile = votes[chosen] - quota, votes[chosen], piles[chosen]
            votes[chosen], piles[chosen] = quota, []
            for paper in pile:
                paper[2] = paper[2] * surplus // total
                give(paper)
            continue
        least = min(votes[n] for n in hopeful)
        chosen = part([n for n in hopeful if votes[n] == least], min)
        if chosen is None:
            return None
        hopeful.discard(chosen)
        if len(elected) + len(hopeful) <= seats:
            return {*elected, *hopeful}
        pile, piles[chosen], votes[chosen] = piles[chosen], [], 0
        for paper in pile:
            give(paper)


polls = st.integers(2, 6).flatmap(
    lambda m: st.tuples(
        st.just(m),
        st.integers(1, m),
        st.lists(
            st.tuples(
                st.permutations(range(1, m + 1)).flatmap(
                    lambda p: st.integers(1, m).map(lambda k: tuple(p[:k]))
                ),
                st.integers(1, 9),
            ),
            min_size=1,
            max_size=12,
        ),
    )
)


@given(polls)
def test_it_agrees_with_the_statute_read_paper_by_paper(poll):
    candidates, seats, rankings = poll
    expected = plain_count(rankings, candidates, seats)
    if expected is not None:
        profile = profile_of([f"C{n}" for n in range(candidates)], rankings)
        assert set(count("scottish-stv", profile, seats=seats).elected) == expected


def test_the_quota_ignores_the_fraction_and_adds_one():
    profile = profile_of("AB", [((1,), 60), ((2,), 40)])
    assert count("scottish-stv", profile, seats=1).quota == 51 * UNIT


def test_a_transfer_value_is_cut_after_five_places_and_the_loss_is_stated():
    profile = profile_of("ABC", [((1, 2), 7), ((1, 3), 1), ((2,), 1), ((3,), 1)])
    surplus = count("scottish-stv", profile, seats=2).rounds[1]
    assert surplus.action == "surplus"
    assert surplus.votes == (400000, 100000 + 7 * 50000, 100000 + 50000)
    thirds = profile_of("ABC", [((1, 2), 6), ((2,), 1), ((3,), 2)])
    cut = count("scottish-stv", thirds, seats=2).rounds[1]
    assert cut.votes[1] == 100000 + 6 * 33333
    assert cut.lost == 2


def test_equal_candidates_are_parted_by_the_most_recent_round_at_which_they_differed():
    rankings = [((1,), 10), ((2,), 3), ((3,), 4), ((4, 2), 1), ((5,), 9)]
    result = count("scottish-stv", profile_of("ABCDE", rankings), seats=1)
    tie = result.rounds[2].ties[0]
    assert (tie.candidates, tie.chosen, tie.by, tie.stage) == ((2, 3), 2, "stage", 1)


def test_who_is_out_of_a_tie_at_a_later_round_is_not_brought_back_by_an_earlier_one():
    """D was ahead of B and C most recently; of these two B was behind before, though D was last."""
    rankings = [
        ((1,), 30), ((2,), 12), ((3,), 13), ((4,), 10),
        ((5, 4), 4), ((5, 2), 1),
        ((6, 2), 1), ((6, 3), 1), ((6,), 4),
    ]  # fmt: skip
    result = count("scottish-stv", profile_of("ABCDEF", rankings), seats=1)
    assert result.rounds[2].votes[1:4] == (14 * UNIT,) * 3
    assert result.rounds[3].candidate == 2


def test_the_last_places_go_to_those_left_without_a_further_transfer():
    result = count("scottish-stv", profile_of("ABC", [((1,), 5), ((2,), 2), ((3,), 1)]), seats=2)
    last = result.rounds[-1]
    assert last.transfers == ()
    assert [d.clause for d in last.decisions if d.kind == "elected"] == ["rule 52(1)"]
