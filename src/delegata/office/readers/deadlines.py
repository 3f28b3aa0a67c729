"""The meetings to which motions are sent in, and by which day."""

from delegata.council.calendar import days_after
from delegata.council.state import Convocation, Council


def waiting_meetings(council: Council) -> list[Convocation]:
    """The meetings that were called and not yet opened, the first to open first."""
    opened = {sitting.convocation for sitting in council.sittings}
    waiting = [call for call in council.convocations if call.id not in opened]
    return sorted(waiting, key=lambda call: call.opens_on)


def next_meeting(council: Council, day: str) -> Convocation | None:
    """The first meeting to which a motion can still be sent in time, else the last one called."""
    waiting = waiting_meetings(council)
    in_time = (call for call in waiting if deadline_of(council, call) >= day)
    return next(in_time, waiting[-1] if waiting else None)


def deadline_of(council: Council, call: Convocation) -> str:
    """The last day on which motions to a meeting are in time."""
    days = council.standing.motion.deadline_days
    return days_after(call.opens_on, -days) or call.opens_on
