"""Names of people by their random ids: looked up when shown, and kept only as long as needed."""

import threading
from collections import OrderedDict
from collections.abc import Callable

MOST_KEPT = 50_000

Lookup = Callable[[str], str | None]


class Names:
    """The names of the register; the most recent lookups are kept in memory, the others are not."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, str] = OrderedDict()
        self._version = 0
        self._lookup: Lookup = lambda _: None
        self._lock = threading.Lock()

    def look_up_by(self, lookup: Lookup) -> None:
        """From now on, names that are not kept are asked of `lookup`."""
        self._lookup = lookup

    def keep(self, person: str, name: str) -> None:
        with self._lock:
            self._kept[person] = name
            self._kept.move_to_end(person)
            if len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)

    def renew(self, version: int) -> bool:
        """Lets go of every name once the register has changed, here or in another process."""
        with self._lock:
            if changed := version != self._version:
                self._version = version
                self._kept.clear()
        return changed

    def __contains__(self, person: str) -> bool:
        return self.get(person) is not None

    def get(self, person: str, default: str | None = None) -> str | None:
        """The name of a person, or the default for anybody and anything else."""
        known = self._kept.get(person)
        if known is None and person.startswith("p-"):
            version = self._version
            known = self._lookup(person)
            if known is not None and version == self._version:
                self.keep(person, known)
        return default if known is None else known

    def shown(self, word: str) -> str:
        """The name of a person's id; any other word as it is."""
        return self.get(word) or word
