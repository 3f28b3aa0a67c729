"""`delegata perform FILE...`: performs the acts of scenario files, or none of a bad one."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from delegata.cli.premises import add_folder, on_premises
from delegata.cli.wording import counted
from delegata.server.premises import Premises
from delegata.server.scenarios import perform_file


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="scenario files")
    add_folder(parser)


def run(args: Namespace) -> int:
    return on_premises(_perform, args)


def _perform(premises: Premises, args: Namespace) -> int:
    for file in args.files:
        acts = perform_file(premises, file)
        print(f"{file}: {counted(acts, 'act stands', 'acts stand')}", flush=True)
    return 0
