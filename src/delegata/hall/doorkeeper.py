"""The doorkeeper: who may listen to a body for its members alone, and until when.

A stream of such a body ends at the next look once its listener signs out, is recalled, or leaves;
a stream of a body that closes itself to others ends too, and its browser comes back as what it is.
While the database is away nobody can be looked at; nothing is recorded either that could be told.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, Protocol

from delegata.council.publicity import members_only
from delegata.hall.switchboard import Listener, Switchboard
from delegata.store.audience import visible_to
from delegata.store.federation import Federation
from delegata.store.people import Register
from delegata.store.postgres import AWAY

LOOK_SECONDS = 0.5
_log = logging.getLogger(__name__)

PersonOf = Callable[[str], str | None]
"""Who is signed in by a session."""


class Premises(Protocol):
    """What the doorkeeper looks at."""

    @property
    def federation(self) -> Federation: ...
    @property
    def register(self) -> Register: ...


class Guest(NamedTuple):
    """Who listens by which session to which bodies that are not for everybody."""

    session: str
    person: str
    bodies: tuple[str, ...]


class Doorkeeper:
    """Lets listeners in, and looks twice a second whether they may stay."""

    def __init__(self, premises: Premises, switchboard: Switchboard, person_of: PersonOf) -> None:
        self._federation = premises.federation
        self._register = premises.register
        self._switchboard = switchboard
        self._person_of = person_of
        self._guests: dict[Listener, Guest] = {}
        self._closed = self._for_members()

    async def admitted(
        self, held: Mapping[str, int], session: str
    ) -> tuple[Mapping[str, int], Guest | None]:
        """Those of the bodies held that the session's person may see, and whom to watch.

        A body that closes itself while this is asked is asked about too: what is answered holds
        until the caller waits for anything.
        """
        guarded: set[str] = set()
        guest = Guest(session, "", ())
        while new := {body for body in held if self._is_guarded(body)} - guarded:
            guarded |= new
            guest = Guest(session, *await asyncio.to_thread(self._seen, sorted(guarded), session))
        known = {n: size for n, size in held.items() if n not in guarded or n in guest.bodies}
        return known, guest if guest.bodies else None

    def watch(self, listener: Listener, guest: Guest | None) -> None:
        """From now on a stream is looked at."""
        if guest is not None:
            self._guests[listener] = guest

    def leave(self, listener: Listener) -> None:
        """A stream has ended."""
        self._guests.pop(listener, None)

    async def looking(self) -> None:
        """Ends the streams of who may listen no longer; whatever it meets, it looks again."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            try:
                await self._look()
            except AWAY as error:
                _log.warning("the database is away, and no listener is looked at: %s", error)
            except Exception:  # noqa: BLE001 - whatever it is, the next look is taken
                _log.exception("the listeners could not be looked at")

    async def _look(self) -> None:
        self._end_of_newly_closed()
        guests = dict(self._guests)
        if guests:
            for listener in await asyncio.to_thread(self._gone, guests):
                listener.end()

    def _is_guarded(self, body: str) -> bool:
        chronicle = self._federation.bodies.get(body)
        return chronicle is not None and members_only(chronicle.council)

    def _for_members(self) -> set[str]:
        return {body for body in self._federation.sizes() if self._is_guarded(body)}

    def _end_of_newly_closed(self) -> None:
        closed = self._for_members()
        for body in closed - self._closed:
            self._switchboard.dismiss(body)
        self._closed = closed

    def _seen(self, bodies: Iterable[str], session: str) -> tuple[str, tuple[str, ...]]:
        person = self._person_of(session) if session else None
        return person or "", tuple(body for body in bodies if person and self._sees(person, body))

    def _sees(self, person: str, body: str) -> bool:
        return visible_to(person, body, self._federation, self._register) is not None

    def _gone(self, guests: Mapping[Listener, Guest]) -> list[Listener]:
        here = self._register.signed_in({guest.session for guest in guests.values()})
        return [
            listener
            for listener, guest in guests.items()
            if guest.session not in here
            or not all(self._sees(guest.person, body) for body in guest.bodies)
        ]
