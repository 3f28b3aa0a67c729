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


def test_after_an_annulment_a_motion_is_put_again_though_its_amendments_have_its_numbers():
    scene = (
        ORDERED + SECONDED.format("rise") + amended(2) + amended(3) + voted("rise-2")
        + voted("rise-3") + "open division rise\n    motion: rise\nannul division rise\n    reason: two halls\n"
    )  # fmt: skip
    put = steps(scene)["put-show-of-hands-rise"]

    assert put.barred == ""
    assert put.command.division == "rise-4"


def test_an_amendment_whose_number_a_vote_has_taken_is_put_under_another():
    scene = (
        ORDERED + SECONDED.format("rise") + "open division rise\n    motion: rise\n"
        "annul division rise\n    reason: two halls\nopen division rise-2\n    motion: rise\n"
        "annul division rise-2\n    reason: again\n" + amended(2)
    )  # fmt: skip
    put = steps(scene)["put-show-of-hands-rise-2"]

    assert put.barred == ""
    assert put.command.division == "rise-2-2"
