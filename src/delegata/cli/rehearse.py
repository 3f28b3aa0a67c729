"""`delegata rehearse DIR`: a copy of the federation to play in, marked as such everywhere."""

import os
from argparse import ArgumentParser, Namespace
from pathlib import Path

from delegata.cli.premises import add_folder, said_in_a_line
from delegata.server.rehearsal import rehearse, throw_away


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder of the rehearsal")
    parser.add_argument("--throw-away", action="store_true", help="remove the rehearsal whole")
    add_folder(parser)


def run(args: Namespace) -> int:
    return said_in_a_line(lambda: _thrown_away(args) if args.throw_away else _rehearsed(args))


def _rehearsed(args: Namespace) -> None:
    name = rehearse(args.folder, args.data, os.environ.get("DATABASE_URL"))
    print(f"The rehearsal {name} is in {args.folder}.")
    print(f"Serve it with: delegata run --data {args.folder} --port 8001")


def _thrown_away(args: Namespace) -> None:
    throw_away(args.folder)
    print(f"The rehearsal in {args.folder} is gone.")
