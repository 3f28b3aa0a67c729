"""What is annulled leaves no secret ballot that could be joined to its voter."""

import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

sys.path.insert(0, str(Path(__file__).parents[1] / "council"))
from scenes_of_polls import called

from cast import SITTING, Stage, person
from delegata.council.balloting import AnnulDivision
from delegata.council.division.opening import OpenDivision
from delegata.council.election import AnnulElection, CallElection, ClosePoll, OpenPoll
from delegata.council.entry import Actor
from delegata.record.note import signer
from delegata.store.ballot_box import BallotBox, Poll
from delegata.store.people import Register
from delegata.store.polling_station import Cast, PollingStation
from delegata.store.postgres import prepare

CHAIR = Actor(person=person("ben"), right="office:chair")
SECRETARY = Actor(person=person("ada"), right="office:secretary")
BOXES = "select election, closed from poll_box order by election"


@pytest.fixture
def station(uri):
    station = PollingStation(uri, signer("polls.example", bytes(32)))
    yield station
    station.stop()


@pytest.fixture
def register(uri):
    register = Register(uri)
    yield register
    register.close()


@pytest.fixture
def sitting(writer):
    """A sitting of the congress, written into the database."""
    for command in Stage().perform(SITTING).commands:
        writer.perform("congress", command)
    return writer


def _voted(sitting, station, method):
    """A division on which four voted."""
    opened = OpenDivision(by=CHAIR, division=f"v-{method}", motion="rise", method=method)
    sitting.perform("congress", opened)
    poll = Poll("congress", f"v-{method}", "division", secret=method == "secret")
    for n in range(1, 5):
        cast = Cast(poll, f"d-{n}", {"stance": "for" if n % 2 else "against"})
        assert station.cast(cast).state == "taken"
    return poll


def _annul(sitting, poll):
    annulled = AnnulDivision(by=CHAIR, division=poll.name, reason="the hall was cut off")
    assert sitting.perform("congress", annulled).kind == "division.annulled"


def test_secret_ballots_are_gone_with_the_annulment_and_none_comes_in(sitting, station, register):
    poll = _voted(sitting, station, "secret")
    other = poll._replace(name="other")
    assert station.cast(Cast(other, "d-1", {"stance": "for"})).state == "taken"
    _annul(sitting, poll)

    box = BallotBox(register, poll)
    assert (box.ballots(), box.turnout()) == ([], 4)
    assert station.cast(Cast(poll, "d-5", {"stance": "for"})).state == "closed"
    assert len(BallotBox(register, other).ballots()) == 1


def test_open_ballots_stay_under_their_names_and_none_comes_in(sitting, station, register):
    poll = _voted(sitting, station, "electronic")
    _annul(sitting, poll)

    assert len(BallotBox(register, poll).ballots()) == 4
    assert station.cast(Cast(poll, "d-5", {"stance": "for"})).state == "closed"


def test_boxes_that_were_annulled_before_are_emptied_at_the_next_start(
    sitting, station, register, connection
):
    poll = _voted(sitting, station, "secret")
    _annul(sitting, poll)
    connection.execute("update poll_box set closed = false")
    assert station.cast(Cast(poll, "d-5", {"stance": "for"})).state == "taken"
    prepare(connection)

    assert BallotBox(register, poll).ballots() == []
    assert connection.execute(BOXES).fetchall() == [(poll.key, True)]


@pytest.mark.parametrize("secrecy", ["detached", "open"])
def test_an_annulled_election_loses_its_secret_ballots_unless_they_are_sealed(
    sitting, station, register, secrecy
):
    for command in Stage().perform(SITTING + called("auditor", "ivy")).commands[-3:]:
        changed = {"secrecy": secrecy} if isinstance(command, CallElection) else {}
        sitting.perform("congress", replace(command, **changed))
    sitting.perform("congress", OpenPoll(by=SECRETARY, election="auditor"))
    poll = Poll("congress", "auditor", "election", secret=secrecy == "detached")
    assert station.cast(Cast(poll, person("dan"), {"chosen": ["ivy"]})).state == "taken"
    annulled = AnnulElection(by=SECRETARY, election="auditor", reason="the hall was cut off")
    assert sitting.perform("congress", annulled).kind == "election.annulled"

    box = BallotBox(register, poll)
    assert (len(box.ballots()), box.turnout()) == (0 if secrecy == "detached" else 1, 1)
    assert station.cast(Cast(poll, person("eve"), {})).state == "closed"


def test_an_election_that_is_annulled_after_its_poll_keeps_what_was_sealed(
    sitting, station, register
):
    for command in Stage().perform(SITTING + called("auditor", "ivy")).commands[-3:]:
        sitting.perform("congress", command)
    sitting.perform("congress", OpenPoll(by=SECRETARY, election="auditor"))
    poll = Poll("congress", "auditor", "election", secret=True)
    station.cast(Cast(poll, person("dan"), {"chosen": ["ivy"]}))
    box = BallotBox(register, poll)
    voters, ballots = box.sealed()
    sealed = ClosePoll(by=SECRETARY, election="auditor", voters=voters, ballots=ballots)
    sitting.perform("congress", sealed)
    sitting.perform("congress", AnnulElection(by=SECRETARY, election="auditor", reason="a fire"))

    assert len(box.ballots()) == 1
