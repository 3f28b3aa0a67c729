"""The federation: its bodies as a graph and as a list."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from delegata.council.state import Council
from delegata.office.desk import federation, visible_record
from delegata.office.drawings.federation import Edge, Node, federation_graph
from delegata.office.order import by_number
from delegata.office.readers.places import places_of

MOST_DRAWN = 30
"""A drawing of more bodies than this is looked at by few, and waits folded."""
MOST_IN_VIEW = 3
"""A drawing of more bodies than this is scrolled on a telephone, where it could not be read."""


def overview(request: HttpRequest) -> HttpResponse:
    councils, closed = _councils(request)
    nodes = [Node(c.body, c.tier, c.name, _line(c), f"/bodies/{c.body}") for c in councils]
    nodes += [Node(c.body, c.tier, c.name, "for its members", "") for c in closed]
    edges = [Edge(part.body, c.body, part.how) for c in councils for part in c.constituents]
    return render(
        request,
        "pages/federation.html",
        {
            "graph": federation_graph(nodes, edges, "The federation: who constitutes whom"),
            "councils": councils,
            "closed": closed,
            "adopted": _adopted(councils),
            "held": _held(councils),
            "places": places_of(request),
            "folded": len(nodes) > MOST_DRAWN,
            "wide": len(nodes) > MOST_IN_VIEW,
            "outside": sorted({e.lower for e in edges} - {n.id for n in nodes}, key=by_number),
        },
    )


def bodies(request: HttpRequest) -> HttpResponse:
    councils, closed = _councils(request)
    return render(
        request,
        "pages/bodies.html",
        {
            "councils": councils,
            "closed": closed,
            "adopted": _adopted(councils),
            "held": _held(councils),
        },
    )


def _adopted(councils: list[Council]) -> dict[str, int]:
    """How many texts of each body are in force, by its name."""
    return {
        council.body: sum(text.fallen is None for text in council.resolutions.values())
        for council in councils
    }


def _councils(request: HttpRequest) -> tuple[list[Council], list[Council]]:
    """The bodies that the visitor may see, and those of which there is the name alone."""
    seen, closed = [], []
    for body, whole in list(federation().bodies.items()):
        chronicle = visible_record(request, body)
        if chronicle is None:
            closed.append(whole.council)
        else:
            seen.append(chronicle.council)
    return sorted(seen, key=highest_first), sorted(closed, key=highest_first)


def highest_first(council: Council) -> tuple[int, tuple[int | str, ...]]:
    """The order in which bodies are listed: by tier, then by name."""
    return -council.tier, by_number(council.name)


def _held(councils: list[Council]) -> str:
    return ",".join(f"{c.body}:{c.size}" for c in councils[:60])


def _line(council: Council) -> str:
    if council.mandates:
        return f"{council.electorate:,} voting mandates"
    return f"{council.size:,} {'act' if council.size == 1 else 'acts'}"
