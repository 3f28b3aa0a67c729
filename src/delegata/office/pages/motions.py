"""Motions: one on its page with its numbered text and its amendments, and how it is amended."""

import secrets
from functools import partial
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from delegata.council.act import Refused
from delegata.council.acts import decide
from delegata.council.amendment import AmendLines, versions_of, width_of
from delegata.council.deliberation import Motion
from delegata.council.entry import Actor
from delegata.council.lines import lines_of, words_at
from delegata.council.state import Council
from delegata.council.voting_order import PENDING, barred_from_vote, rivals_in_order
from delegata.office.desk import Shown, now, premises, visible_body, visible_record, words_of
from delegata.office.pages.names import mover_of, why_not
from delegata.office.pages.shown import show
from delegata.office.pages.steps import (
    as_first_sent,
    detached,
    key_of,
    take,
    was_refused,
    written_as,
)
from delegata.office.readers.motion_steps import motion_steps
from delegata.office.readers.rights import Rights, rights_of, with_second_factor
from delegata.office.readers.seconders import seconders
from delegata.office.readers.texts import (
    Proposal,
    numbered,
    proposals,
    revisions,
)
from delegata.office.readers.votes import votes_on
from delegata.record.envelope import DetachedText

AMENDING = "motion.lines-amended"
CHANGES = {
    "replace": "Put other words in place of lines",
    "strike": "Strike lines",
    "insert": "Insert words after a line",
}


def motion(request: HttpRequest, name: str, motion: str) -> HttpResponse:
    """Shows a motion to everybody; who may act on it presses a button."""
    shown = visible_body(request, name)
    put = known(shown, motion)
    if request.method != "POST":
        return _page(request, shown, put)
    steps = [
        step
        for one in _family(shown.chronicle.council, put.id)
        for step in _steps(request, shown, one)
    ]
    place = f"/bodies/{name}/motions/{put.id}"
    return take(request, shown, steps, place, lambda why: _page(request, shown, put, why))


def known(shown: Shown, motion: str) -> Motion:
    """A motion as it was at the moment shown."""
    found = shown.council.motions.get(motion)
    if found is None:
        raise Http404(f"{shown.council.name} has no motion {motion} up to then.")
    return found


def _family(council: Council, name: str) -> list[Motion]:
    """A motion and the amendments below it, as they are now."""
    motion = council.motions[name]
    return [motion, *(one for below in motion.amendments for one in _family(council, below))]


def _steps(request: HttpRequest, shown: Shown, motion: Motion) -> list[Any]:
    if shown.past:
        return []
    rights = rights_of(request, shown.chronicle)
    return motion_steps(shown.chronicle.council, motion, rights, now())


def _page(request: HttpRequest, shown: Shown, put: Motion, wrong: str = "") -> HttpResponse:
    council, rights = shown.council, rights_of(request, shown.chronicle)
    put = council.motions[put.id]
    words = _words(shown)
    tabled = proposals(council, put, words)
    barred = barred_from_vote(council, put) if put.state in {"moved", "deferred"} else None
    return show(
        request,
        shown,
        "pages/motion.html",
        "/motions",
        status=409 if wrong else 200,
        wrong=wrong,
        motion=put,
        mover=moved_by(request, council, put),
        seconders=seconders(council, put, partial(mover_of, council)),
        amended=council.motions.get(put.amends),
        lines=numbered(council, put, versions_of(put)[-1], words),
        proposals=_with_steps(request, shown, tabled),
        steps=_steps(request, shown, put),
        barred=why_not(council, barred) if barred else "",
        rivals=[one for one in rivals_in_order(council, put) if one.id != put.id],
        revisions=revisions(council, put, words),
        divisions=votes_on(council, put.id),
        resolution=council.resolutions.get(put.id),
        joins=[council.motions[name] for name in put.joins],
        recommendations=[
            (advice, words(advice.text) if advice.text else "") for advice in put.recommendations
        ],
        forms=_forms(request, shown, put),
        changes=list(CHANGES.items()) if _may_amend(rights, put) else [],
        merging=rights.by_office("motion.consolidated") is not None and bool(put.amendments),
        key=f"motion-{secrets.token_hex(8)}",
    )


class Tabled(NamedTuple):
    """An amendment on the page: what it says, who moved it, and the buttons beneath it."""

    proposal: Proposal
    mover: str
    seconders: tuple[str, ...]
    steps: tuple[Any, ...]
    below: tuple["Tabled", ...]


def _with_steps(
    request: HttpRequest, shown: Shown, tabled: tuple[Proposal, ...]
) -> tuple[Tabled, ...]:
    return tuple(
        Tabled(
            one,
            moved_by(request, shown.council, one.motion),
            tuple(seconders(shown.council, one.motion, partial(mover_of, shown.council))),
            tuple(_steps(request, shown, one.motion)),
            _with_steps(request, shown, one.below),
        )
        for one in tabled
    )


def moved_by(request: HttpRequest, council: Council, motion: Motion) -> str:
    """Who moved a motion: a body by its name, a delegate, or the words that the entry has."""
    sender = (
        visible_record(request, motion.sent_by) if motion.sent_by and not motion.joins else None
    )
    return sender.council.name if sender else mover_of(council, motion.mover)


