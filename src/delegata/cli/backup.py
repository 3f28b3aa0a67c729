"""`delegata backup FILE`: writes a data folder whole to one file."""

import os
from argparse import ArgumentParser, Namespace
from pathlib import Path

from delegata.cli.premises import add_folder, said_in_a_line
from delegata.cli.wording import counted
from delegata.server.backup import backup
from delegata.server.rehearsal import rehearsed


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="the file to write")
    add_folder(parser)


def run(args: Namespace) -> int:
    return said_in_a_line(lambda: _backup(args))


def _backup(args: Namespace) -> None:
    given = None if rehearsed(args.data) else os.environ.get("DATABASE_URL")
    held = backup(args.data, given, args.file)
    bodies = counted(held.bodies, "body", "bodies")
    print(f"{bodies}, {counted(held.entries, 'entry', 'entries')} kept in {args.file}")
    for box in held.secret_boxes:
        print(f"The secret box of {box} is open: this copy could tell who cast what. Make another")
        print("after it is closed, and destroy this one.")
    print("It holds the key that signs and the names of people: keep it as you keep the server.")
