"""Names of people by their random ids: looked up when shown, and kept only as long as needed."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence

MOST_KEPT = 50_000

Lookup = Callable[[Sequence[str]], Mapping[str, str]]
"""The names of those of many people who have any."""


class Names:
    """The names of the register; the most recent lookups are kept in memory, the others are not."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, str] = OrderedDict()
        self._version = 0
        self._lookup: Lookup = lambda _: {}
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
        return self._kept.get(person) or self.of([person]).get(person, default)

    def of(self, people: Iterable[str]) -> dict[str, str]:
        """The names of many; all that are not kept are looked up together."""
        kept = {person: self._kept.get(person) for person in people}
        unknown = [person for person, name in kept.items() if name is None and person[:2] == "p-"]
        if unknown:
            version = self._version
            found = self._lookup(unknown)
            if version == self._version:
                for person, name in found.items():
                    self.keep(person, name)
            kept |= found
        return {person: name for person, name in kept.items() if name is not None}

    def shown(self, word: str) -> str:
        """The name of a person's id; any other word as it is."""
        return self.get(word) or word
