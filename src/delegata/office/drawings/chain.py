"""A mandate's chain drawn down to the base: each body, the act that gave the mandate, its age."""

from typing import NamedTuple

from django.utils.safestring import SafeString

from delegata.office.drawings.svg import drawing, element, words

WIDTH, STEP, BOX = 640.0, 132.0, 92.0


class Link(NamedTuple):
    """One link: a body, who holds the seat there, what gave it, and whether it stands."""

    body: str
    holder: str
    basis: str
    state: str
    href: str = ""


def chain(links: list[Link], title: str) -> SafeString:
    """Links from the top down; one whose basis is not stated or that ended is drawn broken."""
    height = STEP * len(links) + 8
    parts = []
    for number, link in enumerate(links):
        y = 8 + STEP * number
        parts.append(_box(link, y))
        if number + 1 < len(links):
            whole = links[number + 1].state not in {"not stated", "ended"}
            parts.append(
                element(
                    "path",
                    d=f"M{WIDTH / 2} {y + STEP - 2}L{WIDTH / 2} {y + BOX + 6}m-6 10l6 -10l6 10",
                    class_=f"arrow{'' if whole else ' broken'}",
                )
            )
    said = "; rests on ".join(
        f"{link.holder} in {link.body} ({link.basis}, {link.state})" for link in links
    )
    return drawing("chain", title, said, (WIDTH, height), *parts)


def _box(link: Link, y: float) -> str:
    broken = link.state in {"not stated", "ended", "rejected"}
    box = "".join(
        [
            element(
                "rect",
                x=70,
                y=y,
                width=WIDTH - 140,
                height=BOX,
                rx=8,
                class_=f"link{' broken' if broken else ''}",
            ),
            words(_short(link.body), x=WIDTH / 2, y=y + 26, class_="link-body"),
            words(_short(link.holder), x=WIDTH / 2, y=y + 50, class_="link-holder"),
            words(
                _short(f"{link.basis} · {link.state}"), x=WIDTH / 2, y=y + 74, class_="link-basis"
            ),
        ]
    )
    return element("a", box, href=link.href) if link.href else box


def _short(text: str) -> str:
    return text if len(text) <= 64 else text[:62] + " …"
