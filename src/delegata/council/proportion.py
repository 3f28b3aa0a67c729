"""Seats divided among lists: presidium and executive, declined, passed on, reserved.

Whatever the method, the division stands beside what Hamilton, D'Hondt and Sainte-Laguë would give.
"""

from collections.abc import Callable
from typing import Literal

from msgspec.structs import replace

from delegata.council.act import NO_FIGURES, Act, Command, Figures, Refused, refuse
from delegata.council.entry import Mark
from delegata.council.state import Council, Distribution, Reservation, SeatShare
from delegata.council.words import Count, Holder, Id, Portion, Title
from delegata.representation.apportionment import apportion

Organ = Literal["presidium", "executive"]
COMPARED = ("hamilton", "dhondt", "sainte-lague")
OPEN = "open"
"""The name under which a comparison shows places that only a lot could give."""


class DivideSeats(Command, frozen=True, kw_only=True):
    """The seats of the presidium or the executive are divided among lists.

    `basis` holds the strengths that the division rests on; `shares` the seats as decided;
    `seats` the whole number, of which some may stay open.
    """

    organ: Organ
    title: Title
    seats: Count
    shares: tuple[Portion, ...]
    basis: tuple[Portion, ...]
    motion: Id | None = None


class DivisionOfSeats(Figures, frozen=True, kw_only=True):
    """What each method gives on the same basis, and how many seats stay open."""

    method: str
    would_be: tuple[tuple[str, tuple[Portion, ...]], ...]
    open_seats: int


class DeclineSeats(Command, frozen=True, kw_only=True):
    """A list declines its seats, or reserves its position on them."""

    organ: Organ
    list: Title
    reserved: bool = False


class PassSeats(Command, frozen=True, kw_only=True):
    """Declined seats pass to another list."""

    organ: Organ
    list: Title
    to: Title
    seats: Count


class NameMembers(Command, frozen=True, kw_only=True):
    """A list names who takes its seats; where no name is stated, a label stands."""

    organ: Organ
    list: Title
    members: tuple[Holder, ...]


class ReserveSeats(Command, frozen=True, kw_only=True):
    """Seats are reserved for later co-option, or a right of return is granted to who left."""

    reservation: Id
    organ: Organ
    beneficiary: Title
    right: Literal["co-option", "return"]
    seats: Count | None = None
    norm: Title


def divide(council: Council, command: DivideSeats) -> DivisionOfSeats | Refused:
    """Seats are divided as the rules' method says; negotiated shares stand as negotiated.

    Grounds: `list-twice`, `more-shares-than-seats`, `motion-not-carried`,
    `shares-not-proportional`.
    """
    standing = council.standing
    article = standing.article(command.organ)
    method = getattr(standing, command.organ).method
    if (twice := _named_twice(command.shares) or _named_twice(command.basis)) is not None:
        return refuse(
            "list-twice",
            article,
            "The list {list} stands twice, or is named as open seats are; name each list once.",
            list=twice,
        )
    filled = sum(share.number for share in command.shares)
    if filled > command.seats:
        return refuse(
            "more-shares-than-seats",
            article,
            "The lists get {filled} seats, but there are {seats}; count again.",
            filled=filled,
            seats=command.seats,
        )
    motion = council.motions.get(command.motion or "")
    if command.motion is not None and (motion is None or motion.state != "carried"):
        return refuse(
            "motion-not-carried",
            article,
            "The motion {motion} has not carried; put it to a division first.",
            motion=command.motion,
        )
    would_be = tuple((name, _by(name, command.basis, filled)) for name in COMPARED)
    if method != "negotiated" and dict(would_be)[method] != command.shares:
        return refuse(
            "shares-not-proportional",
            article,
            "By {method} the seats are {due}; the rules leave no choice.",
            method=method,
            due=words(dict(would_be)[method]),
        )
    return DivisionOfSeats(method=method, would_be=would_be, open_seats=command.seats - filled)


def _named_twice(portions: tuple[Portion, ...]) -> str | None:
    names = [OPEN, *(portion.name for portion in portions)]
    return next((name for at, name in enumerate(names) if name in names[:at]), None)


def _by(method: str, basis: tuple[Portion, ...], seats: int) -> tuple[Portion, ...]:
    result = apportion(method, [(p.name, p.number) for p in basis], seats)
    shares = tuple(Portion(name, number) for name, number in result.seats)
    places = seats - sum(share.number for share in shares)
    return shares if not places else (*shares, Portion(OPEN, places))


def words(shares: tuple[Portion, ...]) -> str:
    """Shares as people write them: "Bolsheviks 14, Left SR 7"."""
    return ", ".join(f"{share.name} {share.number}" for share in shares)


