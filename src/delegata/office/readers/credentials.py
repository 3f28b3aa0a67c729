"""Who may see a credential, and who may keep a door."""

from delegata.council.acts import KINDS
from delegata.council.state import Council, Mandate

ARRIVAL = "presence.arrived"
_FAMILIES = ("credentials", "presence")


def right_to(council: Council, person: str | None, kind: str) -> str | None:
    """The office by which a person may perform acts of a kind here, as a right."""
    for office, holders in sorted(council.offices.items()):
        held = any(holder.person == person for holder in holders)
        if person and held and council.standing.allows(office, kind):
            return f"office:{office}"
    return None


def visible_credential_to(person: str | None, council: Council, name: str) -> Mandate | None:
    """The mandate whose credential a person may see: the own one, or any by office."""
    mandate = council.mandates.get(name)
    if mandate is None or person is None:
        return None
    kinds = (kind for kind in KINDS if kind.partition(".")[0] in _FAMILIES)
    own = mandate.holder.person == person
    return mandate if own or any(right_to(council, person, kind) for kind in kinds) else None


def visible_door_to(person: str | None, council: Council) -> str | None:
    """The right by which a person keeps the door of a body, if there is one."""
    return right_to(council, person, ARRIVAL)
