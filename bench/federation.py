"""`python -m bench.federation`: 1,000 made-up bodies with 100,000 mandates, served."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.machine import machine
from delegata.scenario.script import command_from, parse
from delegata.store.federation import Federation
from delegata.store.performer import Performer, register
from delegata.store.postgres import address, connect, prepare
from delegata.store.writer import Writer

BODIES = 1_000
MANDATES_EACH = 100
REQUESTS = 400
PAGES = ("/bodies/body-7", "/bodies/body-7/mandates", "/bodies/body-7/mandates/d-50",
         "/bodies/body-7/record", "/bodies/body-7/sittings", "/bodies")  # fmt: skip
HEAD = "person ada: Ada (made up)\nby ada as secretary\n"
BODY = """body body-{n}
found body Body {n}
    character: assembly
    tier: 0
    rules: union-congress
      motions: none
      mandates proofs: paper
    officers: secretary: @ada; chair: @ada; credentials: @ada
for m in 1..{each}:
present mandate d-{m}
    holder: delegate no. {m}
    from body: members
    proof: paper
confirm mandates d-1..{each}
"""


def main() -> None:
    """Loads, serves, asks, and prints the table."""
    print(f"{machine()}\n{BODIES} bodies, {BODIES * MANDATES_EACH} mandates")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        started = time.perf_counter()
        load(Path(folder) / "var")
        print(f"loaded in {time.perf_counter() - started:.0f} s")
        serve(Path(folder) / "var")


def load(folder: Path) -> None:
    """Performs the federation: every act decided and written as any other."""
    uri = address(folder, None)
    with connect(uri) as connection:
        prepare(connection)
        federation = Federation()
        writer = Writer(uri, federation)
        around = Performer(federation, writer).around()
        for n in range(BODIES):
            text = HEAD + BODY.replace("{n}", str(n)).replace("{each}", str(MANDATES_EACH))
            script = parse(text.encode(), "made-up.scenario")
            if n == 0:
                register(connection, federation, script.people)
            answers = [writer.submit(a.body, command_from(a, around)) for a in script.acts]
            for answer in answers:
                answer.result()
        writer.stop()


def serve(folder: Path) -> None:
    """Starts the server on what was loaded, and times the first page and many more."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    started = time.perf_counter()
    server = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "delegata", "run", "--data", str(folder), "--port",
         str(port)], stdout=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    assert server.stdout is not None
    assert any(line.startswith("Serving") for line in server.stdout)
    taken = ask(port, PAGES[0])
    print(f"start to first page: {time.perf_counter() - started:.1f} s")
    print(f"memory of the serving process: {largest_resident(server.pid)} MB")
    print(f"{'page':32}{'p50 ms':>8}{'p99 ms':>8}   (first: {taken * 1000:.0f} ms)")
    for page in PAGES:
        times = sorted(ask(port, page) for _ in range(REQUESTS))
        p50, p99 = times[REQUESTS // 2] * 1000, times[REQUESTS * 99 // 100] * 1000
        print(f"{page:32}{p50:8.1f}{p99:8.1f}")
    os.killpg(server.pid, signal.SIGTERM)
    server.wait(30)


def ask(port: int, page: str) -> float:
    """The seconds that a page takes over a connection of its own."""
    started = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", page)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    assert answer.status == 200, (page, answer.status)
    return time.perf_counter() - started


def largest_resident(parent: int) -> int:
    """The resident memory in MB of the largest Python process of the server."""
    sizes = [0]
    for status in Path("/proc").glob("[0-9]*/status"):
        text = status.read_text("utf-8") if status.exists() else ""
        kin = re.search(r"^PPid:\s+(\d+)", text, re.MULTILINE)
        if kin and int(kin[1]) == parent and (size := re.search(r"VmRSS:\s+(\d+)", text)):
            sizes.append(int(size[1]) // 1024)
    return max(sizes)


if __name__ == "__main__":
    main()
