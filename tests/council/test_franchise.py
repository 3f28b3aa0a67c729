"""Who votes and with what: mandates past their term weigh nothing, and cast nobody else's vote."""

from scenes_of_divisions import under
from scenes_of_franchise import PAST_THEIR_TERM, ROLL_OF_THE_OPENING

from cast import Stage


def test_the_weights_of_mandates_past_their_term_are_in_no_base():
    division = Stage().perform(PAST_THEIR_TERM).councils["congress"].divisions["rise"]

    assert (division.members, division.weight_members, division.weight_present) == (4, 300, 225)
    assert (division.represented, set(division.voters)) == (0, {"e-2", "e-3", "e-4"})


def test_the_vote_of_the_absent_is_counted_where_the_roll_is_written_down_at_the_close():
    divisions = Stage().perform(ROLL_OF_THE_OPENING).councils["congress"].divisions

    assert divisions["rise"].in_favour.number == 2
    assert divisions["rise"].votes_present == 8


GIVEN = (
    under("proxies hops: 2", "proxies most: 5", "weights methods: roll-call")
    + """
by ada as secretary
give proxy d-8
    holder: d-1
give proxy d-9
    holder: d-2
set weights branch
    members: 1000
    roll on: 2026-01-01
    delegates: d-8, d-1, d-9
by ben as chair
open roll call rise
    motion: rise
"""
)
COMES_IN = """
by ada as secretary
body congress
arrive d-8
by ben as chair
"""
FOR_D_8 = """
by ben as chair
body congress
record answer rise
    mandate: d-8
    answer: for
"""


def by_proxy(*acts):
    """For whom somebody else cast the vote, after these acts in a roll call."""
    stage = Stage().perform(GIVEN)
    for act in acts:
        stage.perform(act)
    return dict(stage.councils["congress"].divisions["rise"].by_proxy)


def test_who_comes_in_before_the_name_is_called_casts_the_own_vote():
    assert by_proxy() == {}
    assert by_proxy(FOR_D_8) == {"d-8": "d-1"}
    assert by_proxy(COMES_IN, FOR_D_8) == {}


def test_an_answer_that_is_put_right_was_heard_from_whom_it_was():
    right = FOR_D_8.replace("record", "correct").replace("for\n", "against\n    reason: misheard\n")
    absent = right.replace("against", "absent")

    assert by_proxy(FOR_D_8, COMES_IN, right) == {"d-8": "d-1"}
    assert by_proxy(FOR_D_8, absent) == {}
    assert by_proxy(FOR_D_8, absent, COMES_IN, FOR_D_8) == {}
    assert by_proxy(FOR_D_8.replace("for\n", "absent\n"), FOR_D_8) == {"d-8": "d-1"}


def test_votes_can_be_split_for_the_absent_too():
    split = """
by ben as chair
body congress
split answer rise
    mandate: d-8
    votes: 300 34
"""
    assert by_proxy(split) == {"d-8": "d-1"}
    assert by_proxy(COMES_IN, split) == {}


def test_a_roll_that_is_written_down_at_the_close_tells_for_whom_others_voted():
    divisions = Stage().perform(ROLL_OF_THE_OPENING).councils["congress"].divisions

    assert dict(divisions["rise"].by_proxy) == {"d-8": "d-1"}
    assert dict(divisions["again"].proxies) == {"d-8": "d-1"}
    assert dict(divisions["again"].by_proxy) == {}
