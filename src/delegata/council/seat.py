"""Seats: what follows at once for the electorate and those present when a mandate changes."""

from msgspec.structs import replace

from delegata.council.act import Refused, refuse
from delegata.council.calendar import days_after, days_between
from delegata.council.entry import Mark
from delegata.council.state import Attendance, Council, GivenMandate, Mandate


def known(council: Council, names: tuple[str, ...]) -> Refused | None:
    """Mandates are named, each once, and held here. Grounds: `nobody-named`, `mandate-unknown`."""
    article = council.standing.article("mandates")
    if not names or len(set(names)) != len(names):
        return refuse("nobody-named", article, "Name at least one mandate, and each only once.")
    unknown = next((name for name in names if name not in council.mandates), None)
    if unknown is None:
        return None
    return refuse(
        "mandate-unknown",
        article,
        "{body} holds no mandate {mandate}.",
        body=council.body,
        mandate=unknown,
    )


def lapsed(council: Council, mandate: Mandate, day: str) -> bool:
    """Whether a mandate is past its term on a day: the term given with it, or else the rules'.

    The rules' term runs from the election, or from the presentation where that is not stated.
    """
    if mandate.until is not None:
        return day > mandate.until
    last = last_day(council, mandate)
    over = None if last is None else days_between(last, day)
    return over is not None and over > 0


def last_day(council: Council, mandate: Mandate) -> str | None:
    """The last day of a mandate's term; None where it has none, or none of the calendar."""
    term = council.standing.mandates.term_days
    if mandate.until is not None or term is None:
        return mandate.until
    return days_after(mandate.elected_on or mandate.presented.moment[:10], term)


def given_and_standing(council: Council, article: str, name: str) -> GivenMandate | Refused:
    """A mandate that this body gave and that has not ended.

    Grounds: `mandate-not-given`, `mandate-over`.
    """
    given = council.given.get(name)
    if given is None:
        return refuse(
            "mandate-not-given",
            article,
            "{body} gave no mandate {mandate}; only its giver can do this.",
            body=council.body,
            mandate=name,
        )
    if given.ended:
        return refuse(
            "mandate-over",
            article,
            "The mandate {mandate} ended already: {ending}.",
            mandate=name,
            ending=given.ended,
        )
    return given


def settle(council: Council, mandate: Mandate, mark: Mark, **changes: str) -> Council:
    """A mandate changes state or voice: the electorate and those present follow at once.

    An alternate stands in for a confirmed delegate of the same voice, and for no other any more.
    """
    after = replace(mandate, changed=(*mandate.changed, mark.position), **changes)
    attendance = council.attendance
    if mandate.id in attendance.here:
        attendance = _resettled(attendance, mandate, after)
    if after.state != "confirmed" or after.voice != mandate.voice:
        for alternate, delegate in list(attendance.standing_in.items()):
            if delegate == mandate.id:
                attendance = without(attendance, council.mandates[alternate])
    return replace(
        _recounted(council, mandate, after),
        mandates=council.mandates.insert(mandate.id, after),
        electorate=council.electorate + after.votes - mandate.votes,
        attendance=attendance,
    )


def _recounted(council: Council, mandate: Mandate, after: Mandate) -> Council:
    if after.votes == mandate.votes:
        return council
    held = council.seats_held.get(mandate.from_body, 0) + after.votes - mandate.votes
    return replace(council, seats_held=council.seats_held.insert(mandate.from_body, held))


def _resettled(attendance: Attendance, mandate: Mandate, after: Mandate) -> Attendance:
    gone = without(attendance, mandate)
    if after.state != "confirmed":
        return gone
    return with_one(gone, after, attendance.standing_in.get(mandate.id, ""))


def with_one(attendance: Attendance, mandate: Mandate, stands_for: str = "") -> Attendance:
    """One more is here; an alternate counts only while standing in for a delegate."""
    standing_in = attendance.standing_in
    if stands_for:
        standing_in = standing_in.insert(mandate.id, stands_for)
    attendance = replace(
        attendance,
        here=attendance.here.insert(mandate.id),
        standing_in=standing_in,
        away=attendance.away.discard(mandate.id),
    )
    decisive, advisory = _voices(attendance, mandate)
    return replace(
        attendance,
        decisive=attendance.decisive + decisive,
        advisory=attendance.advisory + advisory,
    )


def without(attendance: Attendance, mandate: Mandate) -> Attendance:
    """One of those here is gone, and stands in for nobody any more."""
    decisive, advisory = _voices(attendance, mandate)
    return replace(
        attendance,
        here=attendance.here.remove(mandate.id),
        standing_in=attendance.standing_in.discard(mandate.id),
        remote=attendance.remote.discard(mandate.id),
        decisive=attendance.decisive - decisive,
        advisory=attendance.advisory - advisory,
    )


def _voices(attendance: Attendance, mandate: Mandate) -> tuple[int, int]:
    """The decisive and the advisory voices that somebody who is here counts for."""
    counts = not mandate.alternate or mandate.id in attendance.standing_in
    if mandate.state != "confirmed" or not counts:
        return 0, 0
    return (1, 0) if mandate.voice == "decisive" else (0, 1)


def resize(council: Council, faction: str, by: int) -> Council:
    """A faction's register grows or shrinks."""
    sized = replace(council.factions[faction], size=council.factions[faction].size + by)
    return replace(council, factions=council.factions.insert(faction, sized))
