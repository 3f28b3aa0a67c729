"""The chair is offered what is lawful now, under names that are free, and in plain words."""

from cast import AT, CONGRESS, SITTING, Stage, person
from delegata.council.entry import Actor
from delegata.office.readers.divisions import last_vote, way_to_count
from delegata.office.readers.next_steps import by_reason, kinds, next_steps

CHAIR = Actor(person=person("ben"), right="office:chair")
ORDERED = SITTING.replace("      motions: none\n", "")
SECONDED = "second {0}\n    seconder: delegate 7\n    delegate: d-7\n"


def after(scene):
    return Stage().perform(scene).councils["congress"]


def steps(scene, who=None):
    """The steps that the chair may take after a scene, by their names, with what bars them."""
    council = after(scene)
    actors = dict.fromkeys(kinds(), CHAIR)

    def label(mandate):
        return council.mandates[mandate].holder.label

    return {step.id: step for step in next_steps(council, actors, AT, who or label)}


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


DONE = AGENDA + "finish item wages\n"


def test_an_item_that_is_done_can_be_taken_again_after_all_other_steps():
    found = steps(SITTING + DONE)
    again = found["retake-wages"]

    assert (again.words, again.barred, again.back) == ("Take “Wages” again", "", True)
    assert list(found)[-1] == "retake-wages"
    assert not found["take-hours"].back
    assert after(SITTING + DONE + "take item wages\n").agenda[0].state == "taken"
    assert "retake-wages" not in steps(SITTING + AGENDA)
    assert "retake-wages" not in steps(SITTING + DONE + PUT.format("rise"))
    assert "retake-wages" not in steps(SITTING + DONE + "recess\n")


def test_why_an_item_cannot_be_taken_again_is_said_by_the_rules():
    tabling = "move procedure aside\n    device: table\n    on: rise\n    mover: delegate 3\n"
    again = steps(SITTING + DONE + tabling)["retake-wages"]

    assert "is pending; settle it first" in again.barred


def test_however_many_items_are_done_no_other_step_gives_way_to_them():
    names = [f"i-{number}" for number in range(80)]
    scene = "set agenda\n    items: " + "; ".join(f"{name} Item {name}" for name in names) + "\n"
    done = scene + "".join(f"take item {name}\nfinish item {name}\n" for name in names)
    found = steps(SITTING + done)

    assert [name for name, step in found.items() if not step.back] == list(steps(SITTING))
    assert [name for name, step in found.items() if step.back] == [f"retake-{n}" for n in names]


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


def test_a_recount_that_is_due_comes_first_and_nothing_else_is_put_before():
    doubted = "demand recount rise\n    delegate: d-1\n"
    scene = SITTING + "move next\n    title: Hours fall\n    mover: delegate 1\n" + voted("rise")
    found = steps(scene + doubted)

    assert next(iter(found)) == "again-rise"
    assert found["again-rise"].words == "Count Wages rise again, as was demanded"
    assert "“Wages rise” be counted again" in found["put-cards-next"].barred


def test_a_reason_is_given_once_with_titles_and_names():
    found = steps(ORDERED)
    (reason, words), *_ = by_reason(found.values())

    assert reason.startswith("“Wages rise” needs 1 more to second it")
    assert len(words) == len([step for step in found if step.endswith("-rise")])


def test_names_of_delegates_stand_in_what_bars_a_call():
    scene = SITTING + "request floor d-1\nrequest floor d-2\ncall speaker d-1\n"
    found = steps(scene)

    assert "delegate 1 has the floor" in found["call-d-2"].barred


def test_when_the_debate_is_closed_the_chair_is_not_offered_to_reopen_the_list():
    closed = "move procedure closure\n    device: close-debate\n    on: rise\n"
    closed += "    mover: delegate 3\n"
    scene = SITTING + closed + SECONDED.format("closure")

    assert "close-list" in steps(SITTING)
    assert "reopen-list" in steps(SITTING + "close list\n")
    assert not {"close-list", "reopen-list"} & set(
        steps(scene + "carry by consent closure\n    motion: closure\n")
    )


def test_the_last_vote_of_the_sitting_is_known_annulled_or_not():
    annulled = after(SITTING + PUT.format("rise") + ANNULLED.format("rise"))

    assert last_vote(after(SITTING)) is None
    assert last_vote(annulled).state == "void"
    assert last_vote(after(SITTING + voted("rise"))).result == "lost"
    assert last_vote(after(SITTING + voted("rise") + "close sitting\n")) is None


def test_who_may_count_is_shown_the_way_and_nobody_else():
    council = after(SITTING + PUT.format("rise"))
    way = way_to_count(council, lambda kind: kind == "division.closed")

    assert way.address == "/bodies/congress/divisions/rise/count"
    assert way.words == "Enter the count"
    assert way_to_count(council, lambda _: None) is None
    assert way_to_count(after(SITTING), lambda _: True) is None


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
