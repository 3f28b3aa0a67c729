"""Ballots of an election sent to the hall: only by electors, once, each with a receipt."""

import csv
import io
import json
import re

import pytest
from test_division_by_ballot import admission_of
from test_office import Visitor
from test_permissions import SCENE

from served import Served

PAPER = "/bodies/congress/elections/auditor/ballot"
OPEN = SCENE.replace("secrecy: detached", "secrecy: open")


@pytest.fixture(scope="module", params=[SCENE, OPEN], ids=["detached", "open"])
def congress(request, tmp_path_factory):
    served = Served.of(tmp_path_factory.mktemp("election"), request.param)
    yield served
    served.stop()


@pytest.fixture(scope="module")
def visitors(congress):
    found = {"nobody": Visitor(congress.url)}
    for alias in ("dan", "mel", "sec"):
        visitor = found[alias] = Visitor(congress.url)
        link = congress.command("sign-in", alias, "--at", congress.url).strip()
        assert visitor.post(link.removeprefix(congress.url))[0] == 302
    return found


def send(visitor, admission, **changed):
    said = {"admission": admission, "body": "congress", "election": "auditor", "ballot": {}}
    status, _, text = visitor.ask("POST", "/hall/election", json.dumps(said | changed))
    return status, json.loads(text)


def test_an_elector_casts_once_and_gets_the_same_receipt_each_time(congress, visitors, tmp_path):
    dan, mel = visitors["dan"], visitors["mel"]
    page = dan.ask("GET", PAPER)[2]
    admission = re.search(r'data-admission="([^"]+)"', page)[1]
    assert mel.ask("GET", PAPER)[0] == 404

    # Who is no elector is not told either which elections there are, or which bodies.
    of_mel = admission_of(congress, mel, "mel")
    refusals = [send(mel, of_mel, election=name) for name in ("auditor", "nothing")]
    assert refusals[0] == refusals[1]
    assert refusals[0][0] == 403
    assert send(mel, of_mel, body="nowhere")[0] == 403
    assert send(visitors["nobody"], admission)[0] == 401
    assert send(mel, admission)[0] == 401
    assert send(dan, admission, body="nowhere")[0] == 403
    assert send(dan, admission, election="nothing")[0] == 403
    assert send(dan, admission, ballot={"ranked": ["nobody"]})[0] == 422
    assert send(dan, admission, ballot={"chosen": ["dan"]})[0] == 422
    assert send(dan, admission, ballot={"nonsense": 1})[0] == 422
    assert dan.ask("GET", "/hall/election")[0] == 405

    status, first = send(dan, admission, ballot={"ranked": ["dan"]})
    assert (status, first["state"]) == (200, "taken")
    status, again = send(dan, admission, ballot={})
    assert (status, again["state"]) == (200, "voted-before")
    assert again["receipt"] == first["receipt"]
    assert first["receipt"].split("\n")[0] in dan.ask("GET", PAPER)[2]
    assert "1 has voted" in dan.ask("GET", PAPER)[2]

    receipt, export = tmp_path / "receipt", tmp_path / "out"
    receipt.write_text(first["receipt"])
    congress.command("export", str(export))
    assert "is not in the export" in congress.verify(export, "--receipt", receipt)
    sec = visitors["sec"]
    token = re.search(
        r'csrfmiddlewaretoken" value="(\w+)"', sec.ask("GET", "/bodies/congress/elections")[2]
    )[1]
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    body = f"csrfmiddlewaretoken={token}"
    assert sec.ask("POST", PAPER.replace("/ballot", "/close"), body, **kind)[0] == 302
    rounds = "/bodies/congress/elections/auditor/rounds.csv"
    nobody = visitors["nobody"]
    assert nobody.ask("GET", rounds)[0] == 404
    assert sec.ask("POST", PAPER.replace("/ballot", "/count"), body, **kind)[0] == 302
    sheet = list(csv.DictReader(io.StringIO(nobody.ask("GET", rounds)[2][1:])))
    assert [(r["Candidate"], r["Votes"]) for r in sheet if r["Decision"] == "elected"] == [
        ("dan", sheet[0]["Votes"])
    ]
    assert f'href="{rounds}"' in nobody.ask("GET", "/bodies/congress/elections")[2]
    results = nobody.ask("GET", "/bodies/congress/results.csv")[2][1:]
    row = next(r for r in csv.DictReader(io.StringIO(results)) if r["Kind"] == "election")
    assert (row["Turnout"], row["Table"]) == ("1", rounds)
    status, after = send(dan, admission)
    assert (status, after["state"]) == (200, "voted-before")
    congress.command("export", str(tmp_path / "after"))
    said = congress.verify(tmp_path / "after", "--receipt", receipt)
    assert "the receipt is kept" in said
    assert "promise-broken" not in said
