"""Ballots after the fact, twice by two hands, or heavier than they are: no result moves."""

import json
import re

import pytest
from test_division_by_ballot import DELEGATES, PLACE, admission_of, plain, send
from test_hostile_replays import signed_in
from test_office import Visitor
from test_permissions import SCENE as ELECTING
from test_weighed_ballots import WEIGHED

from served import Served

ACTS = "/bodies/made-up-congress/acts"
POLL = "/bodies/congress/elections/auditor"


@pytest.fixture(scope="module")
def congress(tmp_path_factory):
    served = Served.of(tmp_path_factory.mktemp("late"), WEIGHED)
    yield served
    served.stop()


@pytest.fixture(scope="module")
def visitors(congress):
    return {name: signed_in(congress, name) for name in (*DELEGATES, "sally", "nora")}


def cast(congress, visitors, alias, division, **said):
    """A ballot with an admission that is good, whatever the pages offer."""
    visitor = visitors[alias]
    token = admission_of(congress, visitor, alias)
    return send(visitor, token, division=division, **said)


def turnout(congress, division):
    page = Visitor(congress.url).ask("GET", f"{PLACE}/{division}")[2]
    return re.search(r"<strong>(\d+)</strong> of", page)[1]


def figures(congress, division):
    """What a program is told of a division."""
    address = f"/api/bodies/made-up-congress/divisions/{division}"
    told = json.loads(Visitor(congress.url).ask("GET", address)[2])
    return {name: told[name] for name in ("state", "outcome", "in_favour", "against")}


def act(visitors, kind, alias="sally", right="office:chair", **said):
    status, _, page = visitors[alias].post(f"{ACTS}/{kind}", right=right, **said)
    assert status == 302, page


def opened(visitors, name, method):
    act(visitors, "motion.moved", motion=name, title=name, mover="Ada")
    act(visitors, "division.opened", division=name, motion=name, method=method)


@pytest.mark.parametrize(
    ("claimed", "statuses"),
    [
        ({"stance": "for", "weight": 1000}, {422}),
        ({"stance": "for", "votes": {"in_favour": 1000}}, {422}),
        ({"split": {"in_favour": 334, "against": 333, "abstaining": 0}}, {409}),
        ({"split": {"in_favour": 10**12, "against": 0, "abstaining": 0}}, {409}),
        ({"split": {"in_favour": 335, "against": -1, "abstaining": 0}}, {409, 422}),
        ({"split": {"in_favour": 333.5, "against": 0.5, "abstaining": 0}}, {422}),
        ({"split": {"in_favour": True, "against": 333, "abstaining": 0}}, {422}),
        ({"split": {"in_favour": "334", "against": 0, "abstaining": 0}}, {422}),
        ({"split": {"in_favour": 10**400, "against": 0, "abstaining": 0}}, {422}),
    ],
)
def test_no_ballot_is_heavier_than_its_mandate(congress, visitors, claimed, statuses):
    """A weight in the ballot, or votes that are not there, negative, or no whole numbers."""
    status, told = cast(congress, visitors, "ada", "wages", mandate="d-ada", **claimed)
    assert status in statuses, told
    assert turnout(congress, "wages") == "0"


def test_a_vote_given_away_is_cast_once(congress, visitors):
    """First the proxy, then the giver, who has come in; and the other way round in the next."""
    before = cast(congress, visitors, "dan", "wages", mandate="d-dan", stance="against")
    assert before[0] == 409
    assert cast(congress, visitors, "ada", "wages", mandate="d-dan", stance="for")[0] == 200
    act(visitors, "presence.arrived", "nora", "office:secretary", mandates="d-dan")
    after = cast(congress, visitors, "dan", "wages", mandate="d-dan", stance="against")
    assert after[1]["state"] != "taken"
    assert turnout(congress, "wages") == "1"
    assert plain(visitors["sally"], f"{PLACE}/wages", f"{PLACE}/wages/close")[0] == 302
    assert figures(congress, "wages")["in_favour"]["number"] == 333

    opened(visitors, "giver", "electronic")
    assert cast(congress, visitors, "dan", "giver", mandate="d-dan", stance="against")[0] == 200
    assert cast(congress, visitors, "ada", "giver", mandate="d-dan", stance="for")[0] in {403, 409}
    assert plain(visitors["sally"], f"{PLACE}/giver", f"{PLACE}/giver/close")[0] == 302
    assert figures(congress, "giver")["in_favour"]["number"] == 0
    assert figures(congress, "giver")["against"]["number"] == 333