def _forms(request: HttpRequest, shown: Shown, motion: Motion) -> list[tuple[str, str]]:
    """The forms that somebody may fill in about a motion, with what stands in them already."""
    rights = rights_of(request, shown.chronicle)
    waits = motion.state in _WAITING
    wanted = (
        ("motion.admissibility-ruled", "rule it inadmissible, with the grounds", waits),
        ("motion.recommended", "enter a recommendation", waits or motion.state in PENDING),
        ("motion.order-stated", "state the order of voting", bool(motion.amendments)),
        ("motion.rivals-declared", "declare what it competes with", motion.state in PENDING),
    )
    return [
        (f"{kind}?motion={motion.id}", words)
        for kind, words, fit in wanted
        if fit and not shown.past and rights.by_office(kind)
    ]


_WAITING = {"submitted", "admitted"}


def _words(shown: Shown) -> Any:
    return lambda digest: words_of(shown.chronicle, digest)


def _amendable(motion: Motion) -> bool:
    return motion.lines is not None and motion.state in {
        "moved", "deferred", "submitted", "admitted",
    }  # fmt: skip


def _may_amend(rights: Rights, motion: Motion) -> bool:
    """Whether somebody could amend lines of a text: an office, or a delegate if the rules let."""
    by = moving_right(rights, AMENDING)
    if by is None or not rights.may(AMENDING) or not _amendable(motion):
        return False
    nature, _, mandate = by.right.partition(":")
    if nature == "office":
        return True
    free = _free_name(rights.council, motion.id)
    tried = AmendLines(
        by=by, motion=free, amends=motion.id, change="strike", first=1, last=1,
        title="tried", mover=mandate, delegate=mandate,
    )  # fmt: skip
    return not isinstance(decide(rights.council, tried, rights.council.at), Refused)


class Written(NamedTuple):
    """The form of an amendment as it was filled in."""

    change: str
    first: str
    last: str
    title: str
    text: str
    mover: str


def amend(request: HttpRequest, name: str, motion: str) -> HttpResponse:
    """The form of an amendment to lines, with the words that stand there."""
    shown = visible_body(request, name)
    amended, rights = known(shown, motion), rights_of(request, shown.chronicle)
    if not rights.may(AMENDING) or not _amendable(amended):
        raise Http404("Sign in as a delegate of this body to amend a text that is in hand.")
    sent = request.POST if request.method == "POST" else request.GET
    written = Written(*(sent.get(field, "").strip() for field in Written._fields))
    if request.method != "POST":
        return _form(request, shown, amended, written)
    command, texts = _amendment(request, shown, amended, written)
    if isinstance(command, str):
        return _form(request, shown, amended, written, command)
    if command.by.right.startswith("office:"):
        with_second_factor(request)
    outcome = premises().writer.perform(name, command, texts)
    if was_refused(outcome):
        return _form(request, shown, amended, written, why_not(shown.chronicle.council, outcome))
    return redirect(f"/bodies/{name}/motions/{amended.id}#m-{command.motion}")


def _amendment(
    request: HttpRequest, shown: Shown, amended: Motion, written: Written
) -> tuple[AmendLines | str, list[DetachedText]]:
    council, rights = shown.chronicle.council, rights_of(request, shown.chronicle)
    mandate = council.seated.get(rights.person)
    by = moving_right(rights, AMENDING)
    numbers = [number for number in (written.first, written.last) if number]
    fit = all(number.isdecimal() and len(number) < 8 for number in numbers) and written.first
    if by is None or not fit or written.change not in CHANGES or not written.title:
        return "Name the lines by number, and a title.", []
    worded = written.text and written.change != "strike"
    text = detached(written.text) if worded else None
    if isinstance(text, str):
        return text, []
    width = council.standing.motion.line_width
    first = int(written.first)
    values = {
        "by": by,
        "key": key_of(request),
        "motion": _free_name(as_first_sent(shown.chronicle, key_of(request)), amended.id),
        "amends": amended.id,
        "change": written.change,
        "first": first,
        "last": first if written.change == "insert" else int(written.last or first),
        "title": written.title,
        "mover": mandate or written.mover or "not named",
        "delegate": mandate,
        "text": text.name if text else None,
        "lines": len(lines_of(text.text, width)) or None if text else None,
    }
    return written_as(AmendLines, values), [text] if text else []


def moving_right(rights: Rights, kind: str) -> Actor | None:
    """By what right somebody moves: the mandate, where one is held, else an office."""
    mandate = rights.council.seated.get(rights.person)
    if mandate is not None:
        return Actor(person=rights.person, right=f"mandate:{mandate}")
    return rights.by_office(kind)


def _free_name(council: Council, amended: str) -> str:
    number = len(council.motions[amended].amendments) + 1
    while f"{amended[:56]}-{number}" in council.motions:
        number += 1
    return f"{amended[:56]}-{number}"


def _form(
    request: HttpRequest, shown: Shown, amended: Motion, written: Written, wrong: str = ""
) -> HttpResponse:
    council = shown.council
    version = versions_of(amended)[-1]
    old = ""
    numbers = (written.first, written.last or written.first)
    fit = all(number.isdecimal() and len(number) < 8 for number in numbers)
    if written.change in {"replace", "strike"} and fit:
        lines = lines_of(words_of(shown.chronicle, version.text), width_of(council, version))
        old = words_at(lines, max(int(written.first), 1), int(written.last or written.first))
    if request.method != "POST" and written.change == "replace":
        written = written._replace(text=old)
    return show(
        request,
        shown,
        "pages/amend.html",
        "/motions",
        status=422 if wrong else 200,
        wrong=wrong,
        motion=amended,
        lines=numbered(council, amended, version, _words(shown)),
        written=written,
        old=old,
        changes=list(CHANGES.items()),
        mandate=council.seated.get(rights_of(request, shown.chronicle).person),
        key=request.POST.get("key") or f"amend-{secrets.token_hex(8)}",
    )
