"""A division as a bar against its base, with the line that a majority must pass."""

from typing import NamedTuple

from django.utils.safestring import SafeString

from delegata.office.drawings.svg import drawing, element, words

WIDTH, HEIGHT = 400.0, 70.0
"""As wide as a telephone, so that its letters can be read there."""
LEFT, BAR_TOP, BAR_HEIGHT = 6.0, 30.0, 30.0
LETTER = 10.5
"""A name stands in a part that is wide enough for it, in the larger letters of the screen too."""
ASIDE = 6.0
"""How far a name keeps from the edge of its part, and from the line that a majority must pass."""
NAME_HALF = 66.0
"""Half of the longest name of that line, which does not run over the edge."""


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
    shown = counts.needed is not None and counts.needed <= whole
    at = LEFT + (WIDTH - 2 * LEFT) * (counts.needed or 0) / whole if shown else None
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
        free, wide = _free(x, x + width, at)
        if wide > LETTER * len(said):
            parts.append(
                words(
                    said,
                    x=free + ASIDE,
                    y=BAR_TOP + 21,
                    class_=f"votes-name {name.replace(' ', '-')}",
                )
            )
        x += width
    if at is not None:
        parts += [
            element(
                "line", x1=at, x2=at, y1=BAR_TOP - 6, y2=BAR_TOP + BAR_HEIGHT + 6, class_="majority"
            ),
            words(
                f"{counts.needed:,} needed",
                x=min(max(at, NAME_HALF), WIDTH - NAME_HALF),
                y=BAR_TOP - 10,
                class_="majority-name",
            ),
        ]
    spoken = ", ".join(f"{'not stated' if n is None else n} {name}" for name, n in known)
    return drawing("division", title, spoken, (WIDTH, HEIGHT), *parts)


def _free(left: float, right: float, line: float | None) -> tuple[float, float]:
    """Where a name can stand in a part, and how wide: on the wider side of a line through it."""
    if line is None or not left <= line <= right:
        return left, right - left
    return (left, line - left) if line - left > right - line else (line, right - line)
