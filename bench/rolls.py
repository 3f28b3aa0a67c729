"""A roll of 100,000 and of 1,000,000 made-up members: imported twice, exported, and the memory."""

import csv
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SIZES = (100_000, 1_000_000)
FOUND = (
    "body,name,character,tier,rules,listed\nbranch,Branch (made up),assembly,0,union-branch,no\n",
    "body,office,number,name,email\nbranch,secretary,0,Sec Retary (made up),\n",
)


def table(path: Path, size: int) -> None:
    """A table of so many made-up members."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Number", "First name", "Last name", "E-mail", "Joined"])
        for n in range(1, size + 1):
            writer.writerow([n, f"Given{n % 997}", f"Family{n}", f"m{n}@example.org", "2024-02-29"])


def timed(*arguments: str) -> float:
    """The seconds that a command takes."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-m", "delegata", *arguments], check=True, capture_output=True)
    return time.perf_counter() - begun


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for name, content in zip(("bodies.csv", "officers.csv"), FOUND, strict=True):
            (folder / name).write_text(content)
        for size in SIZES:
            data = str(folder / f"var{size}")
            table(folder / "members.csv", size)
            timed("found", str(folder / "bodies.csv"), str(folder / "officers.csv"), "--apply",
                  "--data", data)  # fmt: skip
            bring = ("people", "import", str(folder / "members.csv"), "--body", "branch", "--data",
                     data, "--apply")  # fmt: skip
            first, again = timed(*bring), timed(*bring)
            out = timed("people", "export", str(folder / "out.csv"), "--body", "branch", "--data",
                        data)  # fmt: skip
            most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
            print(f"{size:>9,} members: import {first:.1f} s, again {again:.1f} s,"
                  f" export {out:.1f} s; largest process so far {most} MB")  # fmt: skip


if __name__ == "__main__":
    main()
