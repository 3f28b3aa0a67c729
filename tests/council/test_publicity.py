"""What outsiders see of a council: nothing of what was done behind closed doors."""

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from scenes_of_franchise import ROLL_OF_THE_OPENING
from scenes_of_publicity import DOORS

from cast import Stage, person
from delegata.council import public_part as outsiders
from delegata.council import publicity
from delegata.council.acts import KINDS, evolve
from delegata.council.public_part import public_part
from delegata.council.publicity import (
    audience_of,
    in_camera,
    members_only,
    published_texts,
    veiled,
    withheld,
)
from delegata.council.rules import PublicityRule
from delegata.council.state import Council
from delegata.record.canonical import encode

SECRETS = ("N. N.", "dismiss", "softer", "complaint again", "anger", "offer", "d-7 ")


def states(stage):
    council, found = Council(body="congress"), []
    found.append(council)
    for entry in stage.entries("congress"):
        council = evolve(council, entry)
        found.append(council)
    return found


STAGE = Stage().perform(DOORS)
STATES = states(STAGE)


def shown(size, today=None):
    return public_part(STATES[size], STATES.__getitem__, today or STATES[-1])


def position(key):
    return STATES[-1].seen[key]


def test_every_field_of_the_state_is_shown_by_a_rule_or_withheld():
    """A new field of the state is withheld until somebody says here how outsiders see it."""
    assert set(Council.__struct_fields__) == outsiders.SHOWN | outsiders.WITHHELD
    assert not outsiders.SHOWN & outsiders.WITHHELD


def test_nothing_done_in_camera_is_in_any_public_state():
    for size in range(position("shut") + 1, len(STATES)):
        council = shown(size)
        words = repr(
            [getattr(council, name) for name in Council.__struct_fields__ if name != "rules"]
        )
        assert "dismiss" not in words
        assert "softer" not in words
        assert "N. N." not in words
        assert "offer" not in words


def test_while_the_doors_are_closed_the_hall_stands_still_for_outsiders():
    last = position("reopened")
    during, at_closing = shown(last), STATES[position("shut") + 1]

    assert STATES[last].attendance.decisive == 6
    assert during.attendance == at_closing.attendance
    assert during.agenda == at_closing.agenda == ()
    assert during.closure is not None


def test_once_the_doors_are_open_presence_is_public_again_and_the_rest_stays_hidden():
    council = shown(position("reopened") + 1)

    assert council.attendance.decisive == 6
    assert set(council.motions) == {"rise", "camera"}
    assert set(council.divisions) == {"camera"}
    assert [point.occasion for point in council.presence][-1] != "left"


def test_a_resolution_that_was_published_is_public_with_its_text():
    council = shown(len(STATES) - 1)

    assert set(council.resolutions) == {"pay"}
    assert published_texts(council) == {council.resolutions["pay"].text}


def test_members_see_the_council_itself():
    council = STATES[-1]

    assert audience_of(council, person("ben")) == "members"
    assert audience_of(council, person("ada")) == "members"
    assert audience_of(council, person("nobody")) == "public"
    assert audience_of(council, None) == "public"
    assert audience_of(council, person("nobody"), on_roll=True) == "members"


def test_the_doors_open_by_themselves_when_the_sitting_closes():
    last = STATES[-1].closures[-1]

    assert last.opened.position == position("closed")
    assert STATES[-1].closure is None


def test_the_data_of_what_was_done_in_camera_is_withheld_but_for_a_publication():
    council = STATES[-1]
    hidden = [e for e in STAGE.entries("congress") if withheld(council, e)]
    kinds = {entry.kind for entry in hidden}

    assert "motion.moved" in kinds
    assert "resolution.published" not in kinds
    assert not kinds & {"sitting.doors-closed", "sitting.doors-opened", "sitting.closed"}
    assert all(in_camera(council, entry.position) for entry in hidden)


def test_a_body_whose_doors_were_never_closed_is_shown_as_it_is():
    before = STATES[position("shut")]

    assert not veiled(before)
    assert public_part(before, STATES.__getitem__, before) is before


def with_rule(**fields):
    council = STATES[-1]
    rules = msgspec.structs.replace(council.rules, publicity=PublicityRule(**fields))
    return msgspec.structs.replace(council, rules=rules)


def test_rules_can_close_the_body_or_the_votes_by_name():
    assert members_only(with_rule(body="members"))
    assert not members_only(STATES[-1])
    assert veiled(with_rule(names="members"))
    council = with_rule(names="members")
    roll_call = next(e for e in STAGE.entries("congress") if e.data.get("roll"))
    assert withheld(council, roll_call)
    assert publicity.public_texts(with_rule(texts="published")) == published_texts(council)
    assert publicity.public_texts(STATES[-1]) is None


def test_votes_by_name_are_hidden_in_the_state_too():
    past = next(s for s in STATES if any(d.roll for d in s.divisions.values()))
    bare = msgspec.structs.replace(past, closures=())
    seen = public_part(bare, STATES.__getitem__, with_rule(names="members"))

    assert any(d.roll for d in bare.divisions.values())
    assert not any(d.roll for d in seen.divisions.values())


def test_for_whom_others_voted_is_hidden_with_the_votes_by_name():
    council = Stage().perform(ROLL_OF_THE_OPENING).councils["congress"]
    rules = msgspec.structs.replace(council.rules, publicity=PublicityRule(names="members"))
    today = msgspec.structs.replace(council, rules=rules)

    assert public_part(council, lambda _: council, council).divisions["rise"].by_proxy
    assert not public_part(council, lambda _: council, today).divisions["rise"].by_proxy


@given(st.integers(min_value=1, max_value=len(STATES) - 1))
@settings(max_examples=40)
def test_what_is_public_never_exceeds_what_is_true(size):
    council, seen = STATES[size], shown(size)

    assert set(seen.motions) <= set(council.motions)
    assert set(seen.divisions) <= set(council.divisions)
    assert set(seen.mandates) == set(council.mandates)
    assert seen.size == council.size
    assert all(seen.divisions[name].motion in seen.motions for name in seen.divisions)


def test_the_kinds_that_stay_public_are_kinds_of_acts():
    assert set(KINDS) >= publicity.ALWAYS_PUBLIC


def test_rules_from_before_do_not_mention_publicity():
    assert b"publicity" not in encode(
        Stage()
        .perform(
            DOORS.split("convene spring")[0].replace(
                "      publicity grounds: persons, negotiations, legal-advice\n", ""
            )
        )
        .entries("congress")[0]
        .data
    )
