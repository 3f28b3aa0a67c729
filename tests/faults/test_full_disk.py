"""A disk that is full: it is said plainly, nothing is half written, and all goes on with room.

Where a file system can be mounted, a small one is filled up; elsewhere a library that is loaded
before PostgreSQL refuses to let files grow. The name of the test says which ran.
"""

import itertools
import json
import os
import subprocess
from contextlib import contextmanager

import pytest
from faulty_hall import (
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
from shim import Shim

from served import Served

SIZE = "160m"
FULL = "The disk of the server is full"


class SmallDisk:
    """A file system in memory that holds little."""

    def __init__(self, folder):
        self.environment = {}
        self._ballast = folder / "ballast"

    def fill(self):
        with self._ballast.open("wb", buffering=0) as ballast:
            try:
                while True:
                    ballast.write(bytes(4096))
            except OSError:
                pass

    def make_room(self):
        self._ballast.unlink()


@contextmanager
def mounted(folder):
    """A small file system on a folder, as long as it is needed."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "none", folder], check=True)
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


@pytest.fixture(params=["tmpfs", "preloaded"])
def disk(request, tmp_path, tmp_path_factory):
    if request.param == "preloaded":
        yield Shim(tmp_path_factory.mktemp("shim"))
        return
    if os.geteuid() != 0:
        pytest.skip("no file system can be mounted here; the preloaded library stands for it")
    with mounted(tmp_path) as small:
        yield small


def test_a_full_disk_is_said_and_harms_nothing(disk, tmp_path, tmp_path_factory):
    scene = HEAD + SITTING + DIVISION.format(method="electronic")
    hall = Served.of(tmp_path, scene, environment=disk.environment)
    hands = [Hand(hall, delegate) for delegate in DELEGATES]
    ballots = {hand.alias: hand.ballot() for hand in hands}
    chair, talker = Hand(hall, "sally"), hands[0]
    token = talker.form_token()
    disk.fill()

    # Acts go on as long as the files have room, and then are refused in plain words, once.
    acknowledged, refused = {}, ""
    for number in itertools.count():
        kind = ("floor.requested", "floor.request-withdrawn")[number % 2]
        form = (f"csrfmiddlewaretoken={token}&right=mandate:d-1&once=n-{number}&delegate=d-1"
                f"&source={'x' * 290}")  # fmt: skip
        status, headers, page = talker.ask(
            "POST", f"{HERE}/acts/{kind}", form,
            **{"Content-Type": "application/x-www-form-urlencoded"},
        )  # fmt: skip
        if status != 302:
            refused = (status, page)
            break
        acknowledged[f"n-{number}"] = int(headers["Location"].rpartition("=")[2])
    assert refused[0] == 503
    assert FULL in refused[1]
    assert "was not recorded" in refused[1]
    assert talker.ask("GET", f"{HERE}/floor")[0] == 200, "who only reads notices nothing"

    # Ballots: a receipt is given, or it is said that there is none.
    receipts, without = {}, []
    for hand in hands:
        status, _, text = hand.ask("POST", "/hall/ballot", ballots[hand.alias])
        said = json.loads(text)
        assert (status, said["state"]) in {(200, "taken"), (503, "away")}, said
        if status == 200:
            receipts[hand.alias] = said["receipt"]
        else:
            assert FULL in said["say"]
            without.append(hand)

    disk.make_room()
    acknowledged["last"] = talker.acts(kind, f"n-{number}", "mandate:d-1", delegate="d-1")
    acknowledged[f"n-{number}"] = acknowledged.pop("last")
    receipts |= {hand.alias: hand.casts(ballots[hand.alias]) for hand in hands}
    assert chair.sends(f"{HERE}/divisions/wages/close")[0] == 302
    elsewhere = tmp_path_factory.mktemp("export")
    record = entries(hall, elsewhere)
    verifies_receipts(hall, elsewhere, list(receipts.values()))
    hall.stop()

    standing = position_of(record)
    assert {k: p for k, p in standing.items() if k.startswith("n-")} == acknowledged
    assert record[-1]["data"]["ballots"]["count"] == len(DELEGATES)
    assert without or len(receipts) == len(DELEGATES)
