"""The screen on the wall: what is in hand, large; it changes nothing and needs no sign-in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from delegata.council.deliberation import Division, Motion
from delegata.council.state import Council
from delegata.office.desk import name_of, premises, visible_body, words_of
from delegata.office.drawings.hemicycle import hemicycle
from delegata.office.pages.decisions import bar_of
from delegata.office.pages.floor import on_the_floor
from delegata.office.readers.blocs import blocs
from delegata.store.ballot_box import BallotBox, division_poll

LONGEST_TEXT = 600


def screen(request: HttpRequest, name: str) -> HttpResponse:
    """One picture of the sitting: the vote, else the speaker, else the last result."""
    shown = visible_body(request, name)
    council = shown.chronicle.council
    division = council.divisions.get(council.dividing)
    last = None if division or council.speaking else _last(council)
    motion = _motion(council, division or last)
    text = words_of(shown.chronicle, motion.text) if motion and motion.text else ""
    seats = blocs(council)
    return render(
        request,
        "pages/screen.html",
        {
            "council": council,
            "item": next((i.title for i in council.agenda if i.state == "taken"), ""),
            "division": division,
            "last": last,
            "motion": motion,
            "mover": name_of(motion.mover) if motion else "",
            "text": text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]} …",
            "turnout": _turnout(council, division),
            "bar": bar_of(council, last, motion.title) if last and motion else "",
            "hemicycle": hemicycle(seats, "Those present, by faction") if seats else "",
            **on_the_floor(council),
        },
    )


def _last(council: Council) -> Division | None:
    """The division that was closed last in this sitting, if nothing was moved since."""
    if council.sitting is None:
        return None
    since = max(
        (m.mark.position for m in council.motions.values() if m.state == "moved"), default=0
    )
    begun = max(since, council.sitting.opened.position)
    closed = [
        (d.closed.position, d)
        for d in council.divisions.values()
        if d.state == "closed" and d.closed is not None and d.closed.position > begun
    ]
    return max(closed, key=lambda pair: pair[0])[1] if closed else None


def _motion(council: Council, division: Division | None) -> Motion | None:
    if division is not None:
        return council.motions[division.motion]
    waiting = [m for m in council.motions.values() if m.state == "moved"]
    return max(waiting, key=lambda m: m.mark.position, default=None)


def _turnout(council: Council, division: Division | None) -> int | None:
    if division is None or not division.by_ballot:
        return None
    return BallotBox(premises().register, division_poll(council.body, division)).turnout()
