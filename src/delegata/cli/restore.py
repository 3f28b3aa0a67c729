"""`delegata restore FILE`: makes a data folder of a backup."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from delegata.cli.premises import add_folder, said_in_a_line
from delegata.cli.wording import counted
from delegata.server.backup import restore


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="the backup")
    add_folder(parser)


def run(args: Namespace) -> int:
    return said_in_a_line(lambda: _restore(args))


def _restore(args: Namespace) -> None:
    held = restore(args.file, args.data)
    bodies = counted(held.bodies, "body", "bodies")
    entries = counted(held.entries, "entry", "entries")
    print(f"{bodies}, {entries} restored to {args.data}")
