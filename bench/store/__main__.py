"""`python -m bench.store`: prints the table; `--seconds N` says how long each figure is taken."""

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from delegata.council.body import FoundBody
from delegata.council.entry import Actor, Entry
from delegata.council.mandate import PresentMandate
from delegata.council.rules import Competence, ConveningRule, MandateRule, RuleSet
from delegata.council.words import Holder
from delegata.store.federation import Federation
from delegata.store.postgres import address, connect, prepare
from delegata.store.writer import Writer

MANY = 32
ROUNDS = 5
SLOW_MS = 4
PERSON = "p-00000001"
BY = Actor(person=PERSON, right="office:secretary")
RULES = RuleSet(
    name="branch",
    title="Rules of a made-up branch",
    mandates=MandateRule(proofs=("paper",)),
    convening=ConveningRule(entitled=("secretary",)),
    majorities=(),
    competences=(Competence("secretary", ("mandate", "division")),),
)
GOALS = {"one writer": 0.5, "32 writers, 32 bodies": 0.5, "32 writers, one body": 1.0}


def rate(workers: int, seconds: float, prepared: Callable[[int], Callable[[int], None]]) -> float:
    """Completed calls a second of so many threads, each with what was prepared for it."""
    acts = [prepared(worker) for worker in range(workers)]
    done = [0] * workers
    gate = threading.Barrier(workers + 1)
    over = threading.Event()

    def work(worker: int) -> None:
        gate.wait()
        while not over.is_set():
            acts[worker](done[worker])
            done[worker] += 1

    threads = [threading.Thread(target=work, args=(worker,)) for worker in range(workers)]
    for thread in threads:
        thread.start()
    gate.wait()
    begun = time.perf_counter()
    time.sleep(seconds)
    over.set()
    for thread in threads:
        thread.join()
    return sum(done) / (time.perf_counter() - begun)


def plain_rate(uri: str, workers: int, seconds: float) -> float:
    """Commits of one row each, by as many connections; the row is as long as an act's line."""
    with connect(uri) as connection:
        connection.execute("create table if not exists plain (n bigserial primary key, row bytea)")
    connections = [connect(uri) for _ in range(workers)]
    row = b"x" * 400

    def prepared(worker: int) -> Callable[[int], None]:
        def act(_: int) -> None:
            connections[worker].execute("insert into plain (row) values (%b)", [row])

        return act

    try:
        return rate(workers, seconds, prepared)
    finally:
        for connection in connections:
            connection.close()


def presenting(writer: Writer, body: str, worker: int) -> Callable[[int], None]:
    def act(number: int) -> None:
        outcome = writer.perform(
            body,
            PresentMandate(
                by=BY,
                key=f"{worker}-{number}",
                mandate=f"m-{worker}-{number}",
                holder=Holder(label="A delegate"),
                from_body="below",
                proof="paper",
            ),
        )
        assert isinstance(outcome, Entry), outcome

    return act


def founded(writer: Writer, bodies: list[str]) -> None:
    for body in bodies:
        founding = FoundBody(
            by=BY,
            name="A branch",
            character="assembly",
            tier=0,
            rules=RULES,
            officers=(("secretary", PERSON),),
        )
        assert isinstance(writer.perform(body, founding), Entry)


def act_rate(uri: str, bodies: list[str], workers: int, seconds: float) -> float:
    """Acts a second through one writer, each answered after its commit."""
    writer = Writer(uri, Federation())
    founded(writer, bodies)
    try:
        return rate(
            workers,
            seconds,
            lambda worker: presenting(writer, bodies[worker % len(bodies)], worker),
        )
    finally:
        writer.stop()


def table(title: str, seconds: float) -> None:
    """Plain commits and acts in turn, round by round; the median ratio counts."""
    cases = {"one writer": (1, 1), "32 writers, 32 bodies": (MANY, MANY),
             "32 writers, one body": (MANY, 1)}  # fmt: skip
    rounds: dict[str, list[tuple[float, float]]] = {name: [] for name in cases}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        uri = address(Path(folder), None)
        with connect(uri) as connection:
            prepare(connection)
        for turn in range(ROUNDS):
            for name, (workers, size) in cases.items():
                bodies = [f"turn-{turn}-{workers}-{size}-{n}" for n in range(size)]
                plain = plain_rate(uri, workers, seconds)
                rounds[name].append((act_rate(uri, bodies, workers, seconds), plain))
    print(f"\n{title}")
    print(f"{'':24}{'acts/s':>9}{'plain/s':>9}{'ratio':>7}{'goal':>6}")
    for name, pairs in rounds.items():
        acts, plain = sorted(pairs, key=lambda pair: pair[0] / pair[1])[ROUNDS // 2]
        print(f"{name:24}{acts:9.0f}{plain:9.0f}{acts / plain:7.2f}{GOALS[name]:6.1f}")


def slowed(seconds: float) -> None:
    """The same once more in a process whose PostgreSQL flushes slowly."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)  # PostgreSQL may run as another user
        shim = Path(folder, "slow_fsync.so")
        source = Path(__file__).with_name("slow_fsync.c")
        subprocess.run(["gcc", "-shared", "-fPIC", "-O2", "-o", shim, source, "-ldl"], check=True)
        environment = os.environ | {"LD_PRELOAD": str(shim), "FSYNC_MS": str(SLOW_MS)}
        command = [sys.executable, "-m", "bench.store", "--slowed", "--seconds", str(seconds)]
        subprocess.run(command, check=True, env=environment)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.store", description=__doc__)
    parser.add_argument("--seconds", type=float, default=1.5)
    parser.add_argument("--slowed", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.slowed:
        table(f"Every flush to disk takes {SLOW_MS} ms longer", given.seconds)
        return
    print(
        f"Machine: {platform.platform()}, {os.cpu_count()} cores, Python {sys.version.split()[0]}"
    )
    table("The disk as it is", given.seconds)
    slowed(given.seconds)


if __name__ == "__main__":
    main()
