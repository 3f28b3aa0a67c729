"""Who votes and with what: mandates past their term weigh nothing, and cast nobody else's vote."""

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
