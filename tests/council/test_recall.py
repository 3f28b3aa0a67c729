"""A recall: petitioned, put whoever likes it or not, carried, and everything above falls."""

import pytest

from cast import Stage, person, sealed
from delegata.council.act import Refused
from delegata.council.acts import decide
from delegata.council.ending import EndMandate
from delegata.council.entry import Actor

SEAL, PROOFS = sealed("ben", "cleo", "dan", "eve", "fay")
HEAD = """
person ada: Ada (made up)
person ben: Ben (made up)
person cleo: Cleo (made up)
person dan: Dan (made up)
person eve: Eve (made up)
by ada as secretary
"""


def body(name, rules="union-congress", **more):
    """A body founded in a line."""
    fields = "\n".join(f"    {key}: {value}" for key, value in more.items())
    return f"""
body {name}
found body {name.capitalize()}
    character: assembly
    tier: 0
    rules: {rules}
      convening notice_days: 0
      quorum: none
      recall petition: at least 2/5
      mandates proofs: cited; paper
    officers: secretary: @ada; chair: @ada; credentials: @ada
{fields}
"""


def mandate(name, giver, seat, rests_on=""):
    """A mandate given to Ben, presented and confirmed."""
    base = f"    rests on: {rests_on}\n" if rests_on else ""
    return f"""
body {giver}
give mandate {name}
    holder: @ben
    to body: {seat}
{base}    key: give-{name}
body {seat}
present mandate {name}
    holder: @ben
    from body: {giver}
    cites: {giver} give-{name}
confirm mandates {name}
"""


TIERS = (
    HEAD
    + body("branch", "union-branch", listed="no", constituents="members delegates 40")
    + body("region", constituents="branch")
    + body("congress", constituents="region")
    + body("executive", constituents="congress")
    + mandate("b", "branch", "region")
    + mandate("r", "region", "congress", "b")
    + mandate("c", "congress", "executive", "r")
    + f"""
body executive
fill office commissioner
    person: @ben
    rests on: c
body branch
seal roll members
    held on: 2026-01-01
    seal: {SEAL}
"""
)
PETITION = (
    TIERS
    + f"""
petition recall absent
    mandate: b
    reason: never there
    by: dan as roll:members
    membership: {PROOFS["dan"]}
"""
)
DUE = (
    PETITION
    + f"""
support recall absent
    by: eve as roll:members
    membership: {PROOFS["eve"]}
"""
)
SITTING = (
    DUE
    + """
convene now
    convener: secretary
    opens on: 2026-01-01
open sitting now
    convocation: now
count present 30
by ada as chair
"""
)
VOTE = """
open division absent
    motion: absent
close division absent
    for: {0}
    against: {1}
    abstaining: 0
"""
CARRIED = SITTING + VOTE.format(20, 5)


def test_below_the_threshold_nothing_is_put():
    branch = Stage().perform(PETITION).councils["branch"]

    assert (branch.recalls["absent"].state, branch.recalls["absent"].needed) == ("open", 2)
    assert "absent" not in branch.motions


def test_at_the_threshold_the_vote_is_due_and_no_officer_can_take_it_away():
    stage = Stage().perform(SITTING)

    assert stage.councils["branch"].recalls["absent"].state == "due"
    assert stage.councils["branch"].motions["absent"].form == "recall"
    for act in ("withdraw motion absent", "defer motion absent"):
        stage.perform(f"body branch\nby ada as secretary\n{act}\n    expect: recall-stands\n")
    stage.perform(
        "body branch\nby ada as secretary\nmove amendment softer\n    amends: absent\n"
        "    title: Softer\n    mover: all\n    expect: recall-stands\n"
    )


@pytest.mark.parametrize(("seat", "name"), [("region", "b"), ("congress", "r"), ("executive", "c")])
def test_a_carried_recall_ends_the_seat_in_every_tier(seat, name):
    council = Stage().perform(CARRIED).councils[seat]

    assert council.mandates[name].state == "ended"
    assert person("ben") not in council.seated
    assert council.electorate == 0


def test_each_fall_is_an_entry_that_names_its_cause():
    stage = Stage().perform(CARRIED)
    last = {name: [entry.kind for entry in stage.entries(name)][-2:] for name in stage.lines}

    assert last["branch"] == ["division.closed", "mandate.ended"]
    assert last["region"] == ["mandate.ending-noted", "mandate.ended"]
    assert last["congress"] == ["mandate.ending-noted", "mandate.ended"]
    assert last["executive"][-1] == "mandate.ending-noted"
    fall = stage.entries("region")[-1]
    notice = stage.entries("region")[-2]
    assert fall.by.right == f"consequence:{notice.position}"
    assert fall.data["ending"] == "fell"
    assert notice.cites[0].body == "branch"
    assert notice.cites[0].position == stage.entries("branch")[-1].position


def test_the_office_that_rested_on_the_last_seat_is_vacant():
    assert Stage().perform(CARRIED).councils["executive"].offices["commissioner"] == ()


def test_a_recall_that_is_lost_changes_nothing_and_can_be_petitioned_again():
    stage = Stage().perform(SITTING + VOTE.format(5, 20))

    assert stage.councils["branch"].recalls["absent"].state == "lost"
    assert stage.councils["executive"].mandates["c"].state == "confirmed"
    stage.perform(
        f"{HEAD}body branch\npetition recall again\n    mandate: b\n    reason: still away\n"
        f"    by: dan as roll:members\n    membership: {PROOFS['dan']}\n"
    )


def test_a_vote_at_a_meeting_that_was_not_competent_leaves_the_recall_due():
    scene = SITTING.replace("convener: secretary", "convener: passer-by")
    stage = Stage().perform(scene + VOTE.format(20, 5))
    branch = stage.councils["branch"]

    assert branch.recalls["absent"].state == "due"
    assert branch.motions["absent"].state == "moved"
    assert not branch.given["b"].ended


def test_a_petition_against_somebody_who_resigns_loses_its_object():
    stage = Stage().perform(SITTING + "by ada as secretary\nend mandate b\n    ending: resigned\n")
    branch = stage.councils["branch"]

    assert branch.recalls["absent"].state == "moot"
    assert branch.motions["absent"].state == "withdrawn"
    assert stage.councils["executive"].mandates["c"].state == "ended"


def test_the_dissolution_of_a_body_ends_every_mandate_that_it_gave():
    stage = Stage().perform(
        SITTING
        + "move end\n    title: We dissolve\n    mover: all\n"
        + "second end\n    seconder: all others\nopen division end\n    motion: end\n"
        + "close division end\n    for: 20\n    against: 1\n    abstaining: 0\n"
        + "by ada as secretary\ndissolve body end\n"
    )

    assert stage.councils["branch"].given["b"].ended == "body-dissolved"
    assert stage.councils["executive"].mandates["c"].state == "ended"
    assert stage.councils["branch"].due == ()


def test_rejected_credentials_end_what_rested_on_them():
    stage = Stage().perform(
        TIERS
        + "body region\ncontest mandates b\n    reason: two lists\n"
        + "reject mandates b\n    reason: the other list\n"
    )

    assert stage.councils["region"].given["r"].ended == "fell"
    assert stage.councils["congress"].mandates["r"].state == "ended"


def test_nobody_ends_a_mandate_by_a_consequence_that_is_not_due():
    stage = Stage().perform(TIERS)
    by = Actor(person=person("eve"), right="consequence:3")
    forged = EndMandate(by=by, mandate="r", ending="fell")
    outcome = decide(stage.councils["region"], forged, "2026-01-01T12:00:00Z")

    assert isinstance(outcome, Refused)
    assert outcome.code == "right-not-held"
