"""The chair is told which procedural motions are in order, and why the others are not."""

from typing import get_args

import pytest

from cast import AT, SITTING, Stage, person
from delegata.council.deliberation import Procedure
from delegata.council.entry import Actor
from delegata.council.procedural_orders import DEVICE_WORDS
from delegata.council.procedure.titles import title_of
from delegata.council.rulesets import READY_MADE
from delegata.council.words import Device, Language
from delegata.office.readers.procedural_motions import (
    devices,
    in_order,
    pending,
    put_aside,
    trials,
)

CHAIR = Actor(person=person("ben"), right="office:chair")


def told(scene):
    """Each device after a scene, with the reason for which it is not in order."""
    council = Stage().perform(scene).councils["congress"]
    return {device.words: device.barred for device in devices(council, CHAIR, AT, label(council))}


def label(council):
    """What a mandate's holder is called."""
    return lambda mandate: council.mandates[mandate].holder.label


def test_what_ranks_higher_is_in_order_and_what_ranks_lower_says_what_waits():
    found = told(
        SITTING + "move postponement on-hold\n    on: rise\n    day: 2026-05-01\n    mover: Ada\n"
    )

    assert found["Adjourn"] == ""
    assert found["Close the debate"] == ""
    assert (
        "Postpone Wages rise to 2026-05-01 (on-hold) is pending"
        in found["Refer to a body or committee"]
    )


def test_what_bars_a_device_names_people_and_titles():
    speaking = told(SITTING + "request floor d-2\ncall speaker d-2\n")
    amended = told(SITTING + "move amendment more\n    amends: rise\n    title: By twenty\n"
                   "    mover: d-3\n")  # fmt: skip

    assert "delegate 2 has the floor" in speaking["Close the debate"]
    assert "“By twenty”" in " ".join(amended.values())


def test_what_is_in_order_comes_first():
    council = Stage().perform(SITTING).councils["congress"]
    barred = [bool(device.barred) for device in devices(council, CHAIR, AT, str)]

    assert barred == sorted(barred)


def test_what_has_no_object_is_left_out():
    found = told(SITTING)

    assert not {"Take from the table", "Rescind a resolution", "Appeal from a ruling"} & set(found)
    assert "Recess" in found


def test_a_form_is_begun_with_the_device_and_its_object():
    council = Stage().perform(SITTING).councils["congress"]
    forms = {device.words: device.form for device in devices(council, CHAIR, AT, str)}

    assert forms["Lay on the table"] == "procedure.moved?motion=table-2&device=table&on=rise"
    assert (
        forms["Refer to a body or committee"] == "procedure.referral-moved?motion=refer-2&on=rise"
    )
    assert forms["Recess"] == "procedure.recess-moved?motion=recess-2"


@pytest.mark.parametrize("rules", [name for name, r in READY_MADE.items() if r.procedures])
def test_every_device_of_ready_made_rules_is_tried(rules):
    scene = (
        SITTING.replace(
            "rules: union-congress", f"rules: {rules}\n      convening entitled: secretary"
        )
        + """
rule The chair
    title: In order
move done
    title: Done
    mover: delegate 2
    form: resolution
second done
    seconder: delegate 3
    delegate: d-3
carry by consent done
    motion: done
"""
    )
    found = told(scene)
    known = {DEVICE_WORDS[rule.device] for rule in READY_MADE[rules].procedures.devices}

    assert known - set(found) <= {"Take from the table"}
    assert not any("somebody" in barred for barred in found.values())


def test_what_is_pending_says_what_it_needs_and_lacks():
    council = (
        Stage()
        .perform(
            SITTING
            + """
move postponement later
    on: rise
    day: 2026-05-01
    mover: delegate 2
speak to procedure against
    speaker: delegate 3
"""
        )
        .councils["congress"]
    )
    (found,) = pending(council)

    assert (found.needs, found.lacking) == ("more than 1/2 of the votes cast", 1)
    assert found.spoken == (("against", "delegate 3"),)


def test_what_was_put_aside_is_shown_until_it_comes_back():
    scene = (
        SITTING
        + """
move referral away
    on: rise
    to: a committee
    mover: delegate 2
second away
    seconder: delegate 3
    delegate: d-3
carry by consent away
    motion: away
"""
    )
    back = scene + "report back rise\n    reporter: a committee\n"

    assert [m.id for m in put_aside(Stage().perform(scene).councils["congress"])] == ["rise"]
    assert put_aside(Stage().perform(back).councils["congress"]) == []


def test_a_delegate_is_offered_what_is_in_order_from_the_own_seat():
    scene = (
        SITTING
        + """
present mandate d-ada
    holder: @ada
    from body: branch
    proof: paper
    by: ada as secretary
confirm mandates d-ada
    by: cleo as credentials
arrive d-ada
    by: ada as secretary
request floor d-ada
call speaker d-ada
end speech
"""
    )
    council = Stage().perform(scene).councils["congress"]
    by = Actor(person=person("ada"), right="mandate:d-ada")
    found = {
        device.words: device for device in in_order(council, trials(council, by), by, AT, "d-ada")
    }

    # Who has spoken on the item does not close the debate.
    assert "Close the debate" not in found
    assert found["Lay on the table"].form == "procedure.moved?motion=table-2&device=table&on=rise"


@pytest.mark.parametrize("device", get_args(Device))
@pytest.mark.parametrize("language", get_args(Language))
def test_what_is_moved_without_words_is_called_by_its_name_in_the_language_of_the_body(
    device, language
):
    scene = SITTING.replace("motions: none", f"motions: none\n      language: {language}")
    council = Stage().perform(scene).councils["congress"]
    procedure = Procedure(device=device, on="rise", method="roll-call", minutes=5, item="x", to="y")
    title = title_of(council, procedure)
    other = SITTING.replace("motions: none", "motions: none\n      language: en")
    english = title_of(Stage().perform(other).councils["congress"], procedure)

    assert (title == english) is (language == "en")
    assert "{" not in title
