"""Who listens to which bodies, and how far each body's record has grown."""

import asyncio
from collections.abc import Mapping

HEARTBEAT_SECONDS = 15.0


class Listener:
    """One open stream: what its browser holds, and the future by which it is woken."""

    __slots__ = ("_wake", "beat", "held", "over")

    def __init__(self, held: Mapping[str, int]) -> None:
        self.held = dict(held)
        self.beat = False
        self.over = False
        self._wake: asyncio.Future[None] | None = None

    def wake(self) -> None:
        """Lets the stream look again; one that is not waiting looks by itself."""
        if self._wake is not None and not self._wake.done():
            self._wake.set_result(None)

    def end(self) -> None:
        """The browser is gone."""
        self.over = True
        self.wake()

    async def woken(self) -> None:
        """Waits to be woken."""
        self._wake = asyncio.get_running_loop().create_future()
        await self._wake


class Switchboard:
    """Wakes the streams of a body when its record grows; a slow stream skips to the latest size.

    All of it happens on the event loop's own thread. One heartbeat goes out for all streams.
    """

    def __init__(self, sizes: Mapping[str, int]) -> None:
        self.sizes = dict(sizes)
        self._listeners: dict[str, set[Listener]] = {}

    def moved(self, body: str, size: int) -> None:
        """A record has grown."""
        self.sizes[body] = max(size, self.sizes.get(body, 0))
        for listener in self._listeners.get(body, ()):
            listener.wake()

    def listen(self, held: Mapping[str, int]) -> Listener:
        """A new stream of the bodies that a browser holds."""
        listener = Listener(held)
        for body in held:
            self._listeners.setdefault(body, set()).add(listener)
        return listener

    def leave(self, listener: Listener) -> None:
        """A stream has ended."""
        for body in listener.held:
            self._listeners[body].discard(listener)

    def close(self) -> None:
        """Ends every stream, so that the server can stop; the browsers come back by themselves."""
        for listeners in self._listeners.values():
            for listener in listeners:
                listener.end()

    def grown(self, listener: Listener) -> dict[str, int]:
        """The bodies that grew beyond what a stream holds; from now on it holds them."""
        grown = {
            body: self.sizes[body]
            for body, size in listener.held.items()
            if self.sizes.get(body, 0) > size
        }
        listener.held |= grown
        return grown

    async def beating(self) -> None:
        """Wakes every stream now and then, so that lines which fell silent are noticed."""
        while True:
            await asyncio.sleep(HEARTBEAT_SECONDS)
            for listener in {one for listeners in self._listeners.values() for one in listeners}:
                listener.beat = True
                listener.wake()
