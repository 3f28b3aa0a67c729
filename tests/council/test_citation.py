"""An entry claims of the entry that it cites only what stands there."""

from copy import deepcopy

import msgspec
import pytest

from cast import BRANCH, CONGRESS, Stage
from delegata.council.citation import disagreement
from delegata.council.entry import Actor, Entry

SCENE = (
    BRANCH
    + """
give mandate g-1
    holder: @cleo
    to body: congress
    seat: third seat
    until: 2028-01-01
    key: give
end mandate g-1
    ending: resigned
    key: end
"""
    + CONGRESS
    + """
present mandate g-1
    holder: @cleo
    from body: branch
    seat: third seat
    until: 2028-01-01
    cites: branch give
note ending g-1
    ending: resigned
    cites: branch end
"""
)


@pytest.fixture(scope="module")
def entries():
    """The four entries of a mandate's life, by kind."""
    stage = Stage().perform(SCENE)
    of = {e.kind: e for body in stage.lines for e in stage.entries(body)}
    # the last mandate presented is the cited one
    assert of["mandate.presented"].cites
    return of


def altered(entry, field, value):
    """An entry that says something else in one field."""
    data = {**deepcopy(entry.data), field: value}
    return msgspec.structs.replace(entry, data=data)


def test_what_agrees_is_no_disagreement(entries):
    given, presented = entries["mandate.given"], entries["mandate.presented"]

    assert disagreement(presented, given) is None
    assert disagreement(entries["mandate.ending-noted"], entries["mandate.ended"]) is None


def test_other_kinds_may_cite_what_they_like(entries):
    assert disagreement(entries["body.founded"], entries["mandate.given"]) is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("mandate", "g-2"),
        ("holder", {"label": "somebody else"}),
        ("voice", "advisory"),
        ("seat", "first seat"),
        ("until", "2030-01-01"),
        ("until", None),
    ],
)
def test_a_presented_mandate_is_the_one_that_was_given(entries, field, value):
    lie = altered(entries["mandate.presented"], field, value)

    assert disagreement(lie, entries["mandate.given"]).startswith(f"{field} is {value!r} here")


@pytest.mark.parametrize(("field", "value"), [("mandate", "g-2"), ("ending", "recalled")])
def test_a_noted_ending_is_the_one_that_happened(entries, field, value):
    lie = altered(entries["mandate.ending-noted"], field, value)

    assert disagreement(lie, entries["mandate.ended"]).startswith(f"{field} is {value!r} here")


def test_a_mandate_for_a_seat_elsewhere_is_not_presented_here(entries):
    elsewhere = altered(entries["mandate.given"], "to_body", "council")

    assert "in council, not in congress" in disagreement(entries["mandate.presented"], elsewhere)


def test_a_mandate_comes_from_the_body_that_is_cited(entries):
    lie = altered(entries["mandate.presented"], "from_body", "millers")

    assert "come from millers, not branch" in disagreement(lie, entries["mandate.given"])


def test_an_entry_of_another_kind_proves_nothing(entries):
    said = disagreement(entries["mandate.presented"], entries["mandate.ended"])

    assert said == "mandate.presented must cite mandate.given, but cites mandate.ended of branch"


def _entry(body, kind, data):
    by = Actor(person="p-00000000", right="office:secretary")
    return Entry(body=body, position=1, kind=kind, at="2026-01-01T00:00:00Z", by=by, rule="r@1",
                 data=data)  # fmt: skip


def test_a_norm_rests_on_the_rolls_that_it_cites():
    norm = _entry("congress", "norm.applied", {"members": [{"name": "branch", "number": 40}]})
    roll = _entry("branch", "roll.sealed", {"seal": {"count": 40, "root": "00" * 32}})
    short = _entry("branch", "roll.sealed", {"seal": {"count": 39, "root": "00" * 32}})

    assert disagreement(norm, roll) is None
    assert disagreement(norm, short) == "branch has 39 members on the roll, not 40"
    assert "must cite roll.sealed" in disagreement(norm, norm)


def test_an_election_fills_no_more_seats_than_the_norm_that_it_cites_gives():
    figures = {"seats": [{"name": "branch", "number": 2}]}
    norm = _entry("congress", "norm.applied", {"members": [], "figures": figures})
    two = _entry("branch", "election.called", {"to_body": "congress", "seats": 2})
    three = _entry("branch", "election.called", {"to_body": "congress", "seats": 3})
    elsewhere = _entry("branch", "election.called", {"to_body": "council", "seats": 1})

    assert disagreement(two, norm) is None
    assert disagreement(three, norm) == "2 seats are due to branch, not 3"
    assert "for council cites the norm of congress" in disagreement(elsewhere, norm)
