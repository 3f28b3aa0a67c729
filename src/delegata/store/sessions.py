"""Who is signed in, asked of the database for many at once and believed for a second."""

import logging
import threading
import time
from concurrent.futures import Future

import psycopg
from psycopg import Connection

from delegata.store.intake import Intake
from delegata.store.postgres import DatabaseUnusable, connect

BELIEVED_SECONDS = 1.0
MOST_BELIEVED = 20_000
LARGEST_BATCH = 1024
_SIGNED_IN = """
    select session_key from office.django_session
    where session_key = any(%s) and expire_date > now()
"""

_log = logging.getLogger(__name__)


class Sessions:
    """Whether sessions are signed in; who signs out is out within a second in every process."""

    def __init__(self, uri: str) -> None:
        self._uri = uri
        self._believed: dict[str, float] = {}
        self._intake: Intake[tuple[str, Future[bool]]] = Intake(LARGEST_BATCH)
        self._connection: Connection | None = None
        self._thread = threading.Thread(target=self._run, name="sessions", daemon=True)
        self._thread.start()

    def signed_in(self, session: str) -> "Future[bool] | None":
        """None where the session was signed in a moment ago; else the answer to come.

        The answer is a database's error where it is away.
        """
        if self._believed.get(session, 0.0) > time.monotonic():
            return None
        asked: Future[bool] = Future()
        self._intake.put((session, asked))
        return asked

    def stop(self) -> None:
        """Answers what is waiting, then ends."""
        self._intake.close()
        self._thread.join()
        self._drop_connection()

    def _run(self) -> None:
        while batch := self._intake.batch():
            try:
                self._answer(batch)
            except (psycopg.Error, DatabaseUnusable) as error:
                _log.warning("the database is away: %s", error)
                self._drop_connection()
                for _, asked in batch:
                    if not asked.done():
                        asked.set_exception(error)

    def _answer(self, batch: list[tuple[str, "Future[bool]"]]) -> None:
        connection = self._connection = self._connection or connect(self._uri)
        asked_at = time.monotonic()
        keys = sorted({session for session, _ in batch})
        signed_in = {key for (key,) in connection.execute(_SIGNED_IN, [keys])}
        if len(self._believed) > MOST_BELIEVED:
            self._believed.clear()
        for session in keys:
            self._believed.pop(session, None)
        self._believed |= dict.fromkeys(signed_in, asked_at + BELIEVED_SECONDS)
        for session, asked in batch:
            if asked.set_running_or_notify_cancel():
                asked.set_result(session in signed_in)

    def _drop_connection(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
