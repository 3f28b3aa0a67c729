"""The federation: its bodies as a graph and as a list."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from delegata.council.state import Council
from delegata.office.desk import federation
from delegata.office.drawings.federation import Edge, Node, federation_graph


def overview(request: HttpRequest) -> HttpResponse:
    councils = _councils()
    nodes = [Node(c.body, c.tier, c.name, _line(c), f"/bodies/{c.body}") for c in councils]
    edges = [Edge(part.body, c.body, part.how) for c in councils for part in c.constituents]
    return render(
        request,
        "pages/federation.html",
        {
            "graph": federation_graph(nodes, edges, "The federation: who constitutes whom"),
            "councils": councils,
            "held": _held(councils),
            "outside": sorted({e.lower for e in edges} - {n.id for n in nodes}),
        },
    )


def bodies(request: HttpRequest) -> HttpResponse:
    councils = _councils()
    return render(request, "pages/bodies.html", {"councils": councils, "held": _held(councils)})


def _councils() -> list[Council]:
    councils = [chronicle.council for chronicle in list(federation().bodies.values())]
    return sorted(councils, key=lambda c: (-c.tier, c.name))


def _held(councils: list[Council]) -> str:
    return ",".join(f"{c.body}:{c.size}" for c in councils[:60])


def _line(council: Council) -> str:
    if council.mandates:
        return f"{council.electorate:,} voting mandates"
    return f"{council.size:,} {'act' if council.size == 1 else 'acts'}"
