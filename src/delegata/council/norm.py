"""The norm of representation: the delegates due to each constituent, from the rolls of a day."""

from msgspec.structs import replace

from delegata.council.act import Act, Command, Figures, Refused, refuse
from delegata.council.constituency import Norm
from delegata.council.entry import Mark
from delegata.council.rules import RepresentationRule
from delegata.council.state import Council
from delegata.council.words import Date, Id, Portion
from delegata.representation.apportionment import apportion
from delegata.representation.norm import Fixed, PerMembers


class ApplyNorm(Command, frozen=True, kw_only=True):
    """The norm is applied to the members of each constituent, as its roll of that day has them.

    A cited seal of a constituent's roll must have the number of members that stands here.
    """

    norm: Id
    roll_on: Date
    members: tuple[Portion, ...]


class SeatsFigures(Figures, frozen=True, kw_only=True):
    """The seats due to each constituent, how they were reckoned, and what stays open by a tie."""

    seats: tuple[Portion, ...]
    arithmetic: tuple[str, ...]
    open_seats: int


def apply(council: Council, command: ApplyNorm) -> SeatsFigures | Refused:
    """Seats follow from the members of constituents by the norm of the rules, exactly.

    Equal claims to a last seat leave it open. Grounds: `no-norm`, `norm-exists`,
    `constituent-unknown`, `list-twice`.
    """
    rule = council.standing.representation
    if not isinstance(rule, RepresentationRule):
        return refuse(
            "no-norm",
            council.standing.article("representation"),
            "The rules of {body} set no norm of representation; adopt one first.",
            body=council.body,
        )
    article = council.standing.article("representation")
    if any(norm.id == command.norm for norm in council.norms):
        return refuse(
            "norm-exists",
            article,
            "{body} has applied a norm {norm} already; choose another name.",
            body=council.body,
            norm=command.norm,
        )
    names = [portion.name for portion in command.members]
    known = {part.body for part in council.constituents}
    if unknown := [name for name in names if name not in known]:
        return refuse(
            "constituent-unknown",
            article,
            "{name} does not constitute {body}; admit it first.",
            name=unknown[0],
            body=council.body,
        )
    if len(set(names)) != len(names):
        return refuse("list-twice", article, "A constituent stands twice; name each once.")
    return due(rule, command.members)


def due(rule: RepresentationRule, members: tuple[Portion, ...]) -> SeatsFigures:
    """The seats of each constituent by a rule, with the arithmetic as sentences."""
    if rule.norm in {"per-members", "fixed"}:
        norm = _by_norm(rule)
        each = [norm.due(portion.number) for portion in members]
        seats = tuple(Portion(p.name, d.seats) for p, d in zip(members, each, strict=True))
        return SeatsFigures(seats=seats, arithmetic=tuple(d.arithmetic for d in each), open_seats=0)
    votes = [(portion.name, portion.number) for portion in members]
    divided = apportion(rule.norm, votes, rule.number)
    total = sum(number for _, number in votes)
    return SeatsFigures(
        seats=tuple(Portion(name, number) for name, number in divided.seats),
        arithmetic=tuple(
            f"{number} of {total} members: {seats} of {rule.number} seats by {rule.norm}"
            for (_, number), (_, seats) in zip(votes, divided.seats, strict=True)
        ),
        open_seats=rule.number - sum(number for _, number in divided.seats),
    )


def _by_norm(rule: RepresentationRule) -> PerMembers | Fixed:
    if rule.norm == "fixed":
        return Fixed(rule.number)
    return PerMembers(per=rule.number, remainder=rule.remainder, minimum=rule.minimum, cap=rule.cap)


def applied(council: Council, command: ApplyNorm, figures: SeatsFigures, mark: Mark) -> Council:
    """These are the seats due until the norm is applied again."""
    norm = Norm(
        id=command.norm,
        roll_on=command.roll_on,
        rule=council.standing.edition,
        members=command.members,
        seats=figures.seats,
        arithmetic=figures.arithmetic,
        mark=mark,
    )
    return replace(council, norms=(*council.norms, norm))


def seats_of(council: Council, constituent: str) -> int | None:
    """The seats due to a constituent by the norm last applied; None where none was."""
    if not council.norms:
        return None
    seats = {portion.name: portion.number for portion in council.norms[-1].seats}
    return seats.get(constituent, 0)


ACTS = (Act("norm.applied", ApplyNorm, apply, applied, SeatsFigures),)
