"""`delegata export DIR`: writes the public record to a folder."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from delegata.cli.premises import add_folder, on_premises
from delegata.cli.verify import counted
from delegata.server.export import export
from delegata.server.premises import Premises


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="where to write the export")
    parser.add_argument(
        "--public",
        action="store_true",
        help="write what everybody may have: what is not public is withheld, and proofs hold",
    )
    add_folder(parser)


def run(args: Namespace) -> int:
    if args.public and args.folder.is_dir() and any(args.folder.iterdir()):
        # What an earlier export left there might be more than the public may have.
        print(f"delegata export: {args.folder} is not empty; name a new folder", file=sys.stderr)
        return 2
    return on_premises(_export, args)


def _export(premises: Premises, args: Namespace) -> int:
    entries = export(
        premises.federation, premises.signer, args.folder, premises.register, public=args.public
    )
    bodies = counted(len(list(args.folder.glob("*.jsonl"))), "body", "bodies")
    print(f"{bodies}, {counted(entries, 'entry', 'entries')} written to {args.folder}")
    return 0
