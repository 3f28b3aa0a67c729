"""What on a page keeps people out: what axe-core finds, and links or buttons on top of others."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# What passes a rule is not described, which is most of axe's work.
BARRIERS_ALONE = {"resultTypes": ["violations"]}
OVERLAPPING = """() => {
    const words = (it) => {
        const range = document.createRange();
        range.selectNodeContents(it);
        return range.getClientRects();
    };
    const boxes = [...document.querySelectorAll("a, button, select, input, summary")]
        .filter((it) => !it.closest("svg, .skip"))
        .filter((it) => it.checkVisibility({ visibilityProperty: true }))
        .flatMap((it) => [...words(it), ...it.getClientRects()].map((box) => [it, box]));
    const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
        && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;
    const name = (it) => it.textContent.trim() || it.name || it.tagName;
    return boxes.flatMap(([it, box], at) => boxes.slice(at + 1)
        .filter(([other, place]) => !it.contains(other) && other !== it && over(box, place))
        .map(([other]) => `${name(other)} lies on ${name(it)}`));
}"""


def barriers(page: Page, *rules: str) -> list[Any]:
    """The rules that a page breaks, of all or of some, with the places; none on a good page."""
    some = {"runOnly": list(rules)} if rules else {}
    found = Axe().run(page, options=BARRIERS_ALONE | some).response["violations"]
    return [*found, *([] if rules else page.evaluate(OVERLAPPING))]
