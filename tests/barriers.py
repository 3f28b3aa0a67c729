"""What on a page keeps out who cannot see it, or uses no mouse, by the rules of axe-core."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# What passes a rule is not described, which is most of axe's work.
BARRIERS_ALONE = {"resultTypes": ["violations"]}


def barriers(page: Page, *rules: str) -> list[dict[str, Any]]:
    """The rules that a page breaks, of all or of some, with the places; none on a good page."""
    some = {"runOnly": list(rules)} if rules else {}
    found: list[dict[str, Any]] = (
        Axe().run(page, options=BARRIERS_ALONE | some).response["violations"]
    )
    return found
