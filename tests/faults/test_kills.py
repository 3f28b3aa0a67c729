"""Kills while 32 hands act and vote over HTTP: nothing acknowledged is lost, nothing is doubled.

The short form kills twice; `FAULTS=50` in the environment asks for the long one.
"""

import contextlib
import itertools
import os
import random
import re
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from html import unescape

import psutil
import pytest
from faulty_hall import (
    BODY,
    DELEGATES,
    DIVISION,
    ELECTION,
    HEAD,
    HERE,
    SITTING,
    Hand,
    entries,
    position_of,
    stance,
    verifies_receipts,
)

from delegata.store.embedded import in_use
from delegata.store.postgres import address, leave
from served import Served

KILLS = int(os.environ.get("FAULTS", "2"))
MOMENTS = random.Random(1917)


class Stricken:
    """A served hall whose server and database are killed, and started again at the same place."""

    def __init__(self, folder, scene):
        self.served = Served.of(folder, scene)
        # In use by this process too, so that it outlives kills.
        self.database = address(self.served.folder, None)

    def kill_server(self):
        self.served.kill()
        self.served = Served(self.served.folder, "run", port=self.served.port)

    def kill_database(self):
        pid = int((self.served.folder / "postgres" / "postmaster.pid").read_text().splitlines()[0])
        with contextlib.suppress(psutil.NoSuchProcess):
            for victim in [*psutil.Process(pid).children(), psutil.Process(pid)]:
                with contextlib.suppress(psutil.NoSuchProcess):
                    victim.send_signal(signal.SIGKILL)


@pytest.fixture
def strike(tmp_path):
    """Starts a hall that will be stricken, and stops what is left of it."""
    begun = []

    def begin(scene):
        begun.append(Stricken(tmp_path, scene))
        return begun[-1]

    yield begin
    for hall in begun:
        hall.served.stop()
        leave(hall.database)
        assert not in_use(hall.served.folder), "the last to leave stops the database"


def under_kills(hall, hands, does, progress, over):
    """What each hand came to that goes on until all kills are done."""
    with ThreadPoolExecutor(len(hands)) as pool:
        running = [pool.submit(does, hand) for hand in hands]
        try:
            kills(hall, progress)
        finally:
            over.set()
    return running


def kills(hall, progress):
    """Kills in turn, each at a random moment after things have gone on."""
    for number in range(KILLS):
        before = len(progress)
        while len(progress) < before + 10:
            threading.Event().wait(0.05)
        threading.Event().wait(MOMENTS.uniform(0.0, 0.2))
        (hall.kill_server, hall.kill_database)[number % 2]()


def test_32_hands_act_while_server_and_database_are_killed(strike, tmp_path):
    hall = strike(HEAD + SITTING)
    hands = [Hand(hall.served, delegate) for delegate in DELEGATES]
    acknowledged, over = {}, threading.Event()

    def asks_and_withdraws(hand):
        for number in itertools.count():
            kind = ("floor.requested", "floor.request-withdrawn")[number % 2]
            key = f"{hand.alias}-{number}"
            at = hand.acts(kind, key, f"mandate:{hand.alias}", delegate=hand.alias)
            acknowledged[key] = at
            if over.is_set():
                return

    running = under_kills(hall, hands, asks_and_withdraws, acknowledged, over)
    assert [one.exception() for one in running if one.exception()] == []
    standing = position_of(entries(hall.served, tmp_path))

    assert acknowledged.items() <= standing.items()
    assert {key for key in standing if key.startswith("d-")} == set(acknowledged)


@pytest.mark.parametrize("method", ["electronic", "secret"])
def test_32_delegates_vote_while_server_and_database_are_killed(strike, tmp_path, method):
    hall = strike(HEAD + SITTING + DIVISION.format(method=method))
    hands = [Hand(hall.served, delegate) for delegate in DELEGATES]
    ballots = {hand.alias: hand.ballot() for hand in hands}
    chair = Hand(hall.served, "sally")
    answers, over = [], threading.Event()

    def votes_again_and_again(hand):
        receipts = set()
        while not over.is_set() or not receipts:
            receipts.add(hand.casts(ballots[hand.alias]))
            answers.append(hand.alias)
        return receipts

    running = under_kills(hall, hands, votes_again_and_again, answers, over)
    given = [one.result() for one in running]
    assert {len(receipts) for receipts in given} == {1}, "a second receipt"
    assert chair.sends(f"{HERE}/divisions/wages/close")[0] == 302
    closed = entries(hall.served, tmp_path)[-1]
    verifies_receipts(hall.served, tmp_path, [one for receipts in given for one in receipts])

    assert closed["kind"] == "division.balloted"
    assert (closed["data"]["voters"]["count"], closed["data"]["ballots"]["count"]) == (32, 32)
    assert {s: closed["data"][f] for s, f in (("for", "in_favour"), ("against", "against"))} == {
        s: sum(stance(d) == s for d in DELEGATES) for s in ("for", "against")
    }


