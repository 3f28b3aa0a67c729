"""A roll of 100,000 and of 1,000,000 made-up members: imported twice, exported, and the memory.

The first size comes in as a workbook too, into a register of its own.
"""

import csv
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import openpyxl

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


def workbook(path: Path, size: int) -> None:
    """The same table as a workbook, its days as days."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["Number", "First name", "Last name", "E-mail", "Joined"])
    for n in range(1, size + 1):
        person = [n, f"Given{n % 997}", f"Family{n}", f"m{n}@example.org"]
        sheet.append([*person, date(2024, 2, 29)])
    book.save(path)


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
        data = str(folder / "var-workbook")
        workbook(folder / "members.xlsx", SIZES[0])
        timed("found", str(folder / "bodies.csv"), str(folder / "officers.csv"), "--apply",
              "--data", data)  # fmt: skip
        took = timed("people", "import", str(folder / "members.xlsx"), "--body", "branch",
                     "--data", data, "--apply")  # fmt: skip
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        print(f"{SIZES[0]:>9,} members as XLSX: import {took:.1f} s; largest {most} MB")


if __name__ == "__main__":
    main()
