"""Ballots that are not one's own, not now, or not from here: each is refused by the real server."""

import json
import time

import pytest
from test_division_by_ballot import PLACE, SCENE, admission, admission_of, plain, send
from test_office import Visitor

from delegata.record.admission import admission as issued
from served import Served

VOTERS = ("ada", "ben", "cleo")
OWN = {"mandate": "d-ada", "stance": "for"}


@pytest.fixture(scope="module")
def congress(tmp_path_factory):
    served = Served.of(tmp_path_factory.mktemp("stuffing"), SCENE)
    yield served
    served.stop()


def signed_in(congress, alias):
    visitor = Visitor(congress.url)
    link = congress.command("sign-in", alias, "--at", congress.url).strip()
    assert visitor.post(link.removeprefix(congress.url))[0] == 302
    return visitor


def turnout(congress):
    return Visitor(congress.url).ask("GET", f"{PLACE}/wages")[2]


def test_forged_and_expired_sessions_cast_nothing(congress):
    ada = signed_in(congress, "ada")
    token = admission(ada)
    person, secret = token.split(".")[0], (congress.folder / "secret").read_bytes()
    forged = Visitor(congress.url)
    forged.cookies = {"sessionid": "f" * 32}
    made_up = issued(secret, person, "f" * 32, 2**31)
    expired = issued(secret, person, ada.cookies["sessionid"], int(time.time()) - 1)
    other = issued(b"x" * 32, person, ada.cookies["sessionid"], 2**31)

    assert send(forged, token, **OWN)[0] == 401
    assert send(forged, made_up, **OWN)[0] == 401
    assert send(ada, expired, **OWN)[0] == 401
    assert send(ada, other, **OWN)[0] == 401
    assert "<strong>0</strong> of 3" in turnout(congress)


def test_an_admission_dies_with_its_session(congress):
    ada = signed_in(congress, "ada")
    token, kept = admission(ada), dict(ada.cookies)
    ada.post("/sign-out")
    thief = Visitor(congress.url)
    thief.cookies = kept

    assert send(thief, token, **OWN)[0] == 401
    assert "<strong>0</strong> of 3" in turnout(congress)


def test_a_form_of_another_site_casts_nothing(congress):
    """No page of another site can read an admission, nor send one that it guessed."""
    ada = signed_in(congress, "ada")
    sent = json.dumps({"admission": "", "body": "made-up-congress", "division": "wages", **OWN})
    for headers in ({"Content-Type": "text/plain", "Origin": "https://evil.example"},
                    {"Content-Type": "application/x-www-form-urlencoded"}):  # fmt: skip
        assert ada.ask("POST", "/hall/ballot", sent, **headers)[0] == 401
    form = "stance=for"
    kind = "application/x-www-form-urlencoded"
    for path in (f"{PLACE}/wages/ballot", f"{PLACE}/wages/close", "/sign-out", "/account/tokens"):
        crossed = {"Content-Type": kind, "Origin": "https://evil.example"}
        assert ada.ask("POST", path, form, **crossed)[0] == 403
    preflight = ada.ask("OPTIONS", "/hall/ballot", Origin="https://evil.example")
    assert "Access-Control-Allow-Origin" not in preflight[1]
    assert "SameSite=Lax" in str(Visitor(congress.url).ask("GET", "/accounts/login/")[1])
    assert "<strong>0</strong> of 3" in turnout(congress)


def test_a_hundred_ballots_from_many_sessions_count_once_for_each_voter(congress):
    for alias in VOTERS:
        sessions = [signed_in(congress, alias) for _ in range(3)]
        receipts = set()
        for visitor in sessions:
            token = admission_of(congress, visitor, alias)
            for stance in ("for", "against", "abstaining"):
                status, told = send(visitor, token, mandate=f"d-{alias}", stance=stance)
                assert status == 200
                receipts.add(told["receipt"])
                for other in VOTERS:
                    if other != alias:
                        assert send(visitor, token, mandate=f"d-{other}", stance=stance)[0] == 403
        assert len(receipts) == 1
    assert "<strong>3</strong> of 3" in turnout(congress)


def test_after_the_close_no_ballot_is_taken_and_the_result_stands(congress):
    sally = signed_in(congress, "sally")
    assert plain(sally, f"{PLACE}/wages", f"{PLACE}/wages/close")[0] == 302
    result = turnout(congress)
    dan, ada = signed_in(congress, "dan"), signed_in(congress, "ada")
    late = admission_of(congress, dan, "dan")
    again = admission_of(congress, ada, "ada")

    assert send(dan, late, mandate="d-dan", stance="against")[0] == 409
    assert send(ada, again, mandate="d-ada", stance="against")[1]["state"] == "voted-before"
    assert turnout(congress) == result
