"""Rows read as members: each field checked, dates in three styles, and what is wrong with which."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Literal, NamedTuple

from delegata.register.columns import chosen, complete, guess
from delegata.register.sheet import LONGEST_CELL, Row, rows
from delegata.store.staging import Incoming

DayOrder = Literal["day-first", "month-first"]
_SLASHED = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+")
_NEAR_TOP = 20
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class Plan(NamedTuple):
    """How a file is read: the row of its headings, the place of each field, the order of dates.

    `ambiguous` is the first date that could be read both ways, with its row, where nobody said how.
    """

    top: int
    headings: Row
    places: dict[str, int]
    order: DayOrder | None
    ambiguous: str = ""


def plan(path: Path, said: Mapping[str, str], order: DayOrder | None) -> Plan:
    """How to read a file, by its headings and dates. Raises `UnreadableSheet` or `Unclear`."""
    every = rows(path)
    top, headings = _headings(path)
    places = {**guess(headings), **chosen(headings, said)}
    complete(places)
    if order is not None or "since" not in places:
        return Plan(top, headings, places, order)
    slashed = {"day-first": False, "month-first": False}
    unclear = ""
    for number, row in every:
        found = _SLASHED.fullmatch(_at(row, places, "since"))
        if found is None or "." in found[0]:
            continue
        first, second = int(found[1]), int(found[2])
        slashed["day-first"] |= first > 12
        slashed["month-first"] |= second > 12
        if first <= 12 and second <= 12 and first != second:
            unclear = unclear or f"{found[0]} in row {number}"
    known = [name for name, seen in slashed.items() if seen]
    if len(known) == 1:
        order = "day-first" if slashed["day-first"] else "month-first"
    return Plan(top, headings, places, order, "" if order else unclear)


def _headings(path: Path) -> tuple[int, Row]:
    """The row of the headings: the first near the top that names columns, else the first."""
    near = list(islice(rows(path), _NEAR_TOP))
    named = (row for row in near if len(guess(row[1])) > 1)
    return next(named, near[0] if near else (0, ()))


def members(path: Path, how: Plan) -> Iterator[Incoming]:
    """Each row below the headings, with its body as it is written and what is wrong with it."""
    for number, row in rows(path):
        if number > how.top:
            yield _member(number, row, how)


def _at(row: Row, places: Mapping[str, int], field: str) -> str:
    place = places.get(field)
    return row[place] if place is not None and place < len(row) else ""


def _member(number: int, row: Row, how: Plan) -> Incoming:
    said = {field: _at(row, how.places, field) for field in how.places}
    name = said.get("name") or f"{said.get('given', '')} {said.get('family', '')}".strip()
    since, wrong_date = _day(said.get("since", ""), how.order)
    field, reason = _wrong(said, name)
    if not reason and wrong_date:
        field, reason = "since", wrong_date
    return Incoming(
        row=number,
        number=said.get("number", ""),
        name=name,
        email=said.get("email", ""),
        body=said.get("body", ""),
        since=since,
        field=field,
        reason=reason,
    )


def _wrong(said: Mapping[str, str], name: str) -> tuple[str, str]:
    for field, value in said.items():
        if len(value) > LONGEST_CELL:
            return field, f"longer than {LONGEST_CELL} signs"
        if _CONTROL.search(value):
            return field, "holds a control character"
    if not name:
        return "name", "no name"
    email = said.get("email", "")
    if email and not EMAIL.fullmatch(email):
        return "email", f"{email!r} is no e-mail address"
    return "", ""


def _day(written: str, order: DayOrder | None) -> tuple[str, str]:
    """A day in ISO form and what is wrong with it: 2026-03-01, 01.03.2026, 3/1/2026.

    With dots the day comes first; with slashes or hyphens as `order` says.
    """
    if not written:
        return "", ""
    if iso := _ISO.fullmatch(written):
        parts = int(iso[1]), int(iso[2]), int(iso[3])
    elif slashed := _SLASHED.fullmatch(written):
        first, second, year = int(slashed[1]), int(slashed[2]), int(slashed[3])
        month_first = "." not in written and order == "month-first"
        parts = (year, first, second) if month_first else (year, second, first)
    else:
        return "", f"{written!r} is no date such as 2026-03-01, 01.03.2026 or 3/1/2026"
    try:
        return date(*parts).isoformat(), ""
    except ValueError:
        return "", f"{written!r} is no day of the calendar"
