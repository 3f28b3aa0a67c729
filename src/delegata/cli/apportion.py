"""`delegata apportion`: how seats are divided among lists, by one method or by all of them."""

import argparse
import csv
import io
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from delegata.representation.apportionment import METHODS, Apportionment, Conditions, apportion

Votes = list[tuple[str, int]]
DIGITS_MAX = 30


class Refusal(Exception):
    """Input that cannot be apportioned, in one line."""


@dataclass(frozen=True)
class Division:
    """What a method gives, and how the lot settled its ties, if there was a seed."""

    certain: Apportionment
    final: Apportionment
    seed: str | None

    def lots(self) -> list[tuple[tuple[str, ...], int, list[str]]]:
        """Who was tied over how many places, and who won them."""
        before, after = dict(self.certain.seats), dict(self.final.seats)
        return [
            (tie.names, tie.places, [name for name in tie.names if after[name] > before[name]])
            for tie in self.certain.ties
            if self.seed is not None
        ]


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lists", nargs="*", metavar="LIST=VOTES | FILE.csv",
                        help="votes of each list, or a CSV file of names and votes; - reads"
                        " standard input")  # fmt: skip
    parser.add_argument("--method", metavar="METHOD", help="one of " + ", ".join(METHODS))
    parser.add_argument("--seats", metavar="N", help="seats to divide")
    parser.add_argument("--compare", action="store_true", help="show all methods side by side")
    parser.add_argument("--seed", help="published seed for a lot that breaks a tie")
    parser.add_argument("--threshold", metavar="SHARE", default="0",
                        help="share of the votes to take part: 5%% or 1/20")  # fmt: skip
    parser.add_argument("--minimum", metavar="N", default="0", help="seats for each list at least")
    parser.add_argument("--cap", metavar="N", help="seats for each list at most")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    try:
        votes = given(args.lists)
        results = [divided(method, votes, args) for method in methods(args)]
    except (Refusal, ValueError) as error:
        print(f"delegata apportion: {printable(str(error))}", file=sys.stderr)
        return 2
    if args.json:
        stated = [as_json(result) for result in results]
        print(json.dumps({"compare": stated} if args.compare else stated[0], ensure_ascii=False))
    else:
        print("\n".join(table(votes, results)))
    return 0


def methods(args: argparse.Namespace) -> tuple[str, ...]:
    if args.compare:
        return METHODS
    if args.method in METHODS:
        return (args.method,)
    known = ", ".join(METHODS)
    if args.method is None:
        raise Refusal(f"no method is given; give --method with one of {known}, or --compare")
    raise Refusal(f"--method {args.method} is not known; choose one of {known}")


def divided(method: str, votes: Votes, args: argparse.Namespace) -> Division:
    if args.seats is None:
        raise Refusal("the number of seats is missing; give --seats N")
    conditions = Conditions(
        threshold=share(args.threshold), minimum=whole("--minimum", args.minimum),
        cap=None if args.cap is None else whole("--cap", args.cap))  # fmt: skip
    result = apportion(method, votes, whole("--seats", args.seats), conditions=conditions)
    if not any(number for _, number in votes):
        raise Refusal("no list has any votes; give at least one vote")
    final = result if args.seed is None else result.drawn(args.seed)
    return Division(result, final, args.seed)


def as_json(division: Division) -> dict[str, object]:
    final = division.final
    ties = [{"names": list(tie.names), "places": tie.places} for tie in final.ties]
    stated: dict[str, object] = {
        "method": final.method, "seats": dict(final.seats), "ties": ties}  # fmt: skip
    lots = [{"seed": division.seed, "names": list(names), "places": places, "drawn": drawn}
            for names, places, drawn in division.lots()]  # fmt: skip
    return {**stated, "lots": lots} if lots else stated


def given(arguments: list[str]) -> Votes:
    if not arguments:
        raise Refusal("no lists are given; give LIST=VOTES or a CSV file")
    votes: Votes = []
    for argument in arguments:
        name, sign, number = argument.rpartition("=")
        if sign and not argument.endswith(".csv"):
            votes.append((named(name, argument), whole(argument, number)))
        else:
            votes.extend(from_file(argument))
    return votes


def named(name: str, place: str) -> str:
    if not name.strip():
        raise Refusal(f"{place}: a list has no name; give NAME=VOTES")
    return name.strip()


def whole(place: str, text: str) -> int:
    text = text.strip()
    if not (text.isascii() and text.isdecimal() and len(text) <= DIGITS_MAX):
        raise Refusal(f"{place}: {text[:40]!r} is no whole number from 0; give digits alone")
    return int(text)


def share(text: str) -> Fraction:
    try:
        part = Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)
    except (ValueError, ZeroDivisionError) as error:
        raise Refusal(f"--threshold {text!r} is no share; give it as 5% or 1/20") from error
    if not 0 <= part <= 1:
        raise Refusal(f"--threshold {text} is not between 0 and 1; give it as 5% or 1/20")
    return part


def from_file(name: str) -> Votes:
    """Names and votes by line; a first line without a number is a heading."""
    try:
        content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal(
            f"{name}: byte {error.start + 1} is not UTF-8; save the file as such"
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no such file"
        raise Refusal(f"{name}: {reason}; give LIST=VOTES or a CSV file") from error
    votes = list(rows(name, text))
    if not votes:
        raise Refusal(f"{name}: no line has a name and votes; give them as NAME,VOTES")
    return votes


def rows(name: str, text: str) -> Iterator[tuple[str, int]]:
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            place = f"{name}:{reader.line_num}"
            heading = reader.line_num == 1 and len(cells) > 1 and not has_digit(cells[1])
            if any(cells) and not heading:
                yield pair(cells, place)
    except csv.Error as error:
        raise Refusal(f"{name}:{reader.line_num}: {error}; expected NAME,VOTES") from error


def pair(cells: list[str], place: str) -> tuple[str, int]:
    if len(cells) != 2:  # a name and its votes
        raise Refusal(f"{place}: {len(cells)} fields; expected two, NAME,VOTES")
    return named(cells[0], place), whole(place, cells[1])


def has_digit(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def table(votes: Votes, results: list[Division]) -> Iterator[str]:
    heads = ["list", "votes", *(result.final.method for result in results)]
    columns = [dict(result.final.seats) for result in results]
    lines = [[printable(name), str(number), *(str(seats[name]) for seats in columns)]
             for name, number in votes]  # fmt: skip
    widths = [max(map(len, column)) for column in zip(heads, *lines, strict=True)]
    for line in (heads, *lines):
        cells = [cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True)]
        yield "  ".join([line[0].ljust(widths[0]), *cells]).rstrip()
    for result in results:
        yield from notes(result)


def notes(division: Division) -> Iterator[str]:
    final = division.final
    for tie in final.ties:
        tied = printable(", ".join(tie.names))
        yield f"{final.method}: open, {tie.places} for {tied}; give --seed to draw the lot"
    for names, places, drawn in division.lots():
        yield (f"{final.method}: lot from seed {printable(str(division.seed))}, {places} for"
               f" {printable(', '.join(names))}: {printable(', '.join(drawn))}")  # fmt: skip


def printable(text: str) -> str:
    """Text that cannot break the line it is shown on."""
    return "".join(c if c.isprintable() else "?" for c in text)
