"""`make bench-hall`: prints the table of ballots a second, on this disk and on a slow one."""

import argparse
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.hall.bare import TABLE, URI_VARIABLE
from bench.hall.load import Load, load, post
from bench.machine import machine
from delegata.council.balloting import AnnulDivision
from delegata.council.body import FoundBody
from delegata.council.credentials import ConfirmMandates
from delegata.council.division.opening import OpenDivision
from delegata.council.entry import Actor, Entry
from delegata.council.mandate import PresentMandate
from delegata.council.motion import Move
from delegata.council.presence import Arrive
from delegata.council.rules import Competence, ConveningRule, DivisionRule, MandateRule, RuleSet
from delegata.council.sitting import Convene, OpenSitting
from delegata.council.words import Holder
from delegata.record.admission import admission
from delegata.server.premises import Premises, open_premises
from delegata.store.postgres import connect

CONNECTIONS = 256
ROUNDS = 3
BODY = "congress"
CHAIR = "p-00000000"
BY = Actor(person=CHAIR, right="office:chair")
FAMILIES = ("mandate", "credentials", "meeting", "sitting", "presence", "motion", "division")
RULES = RuleSet(
    name="made-up",
    title="Rules of a made-up congress",
    mandates=MandateRule(proofs=("paper",)),
    convening=ConveningRule(entitled=("chair",)),
    majorities=(),
    divisions=DivisionRule(methods=("electronic",)),
    competences=(Competence("chair", FAMILIES),),
)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.hall", description=__doc__)
    parser.add_argument("--voters", type=int, default=30_000)
    parser.add_argument("--disk-only", action="store_true", help="leave the slow disk out")
    parser.add_argument("--slowed", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if not given.slowed:
        print(f"{machine()}; {CONNECTIONS} connections, load on the same cores")
    table("Every flush to disk takes 4 ms longer" if given.slowed else "The disk as it is",
          given.voters)  # fmt: skip
    if not given.slowed and not given.disk_only:
        with slowed() as environment:
            command = [sys.executable, "-m", "bench.hall", "--slowed"]
            subprocess.run([*command, "--voters", str(given.voters)], check=True, env=environment)


@contextmanager
def slowed() -> Iterator[dict[str, str]]:
    """An environment in which PostgreSQL's flushes take 4 ms longer."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)  # PostgreSQL may run as another user
        shim = Path(folder, "slow_fsync.so")
        source = Path(__file__).parents[1] / "store" / "slow_fsync.c"
        subprocess.run(["gcc", "-shared", "-fPIC", "-O2", "-o", shim, source, "-ldl"], check=True)
        yield os.environ | {"LD_PRELOAD": str(shim), "FSYNC_MS": "4"}


def table(title: str, voters: int) -> None:
    """The ballot box and the bare endpoints in turn; the median round counts."""
    measured: dict[str, list[Load]] = {"ballot box": [], "bare Starlette": [], "plain Django": []}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        with served("run", "--data", folder):
            pass  # the first start makes all tables
        premises = open_premises(Path(folder))
        try:
            congress(premises, voters)
            with connect(premises.uri) as connection:
                connection.execute(TABLE)
            environment = os.environ | {URI_VARIABLE: premises.uri}
            for turn in range(ROUNDS):
                ballots = list(_ballots(premises, f"turn-{turn}", voters))
                with served("run", "--data", folder) as port:
                    measured["ballot box"].append(load(port, ballots, CONNECTIONS))
                for name, factory, interface in (("bare Starlette", "bare", "asgi"),
                                                 ("plain Django", "plain", "wsgi")):  # fmt: skip
                    size = voters if factory == "bare" else voters // 4
                    with _granian(factory, interface, environment) as port:
                        measured[name].append(load(port, ballots[:size], CONNECTIONS))
                _checked(premises, f"turn-{turn}", voters)
        finally:
            premises.close()
    heads = f"{'a second':>10}{'ratio':>7}{'median ms':>11}{'p99 ms':>8}{'worst ms':>10}"
    print(f"\n{title}\n{'':18}{heads}{'refused':>9}")
    bare = _median(measured["bare Starlette"]).rate
    for name, rounds in measured.items():
        found = _median(rounds)
        print(f"{name:18}{found.rate:10.0f}{found.rate / bare:7.2f}{found.median:11.1f}"
              f"{found.p99:8.1f}{found.worst:10.1f}{found.refused:9}")  # fmt: skip


def _median(rounds: list[Load]) -> Load:
    return sorted(rounds, key=lambda found: found.rate)[len(rounds) // 2]


def congress(premises: Premises, voters: int, rules: RuleSet = RULES) -> None:
    """A congress in session, whose delegates are persons with sessions."""
    names = [f"d-{n}" for n in range(voters)]
    acts: list[object] = [
        FoundBody(by=BY, name="A made-up congress", character="congress", tier=0, rules=rules,
                  officers=(("chair", CHAIR),)),
        *(PresentMandate(by=BY, mandate=name, holder=Holder(person=f"p-{n + 1:08d}"),
                         from_body="below", proof="paper") for n, name in enumerate(names)),
        ConfirmMandates(by=BY, mandates=tuple(names)),
        Convene(by=BY, convocation="first", convener="chair", opens_on="2026-01-01"),
        OpenSitting(by=BY, sitting="first", convocation="first"),
        Arrive(by=BY, mandates=tuple(names)),
    ]  # fmt: skip
    waiting = [premises.writer.submit(BODY, act) for act in acts]
    for answer in waiting:
        outcome = answer.result()
        assert isinstance(outcome, Entry), outcome


def _ballots(premises: Premises, division: str, voters: int) -> Iterator[bytes]:
    """A division is opened, and everybody's ballot made ready, each from a session of its own."""
    move = Move(by=BY, motion=division, title=division, mover="chair")
    opened = OpenDivision(by=BY, division=division, motion=division, method="electronic")
    if premises.federation.chronicle(BODY).council.dividing:
        raise AssertionError("the division before is still open")
    for act in (move, opened):
        assert isinstance(premises.writer.perform(BODY, act), Entry)
    until, secret = int(time.time()) + 3600, bytes.fromhex(premises.secret)
    sessions = [secrets.token_hex(16) for _ in range(voters)]
    signed_in(premises, sessions)
    for n, session in enumerate(sessions):
        ballot = {"admission": admission(secret, f"p-{n + 1:08d}", session, until),
                  "body": BODY, "division": division, "mandate": f"d-{n}",
                  "stance": ("for", "against", "abstaining")[n % 3]}  # fmt: skip
        yield post(json.dumps(ballot).encode(), f"sessionid={session}")


def signed_in(premises: Premises, sessions: list[str]) -> None:
    """These sessions are signed in, and no others."""
    with connect(premises.uri) as connection, connection.cursor() as cursor:
        cursor.execute("truncate office.django_session")
        with cursor.copy(
            "copy office.django_session (session_key, session_data, expire_date) from stdin"
        ) as copy:
            for session in sessions:
                copy.write_row((session, "", "2100-01-01"))


def _checked(premises: Premises, division: str, voters: int) -> None:
    """Every ballot is in its box once; then the division is annulled, so that the next can open."""
    with connect(premises.uri) as connection:
        row = connection.execute(
            "select (select count(*) from voter where election = %s),"
            " (select count(*) from ballot where election = %s)", [f"division/{division}"] * 2
        ).fetchone()  # fmt: skip
    assert row == (voters, voters), row
    annulled = AnnulDivision(by=BY, division=division, reason="measured")
    assert isinstance(premises.writer.perform(BODY, annulled), Entry)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def served(*arguments: str, port: int = 0) -> Iterator[int]:
    port = port or free_port()
    command = [sys.executable, "-W", "ignore", "-m", "delegata", *arguments, "--port", str(port)]
    with _running(command, dict(os.environ), port):
        yield port


@contextmanager
def _granian(factory: str, interface: str, environment: dict[str, str]) -> Iterator[int]:
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", interface, "--factory", "--port",
               str(port), "--log-level", "warning", *(["--blocking-threads", "8"]
               if interface == "wsgi" else []), f"bench.hall.bare:{factory}"]  # fmt: skip
    with _running(command, environment, port):
        yield port


@contextmanager
def _running(command: list[str], environment: dict[str, str], port: int) -> Iterator[None]:
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        while True:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                assert server.poll() is None, "the server ended before it served"
                time.sleep(0.05)
        yield
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


if __name__ == "__main__":
    main()
