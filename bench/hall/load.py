"""The load: a lean program, so that what is measured has the cores for itself.

It is compiled once a run; `load.c` tells what it does.
"""

import os
import resource
import subprocess
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple


class Load(NamedTuple):
    """What a load measured: answers a second, and latencies in milliseconds."""

    rate: float
    median: float
    p99: float
    worst: float
    refused: int


@cache
def program() -> Path:
    """The compiled load; it stays until the benchmark ends."""
    _kept.append(folder := tempfile.TemporaryDirectory())
    source, made = Path(__file__).with_name("load.c"), Path(folder.name, "load")
    plain = {name: value for name, value in os.environ.items() if name != "LD_PRELOAD"}
    subprocess.run(["gcc", "-O2", "-o", made, source], check=True, env=plain)
    return made


_kept: list[tempfile.TemporaryDirectory[str]] = []


def load(port: int, requests: Iterable[bytes], connections: int) -> Load:
    """Sends all requests over so many connections, each its next when the last is answered."""
    with tempfile.NamedTemporaryFile() as file:
        file.writelines(requests)
        file.flush()
        command = [program(), "requests", str(port), str(connections), file.name]
        told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    done, seconds, median, p99, worst, refused = told.stdout.split()
    return Load(
        int(done) / float(seconds),
        *(int(micro) / 1000 for micro in (median, p99, worst)),
        int(refused),
    )


class Streams:
    """Clients that hold streams open, spread over processes where one may not have so many files.

    They tell of what the last of them has heard; times are those of `time.monotonic_ns`.
    """

    def __init__(self, port: int, count: int, held: str, body: str, page: str = "-") -> None:
        most = resource.getrlimit(resource.RLIMIT_NOFILE)[1] // (2 if page == "-" else 3)
        many = -(-count // most)
        shares = [count // many + (number < count % many) for number in range(many)]
        self._processes = [
            subprocess.Popen(
                [program(), "streams", str(port), str(share), f"held={held}", body, page, "300"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            )
            for share in shares
        ]  # fmt: skip

    def told(self, word: str) -> list[list[str]]:
        """What each process tells next under a word."""
        return [self._next(process, word) for process in self._processes]

    def _next(self, process: "subprocess.Popen[str]", word: str) -> list[str]:
        assert process.stdout is not None
        for line in process.stdout:
            said = line.split()
            if said[0] == word:
                return said[1:]
        raise AssertionError(f"the clients ended before they said {word!r}")

    def last(self, word: str, size: int) -> int:
        """When the last client had heard of a size, or held the page as of then."""
        while True:
            told = self.told(word)
            if all(int(said[0]) >= size for said in told):
                return max(int(said[1]) for said in told)

    def close(self) -> None:
        for process in self._processes:
            assert process.stdin is not None
            process.stdin.close()
            process.wait(60)


def post(content: bytes, cookie: str = "", path: str = "/hall/ballot") -> bytes:
    """A request that a device sends."""
    extra = f"Cookie: {cookie}\r\n" if cookie else ""
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{extra}Content-Type: application/json\r\n"
    return f"{head}Content-Length: {len(content)}\r\n\r\n".encode() + content
