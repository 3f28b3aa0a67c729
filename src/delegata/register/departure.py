"""Rolls written as CSV or XLSX, so that a spreadsheet runs nothing that a cell says."""

import csv
from collections.abc import Iterable
from typing import BinaryIO, TextIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from delegata.store.people import Member

HEADINGS = ("Number", "Name", "E-mail", "Branch", "Since")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(cell: str) -> str:
    """A cell that would begin a formula gets an apostrophe before it (CWE-1236)."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def as_csv(file: TextIO, body: str, members: Iterable[Member]) -> int:
    """Writes a roll as CSV, with a mark that tells spreadsheets it is UTF-8; the rows written."""
    file.write("\ufeff")
    writer = csv.writer(file)
    writer.writerow(HEADINGS)
    count = 0
    for member in members:
        writer.writerow([harmless(cell) for cell in _cells(body, member)])
        count += 1
    return count


def as_xlsx(file: BinaryIO, body: str, members: Iterable[Member]) -> int:
    """Writes a roll as XLSX, every cell as text; the rows written."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Roll")
    sheet.append(list(HEADINGS))
    count = 0
    for member in members:
        row = []
        for text in _cells(body, member):
            cell = WriteOnlyCell(sheet, value=harmless(text))
            cell.data_type = "s"
            row.append(cell)
        sheet.append(row)
        count += 1
    book.save(file)
    return count


def _cells(body: str, member: Member) -> tuple[str, ...]:
    return member.number, member.name, member.email, body, member.since
