"""Weights: the members that a body represents, divided among the delegates whom it sent.

Card votes of British unions: each delegate, or one for the delegation, votes with the members on
whose behalf the body pays its contribution. Numbers are whole; what is left over is stated.
"""

from collections.abc import Iterable

from msgspec.structs import replace

from delegata.council.act import Act, Command, Figures, Refused, refuse
from delegata.council.entry import Mark
from delegata.council.state import Council
from delegata.council.voting_rules import WeightRule
from delegata.council.words import Count, Date, Id, Portion


class SetWeights(Command, frozen=True, kw_only=True):
    """The members of a body are divided among its delegates here, who vote with them.

    `delegates` are those who carry votes, in the order in which what is left over is given out;
    where one casts the votes of the whole delegation, that one alone. Others from this body carry
    none. A cited seal of the body's roll must have the number of members that stands here.
    """

    from_body: Id
    members: Count
    roll_on: Date
    delegates: tuple[Id, ...]


class WeightFigures(Figures, frozen=True, kw_only=True):
    """The votes of each delegate of the body, and those that nobody carries."""

    weights: tuple[Portion, ...]
    dropped: int


def set_weights(council: Council, command: SetWeights) -> WeightFigures | Refused:
    """Each named delegate is of this body and votes; the division is exact.

    Each gets the whole quotient; the remainder goes to the first, one each, or is dropped, as the
    rules say. Grounds: `no-weights`, `nobody-named`, `not-of-body`.
    """
    rule = council.standing.weights
    if not isinstance(rule, WeightRule):
        return refuse(
            "no-weights",
            council.standing.article("weights"),
            "By the rules of {body} each mandate has one vote; adopt rules on weights first.",
            body=council.body,
        )
    named = command.delegates
    if not named:
        return refuse(
            "nobody-named",
            council.standing.article("weights"),
            "Name who carries the votes of {from_body}.",
            from_body=command.from_body,
        )
    for name in named:
        mandate = council.mandates.get(name)
        ours = mandate is not None and mandate.votes and mandate.from_body == command.from_body
        if not ours or named.count(name) > 1:
            return refuse(
                "not-of-body",
                council.standing.article("weights"),
                "{mandate} is no confirmed voting mandate from {from_body}, or stands twice;"
                " correct the list.",
                mandate=name,
                from_body=command.from_body,
            )
    each, left = divmod(command.members, len(named))
    dropped = left if rule.remainder == "dropped" else 0
    shares = {name: each + (at < left - dropped) for at, name in enumerate(named)}
    silent = (name for name in _from(council, command.from_body) if name not in shares)
    weights = shares | dict.fromkeys(sorted(silent), 0)
    return WeightFigures(
        weights=tuple(Portion(name, number) for name, number in weights.items()), dropped=dropped
    )


def _from(council: Council, body: str) -> Iterable[str]:
    return (m.id for m in council.mandates.values() if m.votes and m.from_body == body)


def weights_set(council: Council, _: SetWeights, figures: WeightFigures, __: Mark) -> Council:
    """The weights stand until they are set anew; a division that is open keeps its own."""
    weights = council.weights
    for share in figures.weights:
        weights = weights.insert(share.name, share.number)
    return replace(council, weights=weights)


def weight_of(council: Council, mandate: str) -> int | None:
    """The votes of a mandate, or of the delegate stood in for; None where none were set."""
    return council.weights.get(council.attendance.standing_in.get(mandate, mandate))


ACTS = (Act("mandate.weighed", SetWeights, set_weights, weights_set, WeightFigures),)
