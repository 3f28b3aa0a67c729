"""The federation as a graph of bodies in tiers: who constitutes whom."""

from typing import NamedTuple

from django.utils.safestring import SafeString

from delegata.office.drawings.svg import drawing, element, words

WIDTH, ROW, BOX_HEIGHT = 980.0, 146.0, 82.0
MOST_LINES = 3
MOST_IN_ROW = 6


class Node(NamedTuple):
    """A body: its tier (0 at the base), its name, a line about it, and its page."""

    id: str
    tier: int
    name: str
    line: str
    href: str


class Edge(NamedTuple):
    """A body that constitutes another, and how."""

    lower: str
    upper: str
    how: str


def federation_graph(nodes: list[Node], edges: list[Edge], title: str) -> SafeString:
    """Higher tiers stand above; a tier with many bodies takes several rows."""
    rows = _rows(nodes)
    places = {
        node.id: (_x(i, len(row)), 20 + ROW * level)
        for level, row in enumerate(rows)
        for i, node in enumerate(row)
    }
    lines = [
        _edge(places[edge.lower], places[edge.upper], edge.how)
        for edge in edges
        if edge.lower in places and edge.upper in places
    ]
    width = min(WIDTH / max(len(row) for row in rows) - 14, 210.0) if rows else 0.0
    boxes = [_node(node, places[node.id], width) for row in rows for node in row]
    said = "; ".join(f"{e.lower} constitutes {e.upper} ({e.how})" for e in edges)
    return drawing(
        "federation",
        title,
        said or "no body constitutes another",
        (WIDTH, max(ROW * len(rows), 60)),
        *lines,
        *boxes,
    )


def _rows(nodes: list[Node]) -> list[list[Node]]:
    rows = []
    for tier in sorted({node.tier for node in nodes}, reverse=True):
        row = [node for node in nodes if node.tier == tier]
        rows += [row[i : i + MOST_IN_ROW] for i in range(0, len(row), MOST_IN_ROW)]
    return rows


def _x(index: int, count: int) -> float:
    return WIDTH * (index + 0.5) / count


def _edge(lower: tuple[float, float], upper: tuple[float, float], how: str) -> str:
    (x1, y1), (x2, y2) = lower, upper
    below = y2 + BOX_HEIGHT
    if y1 <= y2:
        y1 += BOX_HEIGHT / 2
        below = y2 + BOX_HEIGHT / 2
    middle = (y1 + below) / 2
    return element(
        "path",
        element("title", how),
        class_=f"edge {how}",
        d=f"M{x1:.1f} {y1:.1f}C{x1:.1f} {middle:.1f} {x2:.1f} {middle:.1f} {x2:.1f} {below:.1f}",
    )


def _node(node: Node, place: tuple[float, float], width: float) -> str:
    x, y = place
    lines = _wrapped(node.name, max(int(width / 7.6), 8))
    names = [
        words(line, x=x, y=y + 22 + 16 * i, class_="node-name") for i, line in enumerate(lines)
    ]
    link = {"href": node.href} if node.href else {}
    return element(
        "a" if link else "g",
        element("rect", x=x - width / 2, y=y, width=width, height=BOX_HEIGHT, rx=8, class_="node"),
        *names,
        words(node.line, x=x, y=y + BOX_HEIGHT - 8, class_="node-line"),
        **link,
    )


def _wrapped(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) < width or not lines[-1]:
            lines[-1] = f"{lines[-1]} {word}".strip()
        else:
            lines.append(word)
    if len(lines) <= MOST_LINES:
        return lines
    return [*lines[: MOST_LINES - 1], lines[MOST_LINES - 1][: width - 2] + " …"]
