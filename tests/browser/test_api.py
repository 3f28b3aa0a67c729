"""The API, as another program meets it."""

import json
import re
from hashlib import sha256

import pytest
from closed_doors import ALIASES, SCENE, SECRETS
from test_office import Visitor

from delegata.council.acts import KINDS
from served import Served

MOVED = {"right": "office:chair", "motion": "m", "title": "x", "mover": "x"}
CONGRESS = "/api/bodies/congress"


class Program:
    """Another program: it knows addresses, JSON and a token."""

    def __init__(self, served, token=""):
        self.visitor = Visitor(served.url)
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    def get(self, path):
        status, headers, text = self.visitor.ask("GET", path, **self.headers)
        return status, json.loads(text), headers

    def post(self, path, said, **headers):
        body = said if isinstance(said, str | bytes) else json.dumps(said)
        sent = {"Content-Type": "application/json", **self.headers, **headers}
        status, answered, text = self.visitor.ask("POST", path, body, **sent)
        return status, json.loads(text), answered


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    served = Served.of(tmp_path_factory.mktemp("api"), SCENE)
    yield served
    served.stop()


def token(served, kind, *more):
    return served.command("token", "make", ALIASES[kind], "--for", "tests", *more).strip()


@pytest.fixture(scope="module")
def nobody(served):
    return Program(served)


@pytest.fixture(scope="module")
def chair(served):
    return Program(served, token(served, "chair", "--act"))


def test_the_bodies_and_the_state_of_one(nobody):
    status, told, _ = nobody.get("/api/bodies")
    assert (status, [body["body"] for body in told["bodies"]]) == (200, ["congress"])
    _, congress, _ = nobody.get(CONGRESS)
    assert congress["summary"]["doors_closed"] is True
    assert congress["doors"]["ground"] == "persons"
    assert congress["presence"] == {
        "present": 2, "needed": 2, "electorate": 2,
        "factions": [{"id": "", "name": "", "seats": 2, "present": 2}],
    }  # fmt: skip


@pytest.mark.parametrize("what", ["mandates", "motions", "divisions", "resolutions", "sittings"])
def test_lists_are_paged_and_told_as_of_any_entry(nobody, what):
    _, told, _ = nobody.get(f"{CONGRESS}/{what}?limit=1")
    assert len(told[what]) == 1
    _, before, _ = nobody.get(f"{CONGRESS}/{what}?at=1")
    assert before == {what: [], "more": False}
    status, wrong, _ = nobody.get(f"{CONGRESS}/{what}?limit=many")
    assert (status, wrong["field"]) == (422, "limit")


def test_a_motion_a_division_and_a_resolution_have_addresses(nobody):
    motion = nobody.get(f"{CONGRESS}/motions/open-motion")[1]
    assert motion["words"] == "Wages rise by ten in the hundred."
    division = nobody.get(f"{CONGRESS}/divisions/open-motion")[1]
    assert (division["in_favour"]["number"], division["result"]) == (2, "carried")
    assert nobody.get(f"{CONGRESS}/resolutions/told")[1]["words"] == "The complaint is settled."
    assert nobody.get(f"{CONGRESS}/motions/zylinder")[0] == 404


def test_an_entry_is_proved_to_be_in_the_tree_of_the_checkpoint(nobody):
    _, told, _ = nobody.get(f"{CONGRESS}/entries/9")
    node, index, last = bytes.fromhex(told["leaf"]), 9, told["size"] - 1
    for step in map(bytes.fromhex, told["proof"]):
        if index % 2 or index == last:
            while not index % 2 and index:
                index, last = index // 2, last // 2
            node = sha256(b"\x01" + step + node).digest()
        else:
            node = sha256(b"\x01" + node + step).digest()
        index, last = index // 2, last // 2
    assert node.hex() == told["root"]
    assert nobody.get(f"{CONGRESS}/entries/99999")[0] == 404


