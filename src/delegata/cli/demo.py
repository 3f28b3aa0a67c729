"""`delegata demo`: loads the demonstration and serves it; `--replay` performs it live."""

import os
import signal
import sys
import threading
import time
from argparse import ArgumentParser, Namespace
from datetime import datetime
from multiprocessing import Process
from pathlib import Path

from delegata.cli.premises import add_folder, on_premises
from delegata.cli.run import add_address
from delegata.server.django_settings import OUTBOX_VARIABLE
from delegata.server.premises import Premises
from delegata.server.scenarios import perform_file, scenarios_in
from delegata.server.serving import serve
from delegata.store.performer import Performed

LONGEST_PAUSE_SECONDS = 5.0
DEMONSTRATION = Path("examples/second-congress")


def configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--scenarios",
        type=Path,
        default=DEMONSTRATION,
        metavar="FOLDER",
        help="the folder of scenario files (default: examples/second-congress)",
    )
    parser.add_argument(
        "--replay", action="store_true", help="serve at once and perform the acts in order, paced"
    )
    parser.add_argument(
        "--speed",
        type=float,
        default=60.0,
        metavar="N",
        help="how many times faster than it happened (default: 60)",
    )
    add_address(parser)
    add_folder(parser)


def run(args: Namespace) -> int:
    os.environ.setdefault(OUTBOX_VARIABLE, "yes")
    if args.replay:
        args.data = args.data / "replay"
        performing = Process(target=on_premises, args=(_replay, args), daemon=True)
        performing.start()
        serve(args.data, args.host, args.port)
        performing.terminate()
        performing.join()
        return 0
    print(f"Opening the data folder {args.data} and starting the database ...", flush=True)
    status = on_premises(_load, args)
    if status == 0:
        print("Starting the server ...", flush=True)
        serve(args.data, args.host, args.port)
    return status


def _load(premises: Premises, args: Namespace) -> int:
    for file in scenarios_in(args.scenarios):
        started = time.monotonic()
        acts = perform_file(premises, file)
        print(f"  {file.name}: {acts} acts ({time.monotonic() - started:.1f} s)", flush=True)
    return 0


def _replay(premises: Premises, args: Namespace) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # leaves the premises in order
    pace = Pace(args.speed)
    for file in scenarios_in(args.scenarios):
        perform_file(premises, file, pace.after)
        print(f"  {file.name} is performed", flush=True)
    if not pace.fresh:
        print(f"Every act stands already; remove {args.data} to see it performed again", flush=True)
    return 0


class Pace:
    """Waits between acts as long as passed between them, divided by the speed."""

    def __init__(self, speed: float) -> None:
        self.speed = max(speed, 0.001)
        self.fresh = False
        self._last: datetime | None = None
        self._never = threading.Event()

    def after(self, performed: Performed) -> None:
        if not performed.fresh:
            return
        self.fresh = True
        held = performed.act.held
        if held is None or "time" not in held:
            self._never.wait(min(1.0 / self.speed, LONGEST_PAUSE_SECONDS))
            return
        now = datetime.fromisoformat(f"{held['date']}T{held['time']}")
        passed = 0.0 if self._last is None else (now - self._last).total_seconds()
        self._last = now
        self._never.wait(min(max(passed, 0.0) / self.speed, LONGEST_PAUSE_SECONDS))
