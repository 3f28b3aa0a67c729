"""The album: real browser windows, and the pictures that they leave, in order, with their words."""

from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, expect, sync_playwright
from tests.chromium import launched

SIZES = {"desk": (1280, 900), "phone": (390, 844), "wall": (1280, 720)}
PATIENCE_MS = 30_000


class Picture(NamedTuple):
    """A picture: its file, and what it shows."""

    file: str
    words: str


class Album:
    """Opens windows and takes pictures; `finish` writes the page that holds them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._chapters: list[tuple[str, list[str], list[Picture]]] = []
        expect.set_options(timeout=PATIENCE_MS)
        self._playwright = sync_playwright().start()
        self._browser: Browser = launched(self._playwright)

    def window(self, size: str) -> Page:
        """A window with a cookie jar of its own: a desk, a phone, or a screen on the wall."""
        width, height = SIZES[size]
        page = self._browser.new_context(
            viewport={"width": width, "height": height},
            has_touch=size == "phone",
            reduced_motion="reduce",
        ).new_page()
        page.set_default_timeout(PATIENCE_MS)
        return page

    def chapter(self, title: str) -> None:
        print(f"\n{title}", flush=True)
        self._chapters.append((title, [], []))

    def note(self, words: str) -> None:
        """A sentence of the chapter, with the figures of this run."""
        print(f"  {words}", flush=True)
        self._chapters[-1][1].append(words)

    def take(self, page: Page, name: str, words: str) -> None:
        """A picture of what the window shows now."""
        number = sum(len(pictures) for _, _, pictures in self._chapters) + 1
        file = f"{number:02}-{name}.png"
        page.screenshot(path=self._folder / file)
        self._chapters[-1][2].append(Picture(file, words))

    def finish(self, title: str, opening: str, where: str) -> str:
        """The tour as a page: chapters, sentences, pictures; `where` is the pictures' folder."""
        parts = [f"# {title}", opening]
        for head, sentences, pictures in self._chapters:
            parts += [f"## {head}", *sentences]
            parts += [f"![{p.words}]({where}{p.file})\n\n*{p.words}*" for p in pictures]
        return "\n\n".join(parts) + "\n"

    def close(self) -> None:
        self._browser.close()
        self._playwright.stop()
