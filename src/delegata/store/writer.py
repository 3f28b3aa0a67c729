"""The writer: one thread that decides and appends what came while the last batch was written.

Nothing in memory changes before the commit; nobody is answered before it either.
"""

import logging
import secrets
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from datetime import UTC, datetime

import psycopg
from psycopg import Connection

from delegata.council.act import Command, Refused
from delegata.council.entry import Entry
from delegata.record.envelope import SALT_BYTES, DetachedText, leaf_of
from delegata.store.batch import Batch, Draft, HeadsNotLocked, Request, columns
from delegata.store.federation import Federation
from delegata.store.intake import Intake
from delegata.store.postgres import AWAY, Absence, connect

LARGEST_BATCH = 512
MOST_REACHES = 150
"""How often the acts of a batch may turn out to reach further before they are tried one by one."""
_LONGEST_HINT = 7000
# A hint need not be durable: without this, its commit would wait for the disk once more.
_HINT = "select set_config('synchronous_commit', 'off', true), pg_notify('moved', %s)"
_HEADS = "select body, size from head where body = any(%s)"
_APPEND = "select append_batch(%s, %s, %b, %b, %s, %s, %s, %s, %s, %s, %s, %s)"

Decided = tuple[Batch, list[Entry | Refused]]

_log = logging.getLogger(__name__)


