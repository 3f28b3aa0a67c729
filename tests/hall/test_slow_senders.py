"""What does not arrive at the hall's desks as it should; the server's part is played here."""

import asyncio
from types import SimpleNamespace

import pytest

from delegata.hall import exchange
from delegata.hall.acts import ActDesk
from delegata.hall.ballots import BallotDesk
from delegata.hall.election_ballots import ElectionDesk

PREMISES = SimpleNamespace(
    secret="00" * 32,
    federation=None,
    station=None,
    register=SimpleNamespace(is_on=lambda *_: False),
)
DESKS = [ActDesk, BallotDesk, ElectionDesk]


def made(desk):
    """A desk that refuses in words of its own; that of elections has no others."""
    words = [] if desk is ElectionDesk else [lambda *_: ""]
    return desk(PREMISES, "sessionid", *words)


def answer(desk, receive):
    """Status, headers and content of what a desk answers within ten seconds."""
    said = []

    async def send(message):
        said.append(message)

    async def scene():
        scope = {"type": "http", "method": "POST", "headers": []}
        await asyncio.wait_for(made(desk)(scope, receive, send), 10)

    asyncio.run(scene())
    return said[0]["status"], dict(said[0]["headers"]), said[1]["body"]


@pytest.mark.parametrize("desk", DESKS)
@pytest.mark.parametrize("part", [b" ", None], ids=["dripping", "silent"])
def test_who_never_ends_a_request_is_told_so_and_let_go(monkeypatch, desk, part):
    monkeypatch.setattr(exchange, "LONGEST_SECONDS", 0.05)

    async def receive():
        await asyncio.sleep(0.01 if part else 60)
        return {"type": "http.request", "body": part, "more_body": True}

    status, headers, content = answer(desk, receive)
    assert (status, headers[b"connection"]) == (408, b"close")
    assert b"took too long" in content


@pytest.mark.parametrize("desk", DESKS)
def test_a_request_whose_sender_is_gone_is_not_read_as_whole(desk):
    """What came till then may be half of what was meant."""
    messages = [
        {"type": "http.request", "body": b"{}", "more_body": True},
        {"type": "http.disconnect"},
    ]

    async def receive():
        return messages.pop(0)

    assert answer(desk, receive)[0] == 408


@pytest.mark.parametrize("desk", DESKS)
def test_a_request_that_is_too_large_is_let_go_too(desk):
    async def receive():
        return {"type": "http.request", "body": b" " * 1024, "more_body": True}

    status, headers, _ = answer(desk, receive)
    assert (status, headers[b"connection"]) == (413, b"close")


@pytest.mark.parametrize("desk", DESKS)
@pytest.mark.parametrize("nested", [b"[" * 1900, b'{"a":' * 700])
def test_brackets_within_brackets_are_refused(desk, nested):
    whole = b'{"admission":"","body":"b","key":"k","kind":"k","right":"r","said":{"a":' + nested

    async def receive():
        return {"type": "http.request", "body": whole, "more_body": False}

    assert answer(desk, receive)[0] == 422
