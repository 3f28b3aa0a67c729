"""The writer: one thread that decides and appends what came while the last batch was written.

Nothing in memory changes before the commit; nobody is answered before it either.
"""

import logging
import secrets
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from datetime import UTC, datetime
from queue import Empty, SimpleQueue
from typing import NamedTuple

import psycopg
from psycopg import Connection

from delegata.council.act import Command, Refused, refuse
from delegata.council.acts import decide, evolve
from delegata.council.citation import disagreement
from delegata.council.entry import Actor, Cite, Entry
from delegata.council.mandate import EndMandate, NoteEnding
from delegata.council.state import Council
from delegata.record.canonical import NotCanonical
from delegata.record.envelope import SALT_BYTES, DetachedText, Line, leaf_of, line_of, written
from delegata.store.federation import Federation
from delegata.store.postgres import DatabaseUnusable, connect

LARGEST_BATCH = 512
RECONNECT_SECONDS = 0.2
MOST_RECONNECTS = 150

_log = logging.getLogger(__name__)


class Request(NamedTuple):
    """An act that somebody wants done, with its texts, and where the answer goes."""

    body: str
    command: Command
    texts: tuple[DetachedText, ...]
    answer: "Future[Entry | Refused]"


class _Draft:
    """What a batch is about to append to one body."""

    def __init__(self, council: Council, at: str) -> None:
        self.council = council
        self.at = at
        self.steps: list[tuple[Line, Council]] = []


