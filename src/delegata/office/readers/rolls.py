"""What a roll tells of a person: the own place on it, and what they hold elsewhere."""

from delegata.council.state import Council
from delegata.council.words import Membership
from delegata.office.desk import federation, premises


def holds_elsewhere(person: str, body: str) -> bool:
    """Whether somebody holds an office or a mandate in any other body whose record is here."""
    others = [c.council for name, c in federation().bodies.items() if name != body]
    return any(
        person in council.seated
        or any(holder.person == person for held in council.offices.values() for holder in held)
        for council in others
    )


def member_proof(council: Council, person: str) -> Membership | None:
    """Somebody's proof of being on the last sealed roll of a body."""
    if not council.rolls:
        return None
    return premises().register.membership(council.body, council.rolls[-1].seal.root, person)
