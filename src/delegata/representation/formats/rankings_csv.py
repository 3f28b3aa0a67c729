"""Rankings in CSV, as spreadsheets give them: a column a candidate, or a column a rank."""

import csv
import io
import re
from collections.abc import Iterator, Sequence

from delegata.representation.formats.place import BallotFormatError
from delegata.representation.formats.text import decoded, whole_number
from delegata.representation.orders import Levels, Orders, joined
from delegata.representation.profile import CANDIDATES_MAX, Profile

FORM = "CSV"
RANK = re.compile(
    r"(?:(?:rank|choice|preference|pref)[ _-]?(\d{1,5})|(\d{1,5})(?:st|nd|rd|th)(?: choice)?)",
    re.IGNORECASE,
)
PAPERS = {"count", "papers", "ballots", "weight"}
OVERVOTE = "overvote"
BLANK = {"", "skipped", "undervote"}


def read(raw: bytes) -> Profile:
    """Read a table with a head; the optional first column `count` gives the papers of a row.

    Where the head says `rank 1, rank 2, ...` (or choice, preference, 1st ...) cells hold
    candidates' names; otherwise the head holds the names and cells hold ranks, blank for none. Two
    candidates at a rank, or `overvote` in a rank's cell, end the paper there; a rank left out (or
    `skipped`) lets the next move up; a candidate named twice counts once. Columns of errors are
    counted in cells.
    """
    return read_orders(raw).profile()


def read_orders(raw: bytes) -> Orders:
    """Read the table with all its ties and gaps (an empty level is a rank left out)."""
    rows = _rows(raw)
    line, head = next(rows, (1, [""]))
    counted = head[0].strip().lower() in PAPERS
    columns = [cell.strip() for cell in head[counted:]]
    if not columns or len(columns) > CANDIDATES_MAX:
        raise BallotFormatError(f"{len(columns)} columns", f"1 to {CANDIDATES_MAX}", line=line)
    by_rank = all(RANK.fullmatch(column) for column in columns)
    if not by_rank and (len(set(columns)) != len(columns) or "" in columns):
        raise BallotFormatError("a head with equal or empty names", "one name a column", line=line)
    numbers = {} if by_rank else {name: n for n, name in enumerate(columns, 1)}
    orders: list[tuple[Levels, int]] = []
    for number, row in rows:
        if len(row) != len(head):
            raise BallotFormatError(
                f"{len(row)} cells", f"{len(head)}, as the head has", line=number
            )
        papers = whole_number(row[0], "a number of papers", line=number) if counted else 1
        cells = [cell.strip() for cell in row[counted:]]
        read_row = _names if by_rank else _ranks
        orders.append((read_row(cells, numbers, number), papers))
    return Orders(tuple(numbers), joined(orders))


def _rows(raw: bytes) -> Iterator[tuple[int, list[str]]]:
    text = decoded(raw, FORM)
    at = text.find("\x00")
    if at >= 0:
        line = text.count("\n", 0, at) + 1
        raise BallotFormatError(
            "a zero byte", "text", line=line, column=at - text.rfind("\n", 0, at)
        )
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for row in reader:
            if row:
                yield reader.line_num, row
    except csv.Error as error:
        raise BallotFormatError(str(error), "a row of CSV", line=max(reader.line_num, 1)) from error


def _ranks(cells: Sequence[str], _numbers: dict[str, int], line: int) -> Levels:
    ranks: dict[int, list[int]] = {}
    for candidate, cell in enumerate(cells, 1):
        if cell:
            expected = f"a rank from 1 to {CANDIDATES_MAX}, or nothing"
            rank = whole_number(cell, expected, line=line, column=candidate)
            if rank > CANDIDATES_MAX:
                raise BallotFormatError(cell[:24], expected, line=line, column=candidate)
            ranks.setdefault(rank, []).append(candidate)
    levels: list[tuple[int, ...]] = []
    last = 0
    for rank in sorted(ranks):
        if rank > last + 1:
            levels.append(())  # one gap says all that the policy needs
        levels.append(tuple(ranks[rank]))
        last = rank
    return tuple(levels)


def _names(cells: Sequence[str], numbers: dict[str, int], line: int) -> Levels:
    levels: list[tuple[int, ...]] = []
    for column, cell in enumerate(cells, 1):
        if cell.lower() in BLANK:
            levels.append(())
        elif cell.lower() == OVERVOTE:
            levels.append((1, 2))  # whoever they were: the paper ends here
            break
        elif cell not in numbers and len(numbers) >= CANDIDATES_MAX:
            raise BallotFormatError(
                "one more candidate", f"at most {CANDIDATES_MAX}", line=line, column=column
            )
        else:
            levels.append((numbers.setdefault(cell, len(numbers) + 1),))
    while levels and not levels[-1]:
        levels.pop()
    return tuple(levels)


def write(profile: Profile) -> bytes:
    """Write a row for each distinct ranking: its papers, then each candidate's rank."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["count", *profile.candidates])
    for ranking, papers in profile.rankings().items():
        rank = {number: place for place, number in enumerate(ranking, 1)}
        ranks = [rank.get(n, "") for n in range(1, len(profile.candidates) + 1)]
        table.writerow([papers, *ranks])
    if profile.irregularities.empty:
        table.writerow([profile.irregularities.empty, *("" for _name in profile.candidates)])
    return out.getvalue().encode()
