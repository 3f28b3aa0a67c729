"""What commands with a data folder have in common: the option, and how they say what is wrong."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from delegata.cli.wording import sentence
from delegata.scenario.script import ScenarioError
from delegata.server.backup import NoBackup
from delegata.server.premises import Premises, open_premises
from delegata.server.rehearsal import NoRehearsal
from delegata.store.dump import DumpFailed
from delegata.store.postgres import DatabaseUnusable

DEFAULT_FOLDER = Path("var")


def add_folder(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--data",
        type=Path,
        default=DEFAULT_FOLDER,
        metavar="DIR",
        help="the data folder (default: var)",
    )


def holds_anything(folder: Path) -> bool:
    """Whether a folder stands, and is not empty."""
    return folder.is_dir() and any(folder.iterdir())


def on_premises(work: Callable[[Premises, Namespace], int], args: Namespace) -> int:
    """Runs a command on the opened data folder; what is wrong is one line and exit status 2."""

    def opened() -> int:
        premises = open_premises(args.data)
        try:
            return work(premises, args)
        finally:
            premises.close()

    return said_in_a_line(opened)


def said_in_a_line(work: Callable[[], int | None]) -> int:
    """The exit status of work; what is wrong is one line, and exit status 2."""
    try:
        return work() or 0
    except (
        ScenarioError, DatabaseUnusable, NoBackup, NoRehearsal, DumpFailed, OSError, ValueError,
    ) as error:  # fmt: skip
        print(f"delegata: {sentence(error)}", file=sys.stderr)
        return 2
