"""Who may see what: doors closed, a body for its members alone, on every page and every stream."""

import http.client
import json
import time

import pytest
from closed_doors import ALIASES, SCENE, SECRETS
from test_office import Visitor
from test_permissions import ARGUMENTS, PAGES

from delegata.record.admission import admission
from delegata.store.people import Register
from delegata.store.postgres import address
from served import Served

GONE_WITHIN_SECONDS = 1.5


class House:
    """The served federation and its visitors."""

    def __init__(self, folder):
        self.served = Served.of(folder, SCENE)
        self.visitors = {"nobody": Visitor(self.served.url)}
        for kind in ALIASES:
            self.visitors[kind] = self.signed_in(kind)

    def signed_in(self, kind):
        visitor = Visitor(self.served.url)
        link = self.served.command("sign-in", ALIASES[kind], "--at", self.served.url).strip()
        assert visitor.post(link.removeprefix(self.served.url))[0] == 302
        return visitor


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    found = House(tmp_path_factory.mktemp("closed"))
    yield found
    found.served.stop()


OUTSIDE = ("nobody", "operator")
_NAMES = ("zylinder", "told", "open-motion", "wombat")


def paths(body):
    """Every address of a body, for each name that something in it may have."""
    for route in PAGES:
        if "<slug:name>" not in route or "roll" in route:
            continue
        for name in _NAMES:
            path = route.replace("<slug:name>", body)
            for slot in ("division", "resolution", "election", "report"):
                path = path.replace(f"<slug:{slot}>", name)
            for slot, value in ARGUMENTS.items():
                path = path.replace(slot, value)
            if name == _NAMES[0] or name in path:
                yield f"/{path}"


def told(visitor, path):
    return visitor.ask("GET", path)[2]


@pytest.mark.parametrize("kind", OUTSIDE)
@pytest.mark.parametrize("at", ["", "?at=22", "?at=2026-01-01T23:59", "?form=full&language=de"])
def test_no_page_tells_outsiders_what_was_done_in_camera(house, kind, at):
    record = [f"/bodies/congress/record/{position}" for position in range(36)]
    for path in (*paths("congress"), "/", "/bodies", *record):
        text = told(house.visitors[kind], path + at)
        found = [secret for secret in SECRETS if secret in text]
        assert [secret for secret in found if secret not in path] == [], path


@pytest.mark.parametrize("kind", OUTSIDE)
def test_a_body_for_its_members_alone_is_answered_like_one_that_is_not_there(house, kind):
    for path in paths("board"):
        status, _, page = house.visitors[kind].ask("GET", path)
        absent = house.visitors[kind].ask("GET", path.replace("/board", "/nowhere"))
        assert status == absent[0], path
        assert status in {302, 404} or path.endswith("worker.js"), path
        assert page.replace("board", "nowhere") == absent[2], path


def acted(house, kind, body, key):
    """What the hall answers to an act by a mandate, and to a ballot for a person."""
    visitor, said = house.visitors[kind], []
    secret = (house.served.folder / "secret").read_bytes()
    register = Register(address(house.served.folder, None))
    person, session = register.person(ALIASES[kind]), visitor.cookies["sessionid"]
    register.close()
    by_mandate = admission(secret, person, session, 2**31, "mandate")
    act = {"admission": by_mandate, "body": body, "key": key, "kind": "floor.requested",
           "right": "mandate:b-bea", "said": {"delegate": "b-bea"}}  # fmt: skip
    cast = {"admission": admission(secret, person, session, 2**31), "body": body,
            "election": key, "ballot": {}}  # fmt: skip
    for path, sent in (("/hall/act", act), ("/hall/election", cast)):
        status, _, text = visitor.ask("POST", path, json.dumps(sent))
        said.append((status, text.replace(body, "BODY").replace(key, "KEY")))
    return said


@pytest.mark.parametrize("kind", ["operator", "delegate"])
def test_the_hall_answers_for_a_body_for_its_members_alone_as_for_none(house, kind):
    for key in ("wombat-moved", "auditor", "unheard-of"):
        assert acted(house, kind, "board", key) == acted(house, kind, "nowhere", "unheard-of")


def test_no_key_of_what_was_done_in_camera_is_told_to_outsiders(house):
    unknown = acted(house, "operator", "congress", "unheard-of")
    assert "right-not-held" in unknown[0][1]
    assert acted(house, "operator", "congress", "zylinder-moved") == unknown