@pytest.mark.parametrize("secrecy", ["open", "detached"])
def test_32_electors_elect_while_server_and_database_are_killed(strike, tmp_path, secrecy):
    hall = strike(HEAD + SITTING + "by nora as secretary\n" + ELECTION.format(secrecy=secrecy))
    hands = [Hand(hall.served, delegate) for delegate in DELEGATES]
    secretary = Hand(hall.served, "nora")
    place, answers, over = f"{HERE}/elections/auditor", [], threading.Event()

    def votes_again_and_again(hand):
        receipts = set()
        while not over.is_set() or not receipts:
            choice = {f"for-{DELEGATES[stance(hand.alias) == 'for']}": "yes"}
            status, _, page = hand.sends(f"{place}/ballot", **choice)
            assert (status, "Your ballot is in the box" in page) == (200, True), page
            receipts.add(re.search(r'(?s)<pre class="receipt"[^>]*>(.*?)</pre>', page)[1])
            answers.append(hand.alias)
        return receipts

    given = [one.result() for one in under_kills(hall, hands, votes_again_and_again, answers, over)]
    assert {len(receipts) for receipts in given} == {1}, "a second receipt"
    assert secretary.sends(f"{place}/close")[0] == 302
    assert secretary.sends(f"{place}/count")[0] == 302
    polled, declared = (line["data"] for line in entries(hall.served, tmp_path)[-2:])
    kept = [unescape(one).strip() + "\n" for receipts in given for one in receipts]
    verifies_receipts(hall.served, tmp_path, kept)

    for_second = sum(stance(d) == "for" for d in DELEGATES)
    assert (polled["voters"]["count"], polled["ballots"]["count"]) == (32, 32)
    assert {p["name"]: p["number"] for p in declared["votes"]} == {
        "d-1": 32 - for_second, "d-2": for_second,
    }  # fmt: skip


def test_the_sitting_goes_on_from_the_last_act_when_all_was_cut_off(strike, tmp_path, chromium):
    hall = strike(HEAD + SITTING)
    hand = Hand(hall.served, "d-7")
    wall, office = (chromium.new_context().new_page() for _ in range(2))
    for page in (wall, office):
        page.set_default_timeout(30_000)
    wall.goto(f"{hall.served.url}{HERE}/screen")
    office.context.add_cookies(
        [{"name": k, "value": v, "url": hall.served.url}
         for k, v in Hand(hall.served, "sally").cookies.items()]
    )  # fmt: skip
    office.goto(f"{hall.served.url}{HERE}/chair")
    hand.acts("floor.requested", "before", "mandate:d-7", delegate="d-7")
    office.context.close()
    hall.served.kill()
    wall.locator("body.stale").wait_for()
    hall.kill_database()
    hall.served = Served(hall.served.folder, "run", port=hall.served.port)

    # The same screen comes back by itself, and a browser that is new takes the next step.
    chair = Hand(hall.served, "sally")
    page = chair.ask("GET", f"{HERE}/chair")[2]
    step = re.search(r'name="step" value="(call[^"]*)"', page)[1]
    key = re.search(r'name="key" value="([^"]+)"', page)[1]
    assert chair.sends(f"{HERE}/chair", step=step, key=key)[0] == 302
    wall.get_by_text("Has the floor").wait_for()
    wall.locator("h1", has_text="Delegate d-7").wait_for()
    wall.locator("body:not(.stale)").wait_for()
    wall.context.close()
    record = entries(hall.served, tmp_path)

    assert [line["kind"] for line in record[-2:]] == ["floor.requested", "floor.called"]
    assert all(line["body"] == BODY for line in record)
