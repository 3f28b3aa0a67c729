"""A rehearsal is played by anybody, says so everywhere, and nothing of it enters the record."""

import http.client
import io
import re

import pytest
from docx import Document
from test_division_by_ballot import PLACE, SCENE, admission_of, page, plain, plain_cast, send
from test_office import Visitor

from barriers import barriers
from delegata.council.act import Refused
from delegata.council.body import AdmitConstituent
from delegata.council.entry import Cite
from delegata.council.state import Constituent
from delegata.record.envelope import leaf_of
from delegata.server.premises import open_premises
from delegata.server.rehearsal import COPIED, LEFT_OUT
from served import ROOT, Served, told

HERE = "/bodies/made-up-congress"
MARK = "nothing done here is in the record"


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    """The real congress, in the middle of a vote."""
    served = Served.of(tmp_path_factory.mktemp("real"), SCENE)
    served.voter = signed_in(served, "ada")
    assert plain_cast(served.voter, "wages", "for")[0] == 302
    yield served
    served.stop()


@pytest.fixture(scope="module")
def play(real, tmp_path_factory):
    """Its rehearsal, served beside it."""
    folder = tmp_path_factory.mktemp("play") / "play"
    assert "is in" in real.command("rehearse", str(folder))
    served = Served(folder, "run")
    yield served
    served.stop()


def signed_in(served, alias):
    visitor = Visitor(served.url)
    link = served.command("sign-in", alias, "--at", served.url).strip()
    assert visitor.post(link.removeprefix(served.url))[0] == 302
    return visitor


def plays(served, who):
    """Somebody who has no account and chooses a role from the list."""
    visitor = Visitor(served.url)
    listed = visitor.ask("GET", "/rehearsal")[2]
    person = re.search(rf'<option value="([^"]+)">[^<]*{who}', listed)[1]
    assert visitor.post("/rehearsal", person=person, body="made-up-congress")[0] == 302
    return visitor


def test_each_table_is_copied_or_left_out_on_purpose():
    written = (ROOT / "src/delegata/store/schema.sql").read_text("utf-8")
    tables = re.findall(r"create (?:unlogged )?table if not exists (\w+)", written)

    assert set(tables) == COPIED | LEFT_OUT
    assert set() == COPIED & LEFT_OUT


def test_a_program_that_reads_a_rehearsal_is_told_so(real, play):
    for path in ("/api/bodies", "/live", "/hall/ballot", "/bodies"):
        assert Visitor(play.url).ask("GET", path)[1]["X-Rehearsal"] == "delegata.local", path
        assert Visitor(real.url).ask("GET", path)[1]["X-Rehearsal"] is None


def test_a_real_server_has_no_roles_to_play(real):
    assert real.voter.ask("GET", "/rehearsal")[0] == 404
    assert MARK not in page(real.voter)


@pytest.mark.parametrize(
    "path",
    [
        "/", "/bodies", HERE, f"{HERE}/chair", f"{HERE}/floor", f"{HERE}/screen", f"{HERE}/door",
        f"{HERE}/screen?show=presence", f"{PLACE}/wages", f"{HERE}/record", f"{HERE}/mandates",
        f"{HERE}/sittings/1/minutes", f"{HERE}/acts", "/accounts/login/", "/nowhere", "/account",
        f"{HERE}/decisions", f"{HERE}/roll", "/rehearsal",
    ],
)  # fmt: skip
def test_every_page_says_that_it_is_a_rehearsal(play, path):
    visitor = Visitor(play.url) if path == "/accounts/login/" else plays(play, "Nora")
    shown = visitor.ask("GET", path)[2]

    assert MARK in shown
    assert "<title>REHEARSAL" in shown


def test_papers_and_files_say_so_too(play):
    visitor = Visitor(play.url)
    _, headers, _ = visitor.ask("GET", f"{HERE}/sittings/1/minutes.pdf")
    assert "rehearsal-made-up-congress" in headers["Content-Disposition"]
    assert "rehearsal-" in visitor.ask("GET", f"{HERE}/results.csv")[1]["Content-Disposition"]
    for language, words in (("en", "Rehearsal of delegata.local"), ("de", "Probe von")):
        line = http.client.HTTPConnection(visitor.host)
        line.request("GET", f"{HERE}/sittings/1/minutes.docx?language={language}")
        paper = Document(io.BytesIO(line.getresponse().read()))
        line.close()
        assert words in paper.sections[0].header.paragraphs[0].text


@pytest.fixture(scope="module")
def played(play):
    """The rehearsal after its own vote."""
    for who, stance in (("Ada", "against"), ("Ben", "against")):
        assert plain_cast(plays(play, who), "wages", stance)[0] == 302
    chair = plays(play, "Sally")
    assert plain(chair, f"{PLACE}/wages", f"{PLACE}/wages/close")[0] == 302
    assert "Lost" in page(chair)
    return play


