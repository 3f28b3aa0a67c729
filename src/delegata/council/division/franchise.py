"""Who votes in a division and with how many votes: those here, the absent who are represented."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from msgspec import UNSET
from msgspec.structs import replace
from rpds import HashTrieMap, HashTrieSet

from delegata.council.act import Refused, refuse
from delegata.council.deliberation import Division
from delegata.council.entry import Mark
from delegata.council.presence import Voters, entitled, has_vote_here, past_term
from delegata.council.proxy import representative, represented
from delegata.council.rules import QuorumRule
from delegata.council.state import Attendance, Council, Mandate
from delegata.council.voting_rules import ProxyRule, WeightRule
from delegata.council.weight import weight_of
from delegata.council.words import Method, Tally
from delegata.representation.quorum import Quorum


class Franchise(NamedTuple):
    """Who votes: those here by themselves, the absent with who votes for them, and all weights.

    `weights` are None where each vote counts once.
    """

    here: tuple[str, ...]
    proxies: dict[str, str]
    weights: dict[str, int] | None
    members: int | None = None

    @property
    def voters(self) -> tuple[str, ...]:
        """All whose votes can be cast."""
        return (*self.here, *self.proxies)

    @property
    def present(self) -> int | None:
        """The votes that can be cast, by weights; None where each counts once."""
        return None if self.weights is None else sum(self.weights.values())


def franchise(council: Council, day: str, method: Method) -> Franchise | Refused:
    """Who votes by a method on a day, and with what weight.

    Where votes are weighed, each mandate that votes on that day has a weight. Grounds:
    `weight-missing`, `weight-tells`.
    """
    here, proxies = tuple(entitled(council, day)), represented(council, day)
    rule = council.standing.weights
    if not isinstance(rule, WeightRule) or method not in rule.methods:
        return Franchise(here, proxies, None)
    voting = [
        m.id for m in council.mandates.values() if m.votes and past_term(council, m, day) is None
    ]
    missing = [name for name in voting if name not in council.weights]
    if missing:
        return refuse(
            "weight-missing",
            council.standing.article("weights"),
            "{mandate} has no weight yet; set those of {from_body} first.",
            mandate=min(missing),
            from_body=council.mandates[min(missing)].from_body,
        )
    weights = {name: weight_of(council, name) or 0 for name in (*here, *proxies)}
    if method == "secret" and (lonely := _telling(weights, rule.secret_alike)) is not None:
        return refuse(
            "weight-tells",
            council.standing.article("weights"),
            "Fewer than {alike} who vote have {weight} votes, so the weight would tell how they"
            " voted; vote openly, or on paper by heads.",
            alike=rule.secret_alike,
            weight=lonely,
        )
    members = sum(council.weights[name] for name in voting)
    return Franchise(here, proxies, weights, members)


def _telling(weights: dict[str, int], alike: int) -> int | None:
    shared = Counter(weights.values())
    return min((weight for weight, voters in shared.items() if voters < alike), default=None)


def quorum_of_votes(council: Council, votes: Franchise, found: Voters) -> int | Refused | None:
    """How many votes a quorum takes, if so many are here; None without a rule.

    It is counted by heads or by weights, with or without proxies, as the rules say. Ground:
    `no-quorum`.
    """
    rule, weighing, proxies = _rules(council)
    if rule is None or not council.listed:
        return None
    counted = proxies is not None and proxies.quorum
    present, base = (found.present or 0) + (len(votes.proxies) if counted else 0), found.members
    if weighing is not None and weighing.quorum == "weights" and votes.weights is not None:
        names = votes.voters if counted else votes.here
        present, base = sum(votes.weights[name] for name in names), votes.members or 0
    needed = Quorum(rule.share.fraction(), rule.share.over).needed(base)
    if present >= needed:
        return needed
    return refuse(
        "no-quorum",
        council.standing.article("quorum"),
        "{present} of {members} votes are present, and {needed} are needed; wait for more or"
        " adjourn.",
        present=present,
        members=base,
        needed=needed,
    )


def _rules(council: Council) -> tuple[QuorumRule | None, WeightRule | None, ProxyRule | None]:
    weights, proxies = council.standing.weights, council.standing.proxies
    return (
        council.standing.quorum,
        weights if isinstance(weights, WeightRule) else None,
        proxies if isinstance(proxies, ProxyRule) else None,
    )


def counts_votes(council: Council) -> bool:
    """Whether the rules know votes that count for more than one, or for the absent."""
    return _rules(council)[1:] != (None, None)


def with_franchise(council: Council, division: Division, mark: Mark) -> Division:
    """The division with its voters, their weights and proxies, fixed as it opens.

    A roll that is written down at the close names who is here then, where each vote counts once.
    """
    votes = franchise(council, _day_fixed(council, mark), division.method)
    assert not isinstance(votes, Refused), "decided before"
    by_roll = division.method == "roll-call" and counts_votes(council)
    if division.by_ballot or division.calling or by_roll:
        division = replace(division, voters=HashTrieSet(votes.voters))
    division = replace(
        division,
        represented=len(votes.proxies),
        proxies=HashTrieMap(votes.proxies),
    )
    if votes.weights is None:
        return division
    return replace(
        division,
        weights=HashTrieMap(votes.weights),
        weight_present=votes.present,
        weight_members=votes.members,
    )


def _day_fixed(council: Council, mark: Mark) -> str:
    """The day of the opening; under rules that say nothing of alternates, that of the act before.

    Records that were made under those fold by it.
    """
    if mark.held is None and council.standing.mandates.alternates is UNSET:
        return council.at[:10]
    return mark.moment[:10]


def split_fault(council: Council, division: Division, mandate: str, votes: Tally) -> Refused | None:
    """Who has many votes splits them where the rules let them, and names them all.

    Never in a secret vote, where the parts would tell who cast them. Grounds: `split-barred`,
    `split-unequal`.
    """
    rule, weight = council.standing.weights, division.weight(mandate)
    allowed = isinstance(rule, WeightRule) and rule.splits and division.weighed
    if not allowed or division.method == "secret":
        return refuse(
            "split-barred",
            council.standing.article("weights"),
            "No votes are split in {division}; {mandate} casts all alike.",
            division=division.id,
            mandate=mandate,
        )
    if votes.votes == weight:
        return None
    return refuse(
        "split-unequal",
        council.standing.article("weights"),
        "{mandate} has {votes} votes and {split} are named; name all, abstentions too.",
        mandate=mandate,
        votes=weight,
        split=votes.votes,
    )


def can_vote(
    council: Council, division: Division, mandate: str, day: str, by: str | None = None
) -> bool:
    """Whether a vote can be cast: its voter is here, or still represented by the same holder.

    `by` is the mandate that casts it; where none is said, anybody who may.
    """
    if mandate not in division.voters:
        return False
    if has_vote_here(council.attendance, council.mandates[mandate]):
        return by in {None, mandate}
    holder = division.proxies.get(mandate)
    if holder is None or by not in {None, holder}:
        return False
    return representative(council, mandate, day) == holder


def could_vote(division: Division, mandate: Mandate) -> bool:
    """Whether a vote was this one's in a division: here as it opened, represented, or called."""
    attendance = Attendance(here=division.here, standing_in=division.standing_in)
    called = any(name == mandate.id for name, _ in division.named)
    return called or mandate.id in division.voters or has_vote_here(attendance, mandate)


def with_casters(council: Council, division: Division, names: Iterable[str]) -> Division:
    """The division with whose votes are cast by others: who is here casts the own one."""
    casters = division.by_proxy
    for name in names:
        holder = division.proxies.get(name)
        if holder is None or has_vote_here(council.attendance, council.mandates[name]):
            casters = casters.discard(name)
        else:
            casters = casters.insert(name, holder)
    return replace(division, by_proxy=casters)
