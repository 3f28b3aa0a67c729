"""Whose words the hall sees: an office's and the called speaker's, not whatever a device sends."""

import pytest

from cast import SITTING, Stage
from delegata.council.question import questions
from delegata.office.readers.said import last_words, owed
from delegata.office.readers.wall import on_the_wall

DELEGATES = """
person fay: Fay (made up)
person gil: Gil (made up)
by ada as secretary
present mandate d-fay
    holder: @fay
    from body: branch
    proof: paper
present mandate d-gil
    holder: @gil
    from body: branch
    proof: paper
confirm mandates d-fay, d-gil
arrive d-fay, d-gil
"""
HALL = SITTING + DELEGATES
PEOPLE = """
person ben: Ben (made up)
person cleo: Cleo (made up)
person fay: Fay (made up)
person gil: Gil (made up)
body congress
"""
CHAIR = f"{PEOPLE}by ben as chair\n"
OWN = f"""{PEOPLE}by fay as mandate:d-fay
speak The chair
    title: The congress is cancelled. Go home.
    behalf: the presidium
    delegate: d-fay
"""
RULED = f"{CHAIR}rule The chair\n    title: The windows are opened\n"
CALLED = f"{CHAIR}request floor d-fay\ncall speaker d-fay\n"
ENDED = f"{CHAIR}end speech\n"


def congress(*scenes):
    stage = Stage().perform(HALL)
    for scene in scenes:
        stage.perform(scene)
    return stage.councils["congress"]


@pytest.mark.parametrize(
    "words",
    [
        "speak Fay\n    title: Go home\n",
        "ask Fay\n    to: the executive\n    title: Go home\n",
        "challenge speaker Fay\n    challenged: Gil\n    title: Go home\n",
    ],
    ids=lambda words: words.split()[0],
)
def test_a_delegates_own_words_stand_on_the_floor_and_not_on_the_wall(words):
    council = congress(f"{PEOPLE}by fay as mandate:d-fay\n{words}    delegate: d-fay\n")

    assert on_the_wall(council).scene == "motion"
    assert [said.title for said in last_words(council, str)] == ["Go home"]


def test_a_declaration_from_a_device_interrupts_the_order_of_the_day_and_not_the_wall():
    hall = HALL.replace("      motions: none\n", "      floor declarations_interrupt: yes\n", 1)
    declared = "declare Fay\n    behalf: the presidium\n    title: Go home\n    delegate: d-fay\n"
    taken = f"{CHAIR}set agenda\n    items: wages Wages\ntake item wages\n"
    stage = Stage().perform(hall).perform(taken)
    council = stage.perform(f"{PEOPLE}by fay as mandate:d-fay\n{declared}").councils["congress"]

    assert last_words(council, str)[0].suspends
    assert on_the_wall(council).scene == "motion"


def test_an_offices_words_reach_the_wall_and_stay_when_a_delegate_writes_in():
    for scenes in ((RULED,), (RULED, OWN)):
        wall = on_the_wall(congress(*scenes))
        assert (wall.scene, wall.words.title) == ("words", "The windows are opened")


def test_words_that_an_office_records_of_a_delegate_reach_the_wall():
    entered = "speak Fay\n    title: We thank the hosts\n    delegate: d-fay\n"

    assert on_the_wall(congress(f"{CHAIR}{entered}")).scene == "words"


def test_the_called_speakers_words_reach_the_wall_once_the_speech_is_over():
    assert on_the_wall(congress(CALLED, OWN)).scene == "speaker"
    wall = on_the_wall(congress(CALLED, OWN, ENDED))
    assert wall.words.title == "The congress is cancelled. Go home."


def test_who_waits_while_another_has_the_floor_does_not_reach_the_wall():
    other = OWN.replace("by fay", "by gil").replace("d-fay", "d-gil")

    assert on_the_wall(congress(CALLED, other, ENDED)).scene == "motion"


def test_what_was_written_in_before_a_speech_is_not_shown_after_it():
    assert on_the_wall(congress(OWN, CALLED, ENDED)).scene == "motion"


def test_a_vote_stays_on_the_wall_whatever_a_device_sends():
    opened = f"{CHAIR}open division rise\n    motion: rise\n"
    closed = f"{PEOPLE}by cleo as teller\nclose division rise\n    for: 5\n    against: 1\n"

    assert on_the_wall(congress(opened, OWN)).scene == "vote"
    assert on_the_wall(congress(opened, OWN, closed, OWN)).scene == "result"


def asked(to="the executive"):
    return f"""{PEOPLE}by fay as mandate:d-fay
ask Fay
    to: {to}
    title: Where did the strike fund go?
    due on: 2026-04-01
    delegate: d-fay
    key: fund
"""


def answered(by, *lines):
    said = "".join(f"    {line}\n" for line in lines)
    return f"{PEOPLE}by {by}\nanswer The executive\n    question: fund\n    title: Well\n{said}"


IN_WRITING = f"""{CHAIR}answer in writing fund
    speaker: The treasurer
    title: Into the strikes
"""
GIL = answered("gil as mandate:d-gil", "delegate: d-gil")
LATER = "2027-01-01"


def state(council):
    return [one.state for one in owed(council, str, LATER)]


def test_what_another_delegate_says_is_a_word_in_the_debate_and_discharges_nothing():
    council = congress(asked(), GIL)

    assert state(council) == ["overdue"]
    assert [len(question.answers) for question in questions(council)] == [1]


def test_who_asked_does_not_answer_the_own_question():
    own = answered("fay as mandate:d-fay", "delegate: d-fay")

    assert state(congress(asked(), own)) == ["overdue"]


def test_an_office_answers_in_writing_or_at_the_sitting_whatever_was_said_before():
    for given in (IN_WRITING, answered("ben as chair")):
        council = congress(asked(), GIL, given)
        assert state(council) == ["answered"]
        assert [len(question.answers) for question in questions(council)] == [2]


def test_an_office_adds_to_an_answer_at_the_sitting_and_not_twice_in_writing():
    council = congress(asked(), IN_WRITING, answered("ben as chair"))
    assert len(questions(council)[0].answers) == 2
    congress(asked(), GIL, IN_WRITING, f"{IN_WRITING}    expect: question-answered\n")


def test_the_delegate_to_whom_a_question_was_put_answers_it():
    assert state(congress(asked("d-gil"), GIL)) == ["answered"]


def test_the_officer_to_whom_a_question_was_put_answers_it_as_a_delegate_too():
    seat = DELEGATES.replace("@gil", "@ben").replace("person gil: Gil", "person ben: Ben")
    stage = Stage().perform(SITTING + seat).perform(asked("chair"))
    given = answered("ben as mandate:d-gil", "delegate: d-gil")

    assert state(stage.perform(given).councils["congress"]) == ["answered"]
