"""Reading a ballot paper: what is no rank, or given twice, is marked and never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rpds import HashTrieMap

from delegata.council.ballot import Ballot, fault
from delegata.council.constituency import Candidacy, Election
from delegata.council.entry import Mark
from delegata.council.words import Holder
from delegata.office.readers.ballot_paper import NOTHING, groups, read

NAMES = tuple(f"c-{number}" for number in range(1, 7))


def election(method, lists=("",)):
    candidates = {
        name: Candidacy(
            id=name, holder=Holder(label=name.upper()), list=lists[at % len(lists)], rests_on="",
            state="accepted",
        )
        for at, name in enumerate(NAMES)
    }  # fmt: skip
    return Election(
        id="board", title="The board", to_body="board", seats=2, voice="decisive", until="",
        method=method, secrecy="detached", polls_on="2026-01-01", state="polling",
        candidates=HashTrieMap(candidates), order=NAMES, called=Mark(0, "2026-01-01T00:00:00Z"),
    )  # fmt: skip


RANKED = election("ranked")


@given(st.dictionaries(st.sampled_from(NAMES), st.integers(-2, 9).map(str) | st.text(max_size=3)))
def test_a_ranking_is_taken_as_it_was_written_or_marked_and_not_guessed(written):
    filled = read(RANKED, {f"rank-{name}": said for name, said in written.items()})
    ranks = [said.strip() for said in written.values() if said.strip()]
    plain = all(said in {"1", "2", "3", "4", "5", "6"} for said in ranks)

    if plain and len(set(ranks)) == len(ranks):
        named = sorted((int(said), name) for name, said in written.items() if said.strip())
        assert filled.wrong == {}
        assert filled.ballot == Ballot(ranked=tuple(name for _, name in named))
        assert fault(RANKED, filled.ballot) is None
    elif plain:
        assert len(filled.wrong) >= 2
    assert set(filled.wrong) <= set(filled.written)


@pytest.mark.parametrize("said", ["0", "7", "-1", "1.5", "one", "²", "\uff11", "99999999"])
def test_what_is_no_rank_is_marked_with_what_to_write(said):
    wrong = read(RANKED, {"rank-c-1": said, "rank-c-2": "1"}).wrong

    assert wrong == {"c-1": f"{said} is no rank from 1 to 6."}


def test_two_of_the_same_rank_are_both_marked_and_what_was_written_stays():
    filled = read(RANKED, {"rank-c-3": "1", "rank-c-1": "1", "rank-c-2": "2"})
    [(_, rows)] = groups(RANKED, filled, lambda holder: holder.label)

    assert set(filled.wrong) == {"c-1", "c-3"}
    assert [row.filled for row in rows] == ["1", "2", "1", "", "", ""]
    assert filled.wrong["c-1"] == "The rank 1 is given 2 times."


def test_candidates_stand_together_by_list_and_else_as_nominated():
    held = election("most-votes", lists=("Red", "Blue"))
    told = groups(held, NOTHING, lambda holder: holder.label)

    assert [(name, [row.id for row in rows]) for name, rows in told] == [
        ("Red", ["c-1", "c-3", "c-5"]),
        ("Blue", ["c-2", "c-4", "c-6"]),
    ]
    assert read(held, {"for-c-4": "yes"}).ballot == Ballot(chosen=("c-4",))
    assert read(election("list"), {"list": "Red"}).ballot == Ballot(list="Red")