def test_minutes_are_those_of_the_page(nobody):
    _, told, _ = nobody.get(f"{CONGRESS}/sittings/1/minutes?language=de&form=short")
    assert told["language"] == "de"
    assert any("passage" in part for part in told["parts"])
    assert nobody.get(f"{CONGRESS}/sittings/7/minutes")[0] == 404


def test_outsiders_read_nothing_of_what_was_done_in_camera(nobody, served):
    for program in (nobody, Program(served, token(served, "operator"))):
        for path in ("", "/mandates", "/motions", "/divisions", "/resolutions", "/sittings",
                     "/sittings/1/minutes", "/entries?limit=500", "/entries/18"):  # fmt: skip
            for at in ("", "?at=21"):
                text = program.visitor.ask("GET", CONGRESS + path + at, **program.headers)[2]
                assert not [secret for secret in SECRETS if secret in text], path
            board = program.get("/api/bodies/board" + path)
            assert board[0] == 404
            nowhere = program.get("/api/bodies/nowhere" + path)[1]
            assert board[1]["detail"].replace("board", "nowhere") == nowhere["detail"]
        assert program.get("/api/bodies/board/checkpoint")[0] == 404


def test_members_read_by_their_token_what_members_see(served):
    board = Program(served, token(served, "board"))
    assert board.get("/api/bodies/board/motions")[1]["motions"][0]["title"] == "The Wombat plan"
    assert board.get(f"{CONGRESS}/divisions/zylinder")[1]["roll"]


def test_an_act_is_performed_once_however_often_it_is_sent(chair):
    said = {"right": "office:chair", "motion": "api-motion", "title": "By a program",
            "mover": "all", "text": "Words <b>of</b> a program.", "key": "api/1"}  # fmt: skip
    status, made, headers = chair.post(f"{CONGRESS}/acts/motion.moved", said)
    assert status == 201
    assert headers["Location"] == f"{CONGRESS}/entries/{made['position']}"
    assert made["entry"]["texts"][0]["text"] == said["text"]
    again = chair.post(f"{CONGRESS}/acts/motion.moved", said)
    assert (again[0], again[1]) == (200, made)
    del said["key"]
    said["motion"] = "api-motion-2"
    for expected in (201, 200):
        sent = chair.post(f"{CONGRESS}/acts/motion.moved", said, **{"Idempotency-Key": "api/2"})
        assert sent[0] == expected


def test_a_refusal_has_its_code_rule_facts_and_sentence(chair):
    said = {"right": "office:chair", "division": "x", "motion": "nothing"}
    status, told, headers = chair.post(f"{CONGRESS}/acts/division.opened", said)
    assert (status, told["type"]) == (409, "urn:delegata:problem:motion-not-in-hand")
    assert headers["Content-Type"] == "application/problem+json"
    assert told["rule"].startswith("union-congress@1")
    assert told["facts"]["motion"] == "nothing"
    assert told["detail"].endswith(f"[{told['rule']}]")


def test_a_refusal_says_to_programs_the_ids_that_the_record_has(chair):
    said = {"right": "office:chair", "motion": "api-motion", "title": "M", "mover": "all"}
    chair.post(f"{CONGRESS}/acts/motion.moved", said)
    told = chair.post(f"{CONGRESS}/acts/motion.amendment-accepted",
                      {"right": "office:chair", "motion": "api-motion"})[1]  # fmt: skip

    assert told["detail"].startswith("api-motion is no amendment")


def test_rights_follow_from_the_record_and_not_from_the_token(served, chair):
    said = {"right": "office:secretary", "motion": "m", "title": "M", "mover": "all"}
    assert chair.post(f"{CONGRESS}/acts/motion.moved", said)[0] == 403
    seal = {"right": "office:chair", "opens_on": "2026-01-01", "convocation": "c", "convener": "c"}
    assert chair.post(f"{CONGRESS}/acts/meeting.convened", seal)[0] == 403
    reads = Program(served, token(served, "chair"))
    assert reads.post(f"{CONGRESS}/acts/motion.moved", said)[1]["type"].endswith("token-reads")
    assert Program(served).post(f"{CONGRESS}/acts/motion.moved", said)[0] == 401
    assert Program(served, "dlg_forged").get(CONGRESS)[0] == 401


