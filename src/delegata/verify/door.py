"""Whether a door list follows from a record: the fold at its checkpoint, mandate by mandate."""

from collections.abc import Iterator

import msgspec

from delegata.council.acts import fold
from delegata.council.state import Council
from delegata.record.door import Door, DoorList, list_of
from delegata.verify.chain import Chain
from delegata.verify.findings import Finding


def check_door(door: Door, chain: Chain) -> Iterator[Finding]:
    """A door list states the root that the record has at its size, and the mandates of its fold."""
    size = door.checkpoint.size
    if size > len(chain.tree):
        message = f"the door list is of {size} entries; {len(chain.tree)} are here"
        yield Finding(chain.body, len(chain.tree), "door-beyond-record", message)
        return
    if chain.tree.root(size) != door.checkpoint.root:
        message = f"the first {size} entries do not have the root that the door list states"
        yield Finding(chain.body, None, "door-root-wrong", message)
        return
    try:
        council = fold(chain.body, (line.entry for line in chain.lines[:size]))
    except (KeyError, msgspec.ValidationError) as error:
        message = f"no state follows from the record, so the list was not judged: {error}"
        yield Finding(chain.body, None, "door-not-judged", message)
        return
    yield from _differences(door.list, council)


def _differences(given: DoorList, council: Council) -> Iterator[Finding]:
    due = list_of(council, given.checkpoint, given.made_at)
    for field in ("body", "name", "at", "closed"):
        said, follows = getattr(given, field), getattr(due, field)
        if said != follows:
            message = f"the door list says {field} {said!r}, but {follows!r} follows"
            yield Finding(due.body, None, "door-not-as-record", message)
    if [place.mandate for place in given.places] != [place.mandate for place in due.places]:
        message = "the door list does not name the mandates of the record, each once, in order"
        yield Finding(due.body, None, "door-not-as-record", message)
        return
    for place, other in zip(given.places, due.places, strict=True):
        if place != other:
            position = council.mandates[place.mandate].presented.position
            message = f"the door list says of {place.mandate} what does not follow from the record"
            yield Finding(due.body, position, "door-not-as-record", message)
