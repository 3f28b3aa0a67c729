"""The hall of the tour: the server, the crowd, the windows, and how things are done in them."""

from pathlib import Path

from playwright.sync_api import Page

from tour.album import Album
from tour.crowd import Crowd, Device
from tour.network import BadNetwork
from tour.server import Server
from tour.union import CONGRESS, OFFICERS, Delegate, delegates

FAR_AWAY = 40
"""So many delegates take part from home, over a bad network."""
ABSENT = 8
"""So many never come."""
PLACE = f"/bodies/{CONGRESS}"


class Hall:
    """Everything that a chapter needs."""

    def __init__(self, folder: Path, album: Album) -> None:
        self.folder = folder
        self.album = album
        self.server = Server(folder / "var")
        self.crowd = Crowd()
        self.delegates = delegates()
        self.far = frozenset(one.alias for one in self.delegates[-FAR_AWAY:])
        self.ended: set[str] = set()
        """The mandates that ended on the way."""
        self.receipts: dict[str, dict[str, str]] = {}
        self._bad: BadNetwork | None = None
        self.windows: dict[str, Page] = {}

    def begin(self) -> None:
        """Starts the server, and the bad network before it."""
        self.server.start()
        self._bad = BadNetwork(self.server.port)

    @property
    def bad(self) -> BadNetwork:
        assert self._bad is not None, "the hall has begun"
        return self._bad

    def by_alias(self, alias: str) -> Delegate:
        return next(one for one in self.delegates if one.alias == alias)

    def enter(self) -> None:
        """Everybody signs in: officers, and all delegates from where they are."""
        links = self.server.links(*OFFICERS, *(one.alias for one in self.delegates))
        self.crowd.enter(self.url_of, links)

    def url_of(self, alias: str) -> str:
        """The address by which somebody reaches the hall."""
        return self.bad.url if alias in self.far else self.server.url

    def device(self, alias: str) -> Device:
        return self.crowd.devices[alias]

    def open(self, name: str, size: str, path: str, alias: str = "") -> Page:
        """A window, of somebody who signs in by a link of their own, or of nobody."""
        page = self.windows[name] = self.album.window(size)
        url = self.url_of(alias)
        if alias:
            page.goto(url + self.server.links(alias)[alias])
            page.locator("main form button").click()
            page.get_by_text("Sign out").wait_for()
        page.goto(url + path)
        return page

    def act(self, alias: str, kind: str, right: str, body: str = CONGRESS, **fields: str) -> None:
        """An act by its form, from the device of somebody in the crowd."""
        path = f"/bodies/{body}/acts/{kind}"
        said = {name.replace("_", " "): value for name, value in fields.items()}
        device = self.device(alias)
        self.crowd.wait(device.form(path, path, right=right, **said))

    def own(self, one: Delegate, kind: str, **fields: str) -> None:
        """An act that a delegate performs by the own mandate."""
        self.act(one.alias, kind, f"mandate:{one.mandate}", delegate=one.mandate, **fields)

    def told(self, division: str, first: tuple[int, ...], second: tuple[int, ...]) -> None:
        """Two tellers enter their counts apart; with the second they are opened and compared."""
        path = f"{PLACE}/divisions/{division}/count"
        for teller, votes in (("teller-1", first), ("teller-2", second)):
            named = zip(("in_favour", "against", "abstaining"), map(str, votes), strict=True)
            self.crowd.wait(self.device(teller).form(path, path, **dict(named)))

    def press(self, name: str, button: str) -> None:
        """A button that a window shows, once it shows it."""
        shown = self.windows[name].get_by_role("button", name=button).first
        asks = shown.get_attribute("data-ask")
        shown.click()
        if asks:
            asked = f"Press again: {button}"
            self.windows[name].locator("button.ready", has_text=asked).first.click()

    def vote(self, division: str, stances: dict[str, str]) -> None:
        """Everybody named casts an electronic ballot; the receipts are kept."""
        mandates = {one.alias: one.mandate for one in self.delegates}

        async def cast(device: Device) -> str:
            alias = device.alias
            return await device.vote(CONGRESS, division, mandates[alias], stances[alias])

        given = self.crowd.each(stances, cast)
        self.receipts[division] = dict(zip(stances, given, strict=True))

    def here(self) -> list[Delegate]:
        """The delegates who came."""
        return [one for one in self.delegates[ABSENT:] if one.mandate not in self.ended]

    def at(self, name: str, path: str) -> Page:
        """A window goes to another page."""
        page = self.windows[name]
        page.goto(self.server.url + path)
        return page

    def close(self) -> None:
        self.crowd.close()
        if self._bad is not None:
            self._bad.close()
        self.server.stop()
