"""`delegata credential issue|list|check|verify`: the credentials that delegates carry.

`check` and `verify` need no server and no network.
"""

import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from delegata.cli.wording import printable
from delegata.council.act import Refused
from delegata.record.credential import read_token
from delegata.record.door import BadList, Door, Place, admitted, read_list
from delegata.record.note import MalformedNote
from delegata.verify.chain import read_chain
from delegata.verify.door import check_door
from delegata.verify.folder import UnreadableExport, read_export, verify

SERVED = {"issue", "list"}
_UNITS = ((86400, "day"), (3600, "hour"), (60, "minute"))


def configure(parser: ArgumentParser) -> None:
    steps = parser.add_subparsers(dest="step", required=True, metavar="STEP")
    issue = steps.add_parser("issue", help="print the credential of a mandate")
    issue.add_argument("body")
    issue.add_argument("mandate")
    form = issue.add_mutually_exclusive_group()
    form.add_argument("--text", action="store_true", help="print the token (the default)")
    form.add_argument("--svg", type=Path, metavar="FILE", help="write the QR code to a file")
    issue.add_argument("--until", metavar="DATE", help="the last day on which it is to be valid")
    listed = steps.add_parser("list", help="print the signed door list of a body")
    listed.add_argument("body")
    for step in (issue, listed):
        step.add_argument(
            "--data",
            type=Path,
            default=Path("var"),
            metavar="DIR",
            help="the data folder (default: var)",
        )
    check = steps.add_parser("check", help="say whether a credential lets its holder in")
    check.add_argument(
        "words", metavar="TOKEN", help="the words of the credential, or - to read them"
    )
    check.add_argument(
        "--seen", type=Path, metavar="DIR", help="a folder that remembers who was let in"
    )
    check.add_argument(
        "--at", type=_moment, metavar="TIME", help="when it is shown, as 2026-03-01T09:00Z (now)"
    )
    check.add_argument("--door", type=Path, required=True, metavar="FILE", help="the door list")
    follow = steps.add_parser("verify", help="check that a door list follows from an export")
    follow.add_argument("door", type=Path, metavar="FILE", help="the door list")
    follow.add_argument("folder", type=Path, metavar="DIR", help="the folder of the export")
    for step in (check, follow):
        step.add_argument("--key", metavar="VKEY", help="the verifier key that you trust")


def _moment(said: str) -> datetime:
    moment = datetime.fromisoformat(said)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def run(args: Namespace) -> int:
    if args.step in SERVED:
        try:
            module = import_module("delegata.cli.issuing")
        except ModuleNotFoundError as error:
            print(f"delegata credential {args.step} needs {error.name}; install delegata[server]",
                  file=sys.stderr)  # fmt: skip
            return 2
        status: int = module.run(args)
        return status
    try:
        door = read_list(args.door.read_bytes(), args.key and args.key.strip())
        return _check(args, door) if args.step == "check" else _verify(args, door)
    except (OSError, BadList, MalformedNote, UnreadableExport) as error:
        print(f"delegata credential: {printable(str(error))}", file=sys.stderr)
        return 2


def _check(args: Namespace, door: Door) -> int:
    now = args.at or datetime.now(UTC)
    said = sys.stdin.read(1000) if args.words == "-" else args.words
    well, verdict = _verdict(door, said, now, args.seen)
    print(printable(verdict))
    print(
        f"By the list of {door.list.made_at} ({_age(door, now)}), which knows"
        f" {door.checkpoint.size} entries of the record, signed by {door.verifier.name}."
    )
    if not args.key:
        print("note: signer not pinned: give --key to say whose signature you trust")
    return 0 if well else 1


def _verdict(door: Door, said: str, now: datetime, kept: Path | None) -> tuple[bool, str]:
    outcome = _outcome(door, said, now)
    if isinstance(outcome, Refused):
        return False, f"REFUSED ({outcome.code}): {outcome.sentence}"
    if kept is not None and (before := _seen(kept, outcome.mandate, now)):
        return False, f"SEEN BEFORE: the credential of {outcome.mandate} was let in here {before}."
    alternate = ", as an alternate" if outcome.alternate else ""
    return True, (
        f"GOOD: mandate {outcome.mandate} in {door.list.body}, {outcome.voice} voice{alternate}"
    )


def _outcome(door: Door, said: str, now: datetime) -> Place | Refused:
    credential = read_token(said, door.verifier)
    if isinstance(credential, Refused):
        return credential
    return admitted(door, credential, now.date().isoformat())


def _seen(folder: Path, mandate: str, now: datetime) -> str:
    """When a mandate was let in before; the first time, it is remembered by a new file."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / mandate
    try:
        with kept.open("x", encoding="utf-8") as file:
            file.write(f"at {now:%Y-%m-%dT%H:%M:%SZ}")
    except FileExistsError:
        return kept.read_text("utf-8") or "a moment ago"
    return ""


def _age(door: Door, now: datetime) -> str:
    try:
        seconds = int((now - datetime.fromisoformat(door.list.made_at)).total_seconds())
    except (ValueError, TypeError):
        return "of unknown age"
    if seconds < -60:
        return "dated in the future: set the clock of this device"
    for size, unit in _UNITS:
        if seconds >= size:
            count = seconds // size
            return f"{count} {unit}{'' if count == 1 else 's'} old"
    return "less than a minute old"


def _verify(args: Namespace, door: Door) -> int:
    export = read_export(args.folder)
    report = verify(export, key=args.key and args.key.strip())
    findings = [f for f in report.findings if f.body in {"", door.list.body}]
    content = export.records.get(door.list.body)
    if content is None:
        raise UnreadableExport(f"{args.folder} holds no record of {door.list.body}")
    findings += check_door(door, read_chain(door.list.body, content))
    for finding in findings:
        print(printable(f"{finding.body or 'export'}: {finding.kind}: {finding.message}"))
    verdict = f"{len(findings)} findings" if findings else "follows from the record"
    print(f"The door list of {door.list.body} at {door.checkpoint.size} entries: {verdict}")
    return 1 if findings else 0
