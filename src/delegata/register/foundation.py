"""Bodies founded from two tables: the bodies with their rules, and their first officers."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from delegata.council.body import FoundBody
from delegata.council.entry import Actor
from delegata.register.columns import plain
from delegata.register.sheet import rows
from delegata.scenario.notation import Reading, fields_of, read

BODY_COLUMNS = ("body", "name", "character", "tier", "rules", "constituents", "listed")
OFFICER_COLUMNS = ("body", "office", "number", "name", "email")
_SHORT_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


class Wrong(NamedTuple):
    """What is wrong in a table: its file, row and column."""

    file: str
    row: int
    column: str
    reason: str


class Officer(NamedTuple):
    """A first officer as the table has them."""

    row: int
    body: str
    office: str
    number: str
    name: str
    email: str


class Foundation(NamedTuple):
    """The bodies to be founded in order, with their officers; or what is wrong."""

    bodies: tuple[tuple[str, dict[str, str], int], ...]
    officers: dict[str, list[Officer]]
    wrong: tuple[Wrong, ...]


def foundation(bodies: Path, officers: Path) -> Foundation:
    """Reads both tables. Raises `UnreadableSheet`."""
    wrong: list[Wrong] = []
    by_body: dict[str, list[Officer]] = defaultdict(list)
    for row, cells in _table(officers, OFFICER_COLUMNS, wrong):
        missing = [c for c in ("body", "office", "number", "name") if not cells[c]]
        wrong += [Wrong(officers.name, row, column, "is empty") for column in missing]
        by_body[cells["body"]].append(Officer(row=row, **cells))
    wrong += _two_names(officers.name, by_body)
    founded: list[tuple[str, dict[str, str], int]] = []
    for row, cells in _table(bodies, BODY_COLUMNS, wrong):
        missing = [c for c in ("body", "name", "rules") if not cells[c]]
        wrong += [Wrong(bodies.name, row, column, "is empty") for column in missing]
        if cells["body"] not in by_body:
            wrong.append(Wrong(bodies.name, row, "body", "no officer is named for it"))
        wrong += [Wrong(bodies.name, row, "body", reason) for reason in _bad_name(cells, founded)]
        founded.append((cells["body"], cells, row))
    known = {name for name, _, _ in founded}
    for name, named in by_body.items():
        if name not in known:
            reason = f"no body is called {name!r} in {bodies.name}"
            wrong.append(Wrong(officers.name, named[0].row, "body", reason))
    return Foundation(tuple(founded), by_body, tuple(wrong))


def _two_names(file: str, officers: Mapping[str, list[Officer]]) -> Iterator[Wrong]:
    """One member number is one person."""
    first: dict[str, Officer] = {}
    for officer in sorted(one for named in officers.values() for one in named):
        known = first.setdefault(officer.number, officer)
        if plain(known.name) != plain(officer.name):
            reason = f"number {officer.number} is {known.name} in row {known.row}"
            yield Wrong(file, officer.row, "name", reason)


def _bad_name(
    cells: Mapping[str, str], founded: list[tuple[str, dict[str, str], int]]
) -> Iterator[str]:
    name = cells["body"]
    if name and not _SHORT_NAME.fullmatch(name):
        yield f"{name!r} is no short name; write lower-case letters, digits and hyphens"
    yield from (f"stands in row {row} already" for known, _, row in founded if known == name)


def _table(
    path: Path, columns: tuple[str, ...], wrong: list[Wrong]
) -> Iterator[tuple[int, dict[str, str]]]:
    every = rows(path)
    _, headings = next(every, (0, ()))
    places = {plain(heading): place for place, heading in enumerate(headings)}
    missing = [c for c in columns[:2] if c not in places]
    if missing:
        wrong.append(Wrong(path.name, 1, missing[0], f"no column {', '.join(missing)}"))
        return
    for number, row in every:
        at = {column: places.get(column, len(row)) for column in columns}
        yield number, {c: row[place] if place < len(row) else "" for c, place in at.items()}


def founding(
    cells: Mapping[str, str], officers: list[Officer], person: Callable[[Officer], str]
) -> FoundBody:
    """The act that founds a body, by its first officer. Raises `ValueError`, naming the column."""
    kinds = fields_of(FoundBody)
    reading = Reading(person=lambda alias: alias, text=lambda words: words)
    values: dict[str, object] = {"character": "assembly", "tier": 0}
    for column in BODY_COLUMNS[1:]:
        if cells[column]:
            written = cells[column].replace(" | ", "\n")
            try:
                values[column] = read(kinds[column].type, written, reading)
            except ValueError as error:
                raise ValueError(f"{column}: {error}") from error
    named = [(officer.office, person(officer)) for officer in officers]
    values["officers"] = named
    values["by"] = Actor(person=named[0][1], right=f"office:{named[0][0]}")
    values["key"] = f"founding/{cells['body']}"
    return msgspec.convert(values, FoundBody)
