"""Who has left the open sitting, by the record, so that a return is told from an arrival."""

from typing import NamedTuple

from delegata.store.federation import Chronicle

_GONE = {"presence.left": "mandates", "presence.departed": "delegate"}
_REPLACED = {"presence.stood-in": "delegate"}


class Leaving(NamedTuple):
    """The last entry by which somebody was here no more, and when they last left by themselves.

    `left_at` is empty for who only had an alternate stand in: they may have been away before.
    """

    position: int
    at: str
    left_at: str


def leavings(chronicle: Chronicle) -> dict[str, Leaving]:
    """The last leaving of each mandate at the sitting that is open."""
    sitting, found = chronicle.council.sitting, dict[str, Leaving]()
    if sitting is None:
        return found
    for line in chronicle.lines[sitting.opened.position :]:
        entry = line.entry
        field = _GONE.get(entry.kind) or _REPLACED.get(entry.kind)
        if field is None:
            continue
        named = entry.data[field]
        for name in [named] if isinstance(named, str) else named:
            before = found[name].left_at if name in found else ""
            left_at = entry.at if entry.kind in _GONE else before
            found[name] = Leaving(entry.position, entry.at, left_at)
    return found
