"""A file of members on its way into the register: read, each row given its body, and staged."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from delegata.register.columns import plain
from delegata.register.reading import Plan, members
from delegata.store.federation import Federation
from delegata.store.people import Register
from delegata.store.staging import Incoming, Preview, stage

UPLOADS = "imports"
"""Where a data folder keeps tables that wait to be read."""


class Destination(NamedTuple):
    """The body for whose roll a file comes, and the bodies that its rows may name.

    With `alone` no other roll is touched, and nobody who is on one: who keeps one roll has no say
    over the others, and does not wait for their rows to be mended.
    """

    body: str
    rolls: dict[str, str]
    alone: bool = False


def rolls(federation: Federation) -> dict[str, str]:
    """Bodies by their short and their full name, as people write them."""
    names = {plain(name): name for name in federation.bodies}
    full = {plain(c.council.name): name for name, c in federation.bodies.items()}
    return full | names


def arrive(
    register: Register,
    path: Path,
    how: Plan,
    to: Destination,
    told: Callable[[int], None] = lambda _: None,
) -> Preview:
    """Stages a file for the roll of a body. Raises `UnreadableSheet`."""
    only = to.body if to.alone else None
    return stage(register, to.body, _incoming(path, how, to), told, only=only)


def _incoming(path: Path, how: Plan, to: Destination) -> Iterator[Incoming]:
    for read in members(path, how):
        roll = to.rolls.get(plain(read.body)) if read.body else to.body
        field, reason = read.field, read.reason
        if roll is None and (to.alone or not reason):
            field, reason = "body", f"no body is called {read.body!r}"
        elsewhere = roll is None and to.alone
        yield read._replace(body=roll or to.body, field=field, reason=reason, elsewhere=elsewhere)
