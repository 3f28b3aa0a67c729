"""The listener: follows what other processes write, by hints and by comparing heads each second."""

import logging
import threading
from collections.abc import Callable

import psycopg

from delegata.store.federation import Federation
from delegata.store.postgres import DatabaseUnusable, connect

SECONDS_BETWEEN_LOOKS = 1.0

_log = logging.getLogger(__name__)


class Listener:
    """One thread that keeps a federation up to date; `moved` is called for each body that grew."""

    def __init__(self, uri: str, federation: Federation, moved: Callable[[str, int], None]) -> None:
        self._uri = uri
        self._federation = federation
        self._moved = moved
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="listener", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._over.is_set():
            try:
                self._listen()
            except (psycopg.Error, DatabaseUnusable) as error:
                _log.warning("the database is away: %s", error)
                self._over.wait(SECONDS_BETWEEN_LOOKS)

    def _listen(self) -> None:
        with connect(self._uri) as connection:
            connection.execute("listen moved")
            while not self._over.is_set():
                self._federation.follow_register(connection)
                for body in self._federation.catch_up(connection):
                    self._moved(body, self._federation.chronicle(body).council.size)
                for _ in connection.notifies(timeout=SECONDS_BETWEEN_LOOKS, stop_after=1):
                    pass
