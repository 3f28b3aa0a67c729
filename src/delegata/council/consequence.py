"""What an entry makes due by itself: endings here, and notices to the bodies that they concern."""

from collections import deque
from collections.abc import Callable, Iterator

import msgspec

from delegata.council.act import Command
from delegata.council.ending import EndMandate, NoteEnding
from delegata.council.entry import Actor, Cite, Entry
from delegata.council.requisition import NoteRequisition
from delegata.council.state import Council
from delegata.council.words import Held


def follow(
    entry: Entry,
    council: Callable[[str], Council],
    cite: Callable[[Entry], Cite],
    perform: Callable[[str, Command], Entry | None],
) -> None:
    """Performs what an entry makes due, in every body that it reaches, until nothing is left.

    A carried recall ends its mandate; the body of the seat takes notice; whatever rested on the
    seat ends there, and so on through every tier. Each step is an entry that names its cause.
    `perform` gives None for a notice that a body has no use for.
    """
    waiting = deque([entry])
    while waiting:
        cause = waiting.popleft()
        for body, command in consequences(council(cause.body), cause, cite):
            made = perform(body, command)
            if made is not None:
                waiting.append(made)


def consequences(
    council: Council, entry: Entry, cite: Callable[[Entry], Cite]
) -> Iterator[tuple[str, Command]]:
    """What follows from one entry, on the state after it: endings due here, notices elsewhere.

    It took place when its cause did.
    """
    by = Actor(person=entry.by.person, right=f"consequence:{entry.position}")
    held = msgspec.convert(entry.data["held"], Held) if "held" in entry.data else None
    for due in council.due:
        if due.cause == entry.position:
            yield council.body, EndMandate(by=by, held=held, mandate=due.mandate, ending=due.ending)
    notice = Actor(person=entry.by.person, right=f"notice:{council.body}")
    if entry.kind == "mandate.ended":
        given, cites = council.given[entry.data["mandate"]], (cite(entry),)
        ending = entry.data["ending"]
        noted = NoteEnding(by=notice, held=held, cites=cites, mandate=given.id, ending=ending)
        yield given.to_body, noted
    if entry.kind == "requisition.resolved":
        of_body, opens_on, cites = entry.data["of_body"], entry.data["opens_on"], (cite(entry),)
        asked = NoteRequisition(
            by=notice, held=held, cites=cites, of_body=of_body, opens_on=opens_on
        )
        yield of_body, asked
