"""The chair is offered what is lawful now, under names that are free, and in plain words."""

from cast import AT, SITTING, Stage, person
from delegata.council.entry import Actor
from delegata.office.readers.next_steps import kinds, next_steps

CHAIR = Actor(person=person("ben"), right="office:chair")
ORDERED = SITTING.replace("      motions: none\n", "")
SECONDED = "second {0}\n    seconder: delegate 9\n"


def steps(scene):
    """The steps that the chair may take after a scene, by their names, with what bars them."""
    council = Stage().perform(scene).councils["congress"]
    actors = dict.fromkeys(kinds(), CHAIR)
    return {step.id: step for step in next_steps(council, actors, AT, lambda mandate: mandate)}


def amended(number):
    return (
        f"move amendment rise-{number}\n    amends: rise\n    title: Change {number}\n"
        "    mover: delegate 2\n" + SECONDED.format(f"rise-{number}")
    )


def voted(motion, votes="1 6 0"):
    in_favour, against, abstaining = votes.split()
    return (
        f"open division {motion}\n    motion: {motion}\n"
        f"close division {motion}\n    for: {in_favour}\n    against: {against}\n"
        f"    abstaining: {abstaining}\n"
    )


PUT = "open division {0}\n    motion: rise\n"
ANNULLED = "annul division {0}\n    reason: two halls\n"


def test_after_an_annulment_a_motion_is_put_again_though_its_amendments_have_its_numbers():
    scene = ORDERED + SECONDED.format("rise") + amended(2) + amended(3) + voted("rise-2")
    scene += voted("rise-3") + PUT.format("rise") + ANNULLED.format("rise")
    put = steps(scene)["put-show-of-hands-rise"]

    assert put.barred == ""
    assert put.command.division == "rise-4"


def test_an_amendment_whose_number_a_vote_has_taken_is_put_under_another():
    scene = ORDERED + SECONDED.format("rise")
    for name in ("rise", "rise-2"):
        scene += PUT.format(name) + ANNULLED.format(name)
    put = steps(scene + amended(2))["put-show-of-hands-rise-2"]

    assert put.barred == ""
    assert put.command.division == "rise-2-2"


AGENDA = "set agenda\n    items: wages Wages; hours Hours\ntake item wages\n"
POINT = """      speakers points: voting
      speakers interrupting: voting
"""
INTERRUPTED = """request floor d-1
call speaker d-1
request floor d-2
    form: point-of-order
    point: voting
interrupt speech d-2
end speech
"""


def test_during_a_vote_no_item_is_taken_or_done_and_no_speech_goes_on():
    notice = "      convening notice_days: 0\n"
    scene = SITTING.replace(notice, notice + POINT) + AGENDA + INTERRUPTED
    free = {"finish-wages", "take-hours", "resume-speech"}

    assert free <= set(steps(scene))
    assert not free & set(steps(scene + PUT.format("rise")))


def test_in_recess_the_sitting_goes_on_and_nothing_else_is_offered():
    found = steps(SITTING + AGENDA + "recess\n")

    assert [name for name, step in found.items() if not step.barred] == ["resume"]
    assert list(found) == ["resume", "close"]


def test_what_ends_something_or_decides_at_once_asks_again_and_says_what_is_left():
    found = steps(SITTING + AGENDA)
    asking = {name for name, step in found.items() if step.asks}

    assert asking == {"finish-wages", "close", "consent-rise"}
    assert "still in hand afterwards: Wages rise." in found["close"].note
    assert found["finish-wages"].note == found["close"].note
    assert steps(SITTING + AGENDA + voted("rise"))["close"].note == ""