@pytest.mark.parametrize(
    ("said", "status", "field"),
    [
        ("{", 400, None),
        ("[" * 100_000, 400, None),
        ("[]", 422, ""),
        ({}, 422, "right"),
        ({"right": "office:chair", "by": "x"}, 422, "by"),
        (MOVED | {"motion": "Not An Id"}, 422, "motion"),
        (MOVED | {"nonsense": 1}, 422, ""),
        (MOVED | {"title": "a\u0000b"}, 422, "title"),
        (MOVED | {"text": "\u0000"}, 422, None),
        (" " * 300_000, 413, None),
        ("\ud800".encode("utf-8", "surrogatepass"), 400, None),
        ('"\\ud800"', 400, None),
    ],
    ids=range(12),
)  # fmt: skip
def test_bad_input_is_answered_with_field_and_reason(chair, said, status, field):
    answered, told, _ = chair.post(f"{CONGRESS}/acts/motion.moved", said)
    assert (answered, told.get("field")) == (status, field), told
    assert told["detail"]


def test_an_address_with_a_line_break_is_none(chair):
    status, told, _ = chair.get(f"{CONGRESS}/motions/a%0Ab")
    assert (status, told["status"]) == (404, 404)


def test_a_cite_that_names_no_entry_is_refused(chair):
    cite = {"body": "no\x00body", "position": 0, "hash": "0" * 64}
    said = MOVED | {"cites": [cite]}
    status, told, _ = chair.post(f"{CONGRESS}/acts/motion.moved", said)
    assert (status, told["type"]) == (409, "urn:delegata:problem:cite-malformed")


def test_other_kinds_of_content_and_unknown_acts_are_refused(chair):
    path = f"{CONGRESS}/acts/motion.moved"
    assert chair.post(path, "{}", **{"Content-Type": "text/plain"})[0] == 415
    assert chair.post(f"{CONGRESS}/acts/body.founded", {})[0] == 404
    assert chair.post(f"{CONGRESS}/acts/nothing", {})[0] == 404
    assert chair.get(path)[0] == 405


def test_a_person_makes_sees_and_revokes_tokens_on_a_page(served):
    visitor = Visitor(served.url)
    link = served.command("sign-in", "cher", "--at", served.url).strip()
    visitor.post(link.removeprefix(served.url))
    page = visitor.post("/account/tokens", label="my <script>", scope="act", days="7")[2]
    made = re.search(r"dlg_[\w-]+", page)[0]
    assert "my <script>" not in page
    assert made not in visitor.ask("GET", "/account/tokens")[2]
    program = Program(served, made)
    assert program.get(CONGRESS)[0] == 200
    listed = re.search(r'name="revoke" value="(\w+)">Revoke my', page)[1]
    other = Visitor(served.url)
    link = served.command("sign-in", "dan", "--at", served.url).strip()
    other.post(link.removeprefix(served.url))
    other.post("/account/tokens", revoke=listed)
    assert program.get(CONGRESS)[0] == 200
    visitor.post("/account/tokens", revoke=listed)
    assert program.get(CONGRESS)[0] == 401


def test_tokens_are_listed_and_revoked_by_command(served):
    made = token(served, "delegate", "--days", "1")
    listed = served.command("token", "list", "dan")
    assert made not in listed
    served.command("token", "revoke", "dan", listed.split()[0])
    assert Program(served, made).get(CONGRESS)[0] == 401


def test_the_description_has_every_act(nobody):
    _, told, _ = nobody.get("/api/openapi.json")
    acts = {path.rpartition("/")[2] for path in told["paths"] if "/acts/" in path}
    assert acts == set(KINDS) - {"body.founded"}
    text = json.dumps(told)
    refs = set(re.findall(r"#/components/schemas/(\w+)", text))
    assert refs <= set(told["components"]["schemas"])
    assert "\\\\Z" not in text
