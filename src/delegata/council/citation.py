"""What an entry may claim of the entry that it cites in another body's record."""

from collections.abc import Callable
from typing import NamedTuple

from delegata.council.entry import Cite, Entry
from delegata.council.state import Council


class Citable(NamedTuple):
    """What a kind of entry must cite, which fields both must say alike, and what else is judged."""

    kinds: tuple[str, ...]
    alike: tuple[str, ...]
    judge: Callable[[Entry, Entry], str | None] = lambda _, __: None


def disagreement(entry: Entry, cited: Entry) -> str | None:
    """How an entry contradicts the one it cites, as a sentence; None where it does not.

    A presented mandate cites the entry that gave it, for a seat in this body, to the same holder,
    with the same voice, seat and term. A noted ending cites the entry that ended the mandate, a
    noted demand the one that made it. A norm or a weight may cite the rolls that it is reckoned
    from, and an election the norm that says how many seats are due. A motion that a body sends in
    cites the division by which that body adopted it.
    """
    due = _CITABLE.get(entry.kind)
    if due is None:
        return None
    if cited.kind not in due.kinds:
        must = " or ".join(due.kinds)
        return f"{entry.kind} must cite {must}, but cites {cited.kind} of {cited.body}"
    wrong = due.judge(entry, cited)
    if wrong is not None:
        return wrong
    for field in due.alike:
        if entry.data.get(field) != cited.data.get(field):
            return (
                f"{field} is {entry.data.get(field)!r} here, but {cited.data.get(field)!r} in"
                f" the cited entry of {cited.body}"
            )
    return None


def ended_there(
    giver: Council, cite: Callable[[int], Cite], *, mandate: str, seat_in: str, origin: Cite | None
) -> str:
    """How a mandate that is held ended where it was given; empty while it stands there.

    It is the mandate that the giver gave for a seat in the body that holds it and, where it was
    presented by citation, by the cited entry: what bears its name otherwise is another mandate.
    `cite` makes the cite of an entry of the giver's record.
    """
    given = giver.given.get(mandate)
    if given is None or given.to_body != seat_in:
        return ""
    if origin is not None and origin != cite(given.given.position):
        return ""
    return given.ended


def belied(entry: Entry, here: Council, giver: Council, cite: Callable[[int], Cite]) -> str | None:
    """How an entry on a mandate contradicts the states of both bodies; None where it does not.

    A mandate that has ended where it was given is not presented any more. An ending is noted of the
    very mandate that ended, and of no other of its name. `here` is the body of the seat, `giver`
    the body whose record is cited; `cite` is as for `ended_there`.
    """
    if entry.kind not in {"mandate.presented", "mandate.ending-noted"}:
        return None
    name = entry.data["mandate"]
    presented = entry.kind == "mandate.presented"
    held = here.mandates.get(name)
    origin = entry.cites[0] if presented else held.origin if held else None
    ended = ended_there(giver, cite, mandate=name, seat_in=entry.body, origin=origin)
    if presented:
        return f"the mandate {name} ended in {giver.body}: {ended}" if ended else None
    if ended:
        return None
    return f"{giver.body} did not end the mandate {name} that is held in {entry.body}"


def _given_for_here(entry: Entry, cited: Entry) -> str | None:
    if cited.data.get("to_body") != entry.body:
        return (
            f"the mandate {cited.data.get('mandate')} was given for a seat in"
            f" {cited.data.get('to_body')}, not in {entry.body}"
        )
    if entry.data.get("from_body") != cited.body:
        return f"the mandate is said to come from {entry.data.get('from_body')}, not {cited.body}"
    return None


def _members_sealed(entry: Entry, cited: Entry) -> str | None:
    stated = {part["name"]: part["number"] for part in entry.data["members"]}
    sealed = cited.data["seal"]["count"]
    if stated.get(cited.body) == sealed:
        return None
    return f"{cited.body} has {sealed} members on the roll, not {stated.get(cited.body)}"


def _members_weighed(entry: Entry, cited: Entry) -> str | None:
    if cited.body != entry.data["from_body"]:
        return f"the roll of {cited.body} says nothing of {entry.data['from_body']}"
    sealed = cited.data["seal"]["count"]
    if (entry.data["members"], entry.data["roll_on"]) == (sealed, cited.data["held_on"]):
        return None
    return f"{cited.body} has {sealed} members on its roll of {cited.data['held_on']}"


def _seats_due(entry: Entry, cited: Entry) -> str | None:
    if cited.body != entry.data["to_body"]:
        return f"an election for {entry.data['to_body']} cites the norm of {cited.body}"
    due = {part["name"]: part["number"] for part in cited.data["figures"]["seats"]}
    if entry.data["seats"] <= due.get(entry.body, 0):
        return None
    return f"{due.get(entry.body, 0)} seats are due to {entry.body}, not {entry.data['seats']}"


def _adopted_there(_: Entry, cited: Entry) -> str | None:
    outcome = cited.data.get("figures", {}).get("outcome")
    decided = cited.data.get("declared") if outcome == "undetermined" else outcome
    if cited.kind == "division.consented" or decided == "carried":
        return None
    return f"the cited division of {cited.body} did not carry"


_CITABLE = {
    "mandate.presented": Citable(
        ("mandate.given",),
        ("mandate", "holder", "voice", "seat", "until", "alternate"),
        _given_for_here,
    ),
    "mandate.ending-noted": Citable(("mandate.ended",), ("mandate", "ending")),
    "meeting.requisitioned": Citable(("requisition.resolved",), ("of_body", "opens_on")),
    "motion.submitted": Citable(
        (
            "division.closed",
            "division.consented",
            "division.balloted",
            "division.roll-call-closed",
            "division.counts-compared",
        ),
        (),
        _adopted_there,
    ),
    "norm.applied": Citable(("roll.sealed",), (), _members_sealed),
    "mandate.weighed": Citable(("roll.sealed",), (), _members_weighed),
    "election.called": Citable(("norm.applied",), (), _seats_due),
}
