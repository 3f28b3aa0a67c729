"""The acts that somebody may perform, by what they are about: those of the moment come first."""

from collections.abc import Iterator
from typing import NamedTuple

from delegata.council.acts import KINDS
from delegata.council.state import Council
from delegata.office.readers.elected import without_mandate
from delegata.office.readers.rights import Rights
from delegata.scenario.script import phrase_of

_AT_A_SITTING = ("sitting", "presence", "agenda", "floor", "motion", "division", "procedure")
_UNDER_WAY = {"called", "polling", "polled"}
_CALLED = {
    "agenda": "Order of the day", "division": "Votes", "election": "Elections",
    "faction": "Factions", "mandate": "Mandates", "meeting": "Meetings", "motion": "Motions",
    "norm": "Norm of representation", "poll": "Polls of bodies", "procedure": "Procedural motions",
    "recall": "Recall", "requisition": "Demands for a meeting", "resolution": "Resolutions",
    "roll": "Roll", "rules": "Standing orders", "sitting": "Sittings",
}  # fmt: skip
"""What a family of acts is called where its own word will not do."""


class Family(NamedTuple):
    """Acts about one thing: its heading, each kind with its words, and whether it is their time."""

    heading: str
    acts: tuple[tuple[str, str], ...]
    now: bool


def families_for(rights: Rights) -> list[Family]:
    """What the rights allow, by family; those of the moment before the others."""
    found: dict[str, list[tuple[str, str]]] = {}
    for kind, act in KINDS.items():
        if rights.may(kind) and kind != "body.founded":
            found.setdefault(kind.partition(".")[0], []).append((kind, phrase_of(act.command)))
    now = set(_of_the_moment(rights.council))
    listed = (
        Family(_CALLED.get(name, name.capitalize()), tuple(acts), name in now)
        for name, acts in found.items()
    )
    return sorted(listed, key=lambda family: not family.now)


def _of_the_moment(council: Council) -> Iterator[str]:
    """The families whose time it is, as far as the state of the body tells."""
    yield from _AT_A_SITTING if council.sitting is not None else ("meeting", "sitting")
    elections = council.elections.values()
    if any(one.state in _UNDER_WAY for one in elections):
        yield "election"
    if any(one.state == "declared" and without_mandate(one) for one in elections):
        yield "mandate"
    if any(mandate.state == "presented" for mandate in council.mandates.values()):
        yield "credentials"
