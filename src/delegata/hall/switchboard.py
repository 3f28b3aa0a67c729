"""Who listens to which bodies, and how far each body's record has grown.

All of it happens on the event loop's own thread. Streams of the same bodies are told the same
words, which are made once.
"""

import asyncio
import json
from collections.abc import Callable, Iterable, Mapping

HEARTBEAT_SECONDS = 15.0
HEARTBEAT = b": still here\n\n"
GREETING = b"retry: 1000\n\n"
TOLD_AT_A_TIME = 500
PAUSE_SECONDS = 0.02
"""Between two rounds: acts that come meanwhile are told together, so that none floods the lines."""


class Listener:
    """One open stream: how words are sent on it, and what is to happen once it has ended."""

    __slots__ = ("_ended", "_say", "group")

    def __init__(self, say: Callable[[bytes], None], ended: Callable[[], None]) -> None:
        self._say = say
        self._ended = ended
        self.group: Group | None = None

    def tell(self, words: bytes) -> None:
        """Sends words; a line that breaks meanwhile ends this stream and no other."""
        try:
            self._say(words)
        except Exception:  # noqa: BLE001 - whatever it is, the other streams are told
            self._ended()

    def end(self) -> None:
        """The stream is over; its browser comes back by itself."""
        self._ended()


class Group:
    """The streams that follow the same bodies."""

    def __init__(self, bodies: tuple[str, ...]) -> None:
        self.bodies = bodies
        self.listeners: set[Listener] = set()
        self.grown: set[str] = set()


class Switchboard:
    """Tells the streams of a body when its record grows; what grows meanwhile is told together.

    `moment` counts how often any record grew.
    """

    def __init__(self, sizes: Mapping[str, int]) -> None:
        self.sizes = dict(sizes)
        self.moment = 0
        self._groups: dict[tuple[str, ...], Group] = {}
        self._stirred = asyncio.Event()

    def moved(self, body: str, size: int) -> None:
        """A record has grown."""
        self.sizes[body] = max(size, self.sizes.get(body, 0))
        self.moment += 1
        for group in self._groups.values():
            if body in group.bodies:
                group.grown.add(body)
                self._stirred.set()

    def listen(self, listener: Listener, held: Mapping[str, int]) -> None:
        """A new stream of the bodies that a browser holds; what it missed it is told at once."""
        bodies = tuple(sorted(held))
        group = self._groups.setdefault(bodies, Group(bodies))
        group.listeners.add(listener)
        listener.group = group
        grown = [body for body in bodies if self.sizes.get(body, 0) > held[body]]
        listener.tell(GREETING + (self._words(group, grown) if grown else b""))

    def leave(self, listener: Listener) -> None:
        """A stream has ended."""
        group = listener.group
        if group is None:
            return
        group.listeners.discard(listener)
        if not group.listeners:
            self._groups.pop(group.bodies, None)

    def dismiss(self, body: str) -> None:
        """Ends the streams of a body; their browsers ask again, and are looked at again."""
        for group in [group for group in self._groups.values() if body in group.bodies]:
            for listener in list(group.listeners):
                listener.end()

    def close(self) -> None:
        """Ends every stream, so that the server can stop."""
        for group in list(self._groups.values()):
            for listener in list(group.listeners):
                listener.end()

    async def telling(self) -> None:
        """Tells who listens, a round after the other, for as long as the server runs."""
        while True:
            await self._stirred.wait()
            self._stirred.clear()
            await self.round()
            await asyncio.sleep(PAUSE_SECONDS)

    async def round(self) -> None:
        """Tells every stream what grew since the last round."""
        for group in list(self._groups.values()):
            grown, group.grown = sorted(group.grown), set()
            if grown:
                await _told(group.listeners, self._words(group, grown))

    async def beating(self) -> None:
        """Says something on every stream now and then, so that a silent line is noticed."""
        while True:
            await asyncio.sleep(HEARTBEAT_SECONDS)
            for group in list(self._groups.values()):
                await _told(group.listeners, HEARTBEAT)

    def _words(self, group: Group, grown: Iterable[str]) -> bytes:
        """One event: the sizes that the browser will hold, and the records that grew."""
        position = ",".join(f"{body}:{self.sizes.get(body, 0)}" for body in group.bodies)
        told = json.dumps({body: self.sizes[body] for body in grown})
        return f"id: {position}\nevent: moved\ndata: {told}\n\n".encode()


async def _told(listeners: Iterable[Listener], words: bytes) -> None:
    """Tells so many at a time that ballots come in between."""
    for number, listener in enumerate(list(listeners), start=1):
        listener.tell(words)
        if number % TOLD_AT_A_TIME == 0:
            await asyncio.sleep(0)
