"""Merging: all amendments to one text on one screen, and the text that comes of what carried."""

import secrets

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from delegata.council.amendment import ConsolidateText, by_hand, colliding, versions_of
from delegata.council.deliberation import Motion
from delegata.council.entry import Actor
from delegata.council.lines import lines_of
from delegata.council.voting_order import pending, unmerged
from delegata.office.desk import Shown, premises, visible_body, words_of
from delegata.office.pages.motions import known
from delegata.office.pages.names import why_not
from delegata.office.pages.shown import show
from delegata.office.pages.steps import detached, key_of, was_refused, written_as
from delegata.office.readers.rights import rights_of, with_second_factor
from delegata.office.readers.texts import differences, merged_words, numbered, proposals

MERGING = "motion.consolidated"


def merge(request: HttpRequest, name: str, motion: str) -> HttpResponse:
    """Shows what carried in its place, and what collides; the merged text is entered as read."""
    shown = visible_body(request, name)
    put, by = known(shown, motion), rights_of(request, shown.chronicle).by_office(MERGING)
    if by is None:
        raise Http404("Sign in as somebody who may make the consolidated text here.")
    if request.method != "POST":
        return _page(request, shown, put)
    with_second_factor(request)
    return _merged(request, shown, put, by)


def _merged(request: HttpRequest, shown: Shown, put: Motion, by: Actor) -> HttpResponse:
    words, width = request.POST.get("text", "").strip(), shown.council.standing.motion.line_width
    if not lines_of(words, width):
        return _page(request, shown, put, "The text is empty; write what is to be voted on.")
    text = detached(words)
    if isinstance(text, str):
        return _page(request, shown, put, text)
    values = {
        "by": by,
        "key": key_of(request),
        "motion": put.id,
        "text": text.name,
        "lines": len(lines_of(words, width)),
        "note": " ".join(request.POST.get("note", "").split()) or None,
    }
    command = written_as(ConsolidateText, values)
    if isinstance(command, str):
        return _page(request, shown, put, command)
    outcome = premises().writer.perform(shown.council.body, command, [text])
    if was_refused(outcome):
        return _page(request, shown, put, why_not(shown.chronicle.council, outcome))
    return redirect(f"/bodies/{shown.council.body}/motions/{put.id}")


def _page(request: HttpRequest, shown: Shown, put: Motion, wrong: str = "") -> HttpResponse:
    council = shown.council

    def words(digest: str) -> str:
        return words_of(shown.chronicle, digest)

    carried = unmerged(council, put)
    due = merged_words(council, put, carried, words)
    written = request.POST.get("text") or due
    return show(
        request,
        shown,
        "pages/merge.html",
        "/motions",
        status=422 if wrong else 200,
        wrong=wrong,
        motion=put,
        lines=numbered(council, put, versions_of(put)[-1], words),
        waiting=pending(council, put.amendments),
        carried=[one for one in proposals(council, put, words) if one.motion in carried],
        collisions=[
            (council.motions[one], council.motions[other]) for one, other in colliding(carried)
        ],
        unplaced=[one for one in carried if by_hand(council, one)],
        written=written,
        pieces=differences(words(put.text) if put.text else "", written),
        note=request.POST.get("note", ""),
        key=request.POST.get("key") or f"merge-{secrets.token_hex(8)}",
    )
