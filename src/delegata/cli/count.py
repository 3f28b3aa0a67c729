"""`delegata count`: who is elected by the ballots in these files, under a rule with a name."""

import argparse
import errno
import json
import stat
import sys
import time
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO

from delegata.representation import formats, sankey, tables
from delegata.representation.counting import RULES, CountError, count
from delegata.representation.formats.place import BallotFormatError
from delegata.representation.profile import Profile, ProfileError
from delegata.representation.transcript import JSON, Transcript, as_json

STREAM_MAX = 1 << 30  # what a pipe or device may give before it is refused
PIECE = 1 << 24
PROGRESS_SECONDS = 1


class InputError(Exception):
    """Input that cannot be counted, in one line."""


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help="ballots; - reads standard input")
    parser.add_argument("--rule", required=True, choices=sorted(RULES), metavar="RULE",
                        help="one of " + ", ".join(RULES))  # fmt: skip
    parser.add_argument("--seats", type=int, help="places to fill (default: what the file says)")
    parser.add_argument("--seed", help="published seed for lots that the rule calls for")
    parser.add_argument("--format", choices=sorted(formats.READERS), help="do not sniff the form")
    parser.add_argument("--json", action="store_true", help="print one JSON object a file")
    parser.add_argument("--transcript", metavar="FILE", help="write the whole transcript as JSON")
    parser.add_argument("--svg", metavar="FILE", help="draw the transfers")


def run(args: argparse.Namespace) -> int:
    if len(args.files) > 1 and (args.svg or args.transcript):
        return refuse("--svg and --transcript take one ballot file at a time")
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a name that the terminal cannot show
    progress = Progress(len(args.files))
    status = 0
    for name in args.files:
        try:
            show(counted(name, args), name, args)
        except InputError as refusal:
            progress.clear()
            status = refuse(str(refusal))
        except BrokenPipeError:
            return 1
        progress.step()
    return status


def refuse(sentence: str) -> int:
    print("delegata count: " + sentence, file=sys.stderr)
    return 2


def counted(name: str, args: argparse.Namespace) -> Transcript:
    profile = ballots(name, args.format)
    try:
        return count(args.rule, profile, seats=args.seats, seed=args.seed)
    except CountError as error:
        raise InputError(f"{printable(name)}: {error}") from error


def ballots(name: str, form: str | None) -> Profile:
    shown = printable(name)
    try:
        return formats.read(content(name), form)
    except BallotFormatError as error:
        place = f":{error.place}" if error.place else ""
        raise InputError(f"{shown}{place}: {error}") from error
    except ProfileError as error:
        raise InputError(f"{shown}: {error}") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{shown}: {reason}; expected a readable file of ballots") from error
    except MemoryError as error:
        raise InputError(f"{shown}: does not fit in memory; split it and merge") from error


def content(name: str) -> bytes:
    """A whole file; a pipe or device only as far as a file of ballots can reach."""
    if name == "-":
        return bounded(sys.stdin.buffer)
    path = Path(name)
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "is a folder")
    if stat.S_ISREG(mode):
        return path.read_bytes()
    with path.open("rb") as file:
        return bounded(file)


def bounded(file: BinaryIO) -> bytes:
    parts: list[bytes] = []
    length = 0
    while part := file.read(PIECE):
        parts.append(part)
        length += len(part)
        if length > STREAM_MAX:
            raise ValueError(f"goes on after {STREAM_MAX} bytes")
    return b"".join(parts)


def show(result: Transcript, name: str, args: argparse.Namespace) -> None:
    if args.svg:
        write(args.svg, sankey.svg(result))
    if args.transcript:
        write(args.transcript, json.dumps(as_json(result), ensure_ascii=False) + "\n")
    if args.json:
        print(json.dumps(summary(result, name)))  # in ASCII: no terminal or file name can break it
    else:
        print(f"{printable(name)}\n{tables.text(result)}")


def write(name: str, text: str) -> None:
    try:
        Path(name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{printable(name)}: cannot be written: {error.strerror}") from error


def summary(result: Transcript, name: str) -> dict[str, JSON]:
    elected = sorted(result.elected)
    stated = as_json(result)
    return {
        "file": name,
        "rule": result.rule,
        "seats": result.seats,
        "elected": list(elected),
        "names": list(result.names(elected)),
        "rounds": stated["rounds"],
        "ties": stated["ties"],
    }


def printable(name: str) -> str:
    """A file's name that cannot break the line it is shown on."""
    return "".join(c if c.isprintable() else "?" for c in name)


class Progress:
    """One line on standard error that says how far many files have come."""

    def __init__(self, files: int) -> None:
        self.files = files
        self.done = 0
        self.live = sys.stderr.isatty()
        self.told = time.monotonic()

    def step(self) -> None:
        self.done += 1
        now = time.monotonic()
        due = now - self.told >= PROGRESS_SECONDS or self.done == self.files
        if self.files > 1 and due:
            self.told = now
            end = "\r" if self.live and self.done < self.files else "\n"
            print(f"{self.done} of {self.files} files", end=end, file=sys.stderr, flush=True)

    def clear(self) -> None:
        if self.live and self.files > 1:
            print("\x1b[2K", end="\r", file=sys.stderr)
