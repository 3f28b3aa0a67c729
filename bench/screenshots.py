"""`python -m bench.screenshots URL FOLDER`: takes the pictures of the documentation."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright
from tests.chromium import launched

PICTURES = {
    "federation": "/",
    "congress": "/bodies/second-congress",
    "sittings": "/bodies/second-congress/sittings?at=1917-10-26T05:17",
    "division": "/bodies/central-committee/divisions/insurrection",
    "chain": "/bodies/new-executive/mandates/cec-b-7",
}


def main() -> None:
    """Takes each picture from a served demonstration."""
    url, folder = sys.argv[1], Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = launched(playwright)
        page = browser.new_page(viewport={"width": 1280, "height": 980})
        for name, address in PICTURES.items():
            page.goto(url + address)
            page.screenshot(path=str(folder / f"{name}.png"))
        browser.close()


if __name__ == "__main__":
    main()
