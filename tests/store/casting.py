"""A process of its own in which 32 hands cast ballots; it prints each receipt that it was given.

`python casting.py FOLDER SECRECY VOTERS`: voters are cast for in an order of the process's own.
"""

import random
import sys
import threading
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from delegata.record.note import signer
from delegata.store.ballot_box import Poll
from delegata.store.polling_station import Cast, PollingStation
from delegata.store.postgres import address, connect, prepare

HANDS = 32
SIGNER = signer("polls.example", bytes(32))


def poll(secrecy: str) -> Poll:
    """The division that is voted on."""
    return Poll("congress", "rise", "division", secret=secrecy == "secret")


def stance(voter: str) -> str:
    """How somebody votes, the same each time."""
    return ("for", "against", "abstaining")[int(voter[2:]) % 3]


def main(folder: str, secrecy: str, voters: int) -> None:
    """Casts for everybody; who voted before is answered with the first receipt."""
    uri = address(Path(folder), None)
    with connect(uri) as connection:
        prepare(connection)
    station, told = PollingStation(uri, SIGNER), threading.Lock()

    def cast(voter: str) -> None:
        answer = station.cast(Cast(poll(secrecy), voter, {"stance": stance(voter)}))
        assert answer.state in {"taken", "voted-before"}, answer
        with told:
            sys.stdout.write(f"{voter} {b64encode(answer.receipt.encode()).decode()}\n")
            sys.stdout.flush()

    order = [f"d-{number}" for number in range(voters)]
    random.shuffle(order)
    with ThreadPoolExecutor(HANDS) as hands:
        list(hands.map(cast, order))
    station.stop()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
