"""Who may see a roll: whoever may seal it sees its members, everybody else only the own place.

What a page shows may be of an earlier moment; who may see it is always decided by today.
"""

from delegata.council.entry import Actor
from delegata.council.state import Council
from delegata.council.words import Membership
from delegata.office.desk import federation, premises
from delegata.store.federation import Chronicle


def roll_officer(chronicle: Chronicle, person: str | None) -> Actor | None:
    """The office by which somebody keeps the roll of a body now; None for everybody else."""
    council = chronicle.council
    for office, holders in sorted(council.offices.items()):
        if council.standing.allows(office, "roll.sealed"):
            for holder in holders:
                if holder.person == person:
                    return holder
    return None


def holds_elsewhere(person: str, body: str) -> bool:
    """Whether somebody holds an office or a mandate in any other body whose record is here."""
    others = [c.council for name, c in federation().bodies.items() if name != body]
    return any(
        person in council.seated
        or any(holder.person == person for held in council.offices.values() for holder in held)
        for council in others
    )


def member_proof(council: Council, person: str | None) -> Membership | None:
    """Somebody's proof of being on the last sealed roll of a body."""
    if person is None or not council.rolls:
        return None
    return premises().register.membership(council.body, council.rolls[-1].seal.root, person)
