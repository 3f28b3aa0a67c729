"""What a body decided: motions, divisions, resolutions with their annexes, polls beside them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from delegata.council.amendment import versions_of
from delegata.council.deliberation import Division, Resolution
from delegata.council.division.outcome import majority_by
from delegata.council.force import fall_of
from delegata.council.procedure.parts import words_adopted
from delegata.council.procedure.pending import majority_for
from delegata.council.seating import seat_of
from delegata.council.state import Council
from delegata.office.desk import Shown, name_of, visible_body, words_of
from delegata.office.drawings.division import Counts, division_bar
from delegata.office.pages.names import holder_of, mover_of
from delegata.office.pages.shown import show
from delegata.office.readers.open_ballots import (
    named_votes,
    names_shown,
    vote_words,
    voted_by_proxy,
    votes_by_name,
)
from delegata.office.readers.texts import NumberedLine, numbered
from delegata.office.readers.votes import counting


def overview(request: HttpRequest, name: str) -> HttpResponse:
    shown = visible_body(request, name)
    council = shown.council
    motions = sorted(council.motions.values(), key=lambda m: m.mark.position)
    held = counting(council)
    return show(
        request,
        shown,
        "pages/decisions.html",
        "/decisions",
        motions=[(m, held.get(m.id), mover_of(council, m.mover)) for m in motions],
        voided={one.motion for one in council.divisions.values() if one.state == "void"},
        resolutions=[
            (r, fall_of(council, r))
            for r in sorted(council.resolutions.values(), key=lambda r: r.number)
        ],
        polls=council.polls,
        allegiances=list(council.allegiances),
        credentials=council.credentials,
    )


def division_page(
    request: HttpRequest, shown: Shown, held: Division, *, status: int = 200, **context: Any
) -> HttpResponse:
    """The page of a division, with what more its caller has to say."""
    motion = shown.council.motions[held.motion]
    casters = voted_by_proxy(shown.council.body, held)
    return show(
        request,
        shown,
        "pages/division.html",
        "/decisions",
        status=status,
        division=held,
        motion=motion,
        text=words_of(shown.chronicle, motion.text) if motion.text else "",
        mover=mover_of(shown.council, motion.mover),
        bar=bar_of(shown.council, held, motion.title),
        roll=[
            (
                name,
                holder_of(shown.council, name),
                vote,
                held.weight(name),
                holder_of(shown.council, casters[name]) if name in casters else "",
                holder_of(shown.council, seat) if (seat := seat_of(held, name)) != name else "",
            )
            for name, vote in _votes_by_name(shown, held)
        ],
        table=bool(votes_by_name(shown, held)),
        dissents=[
            (name_of(who), words_of(shown.chronicle, text) if text else "")
            for who, text in held.dissents
        ],
        **context,
    )


def _votes_by_name(shown: Shown, held: Division) -> list[tuple[str, str]]:
    """The votes of a roll call or an open ballot by name, split ones in words."""
    if cast := named_votes(shown.council.body, held):
        return list(cast) if names_shown(shown) else []
    return [(name, vote_words(vote)) for name, vote in held.named]


def bar_of(council: Council, held: Division, title: str) -> str:
    """The votes of a division as a bar, with the line that they had to reach."""
    rule = majority_for(council, held.motion)
    counts = [
        f.number if not f.about or f.rest else None
        for f in (held.in_favour, held.against, held.abstaining)
    ]
    cast = None if None in counts[:2] else (counts[0] or 0) + (counts[1] or 0)
    sizes = {"cast": cast, "present": held.votes_present, "members": held.votes_of_all or None}
    size = sizes[rule.base]
    needed = None if size is None else majority_by(rule, rule.base).needed(size)
    return division_bar(
        Counts(counts[0], counts[1], counts[2], held.votes_present, needed), f"Votes on {title}"
    )


def resolution(request: HttpRequest, name: str, resolution: str) -> HttpResponse:
    shown = visible_body(request, name)
    adopted = shown.council.resolutions.get(resolution)
    if adopted is None:
        raise Http404(f"{shown.council.name} adopted no resolution {resolution} up to then.")
    return show(
        request,
        shown,
        "pages/resolution.html",
        "/decisions",
        resolution=adopted,
        fall=fall_of(shown.council, adopted),
        motion=shown.council.motions.get(adopted.id),
        lines=_numbered(shown, adopted),
        text=words_adopted(adopted, words_of(shown.chronicle, adopted.text))
        if adopted.text
        else "",
        annexes=[
            (title, words_of(shown.chronicle, text) if text else "", conflict)
            for title, text, conflict in adopted.annexes
        ],
        division=shown.council.divisions.get(adopted.division),
        parts=[shown.council.motions[name] for name in adopted.parts],
    )


def _numbered(shown: Shown, adopted: Resolution) -> tuple[NumberedLine, ...]:
    """The numbered lines of a resolution, where its motion counts them."""
    motion = shown.council.motions.get(adopted.id)
    whole = motion is not None and motion.text == adopted.text and not adopted.struck
    if motion is None or motion.lines is None or not whole:
        return ()
    version = versions_of(motion)[-1]
    return numbered(shown.council, motion, version, lambda name: words_of(shown.chronicle, name))
