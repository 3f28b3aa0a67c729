"""Acts at the hall's own address: lawful ones stand once, others are refused with a sentence."""

import json

import pytest
from test_office import Visitor

from delegata.record.admission import admission
from delegata.store.people import Register
from delegata.store.postgres import address
from served import Served

HERE = "congress"
SCENE = """
person nora: Nora Finch (made up)
person ada: Ada (made up)
person ben: Ben (made up)
by nora as secretary
body congress
found body A made-up congress
    character: congress
    tier: 1
    rules: union-congress
      motions: none
      mandates proofs: paper
      convening notice_days: 0
    officers: secretary: @nora; credentials: @nora; chair: @nora
present mandate d-ada
    holder: @ada
    from body: branch
    proof: paper
present mandate d-ben
    holder: @ben
    from body: branch
    proof: paper
confirm mandates d-ada, d-ben
    by: nora as credentials
convene first
    convener: secretary
    opens on: 2026-01-01
open sitting first
    convocation: first
arrive d-ada
"""


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    """A served congress: two delegates, and who keeps the door."""
    served = Served.of(tmp_path_factory.mktemp("acts"), SCENE)
    yield served
    served.stop()


def entered(hall, alias):
    visitor = Visitor(hall.url)
    link = hall.command("sign-in", alias, "--at", hall.url).strip()
    assert visitor.post(link.removeprefix(hall.url))[0] == 302
    register = Register(address(hall.folder, None))
    visitor.person = register.person(alias)
    register.close()
    return visitor


def token(hall, visitor, purpose="mandate", until=2**31):
    secret = (hall.folder / "secret").read_bytes()
    return admission(secret, visitor.person, visitor.cookies["sessionid"], until, purpose)


def send(visitor, /, token, key, **changed):
    act = {
        "admission": token,
        "body": HERE,
        "key": key,
        "kind": "floor.requested",
        "right": "mandate:d-ada",
        "said": {"delegate": "d-ada"},
        **changed,
    }
    status, _, text = visitor.ask("POST", "/hall/act", json.dumps(act))
    return status, json.loads(text)


def test_an_act_sent_again_is_answered_as_the_first_time_and_stands_once(hall):
    ada = entered(hall, "ada")
    first = send(ada, token(hall, ada), "ask-1")
    again = send(ada, token(hall, ada), "ask-1")
    assert first == again
    assert (first[0], first[1]["state"]) == (200, "stored")
    assert "Ada" in ada.ask("GET", "/bodies/congress/floor")[2]

    # What the rules refuse is told with its code and what to do.
    status, answer = send(ada, token(hall, ada), "ask-2")
    assert (status, answer["state"], answer["code"]) == (409, "refused", "asked-already")
    assert answer["say"].startswith("Ada (made up) is on the speakers' list already")
    assert "withdraw" in answer["say"]
    withdrawn = send(ada, token(hall, ada), "back-1", kind="floor.request-withdrawn")
    assert withdrawn[1]["entry"] == first[1]["entry"] + 1


def test_a_key_that_was_used_for_something_else_is_refused_in_words_that_say_so(hall):
    ada = entered(hall, "ada")
    good = token(hall, ada)
    left = send(ada, good, "two-1", kind="presence.departed")
    status, answer = send(ada, good, "two-1", kind="presence.returned")
    assert left[0] == 200
    assert (status, answer["state"], answer["code"]) == (409, "refused", "key-used")
    assert "for something else" in answer["say"]
    walked_out = {"delegate": "d-ada", "walkout": True}
    assert send(ada, good, "two-1", kind="presence.departed", said=walked_out)[0] == 409
    assert send(ada, good, "two-1", kind="presence.departed") == left
    assert send(ada, good, "two-2", kind="presence.returned")[0] == 200


def test_nobody_acts_with_anothers_admission_mandate_or_office(hall):
    ada, ben, stranger = entered(hall, "ada"), entered(hall, "ben"), Visitor(hall.url)
    good = token(hall, ada)
    forged = good[:-1] + ("0" if good[-1] != "0" else "1")
    assert send(stranger, good, "x-1")[0] == 401
    assert send(ben, good, "x-2")[0] == 401
    assert send(ada, forged, "x-3")[0] == 401
    assert send(ada, token(hall, ada, until=1), "x-4")[0] == 401
    assert send(ada, token(hall, ada, "ballot"), "x-5")[0] == 401
    assert send(ben, token(hall, ben), "x-6")[1]["code"] == "right-not-held"
    others = send(ada, good, "x-7", said={"delegate": "d-ben"})
    assert (others[0], others[1]["code"]) == (409, "not-competent")

    # By an office nothing is done here, though it is held: pages ask for a second factor.
    door = {"kind": "presence.arrived", "right": "office:credentials"}
    nora = entered(hall, "nora")
    arrives = {**door, "said": {"mandates": ["d-ben"]}}
    assert send(nora, token(hall, nora), "x-8", **arrives)[0] == 422


def test_who_signs_out_acts_no_more(hall):
    ada = entered(hall, "ada")
    good, session = token(hall, ada), ada.cookies["sessionid"]
    assert ada.post("/sign-out")[0] == 302
    ada.cookies["sessionid"] = session
    assert send(ada, good, "out-1")[0] == 401


def test_a_changed_way_of_signing_in_ends_the_sessions_elsewhere(hall):
    """The session on a stolen device acts no more, though it never visits the office again."""
    ben, stolen = entered(hall, "ben"), entered(hall, "ben")
    said = {"right": "mandate:d-ben", "said": {"delegate": "d-ben"}}
    first, second = "harbour-lantern-27", "harbour-lantern-28"
    new = {"password1": first, "password2": first}
    assert ben.post("/accounts/password/set/", **new)[0] == 302
    assert send(stolen, token(hall, stolen), "stolen-1", **said)[0] == 401

    stolen = entered(hall, "ben")
    new = {"password1": second, "password2": second}
    assert ben.post("/accounts/password/change/", oldpassword=first, **new)[0] == 302
    assert send(stolen, token(hall, stolen), "stolen-2", **said)[0] == 401
    assert ben.ask("GET", "/account")[0] == 200
    assert send(ben, token(hall, ben), "own-1", **said)[0] != 401


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"kind": "division.opened"}, 422),
        ({"kind": "presence.arrived"}, 422),
        ({"kind": "floor.requested", "right": "office:chair"}, 422),
        ({"right": "consequence:1"}, 422),
        ({"said": {"delegate": "d-ada", "by": {"person": "p-1", "right": "office:chair"}}}, 422),
        ({"said": {"delegate": "d-ada", "held": {"date": "1917-10-26"}}}, 422),
        ({"said": {"delegate": ["d-ada"]}}, 422),
        ({"said": {"delegate": "d-ada", "more": 1}}, 422),
        ({"said": {}}, 422),
        ({"key": None}, 422),
        ({"body": "nowhere"}, 404),
        ({"said": {"delegate": "x" * 5000}}, 413),
    ],
)
def test_what_is_no_act_from_a_device_is_refused(hall, delegate, changed, status):
    found, answer = send(delegate, token(hall, delegate), **{"key": "bad-1", **changed})
    assert (found, answer["state"] != "stored") == (status, True)
    assert answer["say"]


@pytest.fixture(scope="module")
def delegate(hall):
    return entered(hall, "ada")


def test_the_address_takes_json_by_post_alone(delegate):
    assert delegate.ask("GET", "/hall/act")[0] == 405
    assert delegate.ask("POST", "/hall/act", b"\xff{")[0] == 422
    assert delegate.ask("POST", "/hall/act", "[]")[0] == 422
