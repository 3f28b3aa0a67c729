"""Of the votes on a motion the last one counts that was not annulled, and they stand in order."""

import pytest

from cast import SITTING, Stage
from delegata.api.views import division
from delegata.office.readers.divisions import begins_with, by_surname, last_vote
from delegata.office.readers.results import result_rows
from delegata.office.readers.votes import counting, verdict, votes_on
from delegata.office.readers.wall import on_the_wall

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

NOTICE = "      convening notice_days: 0"


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


CARRIED = (
    SITTING
    + """
open division rise
    motion: rise
close division rise
    for: 4
    against: 3
"""
)
CHAIR = "by ben as chair\nbody congress\n"
RULED_OUT = """
void division rise
    reason: some were not here
"""
SAID_IN_BETWEEN = {
    "nothing": "",
    "a speech": """
request floor d-2
call speaker d-2
end speech
""",
    "a ruling": """
rule the chair
    title: the point of order is well taken
""",
    "another motion": """
move eggs
    title: Eggs
    mover: delegate 2
""",
}


@pytest.mark.parametrize("said", SAID_IN_BETWEEN.values(), ids=SAID_IN_BETWEEN)
def test_the_wall_shows_a_vote_as_void_as_soon_as_it_is_ruled_so(said):
    stage = Stage().perform(CARRIED + said + RULED_OUT)
    wall = on_the_wall(stage.councils["congress"])

    assert wall.scene == "result"
    assert verdict(wall.division) == "ruled out of order"
    assert wall.division.note == "some were not here"


def test_what_is_said_after_a_ruling_stands_on_the_wall_in_its_place():
    stage = Stage().perform(CARRIED + RULED_OUT + SAID_IN_BETWEEN["a ruling"])

    assert on_the_wall(stage.councils["congress"]).scene == "words"


def test_a_ruling_while_somebody_has_the_floor_stands_beside_until_the_speech_is_over():
    stage = Stage().perform(CARRIED + "request floor d-2\nrequest floor d-3\ncall speaker d-2\n")
    assert on_the_wall(stage.councils["congress"]).beside is None
    wall = on_the_wall(stage.perform(CHAIR + RULED_OUT).councils["congress"])

    assert wall.scene == "speaker"
    assert verdict(wall.beside) == "ruled out of order"
    assert on_the_wall(stage.perform(CHAIR + "end speech\n").councils["congress"]).scene == "result"
    wall = on_the_wall(stage.perform(CHAIR + "call speaker d-3\n").councils["congress"])
    assert (wall.scene, wall.beside) == ("speaker", None)


def test_an_earlier_vote_that_is_ruled_out_of_order_is_shown_and_not_the_last_one():
    scene = CARRIED.replace(NOTICE, f"{NOTICE}\n      divisions recount_until: sitting")
    later = """
open division eggs
    motion: eggs
close division eggs
    for: 7
    against: 0
"""
    stage = Stage().perform(scene + SAID_IN_BETWEEN["another motion"] + later + RULED_OUT)

    assert on_the_wall(stage.councils["congress"]).division.id == "rise"
    assert last_vote(stage.councils["congress"]).id == "rise"


def test_the_wall_forgets_a_result_and_words_once_another_item_is_taken():
    day = "set agenda\n    items: wages Wages; aob Any other business\ntake item wages\n"
    stage = Stage().perform(CARRIED + day + SAID_IN_BETWEEN["a ruling"])
    assert on_the_wall(stage.councils["congress"]).scene == "words"
    wall = on_the_wall(stage.perform(CHAIR + "take item aob\n").councils["congress"])
    assert wall.scene == "agenda"

    after = stage.perform(CHAIR + SAID_IN_BETWEEN["another motion"]).councils["congress"]
    assert on_the_wall(after).motion.id == "eggs"
    stage = Stage().perform(CARRIED.replace("move rise", f"{day}move rise"))
    assert on_the_wall(stage.councils["congress"]).scene == "result"
    wall = on_the_wall(stage.perform(CHAIR + "take item aob\n").councils["congress"])
    assert wall.scene == "agenda"


def test_a_casting_vote_after_other_words_shows_what_it_came_to():
    scene = CARRIED.replace(NOTICE, f"{NOTICE}\n      divisions casting_vote: chair")
    stage = Stage().perform(scene.replace("for: 4", "for: 3") + SAID_IN_BETWEEN["a ruling"])
    assert on_the_wall(stage.councils["congress"]).scene == "words"
    wall = on_the_wall(
        stage.perform(CHAIR + "break tie rise\n    casting: for\n").councils["congress"]
    )

    assert (wall.scene, verdict(wall.division)) == ("result", "carried")


@pytest.mark.parametrize(
    ("letter", "first"),
    [("F", "ben"), (" f ", "ben"), ("h", "ada"), ("G", "ada"), ("O", "zoe"), ("Z", "ben"),
     ("", None), ("7", None), ("Fi", None), ("-", None)],
)  # fmt: skip
def test_a_letter_that_was_drawn_goes_to_its_first_name_or_to_the_next_letters(letter, first):
    """A letter that nobody has goes on to the next one, and after the last to the beginning."""
    names = {
        "ada": "Ada Haddad",
        "ben": "Ben Finch (made up)",
        "cy": "Cy Fischer",
        "zoe": "Zoë Öhm",
    }
    roll = by_surname(names, names.__getitem__)

    assert roll == ["ben", "cy", "ada", "zoe"]
    assert begins_with(roll, names.__getitem__, letter) == first


def test_nobody_begins_where_nobody_is_on_the_roll():
    assert begins_with((), str, "a") is None
