"""`delegata verify DIR`: says that an exported record is well, or where it is not."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from delegata.cli.wording import counted, printable, sentence
from delegata.record.note import MalformedNote
from delegata.verify.findings import Report
from delegata.verify.folder import Brought, UnreadableExport, read_export, read_older, verify


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder of the export")
    parser.add_argument("--key", metavar="VKEY", help="the verifier key that you trust")
    parser.add_argument(
        "--against",
        type=Path,
        metavar="OLD.checkpoint",
        help="a checkpoint that you kept from before",
    )
    parser.add_argument(
        "--receipt",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="a receipt that a voter kept; can be given again",
    )
    parser.add_argument(
        "--quote",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="words of a resolution, to look up in what was adopted; can be given again",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: Namespace) -> int:
    try:
        older = read_older(args.against) if args.against else None
        report = verify(
            read_export(args.folder),
            key=args.key and args.key.strip(),
            older=older,
            recount=_recounted,
            brought=Brought(_read(args.receipt), _read(args.quote)),
        )
    except (OSError, UnreadableExport, MalformedNote) as error:
        print(f"delegata verify: {printable(sentence(error))}", file=sys.stderr)
        return 2
    print(_as_json(report) if args.json else _as_text(report))
    return 0 if report.ok else 1


def _read(paths: Sequence[Path]) -> dict[str, str]:
    """Files by their names; some programs put a mark before the first word."""
    return {str(path): read_older(path).removeprefix("\ufeff") for path in paths}


def _recounted(
    names: Sequence[str], rankings: Sequence[Sequence[int]], seats: int, seed: str
) -> tuple[tuple[str, ...], str]:
    """Makes a ranked count again; only a record that has one needs numpy."""
    from delegata.representation.counting.ranked import ranked  # noqa: PLC0415 - as said above

    return ranked(names, rankings, seats, seed)


def _as_json(report: Report) -> str:
    return json.dumps(
        {
            "ok": report.ok,
            "bodies": report.bodies,
            "entries": report.entries,
            "findings": [finding._asdict() for finding in report.findings],
            "notes": report.notes,
        },
        ensure_ascii=False,
    )


def _as_text(report: Report) -> str:
    lines = [
        f"{f.body or 'export'}{'' if f.position is None else f' entry {f.position}'}:"
        f" {f.kind}: {f.message}"
        for f in report.findings
    ]
    lines += [f"note: {note}" for note in report.notes]
    verdict = "all is well" if report.ok else counted(len(report.findings), "finding")
    lines = [printable(line) for line in lines]
    bodies, entries = (
        counted(report.bodies, "body", "bodies"),
        counted(report.entries, "entry", "entries"),
    )
    return "\n".join([*lines, f"{bodies}, {entries}: {verdict}"])
