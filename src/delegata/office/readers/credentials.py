"""Who may see a credential, and by what act a door is kept."""

from delegata.council.acts import KINDS
from delegata.council.state import Mandate
from delegata.office.readers.rights import Rights

ARRIVAL = "presence.arrived"
_FAMILIES = ("credentials", "presence")


def visible_credential_to(rights: Rights, name: str) -> Mandate | None:
    """The mandate whose credential a person may see: the own one, or any by office."""
    mandate = rights.council.mandates.get(name)
    if mandate is None or not rights.person:
        return None
    kinds = (kind for kind in KINDS if kind.partition(".")[0] in _FAMILIES)
    own = mandate.holder.person == rights.person
    return mandate if own or any(rights.by_office(kind) for kind in kinds) else None
