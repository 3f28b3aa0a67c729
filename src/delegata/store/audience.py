"""Who looks at a record, and what of it they see: the gate before every page, stream and answer.

Whoever shows a body to somebody takes its chronicle from here, never from the federation.
"""

from delegata.council.publicity import Audience, audience_of, members_only, veiled
from delegata.store.federation import Chronicle, Federation
from delegata.store.people import Register


def audience(chronicle: Chronicle, register: Register, person: str | None) -> Audience:
    """Whether somebody belongs to a body now, by mandate, office or the last sealed roll."""
    council = chronicle.council
    known = audience_of(council, person)
    if person is None or known == "members" or not council.rolls:
        return known
    on_roll = register.is_on(council.body, council.rolls[-1].seal.root, person)
    return audience_of(council, person, on_roll=on_roll)


def visible_to(
    person: str | None, body: str, federation: Federation, register: Register
) -> Chronicle | None:
    """A body's record as somebody may see it by the rules of today; None where it is not for them.

    Of a body for members alone others get nothing, as of a body that is not here.
    """
    chronicle = federation.bodies.get(body)
    if chronicle is None:
        return None
    closed = members_only(chronicle.council)
    if not closed and not veiled(chronicle.council):
        return chronicle
    if audience(chronicle, register, person) == "members":
        return chronicle
    return None if closed else chronicle.public()