def utc_now() -> str:
    """The time of recording: whole seconds, UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def random_salt() -> bytes:
    return secrets.token_bytes(SALT_BYTES)


class Writer:
    """Performs acts by group commit; `perform` blocks, `submit` gives a future."""

    def __init__(
        self,
        uri: str,
        federation: Federation,
        clock: Callable[[], str] = utc_now,
        salt: Callable[[], bytes] = random_salt,
    ) -> None:
        self._uri = uri
        self._federation = federation
        self._moved: Callable[[str, int], None] = lambda _body, _size: None
        self._clock = clock
        self._salt = salt
        self._intake: Intake[Request] = Intake(LARGEST_BATCH)
        self._connection: Connection | None = None
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def tell(self, moved: Callable[[str, int], None]) -> None:
        """From now on `moved` is called with each body and size, after the commit."""
        self._moved = moved

    def submit(
        self, body: str, command: Command, texts: Iterable[DetachedText] = ()
    ) -> "Future[Entry | Refused]":
        request = Request(body, command, tuple(texts))
        self._intake.put(request)
        return request.answer

    def perform(
        self, body: str, command: Command, texts: Iterable[DetachedText] = ()
    ) -> Entry | Refused:
        """The entry that stands durably in the record, or the refusal."""
        return self.submit(body, command, texts).result()

    def stop(self) -> None:
        """Writes what is waiting, then ends."""
        self._intake.close()
        self._thread.join()
        self._drop_connection()

    def _run(self) -> None:
        while batch := self._intake.batch():
            self._write_or_retry(
                [request for request in batch if request.answer.set_running_or_notify_cancel()]
            )

    def _write_or_retry(self, batch: list[Request]) -> None:
        """A batch that fails is tried again act by act, so that one bad act harms no other."""
        absence, reaches = Absence(), 0
        while True:
            try:
                self._write(batch)
            except AWAY as error:
                self._drop_connection()
                if told := absence.lasts(error):
                    _fail(batch, told)
                    return
            except HeadsNotLocked as error:
                # Each act knows by now which bodies it reaches; the next attempt locks them.
                reaches += 1
                if reaches == MOST_REACHES:
                    self._one_by_one(batch, error)
                    return
            except Exception as error:  # noqa: BLE001 - whatever it is, every future is answered
                _log.exception("a batch of %d acts failed", len(batch))
                self._drop_connection()
                self._one_by_one(batch, error)
                return
            else:
                return

    def _one_by_one(self, batch: list[Request], error: Exception) -> None:
        if len(batch) == 1:
            _fail(batch, error)
            return
        for request in batch:
            self._write_or_retry([request])

    def _drop_connection(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _write(self, requests: list[Request]) -> None:
        connection = self._connection = self._connection or connect(self._uri)
        waiting = self._not_yet_written(connection, requests)
        if not waiting:
            return
        batch, outcomes = self._at_once(connection, waiting) or self._locked(connection, waiting)
        grown = self._publish(batch)
        for request, outcome in zip(waiting, outcomes, strict=True):
            request.answer.set_result(outcome)
        self._tell(connection, grown)

    def _at_once(self, connection: Connection, waiting: list[Request]) -> Decided | None:
        """Decides on the states in memory and appends in one statement, locks and commit included.

        None where that is not enough: another process has written meanwhile, or a citation or a
        notice should be judged on what stands in the database. What is appended proves that the
        states were those of the database; where a body's acts were all refused, its head is
        compared instead.
        """
        if any(request.command.cites for request in waiting):
            return None
        touched = sorted({body for request in waiting for body in request.reach})
        councils = {body: self._federation.chronicle(body).council for body in touched}
        now = self._clock()
        drafts = {body: Draft(council, max(now, council.at)) for body, council in councils.items()}
        batch = Batch(self._federation, drafts, self._salt, now)
        outcomes = [batch.decided(request) for request in waiting]
        reached = {body for request in waiting for body in request.reach if body != request.body}
        if any(not drafts[body].steps for body in reached):
            return None  # a body that has no use for a notice may have got one meanwhile
        refused = {r.body for r, o in zip(waiting, outcomes, strict=True) if isinstance(o, Refused)}
        if self._behind(connection, {body for body in refused if not drafts[body].steps}):
            return None
        if any(draft.steps for draft in drafts.values()):
            try:
                connection.execute(_APPEND, columns(drafts))
            except psycopg.errors.SerializationFailure:
                return None
        return batch, outcomes

    def _behind(self, connection: Connection, bodies: set[str]) -> bool:
        """Whether one of the records is longer in the database than here."""
        if not bodies:
            return False
        heads = connection.execute(_HEADS, [sorted(bodies)]).fetchall()
        return any(size > self._federation.size(body) for body, size in heads)

    def _locked(self, connection: Connection, waiting: list[Request]) -> Decided:
        """Locks the heads, folds in what others wrote, and decides on that."""
        with connection.transaction():
            batch = self._begun(connection, waiting)
            outcomes = [batch.decided(request) for request in waiting]
            if batch.unlocked:
                raise HeadsNotLocked(batch.unlocked)
            if any(draft.steps for draft in batch.drafts.values()):
                connection.execute(_APPEND, columns(batch.drafts))
        return batch, outcomes

    def _begun(self, connection: Connection, waiting: list[Request]) -> Batch:
        """A batch on the states as they stand, with the heads locked that it may move."""
        touched = sorted({body for request in waiting for body in request.reach})
        cites = (cite for request in waiting for cite in request.command.cites)
        cited = {cite.body for cite in cites if cite.well_formed}
        heads = connection.execute("select * from lock_heads(%s)", [touched]).fetchall()
        behind = {body for body, size, _ in heads if size > self._federation.size(body)}
        if foreign := behind.union(cited.difference(touched)):
            self._federation.catch_up(connection, foreign)
        now = self._clock()
        drafts = {
            body: Draft(self._federation.chronicle(body).council, max(now, at))
            for body, _, at in heads
        }
        return Batch(self._federation, drafts, self._salt, now)

    def _not_yet_written(self, connection: Connection, batch: list[Request]) -> list[Request]:
        """Answers acts that an interrupted commit did write after all, found by their leaves."""
        waiting = [request for request in batch if not request.answer.done()]
        if any(request.drafted is not None for request in waiting):
            # An interrupted commit may still be on its way: its locks end with it.
            with connection.transaction():
                bodies = sorted({request.body for request in waiting})
                connection.execute("select * from lock_heads(%s)", [bodies])
                self._federation.catch_up(connection, bodies)
        for request in waiting:
            line, request.drafted = request.drafted, None
            if line is not None and self._stands(line.entry, leaf_of(line)):
                request.answer.set_result(line.entry)
        return [request for request in waiting if not request.answer.done()]

    def _stands(self, entry: Entry, leaf: bytes) -> bool:
        leaves = self._federation.chronicle(entry.body).tree.levels[0]
        return entry.position < len(leaves) and leaves[entry.position] == leaf

    def _publish(self, batch: Batch) -> dict[str, int]:
        grown = {}
        for body, draft in batch.drafts.items():
            if draft.steps:
                self._federation.extend(body, draft.steps)
                grown[body] = draft.council.size
        return grown

    def _tell(self, connection: Connection, grown: dict[str, int]) -> None:
        """After the commit: a hint to this process and to the others; heads are compared anyway."""
        try:
            for body, size in grown.items():
                self._moved(body, size)
            if grown:
                hint = ",".join(sorted(grown))[:_LONGEST_HINT]
                connection.execute(_HINT, [hint])
        except Exception as error:  # noqa: BLE001 - everybody is answered; a hint may be lost
            _log.warning("nobody was told that records grew: %s", error)
            self._drop_connection()


def _fail(batch: list[Request], error: Exception) -> None:
    for request in batch:
        if not request.answer.done():
            request.answer.set_exception(error)
