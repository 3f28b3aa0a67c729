"""Kills while 32 hands vote: every receipt given is kept, nobody votes twice, the count is right.

The short form kills three times each; `FAULTS=50` in the environment asks for the long one.
"""

import contextlib
import os
import random
import signal
import subprocess
import sys
import threading
from base64 import b64decode
from collections import Counter
from pathlib import Path

import psutil
import pytest
from casting import SIGNER, poll, stance

from delegata.council.balloting import tally
from delegata.record.ledger import seal
from delegata.record.note import verifier
from delegata.record.receipt import read_receipt
from delegata.store.ballot_box import BallotBox
from delegata.store.people import Register
from delegata.store.postgres import address

CASTING = Path(__file__).with_name("casting.py")
KILLS = int(os.environ.get("FAULTS", "3"))
VOTERS = 1500
MOMENTS = random.Random(1917)


class Casting:
    """A process that casts ballots, and the receipts that its voters hold."""

    def __init__(self, folder, secrecy, receipts, voters=VOTERS):
        self._receipts = receipts
        self._stirred = threading.Event()
        self._process = subprocess.Popen(
            [sys.executable, CASTING, folder, secrecy, str(voters)],
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self):
        for line in self._process.stdout:
            if line.endswith("\n"):  # a kill may cut the last line short
                voter, words = line.split()
                receipt = b64decode(words).decode()
                assert self._receipts.setdefault(voter, receipt) == receipt, "a second receipt"
                self._stirred.set()

    def goes_on(self):
        """Waits for a further receipt, or the end."""
        self._stirred.clear()
        while not self._stirred.wait(0.2):
            if self._process.poll() is not None:
                return

    def kill(self):
        self._process.kill()
        self.end()

    def end(self):
        status = self._process.wait(120)
        self._reader.join()
        self._process.stdout.close()
        return status


@pytest.fixture
def folder(tmp_path):
    """A data folder whose embedded server this process keeps in use, so that it outlives kills."""
    address(tmp_path, None)
    return tmp_path


def at_a_random_moment():
    threading.Event().wait(MOMENTS.uniform(0.0, 0.1))


def checked(folder, secrecy, receipts):
    """What is in the box against what voters hold."""
    register = Register(address(folder, None))
    box = BallotBox(register, poll(secrecy))
    sealed_voters, sealed_ballots = box.sealed()
    ballots, voters = box.ballots(), box.voters()
    register.close()
    rows = Counter(ballots if secrecy == "electronic" else voters)
    promised = [read_receipt(words, verifier(SIGNER.vkey)) for words in receipts.values()]
    assert all(rows[promise.row] == 1 for promise in promised), "a receipt is not kept, once"
    assert len(set(voters)) == len(voters) == len(ballots) == VOTERS == len(receipts)
    assert tally(ballots) == tuple(
        sum(stance(f"d-{n}") == said for n in range(VOTERS))
        for said in ("for", "against", "abstaining")
    )
    assert (sealed_voters, sealed_ballots) == (seal(voters), seal(ballots))


@pytest.mark.parametrize("secrecy", ["electronic", "secret"])
def test_kill_9_of_the_server_keeps_every_receipt_and_counts_nobody_twice(folder, secrecy):
    receipts = {}
    for _ in range(KILLS):
        casting = Casting(folder, secrecy, receipts)
        casting.goes_on()
        at_a_random_moment()
        casting.kill()
    assert Casting(folder, secrecy, receipts).end() == 0

    checked(folder, secrecy, receipts)


def test_kill_9_of_postgres_keeps_every_receipt_and_counts_nobody_twice(folder):
    receipts = {}
    for number in range(KILLS):
        # Each time there are some who have not voted yet.
        casting = Casting(folder, "electronic", receipts, VOTERS * (number + 1) // KILLS)
        casting.goes_on()
        at_a_random_moment()
        pid = int((folder / "postgres" / "postmaster.pid").read_text().splitlines()[0])
        for victim in [*psutil.Process(pid).children(), psutil.Process(pid)]:
            with contextlib.suppress(psutil.NoSuchProcess):
                victim.send_signal(signal.SIGKILL)
        assert casting.end() == 0, "who voted while the database was away is answered all the same"

    checked(folder, "electronic", receipts)
