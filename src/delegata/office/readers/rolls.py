"""What a roll tells of a person: the own place on it, and what they hold elsewhere."""

from collections.abc import Iterable

from delegata.council.state import Council
from delegata.council.words import Membership
from delegata.office.accounts.account import with_way_in
from delegata.office.desk import federation, premises


def beyond_invitation(body: str, persons: Iterable[str]) -> frozenset[str]:
    """Those whom no keeper of this roll invites: they sign in already, or hold something elsewhere.

    Whoever keeps a roll writes its addresses, and must not enter anybody's account by that.
    """
    asked = frozenset(persons)
    others = [c.council for name, c in federation().bodies.items() if name != body]
    officers = {
        holder.person for c in others for holders in c.offices.values() for holder in holders
    }
    seated = {person for person in asked if any(person in c.seated for c in others)}
    return with_way_in(asked) | (asked & officers) | seated


def member_proof(council: Council, person: str) -> Membership | None:
    """Somebody's proof of being on the last sealed roll of a body."""
    if not council.rolls:
        return None
    return premises().register.membership(council.body, council.rolls[-1].seal.root, person)
