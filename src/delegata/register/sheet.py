"""Rows of a CSV or XLSX file, whatever its encoding and separator, within stated bounds."""

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TextIO
from xml.etree.ElementTree import ParseError

import openpyxl
from defusedxml.common import DefusedXmlException
from openpyxl.utils.exceptions import InvalidFileException

from delegata.register.archive import Unbounded, look_through

LARGEST_BYTES = 256 * 2**20
MOST_ROWS = 2_000_000
MOST_COLUMNS = 100
LONGEST_CELL = 500
LONGEST_ROW = 200_000
_SEPARATORS = ",;\t|"
_HEAD_BYTES = 64 * 1024
_LINES_LOOKED_AT = 50

Row = tuple[str, ...]


class UnreadableSheet(Exception):
    """A file that cannot be read as a table, and why."""


def rows(path: Path, longest: int = LONGEST_CELL) -> Iterator[tuple[int, Row]]:
    """The rows of a file with their numbers, from 1. Raises `UnreadableSheet`.

    Rows without any content are passed over. A cell that is longer than `longest` comes with one
    sign more than that, so that whoever reads it can say so.
    """
    if path.stat().st_size > LARGEST_BYTES:
        raise UnreadableSheet(f"the file has more than {LARGEST_BYTES // 2**20} MB; split it")
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    packed = head.startswith(b"PK\x03\x04")
    read = _from_xlsx(path, longest) if packed else _from_csv(path, head, longest)
    for number, row in enumerate(read, 1):
        if number > MOST_ROWS:
            raise UnreadableSheet(f"the file has more than {MOST_ROWS:,} rows; split it")
        if len(row) > MOST_COLUMNS:
            raise UnreadableSheet(f"row {number} has more than {MOST_COLUMNS} columns")
        if any(row):
            yield number, row


def _from_csv(path: Path, head: bytes, longest: int) -> Iterator[Row]:
    encoding = _encoding(path, head)
    with path.open(encoding=encoding, newline="", errors="strict") as file:
        separator = _separator(head.decode(encoding, "ignore"))
        taken: list[int] = []
        reader = csv.reader(_lines(file, taken), delimiter=separator)
        try:
            for row in reader:
                taken.clear()
                yield tuple(_cell(cell, longest) for cell in row)
        except csv.Error as error:
            raise UnreadableSheet(f"row {reader.line_num}: {error}") from error
        except UnicodeDecodeError as error:
            raise UnreadableSheet(f"below row {reader.line_num}: no {encoding} text") from error


def _lines(file: TextIO, taken: list[int]) -> Iterator[str]:
    """The lines of a file; `taken` are the lengths of those that the row under way has so far."""
    while line := file.readline(LONGEST_ROW + 1):
        taken.append(len(line))
        if sum(taken) > LONGEST_ROW:
            raise UnreadableSheet(
                f"a row has more than {LONGEST_ROW:,} signs; look for a quotation mark left open"
            )
        yield line


def _encoding(path: Path, head: bytes) -> str:
    """By its mark; else UTF-8 where the whole file is that; else Windows-1252."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if b"\x00" in head:
        raise UnreadableSheet("the file is neither text nor XLSX; save it as CSV or XLSX")
    decoder = io.IncrementalNewlineDecoder(None, translate=False)
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            while decoder.decode(file.read(2**20)):
                pass
        except UnicodeDecodeError:
            return "cp1252" if _decodes(path, "cp1252") else "latin-1"
    return "utf-8-sig"


def _decodes(path: Path, encoding: str) -> bool:
    with path.open(encoding=encoding, newline="") as file:
        try:
            while file.read(2**20):
                pass
        except UnicodeDecodeError:
            return False
    return True


def _separator(head: str) -> str:
    """The separator that stands equally often in most lines; of several, the most frequent."""
    lines = [line for line in head.splitlines() if line.strip()][:_LINES_LOOKED_AT]

    def steadiness(separator: str) -> tuple[int, int]:
        counts = Counter(line.count(separator) for line in lines)
        most = max(counts, key=lambda number: (number > 0, counts[number]), default=0)
        return (counts[most], most) if most else (0, 0)

    return max(_SEPARATORS, key=steadiness)


def _from_xlsx(path: Path, longest: int) -> Iterator[Row]:
    try:
        state = path.stat()
        _looked_through(path, state.st_mtime_ns, state.st_size)
    except Unbounded as error:
        raise UnreadableSheet(f"the XLSX file cannot be read, since {error}") from error
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except (InvalidFileException, KeyError, ValueError, OSError, ParseError) as error:
        raise UnreadableSheet("the XLSX file cannot be read; save it anew, or as CSV") from error
    except DefusedXmlException as error:
        raise UnreadableSheet("the XLSX file defines entities, as no spreadsheet does") from error
    try:
        sheet = book.worksheets[0] if book.worksheets else None
        if sheet is None:
            raise UnreadableSheet("the XLSX file has no sheet")
        for row in sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS + 1):
            cells = [_value(cell, longest) for cell in row]
            while cells and not cells[-1]:
                cells.pop()
            yield tuple(cells)
    except (DefusedXmlException, ParseError, KeyError, zipfile.BadZipFile) as error:
        raise UnreadableSheet("the XLSX file is broken; save it anew, or as CSV") from error
    finally:
        book.close()


@lru_cache(16)
def _looked_through(path: Path, _changed: int, _size: int) -> None:
    """A file is read more than once, and looked through once."""
    look_through(path)


def _value(cell: object, longest: int) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return _cell(str(cell), longest)


def _cell(text: str, longest: int) -> str:
    """A cell on one line, without the blanks around it, cut where it is too long.

    An apostrophe that an export put before what would begin a formula is taken off again.
    """
    line = " ".join(text.replace("\x00", "").split())[: longest + 1]
    return line[1:] if line[:1] == "'" and line[1:2] in set("=+-@") else line
