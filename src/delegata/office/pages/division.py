"""A division by ballot on its page: casting one's own, and closing the box."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from delegata.council.act import Refused
from delegata.council.acts import decide
from delegata.council.balloting import CloseBallot, ballot_says, fewest_alike, may_cast, tally
from delegata.council.deliberation import Division
from delegata.council.division.dissent import RecordDissent
from delegata.council.entry import Actor, Entry
from delegata.council.state import Council, Mandate
from delegata.council.voting_rules import WeightRule
from delegata.council.words import STANCES, Seal, Stance, Tally
from delegata.office.admissions import admission_for
from delegata.office.desk import Shown, latest, person_of, premises, today, visible_body
from delegata.office.pages.ballot import barred_by_change, receipt_file
from delegata.office.pages.decisions import division_page
from delegata.office.pages.names import holder_of, why_not
from delegata.office.readers.divisions import way_to_count
from delegata.office.readers.rights import Rights, offices_of, rights_of, with_second_factor
from delegata.record.ledger import seal
from delegata.store.ballot_box import BallotBox, division_poll
from delegata.store.polling_station import Cast

CLOSING = "division.balloted"
MOST_DIGITS = 12


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
    if shown.chronicle.council.dividing == held.id and not held.by_ballot and not shown.past:
        rights = rights_of(request, shown.chronicle)
        context["way"] = way_to_count(shown.chronicle.council, rights.by_office)
    if held.by_ballot and not shown.past:
        context |= ballot_of(request, shown, held)
    if not shown.past:
        context["dissenter"] = _dissenter(request, shown, held)
    response = division_page(request, shown, held, status=status, **context)
    if person_of(request):
        response["Cache-Control"] = "no-store"
    return response


def _dissenter(request: HttpRequest, shown: Shown, held: Division) -> str:
    """The mandate whose dissent who looks at the page may have recorded; empty without one."""
    council, rights = shown.chronicle.council, rights_of(request, shown.chronicle)
    mandate = council.mandates.get(council.seated.get(rights.person, ""))
    return mandate.id if mandate and may_dissent(council, mandate, held) else ""


def may_dissent(council: Council, mandate: Mandate, held: Division) -> bool:
    """Whether the rules let a delegate's dissent be recorded, which was not recorded yet."""
    if mandate.holder.person is None or any(who == mandate.id for who, _ in held.dissents):
        return False
    by = Actor(person=mandate.holder.person, right=f"mandate:{mandate.id}")
    dissent = RecordDissent(by=by, division=held.id, dissenter=mandate.id, delegate=mandate.id)
    return not isinstance(decide(council, dissent, council.at), Refused)


def ballot_of(request: HttpRequest, shown: Shown, held: Division) -> dict[str, Any]:
    """What the page says of the box, and what who looks at it may do there.

    A turnout that stands still misleads. Who closes the box follows it, and so does who is not
    signed in, for all of whom the page is made once a second; others are shown none.
    """
    council, rights = shown.chronicle.council, rights_of(request, shown.chronicle)
    box = BallotBox(premises().register, division_poll(council.body, held))
    mandate = council.seated.get(rights.person, "")
    papers = [_with_receipt(council, box, held, name, mandate) for name in cast_by(held, mandate)]
    barred = barred_by_change(rights.person) if any(one["casts"] for one in papers) else ""
    closing = closes(council, rights.person, held)
    if not mandate and council.dividing == held.id:
        barred = ended(council, rights.person)
    return {
        "turnout": box.turnout(),
        "papers": papers,
        "barred": barred,
        "stances": STANCES,
        "admission": "" if barred else admission_for(request, "ballot"),
        "closes": closing,
        "follows": held.state == "open" and (closing or not rights.person),
        "again": _counted_again(box, held) if "recount" in request.GET else None,
    }


def closes(council: Council, person: str, held: Division) -> bool:
    """Whether somebody holds an office that declares what is in an open box."""
    rights = Rights(council, person, offices_of(council, person))
    return council.dividing == held.id and rights.by_office(CLOSING) is not None


def _counted_again(box: BallotBox, held: Division) -> dict[str, Any] | None:
    """A recount of sealed ballots is a computation; whether it gives what was declared."""
    if held.ballots is None:
        return None
    papers = box.ballots()
    counts = tally(papers)
    declared = tuple(f.number for f in (held.in_favour, held.against, held.abstaining))
    return {
        "ballots": len(papers),
        "counts": counts,
        "sealed": seal(papers) == held.ballots,
        "same": counts == declared,
    }


def cast_by(held: Division, mandate: str) -> list[str]:
    """The mandates whose ballots somebody casts: the own one first, then those of the absent."""
    if not mandate:
        return []
    return [mandate, *sorted(name for name, by in held.proxies.items() if by == mandate)]


def _with_receipt(
    council: Council, box: BallotBox, held: Division, name: str, by: str
) -> dict[str, Any]:
    receipt = box.receipt(name) if name in held.voters else None
    return {**paper(council, held, name, by, voted=receipt is not None), "receipt": receipt}