def utc_now() -> str:
    """The time of recording: whole seconds, UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Writer:
    """Performs acts by group commit; `perform` blocks, `submit` gives a future."""

    def __init__(
        self, uri: str, federation: Federation, clock: Callable[[], str] = utc_now
    ) -> None:
        self._uri = uri
        self._federation = federation
        self._moved: Callable[[str, int], None] = lambda _body, _size: None
        self._clock = clock
        self._queue: SimpleQueue[Request | None] = SimpleQueue()
        self._connection: Connection | None = None
        self._uncertain: dict[int, Line] = {}
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def tell(self, moved: Callable[[str, int], None]) -> None:
        """From now on `moved` is called with each body and size, after the commit."""
        self._moved = moved

    def submit(
        self, body: str, command: Command, texts: Iterable[DetachedText] = ()
    ) -> "Future[Entry | Refused]":
        answer: Future[Entry | Refused] = Future()
        self._queue.put(Request(body, command, tuple(texts), answer))
        return answer

    def perform(
        self, body: str, command: Command, texts: Iterable[DetachedText] = ()
    ) -> Entry | Refused:
        """The entry that stands durably in the record, or the refusal."""
        return self.submit(body, command, texts).result()

    def stop(self) -> None:
        """Writes what is waiting, then ends."""
        self._queue.put(None)
        self._thread.join()
        if self._connection is not None:
            self._connection.close()

    def _run(self) -> None:
        while (first := self._queue.get()) is not None:
            batch, more = [first], True
            while len(batch) < LARGEST_BATCH and more:
                try:
                    following = self._queue.get_nowait()
                except Empty:
                    break
                if following is None:
                    self._queue.put(None)
                    more = False
                else:
                    batch.append(following)
            self._write_or_retry(batch)

    def _write_or_retry(self, batch: list[Request]) -> None:
        """A batch that fails is tried again act by act, so that one bad act harms no other."""
        for attempt in range(MOST_RECONNECTS):
            try:
                self._write(batch)
            except (psycopg.OperationalError, psycopg.InterfaceError, DatabaseUnusable) as error:
                self._drop_connection()
                if attempt + 1 == MOST_RECONNECTS:
                    _fail(batch, error)
                threading.Event().wait(RECONNECT_SECONDS)
            except Exception as error:  # noqa: BLE001 - whatever it is, every future is answered
                _log.exception("a batch of %d acts failed", len(batch))
                self._drop_connection()
                if len(batch) == 1:
                    _fail(batch, error)
                for request in batch if len(batch) > 1 else ():
                    self._write_or_retry([request])
                return
            else:
                return

    def _drop_connection(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _write(self, batch: list[Request]) -> None:
        connection = self._connection = self._connection or connect(self._uri)
        batch = [request for request in batch if not request.answer.done()]
        batch = self._not_yet_written(connection, batch)
        bodies = sorted({body for request in batch for body in self._touched(request)})
        with connection.transaction():
            heads = connection.execute("select * from lock_heads(%s)", [bodies]).fetchall()
            self._federation.catch_up(connection, bodies)
            drafts = {
                body: _Draft(self._federation.chronicle(body).council, max(self._clock(), at))
                for body, _, at in heads
            }
            outcomes = [self._decided(drafts, request) for request in batch]
            _append(connection, drafts)
        self._uncertain = {}
        self._publish(drafts)
        for request, outcome in zip(batch, outcomes, strict=True):
            if not request.answer.done():
                request.answer.set_result(outcome)
        self._tell(connection, drafts)

    def _not_yet_written(self, connection: Connection, batch: list[Request]) -> list[Request]:
        """Answers acts that an interrupted commit did write after all, found by their leaves."""
        if not self._uncertain:
            return batch
        uncertain, self._uncertain = self._uncertain, {}
        waiting = []
        self._federation.catch_up(connection)
        for request in batch:
            line = uncertain.get(id(request))
            lines = [] if line is None else self._federation.chronicle(request.body).tree.levels[0]
            position = -1 if line is None else line.entry.position
            if line is not None and position < len(lines) and lines[position] == leaf_of(line):
                request.answer.set_result(line.entry)
            else:
                waiting.append(request)
        return waiting

    def _touched(self, request: Request) -> list[str]:
        """The bodies that an act may write in: its own, and that of a mandate it ends."""
        if not isinstance(request.command, EndMandate):
            return [request.body]
        council = self._federation.chronicle(request.body).council
        given = council.given.get(request.command.mandate)
        return [request.body] if given is None else [request.body, given.to_body]

    def _decided(self, drafts: dict[str, _Draft], request: Request) -> Entry | Refused:
        draft = drafts[request.body]
        false_cite = self._false_cite(drafts, request)
        if false_cite is not None:
            return false_cite
        outcome = decide(draft.council, request.command, draft.at)
        if isinstance(outcome, Refused):
            return self._done_before(request, outcome)
        try:
            line = line_of(outcome, secrets.token_bytes(SALT_BYTES), request.texts)
        except NotCanonical as error:
            return refuse(
                "not-canonical",
                "delegata@1 (form of the record)",
                "The act cannot be written: {why}.",
                why=str(error),
            )
        draft.council = evolve(draft.council, outcome)
        draft.steps.append((line, draft.council))
        self._uncertain[id(request)] = line
        if isinstance(request.command, EndMandate):
            self._give_notice(drafts, request.command, line)
        return outcome

    def _done_before(self, request: Request, refused: Refused) -> Entry | Refused:
        """An act sent twice is answered with the entry that it made, if it is the same act."""
        chronicle = self._federation.chronicle(request.body)
        position = chronicle.council.seen.get(request.command.key or "")
        if refused.code != "already-done" or position is None:
            return refused
        entry = chronicle.lines[position].entry
        return entry if entry.by == request.command.by else refused

    def _false_cite(self, drafts: dict[str, _Draft], request: Request) -> Refused | None:
        """A cited record that is here must hold the entry, and the entry say what is claimed."""
        for cite in request.command.cites:
            chronicle = self._federation.bodies.get(cite.body)
            if chronicle is None:
                continue
            if cite.position >= len(chronicle.lines) or chronicle.cite(cite.position) != cite:
                return refuse(
                    "citation-false",
                    "delegata@1 (citations)",
                    "Entry {position} of {body} is not the one that is cited.",
                    position=cite.position,
                    body=cite.body,
                )
            decided = decide(drafts[request.body].council, request.command, drafts[request.body].at)
            wrong = (
                None
                if isinstance(decided, Refused)
                else disagreement(decided, chronicle.lines[cite.position].entry)
            )
            if wrong is not None:
                return refuse(
                    "citation-disagrees",
                    "delegata@1 (citations)",
                    "The citation does not bear the act: {why}.",
                    why=wrong,
                )
        return None

    def _give_notice(self, drafts: dict[str, _Draft], command: EndMandate, line: Line) -> None:
        """The body of the seat takes notice of an ended mandate in the same transaction."""
        given = drafts[line.entry.body].council.given[command.mandate]
        target = drafts.get(given.to_body)
        if target is None or target.council.rules is None:
            return
        cite = Cite(body=line.entry.body, position=line.entry.position, hash=leaf_of(line).hex())
        right = f"notice:{line.entry.body}"
        notice = NoteEnding(
            by=Actor(person=line.entry.by.person, right=right),
            cites=(cite,),
            mandate=command.mandate,
            ending=command.ending,
        )
        noted = decide(target.council, notice, target.at)
        if isinstance(noted, Entry):
            target.council = evolve(target.council, noted)
            target.steps.append((line_of(noted, secrets.token_bytes(SALT_BYTES)), target.council))

    def _publish(self, drafts: dict[str, _Draft]) -> None:
        for body, draft in drafts.items():
            if draft.steps:
                self._federation.extend(body, draft.steps)

    def _tell(self, connection: Connection, drafts: dict[str, _Draft]) -> None:
        """After the commit: a hint to this process and to the others."""
        grown = {body: draft.council.size for body, draft in drafts.items() if draft.steps}
        for body, size in grown.items():
            self._moved(body, size)
        if grown:
            try:
                connection.execute("select pg_notify('moved', %s)", [",".join(grown)[:7000]])
            except psycopg.Error:
                self._drop_connection()


def _append(connection: Connection, drafts: dict[str, _Draft]) -> None:
    lines = [line for draft in drafts.values() for line, _ in draft.steps]
    if not lines:
        return
    texts = [(line.entry.body, text) for line in lines for text in line.texts]
    heads = [(body, draft.council.size, draft.at) for body, draft in drafts.items() if draft.steps]
    connection.execute(
        "select append_batch(%s, %s, %b, %b, %s, %s, %s, %s, %s, %s, %s)",
        [
            [line.entry.body for line in lines],
            [line.entry.position for line in lines],
            [written(line._replace(texts=())) for line in lines],
            [leaf_of(line) for line in lines],
            [body for body, _ in texts],
            [text.name for _, text in texts],
            [text.salt for _, text in texts],
            [text.text for _, text in texts],
            [body for body, _, _ in heads],
            [size for _, size, _ in heads],
            [at for _, _, at in heads],
        ],
    )


def _fail(batch: list[Request], error: Exception) -> None:
    for request in batch:
        if not request.answer.done():
            request.answer.set_exception(error)
