"""Who follows: substitutes in order, and the countback that fills a vacancy."""

from collections.abc import Iterable, Sequence

from delegata.representation.counting.lot import Lots
from delegata.representation.counting.poll import CountError
from delegata.representation.counting.reserved import Reserved
from delegata.representation.counting.stv import Rule, count
from delegata.representation.profile import Profile


def countback(  # noqa: PLR0913 # four say what was, two how it is filled
    rule: Rule,
    profile: Profile,
    sitting: Sequence[int],
    leaving: int,
    *,
    unwilling: Iterable[int] = (),
    lots: Lots,
) -> int:
    """Fill one vacancy: the ballots are counted again without the member who leaves.

    The other sitting members are guarded, so exactly one place is open; whoever is not willing to
    serve is passed over as well. The candidate who takes the open place is returned. Ties that the
    rule leaves to lots need a seed. `CountError` if nobody is left who could follow.
    """
    if leaving not in sitting:
        raise CountError(f"candidate {leaving} holds no seat; name one of {sorted(sitting)}")
    staying = frozenset(sitting) - {leaving}
    rest = profile.without({leaving, *unwilling} - staying)
    return _added(rule, rest, staying, lots)


def substitutes(
    rule: Rule, profile: Profile, elected: Sequence[int], number: int, lots: Lots
) -> tuple[int, ...]:
    """The first `number` substitutes in order.

    Each is the one who is added when the same ballots are counted for one seat more, all those
    seated before being guarded. `CountError` if there are not that many candidates.
    """
    seated = frozenset(elected)
    order: list[int] = []
    for _place in range(number):
        order.append(_added(rule, profile, seated, lots))
        seated |= {order[-1]}
    return tuple(order)


def _added(rule: Rule, profile: Profile, seated: frozenset[int], lots: Lots) -> int:
    standing = set(range(1, len(profile.candidates) + 1)) - profile.withdrawn
    if not standing - seated:
        raise CountError("no candidate is left who could follow; hold a by-election")
    guard = Reserved(seated, len(seated), "sitting members")
    poll = count(rule, profile, len(seated) + 1, lots, (guard,))
    ties = [tie for counted in poll.rounds for tie in counted.ties if tie.by == "open"]
    if ties:
        raise CountError(f"a lot is due ({ties[0].label}); give a seed")
    return next(n for n in poll.elected if n not in seated)
