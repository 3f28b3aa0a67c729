"""A division as a bar against its base, with the line that a majority must pass."""

from typing import NamedTuple

from django.utils.safestring import SafeString

from delegata.office.drawings.svg import drawing, element, words

WIDTH, HEIGHT = 640.0, 96.0
LEFT, BAR_TOP, BAR_HEIGHT = 8.0, 34.0, 30.0
LETTER = 11.0
"""A name stands in a part that is wide enough for it, in the larger letters of the screen too."""


class Counts(NamedTuple):
    """The counts of a division; None where one is not stated. `base` is the size of its base."""

    in_favour: int | None
    against: int | None
    abstaining: int | None
    base: int | None
    needed: int | None


def division_bar(counts: Counts, title: str) -> SafeString:
    """For, against, abstaining, and those of the base who did not vote or are not stated."""
    known = [
        ("for", counts.in_favour),
        ("against", counts.against),
        ("abstaining", counts.abstaining),
    ]
    voted = sum(number or 0 for _, number in known)
    whole = max(counts.base or 0, voted, 1)
    unknown = any(number is None for _, number in known)
    parts, x = [], LEFT
    rest = ("not stated" if unknown else "not voting", whole - voted)
    for name, number in [*known, rest]:
        width = (WIDTH - 2 * LEFT) * (number or 0) / whole
        if width:
            parts.append(
                element(
                    "rect",
                    element("title", f"{name}: {number}"),
                    x=x,
                    y=BAR_TOP,
                    width=width,
                    height=BAR_HEIGHT,
                    class_=f"votes {name.replace(' ', '-')}",
                )
            )
        said = f"{name} {number or 0:,}"
        if width > LETTER * len(said):
            parts.append(
                words(
                    said,
                    x=x + 6,
                    y=BAR_TOP + 20,
                    class_=f"votes-name {name.replace(' ', '-')}",
                )
            )
        x += width
    if counts.needed is not None and counts.needed <= whole:
        at = LEFT + (WIDTH - 2 * LEFT) * counts.needed / whole
        parts += [
            element(
                "line", x1=at, x2=at, y1=BAR_TOP - 8, y2=BAR_TOP + BAR_HEIGHT + 8, class_="majority"
            ),
            words(f"{counts.needed:,} needed", x=at, y=BAR_TOP - 13, class_="majority-name"),
        ]
    spoken = ", ".join(f"{'not stated' if n is None else n} {name}" for name, n in known)
    return drawing("division", title, spoken, (WIDTH, HEIGHT), *parts)
