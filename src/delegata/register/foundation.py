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
from delegata.register.reading import EMAIL
from delegata.register.sheet import rows
from delegata.scenario.notation import Reading, fields_of, read

BODY_COLUMNS = ("body", "name", "character", "tier", "rules", "constituents", "listed")
OFFICER_COLUMNS = ("body", "office", "number", "name", "email")
LONGEST = 20_000
"""A cell may name all constituents of a large federation."""
_SHORT_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


class Wrong(NamedTuple):
    """What is wrong in a table: its file, row and column."""

    file: str
    row: int
    column: str
    reason: str


class BadCell(ValueError):
    """A cell that cannot be read: its column, and why."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column = column


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
    """Reads both tables; a table whose columns are wanting is read no further.

    Raises `UnreadableSheet`.
    """
    wrong: list[Wrong] = []
    named = list(_table(officers, OFFICER_COLUMNS, wrong))
    listed = list(_table(bodies, BODY_COLUMNS, wrong))
    if wrong:
        return Foundation((), {}, tuple(wrong))
    by_body: dict[str, list[Officer]] = defaultdict(list)
    for row, cells in named:
        wrong += _bad_cells(officers.name, row, cells, ("body", "office", "number", "name"))
        if cells["email"] and not EMAIL.fullmatch(cells["email"]):
            reason = f"{cells['email']!r} is no e-mail address"
            wrong.append(Wrong(officers.name, row, "email", reason))
        by_body[cells["body"]].append(Officer(row=row, **cells))
    wrong += _two_names(officers.name, by_body)
    founded: list[tuple[str, dict[str, str], int]] = []
    for row, cells in listed:
        wrong += _bad_cells(bodies.name, row, cells, ("body", "name", "rules"))
        if cells["body"] not in by_body:
            wrong.append(Wrong(bodies.name, row, "body", "no officer is named for it"))
        wrong += [Wrong(bodies.name, row, "body", reason) for reason in _bad_name(cells, founded)]
        founded.append((cells["body"], cells, row))
    known = {name for name, _, _ in founded}
    for name, holders in by_body.items():
        if name and name not in known:
            reason = f"no body is called {name!r} in {bodies.name}"
            wrong.append(Wrong(officers.name, holders[0].row, "body", reason))
    return Foundation(tuple(founded), by_body, tuple(wrong))


def _bad_cells(
    file: str, row: int, cells: Mapping[str, str], needed: tuple[str, ...]
) -> Iterator[Wrong]:
    yield from (Wrong(file, row, column, "is empty") for column in needed if not cells[column])
    for column, cell in cells.items():
        if len(cell) > LONGEST:
            yield Wrong(file, row, column, f"is longer than {LONGEST:,} signs")


def _two_names(file: str, officers: Mapping[str, list[Officer]]) -> Iterator[Wrong]:
    """One member number is one person."""
    first: dict[str, Officer] = {}
    for officer in sorted(one for named in officers.values() for one in named):
        if not officer.number or not officer.name:
            continue
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
    every = rows(path, LONGEST)
    top, headings = next(every, (1, ()))
    places = {plain(heading): place for place, heading in enumerate(headings)}
    missing = [c for c in columns[:2] if c not in places]
    if missing:
        found = "no column has this heading" if headings else "the table is empty"
        reason = f"{found}; the first row names the columns: {', '.join(columns)}"
        wrong.append(Wrong(path.name, top, missing[0], reason))
        return
    for number, row in every:
        at = {column: places.get(column, len(row)) for column in columns}
        yield number, {c: row[place] if place < len(row) else "" for c, place in at.items()}


def founding(
    cells: Mapping[str, str], officers: list[Officer], person: Callable[[Officer], str]
) -> FoundBody:
    """The act that founds a body, by its first officer. Raises `BadCell`."""
    kinds = fields_of(FoundBody)
    reading = Reading(person=lambda alias: alias, text=lambda words: words)
    values: dict[str, object] = {"character": "assembly", "tier": 0}
    for column in BODY_COLUMNS[1:]:
        if cells[column]:
            written = cells[column].replace(" | ", "\n")
            try:
                said = read(kinds[column].type, written, reading)
                values[column] = msgspec.convert(said, kinds[column].type)
            except ValueError as error:
                raise BadCell(column, str(error)) from error
    named = [(officer.office, person(officer)) for officer in officers]
    values["officers"] = named
    values["by"] = Actor(person=named[0][1], right=f"office:{named[0][0]}")
    values["key"] = f"founding/{cells['body']}"
    return msgspec.convert(values, FoundBody)
