"""`make tour`: a union congress of 300 delegates, from the founding to the verified export."""

import argparse
import shutil
import time
from pathlib import Path

from tour.album import Album
from tour.closing import closing
from tour.debate import debate
from tour.election import election
from tour.hall import Hall
from tour.opening import opening
from tour.recall import recall
from tour.replay import replay
from tour.votes import votes

TITLE = "A congress of 300, from the first call to the verified record"
OPENING = (
    "What `make tour` does, with nobody's help: it founds a made-up union, seats its congress, and"
    " runs a day of it on the real server, with real browsers for the officers and some delegates"
    " and an HTTP client for each of the others. It leaves pictures, export and receipts in"
    " `build/tour`. The figures below are those of the run that made this page."
)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tour", description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path("build/tour"))
    parser.add_argument("--docs", type=Path, help="write the tour into the documentation as well")
    given = parser.parse_args()
    shutil.rmtree(given.folder, ignore_errors=True)
    album = Album(given.folder / "pictures")
    hall = Hall(given.folder, album)
    begun = time.monotonic()
    try:
        for chapter in (replay, opening, debate, votes, recall, election, closing):
            chapter(hall)
    finally:
        hall.close()
        page = album.finish(TITLE, OPENING, "pictures/")
        (given.folder / "tour.md").write_text(page, "utf-8")
        album.close()
    if given.docs:
        _documented(given, album)
    print(f"\nAll of it took {time.monotonic() - begun:.0f} s; see {given.folder / 'tour.md'}")


def _documented(given: argparse.Namespace, album: Album) -> None:
    pictures = given.docs / "pictures" / "tour"
    shutil.rmtree(pictures, ignore_errors=True)
    shutil.copytree(given.folder / "pictures", pictures)
    shutil.copy(next(pictures.glob("*-wall-result.png")), given.docs / "pictures" / "hall.png")
    page = album.finish(TITLE, OPENING, "pictures/tour/")
    (given.docs / "tour.md").write_text(page, "utf-8")


if __name__ == "__main__":
    main()
