"""Elections as a sitting sees them: the poll that is taken in the hall, what was declared last."""

from typing import NamedTuple

from delegata.council.constituency import Election
from delegata.council.electors import elects
from delegata.council.state import Council


class OwnPoll(NamedTuple):
    """An open poll as one delegate sees it: whether it is by ballot, and whether one elects."""

    id: str
    title: str
    by_ballot: bool
    elects: bool


def open_polls(council: Council) -> list[Election]:
    """The polls that are open, the one that was called last first."""
    polls = (e for e in council.elections.values() if e.state == "polling")
    return sorted(polls, key=lambda election: -election.called.position)


def own_polls(council: Council, mandate: str) -> tuple[OwnPoll, ...]:
    """The open polls, and whether a delegate elects in each."""
    return tuple(
        OwnPoll(e.id, e.title, e.secrecy != "hands", elects(council, e, mandate))
        for e in open_polls(council)
    )


def poll_in_hall(council: Council) -> Election | None:
    """The poll of those in the hall that is open, or closed and not counted yet."""
    polls = sorted(council.elections.values(), key=lambda election: -election.called.position)
    return next((election for election in polls if _in_hall(election)), None)


def _in_hall(election: Election) -> bool:
    by_those_here = election.electors is not None or election.secrecy == "hands"
    return by_those_here and election.state in {"polling", "polled"}


def last_declared(council: Council) -> Election | None:
    """The election that was declared last in this sitting, and was not found void since."""
    since = council.sitting.opened.position if council.sitting else council.size
    found = [e for e in council.elections.values() if e.state == "declared"]
    return max((e for e in found if declared_at(e) > since), key=declared_at, default=None)


def declared_at(election: Election) -> int:
    """The entry that declared an election; -1 while there is none."""
    return election.declared.position if election.declared else -1
