"""The chair is offered the steps that are lawful next, and each as it is done by custom."""

from cast import AT, CONGRESS, SITTING, Stage, person
from delegata.council.entry import Actor
from delegata.office.readers.next_steps import kinds, next_steps

CHAIR = Actor(person=person("ben"), right="office:chair")
LATE = """
by ada as secretary
submit motion strike
    convocation: spring
    title: The strike of yesterday
    mover: delegate 5
    urgent: yes
rule on admissibility strike
    admissible: yes
by ben as chair
move urgency today
    late: strike
    mover: delegate 5
"""
FOUND = """
open division today
    motion: today
close division today
    for: 6
    against: 1
"""


def steps(scene, who=str):
    """The steps by their names."""
    council = Stage().perform(scene).councils["congress"]
    return {step.id: step for step in next_steps(council, dict.fromkeys(kinds(), CHAIR), AT, who)}


def test_a_roll_call_is_put_by_surname():
    names = dict(zip("1234567", ("Zoe", "Yan", "Xu", "Wu", "Vo", "Ude", "Ada"), strict=True))
    put = steps(SITTING, lambda mandate: f"Delegate {names[mandate[2:]]}")["put-roll-call-rise"]

    assert put.command.names == ("d-7", "d-6", "d-5", "d-4", "d-3", "d-2", "d-1")
    assert put.barred == ""


def test_a_late_motion_is_called_once_it_was_found_urgent():
    rules = "convening notice_days: 0\n      motions deadline_days: 14\n"
    scene = SITTING.replace(CONGRESS, CONGRESS.replace(
        "convening notice_days: 0\n", rules + "      motions urgency: at least 2/3\n"))  # fmt: skip

    assert "call-motion-strike" not in steps(scene + LATE)
    assert steps(scene + LATE + FOUND)["call-motion-strike"].barred == ""
    assert "call-motion-strike" not in steps(scene + LATE + FOUND + "call motion strike\n")