@pytest.mark.usefixtures("played")
def test_the_real_vote_knows_nothing_of_the_one_that_was_played(real):
    assert "<strong>1</strong> of 3" in page(Visitor(real.url))
    assert "Your ballot is in the box" in page(real.voter)


def test_nothing_of_a_rehearsal_opens_a_door_of_the_real_one(real, play):
    player = plays(play, "Cleo")
    assert "sessionid" not in player.cookies, "the real server's cookies stay as they are"
    stranger = Visitor(real.url)
    stranger.cookies = {"sessionid": player.cookies["rehearsal"]}
    assert "Sign out" not in stranger.ask("GET", "/")[2]
    player.cookies["sessionid"] = player.cookies["rehearsal"]
    stolen = admission_of(play, player, "cleo")
    assert send(stranger, stolen, mandate="d-cleo", stance="for")[0] == 401
    link = play.command("sign-in", "cleo", "--at", real.url).strip()
    assert Visitor(real.url).ask("GET", link.removeprefix(real.url))[0] == 403


def test_receipts_credentials_and_exports_of_a_rehearsal_are_refused(real, played, tmp_path):
    mine, theirs = tmp_path / "real", tmp_path / "play"
    real.command("export", str(mine))
    played.command("export", str(theirs))
    key = (mine / "server.vkey").read_text().strip()
    assert "all is well" in real.verify(mine, "--key", key)

    said = real.verify(theirs)
    assert "rehearsal: 'rehearsal." in said
    assert "all is well" not in said
    assert "all is well" not in real.verify(theirs, "--key", key)
    assert "all is well" in real.verify(theirs, "--key", (theirs / "server.vkey").read_text())
    voter = plays(played, "Ada")
    receipt = re.search(r"(?s)<pre[^>]*>(.*?)</pre>", page(voter))[1].strip() + "\n"
    kept = tmp_path / "receipt.txt"
    kept.write_text(receipt, "utf-8")
    assert "the receipt is kept" not in real.verify(mine, "--key", key, "--receipt", kept)

    # Files of the rehearsal laid among those of the record are found out.
    body = "made-up-congress"
    for kind in ("jsonl", "checkpoint"):
        (mine / f"{body}.{kind}").write_bytes((theirs / f"{body}.{kind}").read_bytes())
    assert "all is well" not in real.verify(mine, "--key", key)

    token = played.command("credential", "issue", body, "d-ada").strip()
    for served, status in ((played, 0), (real, 1)):
        door = tmp_path / "door.json"
        door.write_text(served.command("credential", "list", body), "utf-8")
        told("credential", "check", token, "--door", door, status=status)


def test_an_entry_of_a_rehearsal_cannot_be_cited(real, played, monkeypatch):
    with_play, with_real = open_premises(played.folder), open_premises(real.folder)
    try:
        line = with_play.federation.bodies["made-up-congress"].lines[-1]
        cite = Cite(body=line.entry.body, position=line.entry.position, hash=leaf_of(line).hex())
        by = with_real.federation.bodies["made-up-congress"].council.offices["secretary"][0]
        act = AdmitConstituent(by=by, cites=(cite,), constituent=Constituent("elsewhere"))
        refused = with_real.writer.perform("made-up-congress", act)
        assert isinstance(refused, Refused)
        assert refused.code == "citation-false"

        # Neither folder opens the database of the other.
        monkeypatch.setenv("DATABASE_URL", with_play.uri)
        with pytest.raises(Exception, match="belongs to it"):
            open_premises(real.folder)
        monkeypatch.setenv("DATABASE_URL", with_real.uri)
        again = open_premises(played.folder)
        assert again.uri == with_play.uri
        again.close()
        emails = with_play.connection.execute("select count(email) from person").fetchone()
        assert emails == (0,)
    finally:
        with_play.close()
        with_real.close()


def test_a_rehearsal_is_thrown_away_when_nobody_plays_and_the_real_one_never(real, tmp_path):
    folder = tmp_path / "short"
    real.command("rehearse", str(folder))
    short = Served(folder, "run")
    assert "stop its server first" in told("rehearse", folder, "--throw-away", status=2)
    short.stop()
    assert "is no rehearsal" in told("rehearse", real.folder, "--throw-away", status=2)
    assert "is not empty" in told("rehearse", folder, "--data", real.folder, status=2)
    again = told("rehearse", tmp_path / "x", "--data", folder, status=2)
    assert "is a rehearsal itself" in again
    real.command("rehearse", str(folder), "--throw-away")

    assert not folder.exists()
    assert real.voter.ask("GET", "/")[0] == 200


def test_the_mark_is_a_landmark_for_who_hears_the_page(play, chromium):
    window = chromium.new_page()
    window.goto(play.url)
    assert barriers(window, "region") == []
    window.close()