def test_the_api_tells_outsiders_no_key_of_what_was_done_in_camera(house):
    made = house.served.command("token", "make", "op", "--for", "a program", "--act").split()
    token = next(word for word in made if word.startswith("dlg_"))
    bearer = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    cites = [{"body": "congress", "position": 3}]
    noted = {"right": "notice:congress", "mandate": "d-dan", "ending": "resigned", "cites": cites}
    for kind, said in (
        ("mandate.ending-noted", noted),
        ("sitting.doors-opened", {"right": "office:chair"}),
    ):
        path, answers = f"/api/bodies/congress/acts/{kind}", []
        for key in ("zylinder-moved", "unheard-of"):
            sent = json.dumps(said | {"key": key})
            status, _, text = house.visitors["nobody"].ask("POST", path, sent, **bearer)
            answers.append((status, text))
        assert answers[0] == answers[1]
        assert json.loads(answers[0][1])["title"] != "This is not here"


def test_members_see_all_of_it(house):
    page = told(house.visitors["board"], "/bodies/board/decisions")
    assert "Wombat" in page
    for kind in ("delegate", "chair"):
        page = told(house.visitors[kind], "/bodies/congress/decisions")
        assert "Zylinder" in page
        assert "for members alone" in page


def test_outsiders_read_that_the_doors_are_closed_since_when_and_why(house):
    page = told(house.visitors["nobody"], "/bodies/congress")

    assert "The doors are closed" in page
    assert "persons (a complaint)" in page
    screen = told(house.visitors["nobody"], "/bodies/congress/screen")
    assert "The doors are closed." in screen


def test_the_name_of_a_closed_body_stands_in_the_federation_without_a_link(house):
    page = told(house.visitors["nobody"], "/bodies")

    assert "Board of the federation" in page
    assert "for its members alone" in page
    assert 'href="/bodies/board"' not in page
    assert 'href="/bodies/board"' in told(house.visitors["board"], "/bodies")


def test_what_was_published_is_public_and_says_that_its_vote_is_not(house):
    page = told(house.visitors["nobody"], "/bodies/congress/resolutions/told")

    assert "The complaint is settled." in page
    assert "It was adopted in camera" in page


def test_the_public_export_verifies_and_names_what_it_could_not_judge(house, tmp_path):
    folder = tmp_path / "public"
    house.served.command("export", "--public", str(folder))
    said = house.served.verify(folder)

    assert "all is well" in said
    assert "congress: the data of entry" in said
    content = b"".join(path.read_bytes() for path in folder.iterdir())
    assert not [secret for secret in SECRETS if secret.encode() in content]
    assert not list(folder.glob("board*"))
    whole = tmp_path / "whole"
    house.served.command("export", str(whole))
    assert (whole / "congress.checkpoint").read_bytes() == (
        folder / "congress.checkpoint"
    ).read_bytes()


class Stream:
    """An open event stream, as a browser holds one."""

    def __init__(self, visitor, held):
        self.connection = http.client.HTTPConnection(visitor.host, timeout=10)
        cookies = "; ".join(f"{k}={v}" for k, v in visitor.cookies.items())
        self.connection.request("GET", f"/live?held={held}", headers={"Cookie": cookies})
        self.answer = self.connection.getresponse()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.answer.close()
        self.connection.close()

    def event(self):
        """The sizes that the next event tells."""
        for line in self.answer:
            if line.startswith(b"data: "):
                return json.loads(line[6:])
        return None

    def ended_after(self):
        """How long it takes until the server ends it."""
        begun = time.monotonic()
        while self.answer.readline():
            pass
        return time.monotonic() - begun


def barred(visitor):
    with Stream(visitor, "board:0") as stream:
        return stream.answer.status == 400


@pytest.mark.parametrize("kind", [*OUTSIDE, "delegate"])
def test_no_stream_of_a_closed_body_opens_for_others(house, kind):
    assert barred(house.visitors[kind])
    with Stream(house.visitors[kind], "board:0,congress:0") as mixed:
        assert set(mixed.event()) == {"congress"}


def test_a_forged_session_opens_no_stream(house):
    forged = Visitor(house.served.url)
    forged.cookies = {"sessionid": "0" * 32}
    assert barred(forged)


def test_a_member_follows_the_board_until_signing_out(house):
    visitor = house.signed_in("board")
    with Stream(visitor, "board:0") as stream:
        assert stream.event()["board"] > 0
        visitor.post("/sign-out")
        assert stream.ended_after() < GONE_WITHIN_SECONDS
    assert barred(visitor)


def test_a_stream_ends_when_its_listener_is_recalled(house, tmp_path):
    scene = tmp_path / "recall.scenario"
    scene.write_text(
        "person sec: Sec\nbody congress\nby sec as secretary\n"
        "end mandate b-eva\n    ending: resigned\n    key: gone\n"
    )
    with Stream(house.visitors["elected"], "board:0") as stream:
        assert stream.event()["board"] > 0
        house.served.command("perform", str(scene))
        assert stream.ended_after() < GONE_WITHIN_SECONDS
    assert house.visitors["elected"].ask("GET", "/bodies/board")[0] == 404
