"""The Second Congress of 1917, act by act from its scenarios, as this hall would have shown it."""

import re
from pathlib import Path

import httpx

from tour.hall import Hall
from tour.server import Server

SCENARIOS = Path("examples/second-congress")
PLACE = "/bodies/second-congress/screen"
MOMENTS = (
    ("praesidium be elected upon a proportional basis", "The presidium, proposed at 10.40 p.m."),
    ("In whose name do you speak?", "A speaker's credentials are challenged from the floor."),
    ("The Palace is taken", "A telephonogram is read in the night."),
    ("To the workers, soldiers and peasants .*Carried", "The proclamation: two against."),
    ("Declaration on peace .*Carried", "The decree on peace, carried by delegates' cards."),
    ("Decree on land .*Carried", "The decree on land: one against, eight abstaining."),
)


def replay(hall: Hall) -> None:
    """Performs the scenarios on a server of their own, and shows the wall at six moments."""
    album = hall.album
    album.chapter("The Second Congress, replayed in this hall")
    server = Server(hall.folder / "1917")
    files = sorted(SCENARIOS.glob("*.scenario"))
    acts = [server.command("perform", str(file)).rpartition(": ")[2].split()[0] for file in files]
    album.note(
        f"{sum(map(int, acts))} acts of October 1917 are performed from {len(files)} scenarios. The"
        " wall shows them as it would have then; `delegata demo --replay` runs them against the"
        " clock, with any number of screens following."
    )
    server.start()
    try:
        wall = album.window("wall")
        for words, caption in MOMENTS:
            wall.goto(f"{server.url}{PLACE}?at={_moment(server.url, words)}")
            album.take(wall, "replay", caption)
        wall.context.close()
    finally:
        server.stop()


def _moment(url: str, words: str) -> int:
    """After how many entries the wall first shows something."""
    with httpx.Client(base_url=url, trust_env=False) as client:
        for at in range(1, 2000):
            page = client.get(f"{PLACE}?at={at}").text.partition('class="stage')[2]
            said = " ".join(re.sub(r"<[^>]+>", " ", page.partition("<aside>")[0]).split())
            if re.search(words, said):
                return at
    raise RuntimeError(f"the wall never shows {words!r}")
