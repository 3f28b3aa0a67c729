"""PrefLib: strict and weak orders (SOC, SOI, TOC, TOI) and categories (CAT); read and written."""

import re

from delegata.representation.formats.place import BallotFormatError
from delegata.representation.formats.text import lines, whole_number
from delegata.representation.orders import Levels, Orders, joined, orders_of
from delegata.representation.profile import CANDIDATES_MAX, Profile

FORM = "PrefLib"
KINDS = ("soc", "soi", "toc", "toi", "cat")
FIELD = re.compile(r"#\s*([A-Z ]+?)\s*(\d+)?\s*:\s*(.*)$")
TOKEN = re.compile(r"\s*(?:(\d+)|\{([\d\s,]*)\})\s*(?:,|$)")
ORDER_EXPECTED = "papers: then numbers and {groups}, divided by commas"


def read(raw: bytes) -> Profile:
    """Read as rankings; where candidates share a rank the paper ends there (see `Orders`)."""
    return read_orders(raw).profile()


def read_orders(raw: bytes) -> Orders:
    """Read PrefLib with all its ties: `# FIELD: value` lines, then `papers: 1,{2,3},4`.

    In CAT files each level is a category, the first the best, and may be empty. Strict kinds refuse
    groups. Raises `BallotFormatError` with the line.
    """
    fields: dict[str, str] = {}
    names: dict[int, str] = {}
    orders: list[tuple[Levels, int]] = []
    for number, line in lines(raw, FORM):
        if line.startswith("#"):
            _field(line, number, fields, names)
        else:
            orders.append(_order(line, number, _count(fields, number), fields.get("DATA TYPE", "")))
    candidates = _count(fields, 1)
    stated = tuple(names.get(n, str(n)) for n in range(1, candidates + 1))
    return Orders(stated, joined(orders), fields.get("TITLE", ""))


def _field(line: str, number: int, fields: dict[str, str], names: dict[int, str]) -> None:
    found = FIELD.match(line)
    if not found:
        return  # a remark
    name, index, value = found.groups()
    if name == "ALTERNATIVE NAME" and index:
        at = whole_number(index, "an alternative's number", line=number)
        names[at] = value
    elif not index:
        if name == "DATA TYPE" and value.lower() not in KINDS:
            raise BallotFormatError(repr(value[:24]), f"one of {', '.join(KINDS)}", line=number)
        fields[name] = value


def _count(fields: dict[str, str], line: int) -> int:
    if "NUMBER ALTERNATIVES" not in fields:
        raise BallotFormatError(
            "no number of alternatives", "# NUMBER ALTERNATIVES: before the orders", line=line
        )
    expected = f"1 to {CANDIDATES_MAX} alternatives"
    number = whole_number(fields["NUMBER ALTERNATIVES"], expected, line=line)
    if number > CANDIDATES_MAX:
        raise BallotFormatError(str(number), expected, line=line)
    return number


def _order(line: str, number: int, candidates: int, kind: str) -> tuple[Levels, int]:
    count, colon, rest = line.partition(":")
    if not colon:
        raise BallotFormatError(repr(line[:24]), ORDER_EXPECTED, line=number)
    papers = whole_number(count, "a number of papers", line=number)
    levels: list[tuple[int, ...]] = []
    at, rest = 0, rest.strip()
    while at < len(rest):
        token = TOKEN.match(rest, at)
        column = line.find(rest) + at + 1
        if not token or (token[2] is not None and kind.lower() in {"soc", "soi"}):
            raise BallotFormatError(
                repr(rest[at : at + 24]), ORDER_EXPECTED, line=number, column=column
            )
        members = (token[1] or token[2] or "").split(",")
        levels.append(_members(members, candidates, number, column))
        at = token.end()
    return tuple(levels), papers


def _members(members: list[str], candidates: int, line: int, column: int) -> tuple[int, ...]:
    expected = f"an alternative's number from 1 to {candidates}"
    numbers: list[int] = []
    for text in members:
        if members == [""]:
            break
        number = whole_number(text, expected, line=line, column=column)
        if number > candidates:
            raise BallotFormatError(str(number), expected, line=line, column=column)
        numbers.append(number)
    return tuple(numbers)


def write(profile: Profile) -> bytes:
    """Write the rankings of a profile as SOC or, when some stop short, SOI."""
    return write_orders(orders_of(profile))


def write_orders(orders: Orders, kind: str | None = None) -> bytes:
    """Write orders as the narrowest kind that holds them, or as the kind asked for."""
    chosen = kind or _kind(orders)
    voters = sum(papers for _levels, papers in orders.orders)
    head = [
        f"# TITLE: {' '.join(orders.title.split())}",
        f"# DATA TYPE: {chosen}",
        f"# NUMBER ALTERNATIVES: {len(orders.candidates)}",
        f"# NUMBER VOTERS: {voters}",
        f"# NUMBER UNIQUE ORDERS: {len(orders.orders)}",
    ]
    if chosen == "cat":
        levels = max((len(levels) for levels, _papers in orders.orders), default=0)
        head += [f"# NUMBER CATEGORIES: {levels}"]
        head += [f"# CATEGORY NAME {n}: {n}" for n in range(1, levels + 1)]
    for number, name in enumerate(orders.candidates, 1):
        head.append(f"# ALTERNATIVE NAME {number}: {' '.join(name.split())}")
    body = [f"{papers}: {','.join(map(_level, levels))}" for levels, papers in orders.orders]
    return ("\n".join(head + body) + "\n").encode()


def _level(members: tuple[int, ...]) -> str:
    return str(members[0]) if len(members) == 1 else "{" + ",".join(map(str, members)) + "}"


def _kind(orders: Orders) -> str:
    tied = any(len(members) != 1 for levels, _papers in orders.orders for members in levels)
    whole = all(
        len({n for members in levels for n in members}) == len(orders.candidates)
        for levels, _papers in orders.orders
    )
    return ("to" if tied else "so") + ("c" if whole else "i")
