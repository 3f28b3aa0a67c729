"""The listener: follows what other processes write, by hints and by comparing heads each second."""

import logging
import threading
from collections.abc import Callable

import psycopg
from psycopg import Connection

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
            except Exception:  # noqa: BLE001 - whatever it is, the next look is taken
                _log.exception("what others wrote could not be followed")
                self._over.wait(SECONDS_BETWEEN_LOOKS)

    def _listen(self) -> None:
        with connect(self._uri) as connection:
            connection.execute("listen moved")
            while not self._over.is_set():
                self._federation.follow_register(connection)
                for body in self._federation.behind(connection):
                    self._follow(connection, body)
                for _ in connection.notifies(timeout=SECONDS_BETWEEN_LOOKS, stop_after=1):
                    pass

    def _follow(self, connection: Connection, body: str) -> None:
        """Folds in what was written of a body; one that cannot be read keeps back no other."""
        try:
            grown = self._federation.catch_up(connection, [body])
        except psycopg.Error:
            raise
        except Exception:  # noqa: BLE001 - such as an entry of a newer version
            _log.exception("the record of %s cannot be followed", body)
            return
        for one in grown:
            self._moved(one, self._federation.size(one))
