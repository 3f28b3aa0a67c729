"""`delegata export DIR`: writes the public record to a folder."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from delegata.cli.premises import add_folder, on_premises
from delegata.server.export import export
from delegata.server.premises import Premises


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="where to write the export")
    add_folder(parser)


def run(args: Namespace) -> int:
    return on_premises(_export, args)


def _export(premises: Premises, args: Namespace) -> int:
    entries = export(premises.federation, premises.signer, args.folder, premises.register)
    print(f"{len(premises.federation.bodies)} bodies, {entries} entries written to {args.folder}")
    return 0
