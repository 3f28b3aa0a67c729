"""A process of its own that performs acts and prints the key of each one acknowledged.

`python performing.py FOLDER_OR_URI BODY PREFIX COUNT`: COUNT 0 goes on until it is killed.
"""

import itertools
import sys
from pathlib import Path

from branch_acts import filling, founding

from delegata.council.entry import Entry
from delegata.store.federation import Federation
from delegata.store.postgres import address, connect, prepare
from delegata.store.writer import Writer

WINDOW = 8


def main(place: str, body: str, prefix: str, count: int) -> None:
    uri = place if "://" in place or "=" in place else address(Path(place), None)
    federation = Federation()
    with connect(uri) as connection:
        prepare(connection)
        federation.catch_up(connection)
    writer = Writer(uri, federation)
    writer.perform(body, founding())
    numbers = iter(range(count)) if count else itertools.count()
    while keys := [f"{prefix}-{number}" for number in itertools.islice(numbers, WINDOW)]:
        answers = [(key, writer.submit(body, filling(f"o-{key}", key))) for key in keys]
        for key, answer in answers:
            outcome = answer.result()
            assert isinstance(outcome, Entry), outcome
            sys.stdout.write(f"{key} {outcome.position}\n")
            sys.stdout.flush()
    writer.stop()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))
