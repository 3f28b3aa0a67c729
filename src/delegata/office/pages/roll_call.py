"""A roll call on its page: who begins, then name by name, each answer stored as it is pressed."""

import secrets
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from delegata.council.act import Command
from delegata.council.deliberation import Division
from delegata.council.division.roll_call import (
    CloseRollCall,
    CorrectAnswer,
    OpenRollCall,
    RecordAnswer,
    SplitAnswer,
)
from delegata.council.entry import Actor
from delegata.council.words import STANCES, Tally
from delegata.office.desk import Shown, premises, today, visible_body
from delegata.office.pages.names import holder_of, why_not
from delegata.office.pages.shown import show
from delegata.office.pages.steps import as_first_sent, key_of, was_refused
from delegata.office.readers.divisions import begins_with, calling_order, free_name, next_called
from delegata.office.readers.rights import rights_of, with_second_factor

MOST_DIGITS = 12
ANSWERS = (
    ("for", "For"),
    ("against", "Against"),
    ("abstaining", "Abstain"),
    ("absent", "No answer"),
)


def begin(request: HttpRequest, name: str, motion: str) -> HttpResponse:
    """Who is called first: drawn from a seed that was published, named, or the list's first."""
    shown = visible_body(request, name)
    council = shown.chronicle.council
    by = rights_of(request, shown.chronicle).by_office("division.roll-call-opened")
    put = council.motions.get(motion)
    if by is None or put is None:
        raise Http404("Only who puts motions to the vote here opens a roll call on one.")
    names = calling_order(council, today(), lambda mandate: holder_of(council, mandate))
    if request.method != "POST":
        return _beginning(request, shown, names, motion)
    if "letter" in request.POST:
        return _beginning(request, shown, names, motion)
    with_second_factor(request)
    met = as_first_sent(shown.chronicle, key_of(request))
    command = OpenRollCall(
        by=by,
        key=key_of(request),
        division=free_name(met, motion),
        motion=motion,
        names=calling_order(met, today(), lambda mandate: holder_of(council, mandate)),
        first=request.POST.get("first") or None,
        seed=" ".join(request.POST.get("seed", "").split())[:300] or None,
    )
    outcome = premises().writer.perform(name, command)
    if was_refused(outcome):
        return _beginning(request, shown, names, motion, why_not(council, outcome))
    return redirect(f"/bodies/{name}/divisions/{command.division}/roll-call")


def _beginning(
    request: HttpRequest, shown: Shown, names: tuple[str, ...], motion: str, wrong: str = ""
) -> HttpResponse:
    """The form; it goes to the first on the roll of a letter that was drawn, and opens nothing."""
    council = shown.chronicle.council
    letter = request.POST.get("letter", "")[:8]
    first = begins_with(names, partial(holder_of, council), letter)
    if "letter" in request.POST and first is None:
        wrong = "Enter the one letter that was drawn; names begin with letters."
    return show(
        request,
        shown,
        "pages/roll_call_begin.html",
        "/chair",
        status=409 if wrong else 200,
        wrong=wrong,
        motion=council.motions[motion],
        names=[(name, holder_of(council, name)) for name in names],
        seed=request.POST.get("seed", ""),
        letter=letter,
        by_letter=holder_of(council, first) if first else "",
        first=first or request.POST.get("first", ""),
        key=f"roll-{secrets.token_hex(8)}",
    )


def call(request: HttpRequest, name: str, division: str) -> HttpResponse:
    """Calls the next name; an answer is stored before the next name is shown."""
    shown = visible_body(request, name)
    held = shown.chronicle.council.divisions.get(division)
    by = rights_of(request, shown.chronicle).by_office("division.answered")
    if by is None or held is None or not held.calling:
        raise Http404("Only tellers and the chair call the roll of a division that is open.")
    if shown.chronicle.council.dividing != division:
        return redirect(f"/bodies/{name}/divisions/{division}")
    if request.method != "POST":
        return _calling(request, shown, held)
    with_second_factor(request)
    outcome = premises().writer.perform(name, _command(request, by, division))
    if was_refused(outcome):
        return _calling(request, shown, held, why_not(shown.chronicle.council, outcome))
    return redirect(f"/bodies/{name}/divisions/{division}/roll-call")


def _command(request: HttpRequest, by: Actor, division: str) -> Command:
    said, key = request.POST, key_of(request)
    if "close" in said:
        return CloseRollCall(by=by, key=key, division=division)
    answer, mandate = said.get("answer", ""), said.get("mandate", "")
    if "split" in said:
        return SplitAnswer(by=by, key=key, division=division, mandate=mandate, votes=_split(said))
    if answer not in dict(ANSWERS) or not mandate:
        raise Http404("Choose one of the answers for a name on the roll.")
    if "correct" in said:
        return CorrectAnswer(
            by=by,
            key=key,
            division=division,
            mandate=mandate,
            answer=answer,  # type: ignore[arg-type] # one of ANSWERS
            reason=" ".join(said.get("reason", "").split())[:300] or "pressed wrongly",
        )
    return RecordAnswer(by=by, key=key, division=division, mandate=mandate, answer=answer)  # type: ignore[arg-type] # one of ANSWERS


def _split(said: QueryDict) -> Tally:
    """Split votes as they were filled in. Raises `Http404` for what is no number."""
    written = [said.get(f"split-{stance}", "").strip() or "0" for stance in STANCES]
    if not all(words.isdecimal() and len(words) <= MOST_DIGITS for words in written):
        raise Http404("Split votes are whole numbers.")
    return Tally(*map(int, written))


def _calling(request: HttpRequest, shown: Shown, held: Division, wrong: str = "") -> HttpResponse:
    council = shown.chronicle.council
    words = dict(ANSWERS)
    heard = [
        (name, holder_of(council, name), words.get(held.answers[name], "Split"))
        for name in held.calling
        if name in held.answers
    ]
    waiting = next_called(held)
    again = [name for name in held.calling if held.answers.get(name) == "absent"]
    return show(
        request,
        shown,
        "pages/roll_call.html",
        "/chair",
        status=409 if wrong else 200,
        wrong=wrong,
        division=held,
        motion=council.motions[held.motion],
        waiting=waiting,
        holder=holder_of(council, waiting) if waiting else "",
        proxy=holder_of(council, held.proxies[waiting]) if waiting in held.proxies else "",
        weight=held.weight(waiting) if waiting and held.weighed else None,
        stances=STANCES,
        again=[] if waiting else [(name, holder_of(council, name)) for name in again],
        last=heard[-1] if heard else None,
        heard=heard,
        answers=ANSWERS,
        tally=[(label, sum(said == label for *_, said in heard)) for label in words.values()],
        called=len(heard),
        names=len(held.calling),
        key=f"call-{secrets.token_hex(8)}",
    )
