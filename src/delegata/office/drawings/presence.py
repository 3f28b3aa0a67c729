"""Presence over time as a step line, with the quorum that was needed, and what happened."""

from html import escape
from typing import NamedTuple

from django.utils.safestring import SafeString

from delegata.office.drawings.svg import drawing, element, words

WIDTH, HEIGHT = 900.0, 260.0
LEFT, TOP, BOTTOM = 54.0, 30.0, 42.0


class Point(NamedTuple):
    """Presence after one act: where on the line of acts, how many, how many are needed."""

    position: int
    present: int
    needed: int | None
    occasion: str
    href: str


class Vote(NamedTuple):
    """A division on the line of acts."""

    position: int
    title: str
    href: str


def presence(points: list[Point], votes: list[Vote], shown: int, last: int) -> SafeString:
    """The x axis is the order of acts; `shown` is the entry that the page stands at."""
    top = max([p.present for p in points] + [p.needed or 0 for p in points] + [1])
    first = points[0].position if points else 0
    frame = _Frame(first, max(last, first + 1), top)
    parts = [
        _axis(frame, top),
        _line(frame, points, last),
        _quorum(frame, points, last),
        *(_occasion(frame, point) for point in points),
        *(_vote(frame, vote) for vote in votes),
        _cursor(frame, shown),
    ]
    described = "; ".join(f"{p.occasion}: {p.present} present" for p in points[:60])
    return drawing(
        "presence",
        "Presence and quorum over the acts",
        described or "nobody present",
        (WIDTH, HEIGHT),
        *parts,
    )


class _Frame(NamedTuple):
    first: int
    last: int
    top: int

    def x(self, position: int) -> float:
        return LEFT + (WIDTH - LEFT - 12) * (position - self.first) / (self.last - self.first)

    def y(self, present: int) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * present / self.top


def _axis(frame: _Frame, top: int) -> str:
    base = frame.y(0)
    return "".join(
        [
            element("line", x1=LEFT, x2=WIDTH - 12, y1=base, y2=base, class_="axis"),
            words(f"{top:,}", x=LEFT - 8, y=frame.y(top) + 5, class_="tick"),
            words("0", x=LEFT - 8, y=base + 5, class_="tick"),
            words("order of the acts →", x=WIDTH - 14, y=HEIGHT - 8, class_="tick"),
        ]
    )


def _line(frame: _Frame, points: list[Point], last: int) -> str:
    path, level = "", 0
    for point in points:
        x = frame.x(point.position)
        path += (
            f"{'L' if path else 'M'}{x:.1f} {frame.y(level):.1f}L{x:.1f} "
            f"{frame.y(point.present):.1f}"
        )
        level = point.present
    path += f"L{frame.x(last):.1f} {frame.y(level):.1f}" if path else ""
    return element("path", d=path, class_="line") if path else ""


def _quorum(frame: _Frame, points: list[Point], last: int) -> str:
    known = [point for point in points if point.needed is not None]
    if not known:
        return ""
    ends = [*(point.position for point in known[1:]), last]
    steps = [
        element(
            "line",
            x1=frame.x(point.position),
            x2=frame.x(end),
            y1=frame.y(point.needed or 0),
            y2=frame.y(point.needed or 0),
            class_="quorum",
        )
        for point, end in zip(known, ends, strict=True)
    ]
    level = known[-1].needed or 0
    return "".join(
        [*steps, words(f"quorum {level:,}", x=LEFT + 6, y=frame.y(level) - 6, class_="quorum-name")]
    )


def _occasion(frame: _Frame, point: Point) -> str:
    if point.occasion not in {"walk-out", "recess", "sitting opened", "sitting closed"}:
        return ""
    x = frame.x(point.position)
    mark = element(
        "circle",
        element("title", f"{point.occasion}: {point.present} present"),
        cx=x,
        cy=frame.y(point.present),
        r=4.5,
        class_=f"mark {point.occasion[:4]}",
    )
    return element("a", mark, href=point.href)


def _vote(frame: _Frame, vote: Vote) -> str:
    x, y = frame.x(vote.position), HEIGHT - BOTTOM + 6
    shape = element(
        "path",
        element("title", escape(vote.title)),
        d=f"M{x - 6:.1f} {y + 11:.1f}L{x:.1f} {y:.1f}L{x + 6:.1f} {y + 11:.1f}Z",
        class_="vote",
    )
    return element("a", shape, href=vote.href, aria_label=f"Vote: {vote.title}")


def _cursor(frame: _Frame, shown: int) -> str:
    x = frame.x(min(max(shown, frame.first), frame.last))
    return element("line", x1=x, x2=x, y1=TOP - 12, y2=HEIGHT - BOTTOM, class_="cursor")
