"""One measurement of this project in its own process: seconds, peak memory and winners."""
# ruff: noqa: ANN001, ANN002, ANN201 # a measurement needs no types

import json
import sys
import time
from pathlib import Path

from bench.counting.peers import peak_megabytes
from bench.counting.synthetic import poll
from delegata.representation.counting import count
from delegata.representation.formats import blt
from delegata.representation.profile import Profile


def from_files(rule, *paths):
    """From the files' bytes on disk to the result."""
    prepare = counting = 0
    for path in paths:
        start = time.perf_counter()
        profile = blt.read(Path(path).read_bytes())
        ready = time.perf_counter()
        elected = count(rule, profile).elected
        counting += time.perf_counter() - ready
        prepare += ready - start
    return prepare, counting, elected


def from_arrays(rule, ballots):
    """From one ranking a ballot in arrays, nothing joined, to the result."""
    drawn = poll(int(ballots))
    start = time.perf_counter()
    profile = Profile(drawn.candidates, drawn.preferences, drawn.starts, drawn.papers, drawn.seats)
    ready = time.perf_counter()
    elected = count(rule, profile).elected
    return ready - start, time.perf_counter() - ready, elected


if __name__ == "__main__":
    kind, *arguments = sys.argv[1:]
    prepare, counting, elected = globals()[kind](*arguments)
    print(json.dumps([prepare, counting, peak_megabytes(), sorted(elected)]))
