"""The API when the database is away, full, or slow; what stands in for it is written here."""

import asyncio
import json
import threading
from concurrent.futures import Future
from types import SimpleNamespace

import httpx
import psycopg
import pytest

from cast import CONGRESS, Stage, person
from delegata.api.application import api
from delegata.store.access_tokens import AccessTokens, Holder
from delegata.store.federation import Chronicle, Federation
from delegata.store.intake import IntakeClosed
from delegata.store.postgres import DatabaseUnusable, NoRoom

GONE = psycopg.OperationalError("server closed the connection unexpectedly")
CONVENING = {"right": "office:secretary", "convocation": "x", "convener": "secretary",
             "opens_on": "2026-04-01"}  # fmt: skip
BEARER = {"Authorization": "Bearer x"}
HOLDERS = """
present mandate g-1
    holder: @cleo
    from body: branch
    proof: paper
present mandate g-2
    holder: @ada
    from body: branch
    proof: paper
"""


@pytest.fixture
def federation():
    federation, chronicle = Federation(), Chronicle("congress")
    for line in Stage().perform(CONGRESS + HOLDERS).lines["congress"]:
        chronicle.append(line)
    federation.bodies["congress"] = chronicle
    return federation


def answer(federation, path, said=None, submit=None):
    """What the API answers, whatever is wrong beneath it."""
    premises = SimpleNamespace(
        federation=federation, writer=SimpleNamespace(submit=submit), register=None, signer=None
    )

    async def asked():
        transport = httpx.ASGITransport(api(premises, lambda *_: None), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as program:
            if said is None:
                return await program.get(path, headers=BEARER)
            return await program.post(path, headers=BEARER, json=said)

    return asyncio.run(asked())


@pytest.fixture
def holder(monkeypatch):
    monkeypatch.setattr(AccessTokens, "holder", lambda *_: Holder(person("ada"), "act"))


def failing(error):
    failed = Future()
    failed.set_exception(error)
    return lambda *_: failed


def closed(*_):
    raise IntakeClosed


@pytest.mark.usefixtures("holder")
@pytest.mark.parametrize(
    ("submit", "code"),
    [
        (failing(GONE), "away"),
        (failing(DatabaseUnusable("it is older than 15")), "away"),
        (failing(NoRoom()), "no-room"),
        (closed, "away"),
    ],
    ids=["away", "unusable", "full", "stopping"],
)
def test_an_act_that_cannot_be_recorded_is_a_problem_that_says_so(federation, submit, code):
    told = answer(federation, "/bodies/congress/acts/meeting.convened", CONVENING, submit)
    assert (told.status_code, told.headers["content-type"]) == (503, "application/problem+json")
    assert told.json()["type"] == f"urn:delegata:problem:{code}"
    assert "send it again" in told.json()["detail"]


def test_a_token_that_cannot_be_looked_up_is_a_problem_that_says_so(federation, monkeypatch):
    def away(*_):
        raise GONE

    monkeypatch.setattr(AccessTokens, "holder", away)
    told = answer(federation, "/bodies/congress")
    assert (told.status_code, told.headers["content-type"]) == (503, "application/problem+json")


@pytest.mark.usefixtures("holder")
@pytest.mark.parametrize(
    ("path", "people"),
    [("/bodies/congress", ["ada", "ben"]), ("/bodies/congress/mandates", ["ada", "cleo"])],
)
def test_the_names_of_an_answer_are_looked_up_together_and_beside_the_event_loop(
    federation, path, people
):
    lookups = []

    def lookup(asked):
        lookups.append((sorted(asked), threading.current_thread()))
        return dict.fromkeys(asked, "Somebody (made up)")

    federation.names.look_up_by(lookup)
    told = answer(federation, path)
    assert told.status_code == 200
    assert "Somebody (made up)" in json.dumps(told.json())
    [(asked, thread)] = lookups
    assert set(asked) >= {person(alias) for alias in people}
    assert thread is not threading.main_thread()