def receipt(request: HttpRequest, name: str, division: str, mandate: str) -> HttpResponse:
    """The receipt of a ballot that somebody cast, as a file to keep."""
    shown = visible_body(request, name)
    council = shown.chronicle.council
    held = council.divisions.get(division)
    own = council.seated.get(person_of(request) or "", "")
    if held is None or not held.by_ballot or mandate not in cast_by(held, own):
        raise Http404("Only who cast a ballot keeps its receipt.")
    given = BallotBox(premises().register, division_poll(name, held)).receipt(mandate)
    return receipt_file(
        given, f"receipt-{name}-{division}{'' if mandate == own else f'-{mandate}'}"
    )


def paper(council: Council, held: Division, name: str, by: str, *, voted: bool) -> dict[str, Any]:
    """One ballot paper: whose, with how many votes, and whether it is or can be cast."""
    open_now = council.dividing == held.id
    may = may_cast(council, held.id, name, by, day=today()) if open_now else None
    rule = council.standing.weights
    splits = isinstance(rule, WeightRule) and rule.splits and held.method == "electronic"
    return {
        "mandate": name,
        "whose": "" if name == by else holder_of(council, name),
        "weight": held.weight(name) if held.weighed else None,
        "splits": splits and held.weighed and held.weight(name) > 1,
        "voted": voted,
        "casts": isinstance(may, Division) and not voted,
        "barred": why_not(council, may) if isinstance(may, Refused) else "",
    }


def ended(council: Council, person: str) -> str:
    """What a former delegate is told, whose mandate ended while the page was open."""
    held = [m for m in council.mandates.values() if person and m.holder.person == person]
    if not held:
        return ""
    last = max(held, key=lambda mandate: mandate.changed[-1:] or (mandate.presented.position,))
    why = last.reason.replace("-", " ") or last.state
    return f"Your mandate {last.id} has ended ({why}); it has no vote here any more."


def cast(request: HttpRequest, name: str, division: str) -> HttpResponse:
    """Casts the ballot of who is signed in; sent again, it is answered with the same receipt."""
    shown = visible_body(request, name)
    council = shown.chronicle.council
    held = council.divisions.get(division)
    person = rights_of(request, shown.chronicle).person
    own = council.seated.get(person, "")
    mandate = request.POST.get("mandate", own)
    if request.method != "POST" or held is None or mandate not in cast_by(held, own):
        raise Http404("Only who could vote when the division opened casts a ballot, by its form.")
    may = may_cast(council, division, mandate, own, day=today())
    if isinstance(may, Refused):
        return _page(request, shown, held, why_not(council, may), 409)
    if barred := barred_by_change(person):
        return _page(request, shown, held, barred, 403)
    vote = _vote(request)
    if vote is None:
        return _page(request, shown, held, "Choose for, against or abstaining.", 422)
    said = ballot_says(council, held, mandate, vote)
    if isinstance(said, Refused):
        return _page(request, shown, held, why_not(council, said), 409)
    by = "" if mandate == own else own
    answer = premises().station.cast(Cast(division_poll(name, held), mandate, said, by=by))
    if answer.state == "closed":
        return _page(request, shown, held, "The box is closed; your ballot was not taken.", 409)
    return redirect(f"/bodies/{name}/divisions/{division}")


def _vote(request: HttpRequest) -> Stance | Tally | None:
    """A stance, or votes that are split; None where neither is filled in."""
    if "split" in request.POST:
        written = [request.POST.get(f"split-{stance}", "0").strip() or "0" for stance in STANCES]
        if all(words.isdecimal() and len(words) <= MOST_DIGITS for words in written):
            return Tally(*map(int, written))
    return next((stance for stance in STANCES if stance == request.POST.get("stance")), None)


def close(request: HttpRequest, name: str, division: str) -> HttpResponse:
    """Seals the box and declares what is in it; whoever presses second finds it done."""
    shown = visible_body(request, name)
    council = shown.chronicle.council
    held = council.divisions.get(division)
    by = rights_of(request, shown.chronicle).by_office(CLOSING)
    if request.method != "POST" or by is None or held is None or not held.by_ballot:
        raise Http404("Only who declares results here closes an open box, by its form.")
    with_second_factor(request)
    box = BallotBox(premises().register, division_poll(name, held))

    def sealed(voters: Seal, ballots: Seal) -> Entry | Refused:
        papers = box.ballots()
        in_favour, against, abstaining = tally(papers)
        return premises().writer.perform(
            name,
            CloseBallot(
                by=by,
                division=division,
                voters=voters,
                ballots=ballots,
                in_favour=in_favour,
                against=against,
                abstaining=abstaining,
                alike=fewest_alike(held, papers),
            ),
        )

    outcome = box.closing(sealed, lambda: latest(name).dividing == division)
    if isinstance(outcome, Refused):
        return _page(request, shown, held, why_not(council, outcome), 409)
    return redirect(f"/bodies/{name}/divisions/{division}")
