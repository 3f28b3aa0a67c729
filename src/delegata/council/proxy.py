"""Proxies: an absent delegate gives the own vote to another, who may pass it on as the rules say.

A proxy sleeps while its giver is here, or an alternate stands in for the giver; it falls with
either mandate. Who casts the vote is present: an alternate of the holder does not inherit it.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from delegata.council.act import NO_FIGURES, Act, Command, Figures, Refused, refuse
from delegata.council.entry import Mark
from delegata.council.presence import has_vote_here, past_term
from delegata.council.state import Council
from delegata.council.voting_rules import ProxyRule
from delegata.council.words import Id


class GiveProxy(Command, frozen=True, kw_only=True):
    """A delegate who will be absent gives the own vote to another delegate."""

    delegate: Id
    holder: Id


class RevokeProxy(Command, frozen=True, kw_only=True):
    """A delegate takes back the vote that was given to another; a vote already cast stands."""

    delegate: Id


class DeclineProxy(Command, frozen=True, kw_only=True):
    """A delegate hands back the vote that another gave; a vote already cast stands."""

    delegate: Id
    giver: Id


def give(council: Council, command: GiveProxy) -> Figures | Refused:
    """Who has a vote gives it to who has one, in no circle, and within the bounds of the rules.

    Grounds: `no-proxies`, `proxy-without-vote`, `proxy-given`, `proxy-circle`, `proxy-too-far`,
    `proxy-too-many`.
    """
    rule, article = council.standing.proxies, council.standing.article("proxies")
    if not isinstance(rule, ProxyRule):
        return refuse(
            "no-proxies",
            article,
            "By the rules of {body} nobody votes for another; name an alternate.",
            body=council.body,
        )
    for name in (command.delegate, command.holder):
        if not _votes(council, name):
            return refuse(
                "proxy-without-vote",
                article,
                "{mandate} is no confirmed voting mandate; only these give and hold votes.",
                mandate=name,
            )
    if command.delegate in council.proxies:
        return refuse(
            "proxy-given",
            article,
            "{delegate} has given the vote to {holder}; revoke that first.",
            delegate=command.delegate,
            holder=council.proxies[command.delegate],
        )
    return _within_bounds(council, rule, command) or NO_FIGURES


def _within_bounds(council: Council, rule: ProxyRule, command: GiveProxy) -> Refused | None:
    article = council.standing.article("proxies")
    above = [command.holder, *_passed_on(council, command.holder)]
    if command.delegate in above:
        return refuse(
            "proxy-circle",
            article,
            "The vote of {delegate} would come back in a circle; give it to somebody else.",
            delegate=command.delegate,
        )
    below = reaching(council, command.delegate)
    if len(above) + max(below.values(), default=0) > rule.hops:
        return refuse(
            "proxy-too-far",
            article,
            "A vote would be passed on more than {hops} times; give it to somebody who has not"
            " given theirs.",
            hops=rule.hops,
        )
    for holder in above:
        if len(reaching(council, holder)) + len(below) + 1 > rule.most:
            return refuse(
                "proxy-too-many",
                article,
                "{holder} would hold more than {most} votes of others; choose somebody else.",
                holder=holder,
                most=rule.most,
            )
    return None


def _passed_on(council: Council, name: str) -> Iterator[str]:
    """Those to whom a vote goes on from somebody, each once, by the proxies that stand."""
    passed: set[str] = set()
    while (name := council.proxies.get(name, "")) and name not in passed:
        passed.add(name)
        yield name


def reaching(council: Council, name: str) -> dict[str, int]:
    """The votes of others that reach somebody: whose they are, each with the number of steps."""
    found: dict[str, int] = {}
    waiting = [(name, 0)]
    givers: dict[str, list[str]] = {}
    for giver, holder in council.proxies.items():
        if _votes(council, giver):
            givers.setdefault(holder, []).append(giver)
    while waiting:
        holder, steps = waiting.pop()
        for giver in givers.get(holder, ()):
            found[giver] = steps + 1
            waiting.append((giver, steps + 1))
    return found


def _votes(council: Council, name: str) -> bool:
    mandate = council.mandates.get(name)
    return mandate is not None and mandate.votes


def given(council: Council, command: GiveProxy, _: Figures, __: Mark) -> Council:
    """The vote goes with the proxy until it is revoked; meanwhile it may sleep and wake."""
    return replace(council, proxies=council.proxies.insert(command.delegate, command.holder))


def revoke(council: Council, command: RevokeProxy) -> Figures | Refused:
    """What was given is taken back. Grounds: `no-proxy`."""
    if command.delegate in council.proxies:
        return NO_FIGURES
    return refuse(
        "no-proxy",
        council.standing.article("proxies"),
        "{delegate} has given the vote to nobody; nothing is to be done.",
        delegate=command.delegate,
    )


def revoked(council: Council, command: RevokeProxy, _: Figures, __: Mark) -> Council:
    """The vote is its giver's again."""
    return replace(council, proxies=council.proxies.remove(command.delegate))


def decline(council: Council, command: DeclineProxy) -> Figures | Refused:
    """Nobody holds another's vote unwillingly: who was given one hands it back.

    Only who got it from its giver does, so that a vote that was passed on goes back one step.
    Grounds: `no-proxy`.
    """
    if council.proxies.get(command.giver) == command.delegate:
        return NO_FIGURES
    return refuse(
        "no-proxy",
        council.standing.article("proxies"),
        "{giver} has not given the vote to {delegate}; nothing is to be done.",
        giver=command.giver,
        delegate=command.delegate,
    )


def declined(council: Council, command: DeclineProxy, _: Figures, __: Mark) -> Council:
    """The vote is its giver's again, who may give it to somebody else."""
    return replace(council, proxies=council.proxies.remove(command.giver))


def representative(council: Council, giver: str, day: str) -> str | None:
    """Who casts the vote of an absent delegate on a day; None where nobody does.

    The first on the way who is here casts it. It goes no further than the rules let it, and not to
    or over a mandate that is past its term and does not vote.
    """
    rule, attendance = council.standing.proxies, council.attendance
    absent = giver not in attendance.here and giver not in attendance.standing_in.values()
    if not isinstance(rule, ProxyRule) or not absent or not _votes(council, giver):
        return None
    for steps, holder in enumerate(_passed_on(council, giver), 1):
        replaced = holder in attendance.standing_in.values()
        if steps > rule.hops or replaced or not _votes(council, holder):
            return None
        if past_term(council, council.mandates[holder], day) is not None:
            return None
        if has_vote_here(attendance, council.mandates[holder]):
            return holder
    return None


def represented(council: Council, day: str) -> dict[str, str]:
    """The absent delegates whose votes somebody here casts, each with who that is."""
    found = {}
    for giver in sorted(council.proxies):
        holder = representative(council, giver, day)
        if holder is not None and past_term(council, council.mandates[giver], day) is None:
            found[giver] = holder
    return found


ACTS = (
    Act("mandate.proxy-given", GiveProxy, give, given, by_mandate="delegate"),
    Act("mandate.proxy-revoked", RevokeProxy, revoke, revoked, by_mandate="delegate"),
    Act("mandate.proxy-declined", DeclineProxy, decline, declined, by_mandate="delegate"),
)
