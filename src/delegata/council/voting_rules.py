"""Rules of votes that count for more than one: weights of mandates, and votes for the absent."""

from collections.abc import Iterator
from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from delegata.council.words import Method

Small = Annotated[int, Meta(ge=1, le=1000)]


class WeightRule(msgspec.Struct, frozen=True, kw_only=True):
    """By which methods a mandate votes with the members that it represents, and for what.

    The members of a body are divided among its delegates; what is left over goes to the first of
    them, one each, or to nobody (`dropped`). With `splits` a delegate can cast some votes for and
    some against. A secret vote is taken only where at least `secret_alike` voters share each
    weight, since a weight of one's own would tell how one voted.
    """

    methods: tuple[Method, ...] = ("cards", "roll-call", "electronic")
    quorum: Literal["heads", "weights"] = "heads"
    remainder: Literal["first", "dropped"] = "first"
    splits: bool = True
    secret_alike: Small = 5


class ProxyRule(msgspec.Struct, frozen=True, kw_only=True):
    """Votes for absent delegates: how often one is passed on, how many one holds, and the quorum.

    `hops` counts from the absent delegate to who votes; `most` are the votes of others that one
    person can hold.
    """

    hops: Small = 1
    most: Small = 1
    quorum: bool = False


def weight_sentences(rule: WeightRule | UnsetType) -> Iterator[str]:
    """The article on weights, as people read it."""
    if rule is UNSET:
        yield "Each voting mandate has one vote."
        return
    methods = ", ".join(method.replace("-", " ") for method in rule.methods) or "no method"
    rest = {"first": "goes to the first of them, one each", "dropped": "is not voted"}
    yield f"Mandates vote with the members that they represent by: {methods}."
    yield f"What is left of a body's members over its delegates {rest[rule.remainder]}."
    yield f"A quorum is counted by {rule.quorum}."
    split = "may split the votes" if rule.splits else "casts all votes alike"
    yield f"Who holds more than one vote {split}."
    alike = rule.secret_alike
    yield f"A secret vote by weights needs each weight shared by {alike} or more who vote."


def proxy_sentences(rule: ProxyRule | UnsetType) -> Iterator[str]:
    """The article on votes for the absent, as people read it."""
    if rule is UNSET:
        yield "Nobody votes for an absent delegate, but an alternate who stands in."
        return
    votes = "1 vote" if rule.most == 1 else f"{rule.most} votes"
    yield f"A delegate may hold {votes} of others."
    yield (
        "A vote so given is not passed on."
        if rule.hops == 1
        else f"A vote so given reaches who casts it in at most {rule.hops} steps."
    )
    yield f"Votes so given {'count' if rule.quorum else 'do not count'} for the quorum."
