"""The federation in memory: every body's record folded, growing as the store grows.

Readers take what they need without locks: lists only grow, and a state is swapped whole.
"""

import threading
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from msgspec import structs
from psycopg import Connection

from delegata.council.acts import evolve
from delegata.council.entry import DIGEST_PREFIX, Cite, Entry
from delegata.council.public_part import public_part
from delegata.council.publicity import (
    public_texts,
    published_texts,
    veiled,
    withheld,
)
from delegata.council.state import Council
from delegata.record.envelope import DetachedText, Line, leaf_of, read_line
from delegata.record.tree import Tree
from delegata.store.names import Names

SNAPSHOT_EVERY = 64


class Step(NamedTuple):
    """One line to append: its bytes without texts, its leaf hash, and the state after it."""

    line: Line
    written: bytes
    leaf: bytes
    council: Council


class Chronicle:
    """One body's record in memory: its lines, their tree, its texts and its state."""

    def __init__(self, body: str) -> None:
        self.body = body
        self.council = Council(body=body)
        self.lines: list[Line] = []
        self.tree = Tree()
        self.texts: dict[str, DetachedText] = {}
        self._snapshots = [self.council]
        self._public: PublicChronicle | None = None

    def append(self, line: Line) -> None:
        """One more line, folded into the state."""
        self.take_over(line, leaf_of(line), evolve(self.council, line.entry))

    def take_over(self, line: Line, leaf: bytes, after: Council) -> None:
        """One more line whose leaf hash and following state are known; the state is put last."""
        self.texts |= {text.name: text for text in line.texts}
        self.lines.append(line._replace(texts=()))
        self.tree.append(leaf)
        self.council = after
        if after.size % SNAPSHOT_EVERY == 0:
            self._snapshots.append(after)

    def council_at(self, size: int) -> Council:
        """The state as it was after the first `size` entries."""
        if size >= self.council.size:
            return self.council
        council = self._snapshots[size // SNAPSHOT_EVERY]
        for line in self.lines[council.size : size]:
            council = evolve(council, line.entry)
        return council

    def states(self, first: int, last: int) -> Iterator[Council]:
        """The state after each entry from `first` up to but not including `last`."""
        council = self.council_at(first)
        for line in self.lines[first:last]:
            council = evolve(council, line.entry)
            yield council

    def public(self) -> "Chronicle":
        """The record as outsiders may see it now: itself, where nothing in it is withheld."""
        if not veiled(self.council):
            return self
        known = self._public
        if known is None or known.council.size != self.council.size:
            known = self._public = PublicChronicle(self)
        return known

    def line(self, position: int) -> Line:
        """A line with its texts, as it is exported."""
        line = self.lines[position]
        names = {word for word in _digests(line.entry.data) if word in self.texts}
        return line._replace(texts=tuple(self.texts[name] for name in sorted(names)))

    def cite(self, position: int) -> Cite:
        """The citation of one of its entries."""
        return Cite(body=self.body, position=position, hash=self.tree.levels[0][position].hex())


class PublicChronicle(Chronicle):
    """A record as outsiders see it at one moment: what is not public is withheld from every reader.

    Its envelopes, its tree and its size are those of the record, so that proofs hold.
    """

    def __init__(self, whole: Chronicle) -> None:
        super().__init__(whole.body)
        council = whole.council
        self._whole, self._today = whole, council
        self.council = public_part(council, whole.council_at, council)
        known = whole.lines[: council.size]
        self.lines = [_veil(line) if withheld(council, line.entry) else line for line in known]
        self.tree = whole.tree
        self.texts = _public_texts(whole, council, known)

    def council_at(self, size: int) -> Council:
        """An earlier state, by what is public today."""
        if size >= self.council.size:
            return self.council
        return public_part(self._whole.council_at(size), self._whole.council_at, self._today)

    def states(self, first: int, last: int) -> Iterator[Council]:
        """The public state after each entry."""
        for council in self._whole.states(first, last):
            yield public_part(council, self._whole.council_at, self._today)

    def public(self) -> Chronicle:
        """It is public already."""
        return self


def _veil(line: Line) -> Line:
    """A line with the digest in the place of its data and salt."""
    return Line(structs.replace(line.entry, data={}), None, line.digest)


def _public_texts(whole: Chronicle, council: Council, known: list[Line]) -> dict[str, DetachedText]:
    """Every text but those of withheld entries; of these, what was published since is there."""
    published = published_texts(council)
    allowed = public_texts(council)
    if allowed is None:
        hidden = {
            word
            for line in known
            if withheld(council, line.entry)
            for word in _digests(line.entry.data)
        }
        allowed = frozenset(whole.texts) - (hidden - published)
    return {name: whole.texts[name] for name in allowed if name in whole.texts}


def _digests(data: object) -> Iterable[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for part in data.values():
            yield from _digests(part)
    elif isinstance(data, (list, tuple)):
        for part in data:
            yield from _digests(part)


class Federation:
    """All bodies that a process serves, and the names and aliases of people."""

    def __init__(self) -> None:
        self.bodies: dict[str, Chronicle] = {}
        self.names = Names()
        self.aliases: dict[str, str] = {}
        self._growing = threading.Lock()

    def chronicle(self, body: str) -> Chronicle:
        """A body's record; of one that is not founded yet, an empty one that nobody else sees."""
        return self.bodies.get(body) or Chronicle(body)

    def size(self, body: str) -> int:
        """How far a body's record has grown here."""
        return self.chronicle(body).council.size

    def sizes(self) -> Mapping[str, int]:
        """How far each record has grown."""
        return {body: chronicle.council.size for body, chronicle in list(self.bodies.items())}

    def entries(self, body: str) -> list[Entry]:
        """The entries of a body, in order."""
        return [line.entry for line in self.chronicle(body).lines]

    def catch_up(self, connection: Connection, bodies: Iterable[str] | None = None) -> list[str]:
        """Folds in what others wrote; returns the bodies that grew."""
        with self._growing:
            return self._catch_up(connection, bodies)

    def _catch_up(self, connection: Connection, bodies: Iterable[str] | None) -> list[str]:
        grown = self.behind(connection, bodies)
        for body in grown:
            self._extend(connection, body)
        return grown

    def behind(self, connection: Connection, bodies: Iterable[str] | None = None) -> list[str]:
        """The bodies whose records are longer in the database than here."""
        wanted = None if bodies is None else sorted(set(bodies))
        heads = connection.execute(
            "select body, size from head where size > 0 and (%s::text[] is null or body = any(%s))",
            [wanted, wanted],
        ).fetchall()
        return [body for body, size in heads if size > self.size(body)]

    def _extend(self, connection: Connection, body: str) -> None:
        chronicle = self.chronicle(body)
        known = chronicle.council.size
        rows = connection.execute(
            "select line from entry where body = %s and position >= %s order by position",
            [body, known],
        ).fetchall()
        lines = [read_line(bytes(line)) for (line,) in rows]
        names = {word for line in lines for word in _digests(line.entry.data)}
        texts = connection.execute(
            "select name, salt, words from detached_text where body = %s and name = any(%s)",
            [body, sorted(name for name in names if name.startswith(DIGEST_PREFIX))],
        )
        chronicle.texts |= {name: DetachedText(salt, words) for name, salt, words in texts}
        for line in lines:
            chronicle.append(line)
        self.bodies[body] = chronicle

    def extend(self, body: str, steps: Iterable[Step]) -> None:
        """Takes over what was just committed, but for lines that are here already."""
        with self._growing:
            chronicle = self.chronicle(body)
            for step in steps:
                if step.line.entry.position == chronicle.council.size:
                    chronicle.take_over(step.line, step.leaf, step.council)
            self.bodies[body] = chronicle

    def read_register(self, connection: Connection) -> None:
        """Reads the aliases by which people are called; other names are looked up when shown."""
        rows = connection.execute("select id, alias, name from person where alias is not null")
        aliases = {}
        for person, alias, name in rows:
            self.names.keep(person, name)
            aliases[alias] = person
        self.aliases = aliases

    def follow_register(self, connection: Connection) -> None:
        """Lets go of names and aliases once somebody was corrected or forgotten anywhere."""
        row = connection.execute(
            "select last_value + is_called::int from register_version"
        ).fetchone()
        if row is not None and self.names.renew(row[0]):
            self.read_register(connection)
