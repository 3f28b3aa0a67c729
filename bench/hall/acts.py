"""`python -m bench.hall.acts`: acts from devices, 32 hands at once on one body, through HTTP."""

import argparse
import json
import os
import secrets
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.hall.__main__ import BODY, congress, served, signed_in, slowed
from bench.hall.load import load, post
from bench.machine import machine
from delegata.record.admission import admission
from delegata.server.premises import Premises, open_premises

HANDS = 32
DELEGATES = 1300
ROUNDS = 3
REFUSED_EACH = 10
"""One act in so many asks for what the rules refuse."""


def requests(premises: Premises, turn: int) -> Iterator[bytes]:
    """Every delegate asks for the floor; one in ten asks twice, which is refused; all withdraw."""
    until, secret = int(time.time()) + 3600, bytes.fromhex(premises.secret)
    sessions = [secrets.token_hex(16) for _ in range(DELEGATES)]
    signed_in(premises, sessions)
    for kind in ("floor.requested", "floor.request-withdrawn"):
        for n, session in enumerate(sessions):
            token = admission(secret, f"p-{n + 1:08d}", session, until, "mandate")
            for again in range(2 if n % REFUSED_EACH == 0 else 1):
                said = {"admission": token, "body": BODY, "key": f"{kind}-{turn}-{n}-{again}",
                        "kind": kind, "right": f"mandate:d-{n}",
                        "said": {"delegate": f"d-{n}"}}  # fmt: skip
                yield post(json.dumps(said).encode(), f"sessionid={session}", "/hall/act")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.hall.acts", description=__doc__)
    parser.add_argument("--slowed", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if not given.slowed:
        print(f"{machine()}; {HANDS} hands on one body, load on the same cores")
        print(f"\n{'':34}{'acts a second':>14}{'median ms':>11}{'p99 ms':>8}{'refused':>9}")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        with served("run", "--data", folder):
            pass  # the first start makes all tables
        premises = open_premises(Path(folder))
        try:
            congress(premises, DELEGATES)
            with served("run", "--data", folder) as port:
                measured = [load(port, requests(premises, turn), HANDS) for turn in range(ROUNDS)]
        finally:
            premises.close()
    found = sorted(measured, key=lambda one: one.rate)[ROUNDS // 2]
    name = "every flush takes 4 ms longer" if given.slowed else "the disk as it is"
    print(f"{name:34}{found.rate:14.0f}{found.median:11.1f}{found.p99:8.1f}{found.refused:9}")
    if not given.slowed:
        with slowed() as environment:
            command = [sys.executable, "-m", "bench.hall.acts", "--slowed"]
            os.spawnvpe(os.P_WAIT, command[0], command, environment)


if __name__ == "__main__":
    main()
