"""The record itself: entries, their proofs, and the signed checkpoint."""

import json

from django.http import Http404, HttpRequest, HttpResponse

from delegata.office.desk import premises, visible_body
from delegata.office.pages.shown import show
from delegata.office.readers.minutes import lines
from delegata.record.checkpoint import Checkpoint, origin_of, signed_checkpoint
from delegata.record.envelope import written

A_PAGE = 100


def overview(request: HttpRequest, name: str) -> HttpResponse:
    shown = visible_body(request, name)
    asked = request.GET.get("before", "")
    last = (
        min(int(asked), shown.council.size)
        if asked.isdecimal() and len(asked) < 16
        else shown.council.size
    )
    first = max(last - A_PAGE, 0)
    return show(
        request,
        shown,
        "pages/record.html",
        "/record",
        first=first,
        rows=lines(shown, first, last)[::-1],
        checkpoint=_checkpoint(
            name, shown.chronicle.tree.root(shown.council.size), shown.council.size
        ),
        vkey=premises().signer.vkey,
    )


def entry(request: HttpRequest, name: str, position: int) -> HttpResponse:
    shown = visible_body(request, name)
    if position >= shown.council.size:
        raise Http404(f"The record of {name} has no entry {position} up to then.")
    line = shown.chronicle.line(position)
    proof = shown.chronicle.tree.inclusion(position, shown.council.size)
    return show(
        request,
        shown,
        "pages/entry.html",
        "/record",
        position=position,
        line=lines(shown, position, position + 1)[0],
        entry=line.entry,
        cited=line.entry.cites,
        raw=json.dumps(json.loads(written(line)), indent=2, ensure_ascii=False),
        leaf=shown.chronicle.tree.levels[0][position].hex(),
        proof=[step.hex() for step in proof],
    )


def checkpoint_file(request: HttpRequest, name: str) -> HttpResponse:
    shown = visible_body(request, name)
    size = shown.council.size
    return HttpResponse(
        _checkpoint(name, shown.chronicle.tree.root(size), size),
        content_type="text/plain; charset=utf-8",
    )


def _checkpoint(body: str, root: bytes, size: int) -> str:
    signer = premises().signer
    return signed_checkpoint(Checkpoint(origin_of(signer.name, body), size, root), signer)
