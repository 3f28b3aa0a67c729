"""`python -m bench.record`: verification against a bare loop over the same lines."""

import hashlib
import json
import secrets
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from bench.machine import machine
from cast import Stage
from delegata.record.checkpoint import Checkpoint, signed_checkpoint
from delegata.record.envelope import leaf_of, written
from delegata.record.note import signer, verifier
from delegata.record.tree import Tree
from delegata.verify.chain import check_checkpoint, read_chain
from delegata.verify.folder import Export, verify

EXAMPLE = Path(__file__).parents[1] / "examples" / "second-congress"
ROUNDS = 25


def main() -> None:
    """Prints the table."""
    records, export = demonstration()
    lines = [line for content in records.values() for line in content.splitlines()]
    key = signer("bench.example", bytes(32)).vkey
    trusted = verifier(key)

    def bare() -> None:
        for line in lines:
            json.loads(line)
            hashlib.sha256(line).digest()

    def chains() -> None:
        for body, content in records.items():
            chain = read_chain(body, content)
            origin = f"bench.example/{body}"
            assert not list(check_checkpoint(chain, export.checkpoints[body], trusted, origin))

    def judged() -> None:
        assert verify(export, key=key).ok

    size = sum(map(len, lines)) // len(lines)
    print(machine())
    print(f"{len(records)} bodies, {len(lines)} entries, {size} bytes each on average\n")
    works = {
        "bare loop: json.loads and SHA-256": bare,
        "bytes, tree and signatures": chains,
        "with every act judged again": judged,
    }
    rounds: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            rounds[name].append(taken(work))
    base = median(rounds["bare loop: json.loads and SHA-256"])
    for name, times in rounds.items():
        each = median(times) / len(lines) * 1e6
        print(f"{name:36} {each:7.1f} us an entry   {base / median(times):5.2f} of bare")


def taken(work: Callable[[], None]) -> float:
    """The processor time of one run."""
    started = time.process_time()
    work()
    return time.process_time() - started


def demonstration() -> tuple[dict[str, bytes], Export]:
    """The demonstration's records, signed."""
    stage = Stage(lambda: secrets.token_bytes(16))
    for file in sorted(EXAMPLE.glob("*.scenario")):
        stage.perform(file)
    own = signer("bench.example", bytes(32))
    records, checkpoints = {}, {}
    for body, its in stage.lines.items():
        tree = Tree(leaf_of(line) for line in its)
        records[body] = b"".join(written(line) + b"\n" for line in its)
        stated = Checkpoint(f"bench.example/{body}", len(its), tree.root())
        checkpoints[body] = signed_checkpoint(stated, own)
    return records, Export(records, checkpoints, own.vkey, ())


if __name__ == "__main__":
    main()
