"""Two servers on one database: acts and ballots to both, one record, and either can go."""

import http.client
import json
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from faulty_hall import (
    BODY,
    DELEGATES,
    DIVISION,
    HEAD,
    HERE,
    SITTING,
    Hand,
    entries,
    position_of,
    verifies_receipts,
)

from delegata.store.postgres import address
from served import Served

ACTS = 6


@pytest.fixture
def servers(tmp_path, monkeypatch):
    """Two servers that share a data folder and a database which belongs to neither."""
    monkeypatch.setenv("DATABASE_URL", address(tmp_path / "database", None))
    first = Served.of(tmp_path, HEAD + SITTING + DIVISION.format(method="electronic"))
    second = Served(first.folder, "run")
    yield first, second
    for one in (first, second):
        if one.process.poll() is None:
            one.stop()


def at(hand, served):
    """The same person and session, at the other server."""
    hand.host = served.url.removeprefix("http://")
    return hand


def heard(served, size):
    """An open stream of the hall at a server."""
    stream = http.client.HTTPConnection(served.url.removeprefix("http://"), timeout=20)
    stream.request("GET", f"/live?held={BODY}:{size}")
    return stream, stream.getresponse()


def test_both_servers_take_acts_and_ballots_and_one_goes_on_alone(servers, tmp_path):
    first, second = servers
    hands = [Hand(servers[n % 2], delegate) for n, delegate in enumerate(DELEGATES)]
    page = hands[0].ask("GET", f"{HERE}/floor")[2]
    size = int(re.search(rf'data-live="{BODY}:(\d+)"', page)[1])
    streams = [heard(one, size) for one in servers]

    def acts_and_votes(hand):
        at_acts = {}
        for number in range(ACTS):
            kind = ("floor.requested", "floor.request-withdrawn")[number % 2]
            key = f"{hand.alias}-{number}"
            at_acts[key] = at(hand, servers[number % 2]).acts(
                kind, key, f"mandate:{hand.alias}", delegate=hand.alias
            )
        # The same ballot to both, one after the other: the second gives the receipt of the first.
        ballot = hand.ballot()
        receipts = {at(hand, one).casts(ballot) for one in servers}
        return at_acts, receipts

    with ThreadPoolExecutor(len(hands)) as pool:
        done = list(pool.map(acts_and_votes, hands))
    acknowledged = {key: position for acts, _ in done for key, position in acts.items()}
    receipts = [one for _, given in done for one in given]
    assert len(receipts) == len(DELEGATES), "a second receipt"

    # What was acted at either server reached the streams of both.
    for stream, answer in streams:
        told = 0
        while told < size + ACTS * len(DELEGATES):
            for moved in re.findall(rb"data: (\{.*\})", answer.read1(65536)):
                told = json.loads(moved)[BODY]
        stream.close()

    first.kill()
    chair = Hand(second, "sally")
    assert chair.sends(f"{HERE}/divisions/wages/close")[0] == 302
    record = entries(second, tmp_path)
    verifies_receipts(second, tmp_path, receipts)
    standing = position_of(record)
    assert acknowledged.items() <= standing.items()
    assert len(acknowledged) == ACTS * len(DELEGATES)
    assert record[-1]["data"]["ballots"]["count"] == len(DELEGATES)
