"""A division by ballot on its page: casting one's own, and closing the box."""

import time
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from delegata.council.act import Refused
from delegata.council.balloting import STANCES, CloseBallot, may_cast, tally
from delegata.council.deliberation import Division
from delegata.council.state import Council
from delegata.office.desk import Shown, person_of, premises, visible_body
from delegata.office.pages.ballot import barred_by_change
from delegata.office.pages.decisions import division_page
from delegata.office.readers.rights import rights_of, with_second_factor
from delegata.record.admission import admission
from delegata.store.ballot_box import BallotBox, division_poll
from delegata.store.polling_station import Cast

ADMITTED_SECONDS = 3600
CLOSING = "division.balloted"


def overview(request: HttpRequest, name: str, division: str) -> HttpResponse:
    """A division: its figures, or, while its box is open, the ballot and the turnout."""
    shown = visible_body(request, name)
    held = shown.council.divisions.get(division)
    if held is None:
        raise Http404(f"{shown.council.name} held no division {division} up to then.")
    return _page(request, shown, held)


def _page(
    request: HttpRequest, shown: Shown, held: Division, message: str = "", status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {"message": message}
    if held.by_ballot and not shown.past:
        context |= ballot_of(request, shown, held)
    response = division_page(request, shown, held, status=status, **context)
    if person_of(request):
        response["Cache-Control"] = "no-store"
    return response


def ballot_of(request: HttpRequest, shown: Shown, held: Division) -> dict[str, Any]:
    """What the page says of the box, and what who looks at it may do there."""
    council, rights = shown.chronicle.council, rights_of(request, shown.chronicle)
    box = BallotBox(premises().register, division_poll(council.body, held))
    mandate = council.seated.get(rights.person, "")
    receipt = box.receipt(mandate) if mandate in held.voters else None
    open_now = council.dividing == held.id
    may = may_cast(council, held.id, mandate) if mandate and open_now else None
    barred = may.sentence if isinstance(may, Refused) else ""
    if isinstance(may, Division):
        barred = barred_by_change(rights.person)
    if not mandate and open_now:
        barred = _ended(council, rights.person)
    return {
        "turnout": box.turnout(),
        "mandate": mandate,
        "receipt": receipt,
        "voted": receipt is not None,
        "barred": barred,
        "casts": isinstance(may, Division) and receipt is None and not barred,
        "stances": STANCES,
        "admission": "" if barred else _admission(request, rights.person),
        "closes": open_now and rights.by_office(CLOSING) is not None,
    }


def _ended(council: Council, person: str) -> str:
    """What a former delegate is told, whose mandate ended while the page was open."""
    held = [m for m in council.mandates.values() if person and m.holder.person == person]
    if not held:
        return ""
    last = max(held, key=lambda mandate: mandate.changed[-1:] or (mandate.presented.position,))
    why = last.reason.replace("-", " ") or last.state
    return f"Your mandate {last.id} has ended ({why}); it has no vote here any more."


def _admission(request: HttpRequest, person: str) -> str:
    session = request.session.session_key
    if not person or not session:
        return ""
    until = int(time.time()) + ADMITTED_SECONDS
    return admission(bytes.fromhex(premises().secret), person, session, until)


def cast(request: HttpRequest, name: str, division: str) -> HttpResponse:
    """Casts the ballot of who is signed in; sent again, it is answered with the same receipt."""
    shown = visible_body(request, name)
    council = shown.chronicle.council
    held = council.divisions.get(division)
    person = rights_of(request, shown.chronicle).person
    mandate = council.seated.get(person, "")
    if request.method != "POST" or held is None or mandate not in held.voters:
        raise Http404("Only who could vote when the division opened casts a ballot, by its form.")
    may = may_cast(council, division, mandate)
    if isinstance(may, Refused):
        return _page(request, shown, held, may.sentence, 409)
    if barred := barred_by_change(person):
        return _page(request, shown, held, barred, 403)
    stance = request.POST.get("stance", "")
    if stance not in STANCES:
        return _page(request, shown, held, "Choose for, against or abstaining.", 422)
    answer = premises().station.cast(Cast(division_poll(name, held), mandate, {"stance": stance}))
    if answer.state == "closed":
        return _page(request, shown, held, "The box is closed; your ballot was not taken.", 409)
    return redirect(f"/bodies/{name}/divisions/{division}")


def close(request: HttpRequest, name: str, division: str) -> HttpResponse:
    """Seals the box and declares what is in it; if the act is refused, the box is open again."""
    shown = visible_body(request, name)
    council = shown.chronicle.council
    held = council.divisions.get(division)
    by = rights_of(request, shown.chronicle).by_office(CLOSING)
    if request.method != "POST" or by is None or held is None or council.dividing != division:
        raise Http404("Only who declares results here closes an open box, by its form.")
    with_second_factor(request)
    box = BallotBox(premises().register, division_poll(name, held))
    voters, ballots = box.sealed()
    in_favour, against, abstaining = tally(box.ballots())
    outcome = premises().writer.perform(
        name,
        CloseBallot(
            by=by,
            division=division,
            voters=voters,
            ballots=ballots,
            in_favour=in_favour,
            against=against,
            abstaining=abstaining,
        ),
    )
    if isinstance(outcome, Refused):
        box.reopen()
        return _page(request, shown, held, outcome.sentence, 409)
    return redirect(f"/bodies/{name}/divisions/{division}")
