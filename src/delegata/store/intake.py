"""The intake of a thread that writes: what came while it wrote the last batch is the next one."""

import logging
import threading
from collections.abc import Callable, Iterable, Sequence
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

Item = TypeVar("Item")
Deliver = Callable[[Sequence[tuple[object, object]]], None]
"""How answers reach those who wait for them, many at once: to whom, and what."""
_log = logging.getLogger(__name__)


class IntakeClosed(RuntimeError):
    """The server stops, and takes nothing in any more."""

    def __init__(self) -> None:
        super().__init__("Writing has stopped; nothing can be performed or cast any more.")


class Intake(Generic[Item]):
    """Items in the order in which they came, handed out in batches until it is closed."""

    def __init__(self, largest: int) -> None:
        self._largest = largest
        self._queue: SimpleQueue[Item | None] = SimpleQueue()
        self._over = threading.Event()

    def put(self, item: Item) -> None:
        """Takes an item in. Raises `IntakeClosed` once it is closed."""
        if self._over.is_set():
            raise IntakeClosed
        self._queue.put(item)

    def close(self) -> None:
        """Takes nothing more; what is waiting is still handed out."""
        self._over.set()
        self._queue.put(None)

    def batch(self) -> list[Item]:
        """Waits for an item, and hands out all that wait; nothing once it is closed and empty."""
        first = self._queue.get()
        return [] if first is None else [first, *self._others()]

    def _others(self) -> list[Item]:
        """What waits now, up to the largest batch; the sign to stop stays for the next look."""
        others: list[Item] = []
        while len(others) < self._largest - 1:
            try:
                item = self._queue.get_nowait()
            except Empty:
                break
            if item is None:
                self._queue.put(None)
                break
            others.append(item)
        return others


def hand_out(answers: Iterable[tuple[Deliver, object, object]]) -> None:
    """Hands answers out, together to whom they reach together; whoever fails to harms no other."""
    by_deliverer: dict[Deliver, list[tuple[object, object]]] = {}
    for deliver, to, answer in answers:
        by_deliverer.setdefault(deliver, []).append((to, answer))
    for deliver, answered in by_deliverer.items():
        try:
            deliver(answered)
        except Exception:  # noqa: BLE001 - the next batch must not wait for a device
            _log.exception("answers could not be delivered")
