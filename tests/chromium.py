"""The Chromium that tests, tour and pictures drive: without a window, the lighter build first."""

import shutil

from playwright.sync_api import Browser, Playwright

PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
    "--disable-component-update", "--disable-sync", "--disable-quic",
]  # fmt: skip


def launched(playwright: Playwright) -> Browser:
    """A headless browser, which its caller closes."""
    path = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if path is None:
        raise FileNotFoundError("Chromium is missing; `make chromium` installs it")
    return playwright.chromium.launch(executable_path=path, args=FLAGS)
