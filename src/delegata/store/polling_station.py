"""The polling station: one thread that takes the ballots which came while it wrote the last ones.

Nobody is answered before the commit. A ballot that is sent again gets the receipt of the first.
"""

import contextlib
import logging
import secrets
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from typing import Literal, NamedTuple

from psycopg import Connection

from delegata.record.note import Signer
from delegata.record.receipt import Batch, signed_batch
from delegata.store.ballot_box import Poll, receipt_of
from delegata.store.intake import Deliver, Intake, hand_out
from delegata.store.people import SALT_BYTES
from delegata.store.postgres import AWAY, Absence, connect

LARGEST_BATCH = 1024
_CAST = "select cast_ballots(%s, %s, %s, %s, %s, %s, %s, %s, %s, %b)"
_SIGNED_IN = "select 1 from office.django_session where session_key = %s and expire_date > now()"
_log = logging.getLogger(__name__)


class Cast(NamedTuple):
    """A ballot: in which poll, whose, what it says, and the session that it must come from.

    `salt` is random; it goes into the voter's row. `by` is the mandate that votes for an absent
    one.
    """

    poll: Poll
    voter: str
    said: dict[str, object]
    session: str = ""
    salt: str = ""
    by: str = ""


class Answer(NamedTuple):
    """What became of a ballot; who had voted before gets the receipt of then."""

    state: Literal["taken", "voted-before", "closed", "signed-out"]
    receipt: str = ""


class _Waiting(NamedTuple):
    cast: Cast
    deliver: Deliver
    to: object


class PollingStation:
    """Takes ballots by group commit; answers go out once a batch, to whoever delivers them."""

    def __init__(self, uri: str, signer: Signer) -> None:
        self._uri = uri
        self._signer = signer
        self._intake: Intake[_Waiting] = Intake(LARGEST_BATCH)
        self._connection: Connection | None = None
        self._thread = threading.Thread(target=self._run, name="polling station", daemon=True)
        self._thread.start()

    def submit(self, cast: Cast, deliver: Deliver, to: object) -> None:
        """Takes a ballot in hand; `deliver` is called with `to` and the answer, many at once."""
        self._intake.put(_Waiting(cast._replace(salt=secrets.token_hex(SALT_BYTES)), deliver, to))

    def cast(self, cast: Cast) -> Answer:
        """Casts a ballot and waits for the answer."""
        future: Future[Answer] = Future()
        self.submit(cast, _resolve, future)
        return future.result()

    def stop(self) -> None:
        """Writes what is waiting, then ends."""
        self._intake.close()
        self._thread.join()
        self._drop_connection()

    def _run(self) -> None:
        with contextlib.suppress(*AWAY):
            self._connection = connect(self._uri)  # so that the first voter waits for none
        while waiting := self._intake.batch():
            answers = self._answers([one.cast for one in waiting])
            hand_out((w.deliver, w.to, answer) for w, answer in zip(waiting, answers, strict=True))

    def _answers(self, casts: list[Cast]) -> "list[Answer | Exception]":
        """The answers to ballots, written together, or one by one where a batch fails."""
        absence = Absence()
        while True:
            try:
                return [*self._written(casts)]
            except AWAY as error:
                # Whether the commit happened is seen at the next attempt: who has voted has voted.
                self._drop_connection()
                if told := absence.lasts(error):
                    return [told] * len(casts)
            except Exception as error:  # noqa: BLE001 - whatever it is, every voter is answered
                _log.exception("a batch of %d ballots failed", len(casts))
                self._drop_connection()
                if len(casts) == 1:
                    return [error]
                return [answer for cast in casts for answer in self._answers([cast])]

    def _drop_connection(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _written(self, casts: list[Cast]) -> list[Answer]:
        connection = self._connection = self._connection or connect(self._uri)
        papers = [cast.poll.paper(cast.voter, cast.said) for cast in casts]
        promises = [
            cast.poll.promise(cast.voter, cast.salt, paper, cast.by)
            for cast, paper in zip(casts, papers, strict=True)
        ]
        batch = signed_batch(promises, self._signer, secrets.token_hex(SALT_BYTES))
        rows = connection.execute(_CAST, _columns(casts, papers, batch)).fetchall()
        taken = {place for (place,) in rows}
        return [
            Answer("taken", batch.receipt(place, promises[place]))
            if place in taken
            else _earlier(connection, cast)
            for place, cast in enumerate(casts)
        ]


def _columns(casts: list[Cast], papers: list[bytes], batch: Batch) -> list[str | bytes]:
    """What `cast_ballots` takes: a line a ballot in each column. No value holds a line break."""
    columns = [
        [cast.poll.body for cast in casts],
        [cast.poll.key for cast in casts],
        [cast.voter for cast in casts],
        [cast.salt for cast in casts],
        [cast.poll.ballot_key(cast.voter) for cast in casts],
        [paper.decode() for paper in papers],
        [cast.session for cast in casts],
        [cast.by for cast in casts],
    ]
    return [*("\n".join(column) for column in columns), batch.note, b"".join(batch.leaves)]


def _earlier(connection: Connection, cast: Cast) -> Answer:
    """What a ballot that was not taken met: the voter's earlier one, nobody, or a closed box."""
    receipt = receipt_of(connection, cast.poll, cast.voter)
    if receipt is not None:
        return Answer("voted-before", receipt)
    if cast.session and not connection.execute(_SIGNED_IN, [cast.session]).fetchone():
        return Answer("signed-out")
    return Answer("closed")


def _resolve(answered: Sequence[tuple[object, object]]) -> None:
    for future, answer in answered:
        assert isinstance(future, Future), "what `cast` waits on"
        if isinstance(answer, Exception):
            future.set_exception(answer)
        else:
            future.set_result(answer)