def _closed(visitors, name):
    assert plain(visitors["sally"], f"{PLACE}/{name}", f"{PLACE}/{name}/close")[0] == 302


def _annulled(visitors, name):
    act(visitors, "division.annulled", division=name, reason="the hall was too loud")


def _voided(visitors, name):
    _closed(visitors, name)
    act(visitors, "division.voided", division=name, reason="the wrong question was read")


@pytest.mark.parametrize("method", ["electronic", "secret"])
@pytest.mark.parametrize("over", [_closed, _annulled, _voided])
def test_what_is_over_takes_no_ballot(congress, visitors, method, over):
    """After the close, after an annulment, and after the vote was ruled out of order."""
    name = f"{method}-{over.__name__.strip('_')}"
    opened(visitors, name, method)
    first = cast(congress, visitors, "ben", name, mandate="d-ben", stance="for")
    assert first[1]["state"] == "taken"
    over(visitors, name)
    stood = figures(congress, name)
    for alias in ("ada", "dan"):
        late = cast(congress, visitors, alias, name, mandate=f"d-{alias}", stance="against")
        assert late[0] == 409, late
    again = cast(congress, visitors, "ben", name, mandate="d-ben", stance="against")
    assert again[1].get("receipt") == first[1].get("receipt")
    assert again[1]["state"] != "taken"
    assert figures(congress, name) == stood


def test_the_export_of_such_a_day_is_well(congress, tmp_path):
    export = tmp_path / "export"
    congress.command("export", str(export))
    assert "all is well" in congress.verify(export)


@pytest.mark.parametrize("secrecy", ["detached", "open"])
def test_a_poll_of_persons_that_is_closed_takes_no_ballot(tmp_path, secrecy):
    """Late ballots are refused; an open poll names nobody in public where the rules say so."""
    scene = ELECTING.replace("secrecy: detached", f"secrecy: {secrecy}").replace(
        "      motions: none\n", "      motions: none\n      publicity names: members\n"
    )
    served = Served.of(tmp_path, scene)
    try:
        _late_for_the_poll(served)
        served.command("export", "--public", str(tmp_path / "public"))
        left = (tmp_path / "public" / "congress.auditor.ballots").exists()
        assert left is (secrecy == "detached")
        assert "all is well" in served.verify(tmp_path / "public")
    finally:
        served.stop()


def _late_for_the_poll(served):
    dan, sec = signed_in(served, "dan"), signed_in(served, "sec")
    token = admission_of(served, dan, "dan")
    of_sec = admission_of(served, sec, "sec")

    def sent(visitor, token, ballot):
        said = {"admission": token, "body": "congress", "election": "auditor", "ballot": ballot}
        status, _, text = visitor.ask("POST", "/hall/election", json.dumps(said))
        return status, json.loads(text)

    first = sent(dan, token, {"ranked": ["dan"]})
    assert first[0] == 200
    assert plain(sec, "/bodies/congress/elections", f"{POLL}/close")[0] == 302
    assert sent(sec, of_sec, {"ranked": ["dan"]})[0] in {403, 409}
    again = sent(dan, token, {})
    assert (again[0], again[1]["state"]) == (200, "voted-before")
    assert again[1]["receipt"] == first[1]["receipt"]
    assert "1 voted; 1 ballots are sealed" in sec.ask("GET", "/bodies/congress/elections")[2]
