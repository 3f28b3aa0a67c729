"""Who listens to which bodies, and how far each body's record has grown."""

import asyncio
from collections.abc import AsyncIterator, Mapping

HEARTBEAT_SECONDS = 15.0


class Switchboard:
    """Wakes every open stream when a record grows; a stream that is slow skips to the latest size.

    `moved` is called on the event loop's own thread.
    """

    def __init__(self, sizes: Mapping[str, int]) -> None:
        self.sizes = dict(sizes)
        self._bells: set[asyncio.Event] = set()

    def moved(self, body: str, size: int) -> None:
        self.sizes[body] = max(size, self.sizes.get(body, 0))
        for bell in self._bells:
            bell.set()

    async def listen(self, held: Mapping[str, int]) -> AsyncIterator[dict[str, int]]:
        """Yields the bodies that grew beyond what the listener holds; nothing is a heartbeat."""
        bell = asyncio.Event()
        self._bells.add(bell)
        have = dict(held)
        try:
            while True:
                bell.clear()
                grown = {
                    body: self.sizes[body]
                    for body, size in have.items()
                    if self.sizes.get(body, 0) > size
                }
                if grown:
                    have |= grown
                    yield grown
                    continue
                try:
                    await asyncio.wait_for(bell.wait(), HEARTBEAT_SECONDS)
                except TimeoutError:
                    yield {}
        finally:
            self._bells.discard(bell)
