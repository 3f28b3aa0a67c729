"""`python -m bench.counting`: this project beside its peers, one process a measurement, one run.

The peers stand in an environment of their own, `build/peers`:
`python -m venv build/peers` and there `pip install pyrankvote py-vote-core pyrcv votekit votelib
pref_voting`. Without it only this project is measured. `--quick` leaves out what takes minutes.
"""
# ruff: noqa: ANN001, ANN002, ANN201 # a table printed for people needs no types

import json
import subprocess
import sys
from pathlib import Path

from bench.counting.synthetic import poll
from delegata.representation.formats import blt

ROOT = Path(__file__).parents[2]
BUILD = ROOT / "build"
PEERS = BUILD / "peers" / "bin" / "python"
CONTESTS = sorted((ROOT / "tests" / "representation" / "scottish-stv").glob("*.blt"))
SECONDS_MAX = 600
REPEATS = 5


def measured(*command):
    try:
        run = subprocess.run(
            list(map(str, command)), capture_output=True, text=True, cwd=ROOT, timeout=SECONDS_MAX,
            check=True,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return None, f"more than {SECONDS_MAX} s"
    except subprocess.CalledProcessError as error:
        return None, "failed: " + error.stderr.strip().splitlines()[-1][:70]
    return json.loads(run.stdout.splitlines()[-1]), ""


def ours(*arguments):
    """The median of five processes."""
    runs = [
        measured(sys.executable, "-m", "bench.counting.case", *arguments)[0] for _ in range(REPEATS)
    ]
    return sorted(runs, key=lambda run: run[0] + run[1])[len(runs) // 2]


def show(name, result, note=""):
    if result is None:
        print(f"| {name} | | | | | {note} |")
        return
    prepare, counting, megabytes, elected = result
    shown = " ".join(map(str, elected)) if len(elected) < 9 else ""
    seconds = f"{prepare:.3f} | {counting:.3f} | {prepare + counting:.3f}"
    print(f"| {name} | {seconds} | {megabytes} | {shown} |", flush=True)


def table(title):
    print(f"\n{title}\n\n| | prepare s | count s | together s | peak MB | elected |")
    print("|---|---|---|---|---|---|")


def peers(names, *paths):
    for name in names if PEERS.exists() else ():
        result, note = measured(
            PEERS, "-W", "ignore", ROOT / "bench/counting/peers.py", name, *paths
        )
        show(name, result, note)


def million():
    file = BUILD / "million.blt"
    profile = poll(1_000_000).compact()
    BUILD.mkdir(exist_ok=True)
    file.write_bytes(blt.write(profile))
    table(f"1,000,000 ballots, 12 candidates, 5 seats, {len(profile):,} distinct rankings: STV")
    show("delegata, file to result", ours("from_files", "scottish-stv", file))
    show(
        "delegata, arrays to result, nothing joined", ours("from_arrays", "scottish-stv", 1_000_000)
    )
    show("delegata, wigm, file", ours("from_files", "wigm", file))
    show("delegata, meek, file", ours("from_files", "meek", file))
    peers(["votelib_blt", "pyrankvote", "py_vote_core", "pyrcv", "votekit"], file)


def contests(*, quick):
    table("The hundred real contests, in one process")
    show("delegata", ours("from_files", "scottish-stv", *CONTESTS))
    peers(["pyrankvote", "py_vote_core", "votekit"], *CONTESTS)
    if not quick:
        peers(["votekit_default"], *CONTESTS)


def meek(*, quick):
    ward = CONTESTS[0]
    table(f"Meek, {ward.stem}")
    show("delegata", ours("from_files", "meek", ward))
    if not quick:
        peers(["pref_voting_meek"], ward)


if __name__ == "__main__":
    quick = "--quick" in sys.argv
    million()
    contests(quick=quick)
    meek(quick=quick)
