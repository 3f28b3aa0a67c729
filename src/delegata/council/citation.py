"""What an entry may claim of the entry that it cites in another body's record."""

from collections.abc import Callable

from delegata.council.entry import Entry

_CITABLE = {
    "mandate.presented": "mandate.given",
    "mandate.ending-noted": "mandate.ended",
    "meeting.requisitioned": "requisition.resolved",
}
_CLAIMED = {
    "mandate.presented": ("mandate", "holder", "voice", "seat", "until", "alternate"),
    "mandate.ending-noted": ("mandate", "ending"),
    "meeting.requisitioned": ("of_body", "opens_on"),
}


def _roll_borne_out(entry: Entry, cited: Entry) -> str | None:
    """A norm is applied to as many members as the cited roll of a constituent has."""
    if cited.kind != "roll.sealed":
        return f"norm.applied must cite roll.sealed, but cites {cited.kind} of {cited.body}"
    stated = {part["name"]: part["number"] for part in entry.data["members"]}
    sealed = cited.data["seal"]["count"]
    if stated.get(cited.body) == sealed:
        return None
    return f"{cited.body} has {sealed} members on the roll, not {stated.get(cited.body)}"


def _seats_borne_out(entry: Entry, cited: Entry) -> str | None:
    """An election that cites a norm fills no more seats than are due to its body."""
    if cited.kind != "norm.applied" or cited.body != entry.data["to_body"]:
        return f"an election for {entry.data['to_body']} cites {cited.kind} of {cited.body}"
    due = {part["name"]: part["number"] for part in cited.data["figures"]["seats"]}
    if entry.data["seats"] <= due.get(entry.body, 0):
        return None
    return f"{due.get(entry.body, 0)} seats are due to {entry.body}, not {entry.data['seats']}"


_BEARING: dict[str, Callable[[Entry, Entry], str | None]] = {
    "norm.applied": _roll_borne_out,
    "election.called": _seats_borne_out,
}


def disagreement(entry: Entry, cited: Entry) -> str | None:
    """How an entry contradicts the one it cites, as a sentence; None where it does not.

    A presented mandate cites the entry that gave it, for a seat in this body, to the same holder,
    with the same voice, seat and term. A noted ending cites the entry that ended the mandate.
    """
    if entry.kind in _BEARING:
        return _BEARING[entry.kind](entry, cited)
    due = _CITABLE.get(entry.kind)
    if due is None:
        return None
    if cited.kind != due:
        return f"{entry.kind} must cite {due}, but cites {cited.kind} of {cited.body}"
    misgiven = _misgiven(entry, cited) if due == "mandate.given" else None
    if misgiven is not None:
        return misgiven
    for field in _CLAIMED[entry.kind]:
        if entry.data.get(field) != cited.data.get(field):
            return (
                f"{field} is {entry.data.get(field)!r} here, but {cited.data.get(field)!r} in"
                f" the cited entry of {cited.body}"
            )
    return None


def _misgiven(entry: Entry, cited: Entry) -> str | None:
    if cited.data.get("to_body") != entry.body:
        return (
            f"the mandate {cited.data.get('mandate')} was given for a seat in"
            f" {cited.data.get('to_body')}, not in {entry.body}"
        )
    if entry.data.get("from_body") != cited.body:
        return f"the mandate is said to come from {entry.data.get('from_body')}, not {cited.body}"
    return None