def divided(
    council: Council, command: DivideSeats, figures: DivisionOfSeats, mark: Mark
) -> Council:
    """The division stands, with what the methods would have given beside it."""
    return _with(
        council,
        command.organ,
        Distribution(
            id=command.organ,
            title=command.title,
            method=figures.method,
            basis=command.basis,
            shares=tuple(SeatShare(name=s.name, seats=s.number) for s in command.shares),
            would_be=figures.would_be,
            open_seats=figures.open_seats,
            mark=mark,
        ),
    )


def decline(council: Council, command: DeclineSeats) -> Figures | Refused:
    """Only a list that has seats declines them. Grounds: `list-without-seats`."""
    return _with_seats(council, command.organ, command.list, 1)


def declined(council: Council, command: DeclineSeats, _: Figures, __: Mark) -> Council:
    """The seats are free, or the list's position on them is reserved."""

    def after(share: SeatShare) -> SeatShare:
        if command.reserved:
            return replace(share, reserved=True)
        return replace(share, seats=0, declined=share.declined + share.seats)

    return _changed(council, command.organ, command.list, after)


def pass_on(council: Council, command: PassSeats) -> Figures | Refused:
    """No more seats pass on than a list has or declined. Grounds: `list-without-seats`."""
    return _with_seats(council, command.organ, command.list, command.seats)


def passed_on(council: Council, command: PassSeats, _: Figures, __: Mark) -> Council:
    """The seats are the other list's, which is added where it had none."""

    def giving(share: SeatShare) -> SeatShare:
        from_declined = min(command.seats, share.declined)
        return replace(
            share,
            declined=share.declined - from_declined,
            seats=share.seats - (command.seats - from_declined),
        )

    council = _changed(council, command.organ, command.list, giving)
    distribution = getattr(council, command.organ)
    if not any(share.name == command.to for share in distribution.shares):
        distribution = replace(
            distribution, shares=(*distribution.shares, SeatShare(name=command.to, seats=0))
        )
        council = _with(council, command.organ, distribution)
    return _changed(
        council,
        command.organ,
        command.to,
        lambda share: replace(share, seats=share.seats + command.seats),
    )


def name(council: Council, command: NameMembers) -> Figures | Refused:
    """A list names no more members than it has seats. Grounds: `list-without-seats`."""
    return _with_seats(council, command.organ, command.list, len(command.members))


def named(council: Council, command: NameMembers, _: Figures, __: Mark) -> Council:
    """The members stand under their list."""
    return _changed(
        council, command.organ, command.list, lambda share: replace(share, named=command.members)
    )


def reserve(council: Council, command: ReserveSeats) -> Figures | Refused:
    """Reservations have names of their own and belong to an organ that exists.

    Grounds: `organ-not-elected`, `reservation-exists`.
    """
    article = council.standing.article(command.organ)
    if getattr(council, command.organ) is None:
        return refuse(
            "organ-not-elected",
            article,
            "{body} has elected no {organ} yet.",
            body=council.body,
            organ=command.organ,
        )
    if any(r.id == command.reservation for r in council.reservations):
        return refuse(
            "reservation-exists",
            article,
            "A reservation {reservation} stands already; choose another name.",
            reservation=command.reservation,
        )
    return NO_FIGURES


def reserved(council: Council, command: ReserveSeats, _: Figures, mark: Mark) -> Council:
    """The reservation stands until it is taken up."""
    kept = Reservation(
        id=command.reservation,
        distribution=command.organ,
        beneficiary=command.beneficiary,
        right=command.right,
        seats=command.seats,
        norm=command.norm,
        mark=mark,
    )
    return replace(council, reservations=(*council.reservations, kept))


def _with_seats(council: Council, organ: Organ, name: str, seats: int) -> Figures | Refused:
    distribution = getattr(council, organ)
    shares = () if distribution is None else distribution.shares
    held = next((s.seats + s.declined for s in shares if s.name == name), 0)
    if held >= max(seats, 1):
        return NO_FIGURES
    return refuse(
        "list-without-seats",
        council.standing.article(organ),
        "{list} holds {held} seats of the {organ}, not {seats}; see the division of seats.",
        list=name,
        held=held,
        organ=organ,
        seats=seats,
    )


def _changed(
    council: Council, organ: Organ, name: str, change: Callable[[SeatShare], SeatShare]
) -> Council:
    distribution = getattr(council, organ)
    shares = tuple(change(s) if s.name == name else s for s in distribution.shares)
    return _with(council, organ, replace(distribution, shares=shares))


def _with(council: Council, organ: Organ, distribution: Distribution) -> Council:
    return replace(council, **{organ: distribution})


ACTS = (
    Act("seats.divided", DivideSeats, divide, divided, DivisionOfSeats),
    Act("seats.declined", DeclineSeats, decline, declined),
    Act("seats.passed-on", PassSeats, pass_on, passed_on),
    Act("seats.named", NameMembers, name, named),
    Act("seats.reserved", ReserveSeats, reserve, reserved),
)
