"""Tables that are being read in the background, and how far each has come."""

import threading
from pathlib import Path

from delegata.office.desk import premises
from delegata.register.arrival import Destination, arrive, rolls
from delegata.register.reading import Plan
from delegata.register.sheet import UnreadableSheet

MOST_KEPT = 100


class Work:
    """One table on its way in: rows read so far, and in the end its import or what was wrong."""

    def __init__(self, body: str) -> None:
        self.body = body
        self.rows = 0
        self.waiting = ""
        self.wrong = ""
        self.over = threading.Event()

    def told(self, rows: int) -> None:
        self.rows = rows


_works: dict[str, Work] = {}


def begin(token: str, body: str, path: Path, how: Plan) -> Work:
    """Reads a table beside the register in a thread of its own; begun twice, it is read once."""
    if token in _works:
        return _works[token]
    while len(_works) >= MOST_KEPT:
        _works.pop(next(iter(_works)))
    work = _works[token] = Work(body)
    threading.Thread(target=_read, args=(work, path, how), name="import", daemon=True).start()
    return work


def work_of(token: str) -> Work | None:
    return _works.get(token)


def _read(work: Work, path: Path, how: Plan) -> None:
    try:
        to = Destination(work.body, rolls(premises().federation), alone=True)
        work.waiting = arrive(premises().register, path, how, to, work.told).id
        path.unlink(missing_ok=True)
    except UnreadableSheet as error:
        work.wrong = str(error)
    except Exception as error:  # noqa: BLE001 - whoever waits is told, whatever it is
        work.wrong = f"the table could not be read: {error}"
    finally:
        work.over.set()
