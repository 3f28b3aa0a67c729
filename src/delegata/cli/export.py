"""`delegata export DIR`: writes the public record to a folder."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from delegata.cli.premises import add_folder, holds_anything, on_premises
from delegata.cli.wording import counted
from delegata.server.export import export
from delegata.server.premises import Premises
from delegata.verify.folder import KEY_FILE


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="where to write the export")
    parser.add_argument(
        "--public",
        action="store_true",
        help="write what everybody may have: what is not public is withheld, and proofs hold",
    )
    add_folder(parser)


def run(args: Namespace) -> int:
    exported = (args.folder / KEY_FILE).is_file()
    if holds_anything(args.folder) and (args.public or not exported):
        # What an earlier export left there might be more than the public may have.
        why = "is not empty" if args.public else "is not empty, and holds no earlier export"
        print(f"delegata export: {args.folder} {why}; name a new folder", file=sys.stderr)
        return 2
    return on_premises(_export, args)


def _export(premises: Premises, args: Namespace) -> int:
    entries = export(
        premises.federation, premises.signer, args.folder, premises.register, public=args.public
    )
    bodies = counted(len(list(args.folder.glob("*.jsonl"))), "body", "bodies")
    print(f"{bodies}, {counted(entries, 'entry', 'entries')} written to {args.folder}")
    return 0
