"""`delegata people import|export|forget`: the register of members, outside the record."""

import shutil
import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

from delegata.cli.premises import add_folder, on_premises
from delegata.cli.wording import printable
from delegata.register.arrival import UPLOADS, Destination, arrive, rolls
from delegata.register.columns import FIELDS, Unclear
from delegata.register.departure import as_csv, as_xlsx
from delegata.register.reading import plan
from delegata.register.sheet import UnreadableSheet
from delegata.server.premises import Premises
from delegata.store.staging import VERDICTS, NotApplied, Preview, Terms, apply, drop, judged

_LISTED = ("wrong", "doubtful", "moved", "changed", "doubled", "elsewhere")


def configure(parser: ArgumentParser) -> None:
    steps = parser.add_subparsers(dest="step", required=True, metavar="STEP")
    bring = steps.add_parser("import", help="preview a table of members, and apply it")
    bring.add_argument("file", type=Path, help="a CSV or XLSX file")
    bring.add_argument("--body", required=True, help="the body whose roll it is")
    bring.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="FIELD=COLUMN",
        help=f"which column holds a field ({', '.join(FIELDS)}), where the heading does not say",
    )
    bring.add_argument(
        "--dates",
        choices=["day-first", "month-first"],
        help="how 3/1/2026 is meant, where the file does not show it",
    )
    bring.add_argument("--doubtful", choices=["new", "skip"], help="what becomes of doubtful rows")
    bring.add_argument("--whole", action="store_true", help="whoever is not in the file leaves")
    bring.add_argument("--apply", action="store_true", help="apply it; without, only the preview")
    out = steps.add_parser("export", help="write the roll of a body as CSV or XLSX")
    out.add_argument("file", type=Path, help="a file whose name ends in .csv or .xlsx")
    out.add_argument("--body", required=True, help="the body whose roll it is")
    gone = steps.add_parser("forget", help="take a person's name out of the register for good")
    gone.add_argument("person", help="a member number, an alias or a person's id")
    for step in (bring, out, gone):
        add_folder(step)


def run(args: Namespace) -> int:
    work = {"import": _import, "export": _export, "forget": _forget}[args.step]
    try:
        return on_premises(work, args)
    except (UnreadableSheet, Unclear, NotApplied) as error:
        print(f"delegata people: {printable(str(error))}", file=sys.stderr)
        return 1


def _import(premises: Premises, args: Namespace) -> int:
    if args.body not in premises.federation.bodies:
        raise ValueError(f"no body {args.body!r} keeps its record here")
    said = dict(column.partition("=")[::2] for column in args.column)
    how = plan(args.file, said, args.dates)
    if how.ambiguous:
        raise Unclear(
            f"{how.ambiguous} can be read both ways; say --dates day-first or --dates month-first"
        )
    read = {field: how.headings[place] for field, place in how.places.items()}
    print("Columns: " + ", ".join(f"{field} = {printable(h)}" for field, h in read.items()))
    to = Destination(args.body, rolls(premises.federation))
    found = arrive(premises.register, args.file, how, to, _told)
    _show(premises, found)
    if not args.apply or not found.applicable:
        drop(premises.register, found.id)
        return 0 if found.applicable else 1
    today = datetime.now(UTC).date().isoformat()
    apply(premises.register, found.id, Terms(today, "operator", args.doubtful or "", args.whole))
    print("Applied.")
    return 0


def _told(rows: int) -> None:
    end = "\r" if sys.stderr.isatty() else "\n"
    print(f"{rows:,} rows read", end=end, file=sys.stderr, flush=True)


def _show(premises: Premises, found: Preview) -> None:
    counts = [
        f"{found.counts[verdict]:,} {verdict}" for verdict in VERDICTS if verdict in found.counts
    ]
    print(f"{', '.join(counts)}; {found.counts['absent']:,} on the roll are not in the file")
    for verdict in _LISTED:
        for row in judged(premises.register, found.id, verdict):
            print(printable(f"row {row.row}, {row.field}: {verdict}: {row.name}: {row.reason}"))


def _export(premises: Premises, args: Namespace) -> int:
    today = datetime.now(UTC).date().isoformat()
    members = premises.register.every_member(args.body, today)
    if args.file.suffix == ".xlsx":
        with args.file.open("wb") as binary:
            count = as_xlsx(binary, args.body, members)
    else:
        with args.file.open("w", encoding="utf-8", newline="") as text:
            count = as_csv(text, args.body, members)
    print(f"{count:,} members of {args.body} written to {args.file}")
    return 0


def _forget(premises: Premises, args: Namespace) -> int:
    person = premises.register.person(args.person)
    if person is None or not premises.register.forget(person):
        raise ValueError(f"the register knows nobody as {args.person!r}")
    shutil.rmtree(premises.folder / UPLOADS, ignore_errors=True)
    print("Forgotten. The records hold the random id, and verify as before.")
    return 0
