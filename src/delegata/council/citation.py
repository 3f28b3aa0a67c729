"""What an entry may claim of the entry that it cites in another body's record."""

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


def disagreement(entry: Entry, cited: Entry) -> str | None:
    """How an entry contradicts the one it cites, as a sentence; None where it does not.

    A presented mandate cites the entry that gave it, for a seat in this body, to the same holder,
    with the same voice, seat and term. A noted ending cites the entry that ended the mandate.
    """
    due = _CITABLE.get(entry.kind)
    if due is None:
        return None
    if cited.kind != due:
        return f"{entry.kind} must cite {due}, but cites {cited.kind} of {cited.body}"
    if due == "mandate.given" and cited.data.get("to_body") != entry.body:
        return (
            f"the mandate {cited.data.get('mandate')} was given for a seat in"
            f" {cited.data.get('to_body')}, not in {entry.body}"
        )
    if due == "mandate.given" and entry.data.get("from_body") != cited.body:
        return f"the mandate is said to come from {entry.data.get('from_body')}, not {cited.body}"
    for field in _CLAIMED[entry.kind]:
        if entry.data.get(field) != cited.data.get(field):
            return (
                f"{field} is {entry.data.get(field)!r} here, but {cited.data.get(field)!r} in"
                f" the cited entry of {cited.body}"
            )
    return None
