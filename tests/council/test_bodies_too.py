"""A double majority: the votes may carry a question that the bodies do not."""

from scenes_of_divisions import BODIES_TOO

from cast import Stage


def test_a_question_is_lost_where_the_bodies_do_not_carry_it():
    divisions = Stage().perform(BODIES_TOO).councils["congress"].divisions

    assert divisions["rise"].in_favour.number == 4
    assert divisions["rise"].against.number == 3
    assert (divisions["rise"].bodies, divisions["rise"].outcome) == ((1, 2, 0), "lost")
    assert (divisions["again"].bodies, divisions["again"].outcome) == ((2, 1, 0), "carried")
