"""Of the votes on a motion the last one counts that was not annulled, and they stand in order."""

from cast import SITTING, Stage
from delegata.api.views import division
from delegata.office.readers.results import result_rows
from delegata.office.readers.votes import counting, votes_on

MANY = SITTING + "".join(
    f"""
move motion-{n}
    title: Motion {n}
    mover: delegate 2
open division {n}-first
    motion: motion-{n}
    method: secret
annul division {n}-first
    reason: the hall was cut off
open division {n}-second
    motion: motion-{n}
close division {n}-second
    for: 4
    against: 3
"""
    for n in range(10)
)


def test_an_annulled_vote_does_not_count_whatever_its_name():
    council = Stage().perform(MANY).councils["congress"]

    assert {name: held.id for name, held in counting(council).items()} == {
        f"motion-{n}": f"{n}-second" for n in range(10)
    }
    for n in range(10):
        assert [held.state for held in votes_on(council, f"motion-{n}")] == ["void", "closed"]


VOIDED = (
    SITTING
    + """
open division rise
    motion: rise
close division rise
    for: 4
    against: 3
void division rise
    reason: some were not here
"""
)


def test_a_vote_that_is_ruled_out_of_order_does_not_count_either():
    council = Stage().perform(VOIDED).councils["congress"]

    assert counting(council) == {}
    assert [row[11] for row in result_rows(council, None, str)] == ["ruled out of order"]
    assert division(council.divisions["rise"]).result == ""
