"""Walk-outs since the last vote: what they did to the quorum and to each faction."""

from collections import Counter
from typing import NamedTuple

from delegata.council.deliberation import Division
from delegata.council.presence import quorum_needed, voters_present
from delegata.council.seating import seating
from delegata.council.state import Council
from delegata.office.readers.blocs import bloc_name, blocs
from delegata.store.federation import Chronicle

_LEAVING = ("presence.left", "presence.departed")


class Loss(NamedTuple):
    """A faction's voters: who walked out and is not back, and who is here of all."""

    faction: str
    gone: int
    here: int
    members: int


class WalkOut(NamedTuple):
    """Voters here before the first walk-out and now, the quorum, and each faction's loss."""

    before: int
    now: int
    needed: int | None
    losses: tuple[Loss, ...]

    @property
    def breaks_quorum(self) -> bool:
        """Whether it was a quorum before, and is none now."""
        return self.needed is not None and self.before >= self.needed > self.now


def walk_out(chronicle: Chronicle, council: Council) -> WalkOut | None:
    """The walk-outs of this sitting since its last vote; None where nobody stays away."""
    if council.sitting is None:
        return None
    walked, first = _walked(chronicle, _last_vote(council), council.size)
    left = {place.seat.id: place.sitter is None for place in seating(council)}
    gone = [seat for seat in walked if left.get(seat, seat not in council.attendance.here)]
    if not gone:
        return None
    lost = Counter(
        bloc_name(council, council.mandates[seat].faction) for seat in gone if seat in left
    )
    return WalkOut(
        _present_before(council, first),
        voters_present(council.attendance),
        quorum_needed(council),
        tuple(
            Loss(bloc.name, lost[bloc.name], bloc.present, bloc.seats) for bloc in blocs(council)
        ),
    )


def _last_vote(council: Council) -> int:
    """Where the last vote of the sitting began, or else the sitting itself."""
    sitting = council.sitting
    assert sitting is not None, "asked of a sitting"

    def opened(division: Division) -> int:
        return division.opened.position

    last = max(map(opened, council.divisions.values()), default=0)
    return max(last, sitting.opened.position)


def _walked(chronicle: Chronicle, since: int, until: int) -> tuple[list[str], int]:
    """The seats that were walked out of from an entry on, and where the first of them was."""
    walked: list[str] = []
    first = until
    for line in chronicle.lines[since:until]:
        entry = line.entry
        if entry.kind in _LEAVING and entry.data.get("walkout"):
            names = entry.data.get("mandates", None) or [entry.data["delegate"]]
            walked += [_left(chronicle, entry.position, name) for name in names]
            first = min(first, entry.position)
    return list(dict.fromkeys(walked)), first


def _left(chronicle: Chronicle, position: int, name: str) -> str:
    """The seat that somebody left: that of the delegate stood in for, if the name is such one's."""
    if not chronicle.council.mandates[name].alternate:
        return name
    return chronicle.council_at(position).attendance.standing_in.get(name, name)


def _present_before(council: Council, position: int) -> int:
    before = 0
    for point in council.presence:
        if point.position >= position:
            break
        before = point.decisive
    return before
