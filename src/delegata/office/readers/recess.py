"""The recess that a sitting is in: what it is for, until when, and how long that is still."""

from datetime import datetime
from typing import NamedTuple

from delegata.council.state import Council


class Recess(NamedTuple):
    """A recess as pages say it; `left` are the seconds to its end, fewer than none once it is over.

    `until` is the moment of its end and `ends` the hour in words, both empty where none is set.
    """

    name: str
    reason: str
    until: str
    ends: str
    left: int
    clock: str


def recess_at(council: Council, now: str) -> Recess | None:
    """The recess at a moment, if the sitting is in one."""
    sitting = council.sitting
    if sitting is None or sitting.state != "recess":
        return None
    interval = sitting.interval
    if interval is None:
        return Recess("in recess", "", "", "", 0, "")
    name = "in recess, for the factions to caucus" if interval.caucus else "in recess"
    if not interval.until:
        return Recess(name, interval.reason, "", "", 0, "")
    live = interval.until.endswith("Z")
    ends = f"{interval.until[11:16]} UTC" if live else interval.until[11:16]
    left = _seconds(now, interval.until) if live else 0
    clock = countdown(left) if live else ""
    return Recess(name, interval.reason, interval.until, ends, left, clock)


def _seconds(now: str, until: str) -> int:
    return int((datetime.fromisoformat(until) - datetime.fromisoformat(now)).total_seconds())


def countdown(left: int) -> str:
    """The time that is left, as the clock on a page goes on from there."""
    minutes, seconds = divmod(abs(left), 60)
    return f"{minutes}:{seconds:02}" if left >= 0 else f"over since {minutes}:{seconds:02}"
