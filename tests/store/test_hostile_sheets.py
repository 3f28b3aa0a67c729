"""Tables that were made to harm are refused early, with a reason, in little memory."""

import tracemalloc
import zipfile

import openpyxl
import pytest

from delegata.register.reading import members, plan
from delegata.register.sheet import UnreadableSheet, rows

SHEET = "xl/worksheets/sheet1.xml"
BEGUN = b"<worksheet><sheetData>"
MEMORY_BYTES = 40 * 2**20


@pytest.fixture
def workbook(tmp_path):
    """A workbook with one part put in place of its own, piece by piece."""

    def put(part, *pieces):
        book = openpyxl.Workbook()
        book.active.append(["Number", "Name"])
        book.save(tmp_path / "good.xlsx")
        path = tmp_path / "m.xlsx"
        with (
            zipfile.ZipFile(tmp_path / "good.xlsx") as good,
            zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bad,
        ):
            for name in good.namelist():
                if name != part:
                    bad.writestr(name, good.read(name))
            with bad.open(part, "w") as out:
                for piece, times in pieces:
                    for _ in range(times):
                        out.write(piece)
        return path

    return put


@pytest.mark.parametrize(
    ("part", "pieces", "reason"),
    [
        (SHEET, [(BEGUN + b"<row><c><v>", 1), (b"A" * 2**20, 100)], "a cell holds more than"),
        (SHEET, [(BEGUN + b"<row><c><v><![CDATA[", 1), (b"<" * 2**20, 100)], "a cell holds more"),
        (SHEET, [(BEGUN + b"<!--", 1), (b"<->" * 2**18, 100)], "an endless tag or comment"),
        (SHEET, [(BEGUN + b"<row a='", 1), (b">" * 2**20, 100)], "an endless tag or comment"),
        (SHEET, [(b"<a>" * 2**18, 20)], "it nests deeper than 50"),
        (SHEET, [(BEGUN + b"<row>", 1), (b"<c/>" * 2**18, 20)], "more elements than a list needs"),
        (SHEET, [(BEGUN + b"</sheetData>", 1), (b"<x/>" * 2**18, 20)], "more elements than"),
        (SHEET, [(BEGUN + b'<row r="99999999"/></sheetData></worksheet>', 1)], "rows that no"),
        (SHEET, [(b'<!DOCTYPE x [<!ENTITY e "boom">]><worksheet/>', 1)], "declares entities"),
        (SHEET, [(BEGUN, 1)], "it is broken"),
        ("xl/styles.xml", [(b"<s>", 1), (b"<x/>" * 2**10, 300)], "more elements than"),
    ],
)
def test_a_workbook_that_is_no_list_is_refused_in_little_memory(workbook, part, pieces, reason):
    path = workbook(part, *pieces)
    tracemalloc.start()
    with pytest.raises(UnreadableSheet, match=reason):
        list(rows(path))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < MEMORY_BYTES


def test_an_archive_that_says_it_expands_beyond_bounds_is_not_expanded(workbook):
    path = workbook(SHEET, (BEGUN, 1))
    content = bytearray(path.read_bytes())
    place = content.rindex(SHEET.encode()) - 46
    assert content[place : place + 4] == b"PK\x01\x02"
    content[place + 24 : place + 28] = (2**31).to_bytes(4, "little")
    path.write_bytes(content)

    with pytest.raises(UnreadableSheet, match="beyond all bounds"):
        list(rows(path))


def test_an_open_quotation_mark_does_not_swallow_a_file(tmp_path):
    path = tmp_path / "m.csv"
    path.write_text('Number,Name\n1,"Ada\n' + "2,Ben Baker\n" * 30_000)
    with pytest.raises(UnreadableSheet, match=r"quotation mark left open|field larger"):
        list(rows(path))


def test_a_row_of_many_short_lines_is_bounded(tmp_path):
    path = tmp_path / "m.csv"
    path.write_text('Number,Name\n"' + '\n",,,,,,,,,"' * 100_000)
    with pytest.raises(UnreadableSheet, match="quotation mark left open"):
        list(rows(path))


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_a_comma_within_names_separates_nothing(tmp_path, separator):
    path = tmp_path / "m.csv"
    path.write_text(
        f"Members, guests and friends, by branch, 2026\nNumber{separator}Full name\n"
        f"1{separator}Abel, Ada\n2{separator}Baker, Ben\n"
    )

    assert [row for _, row in rows(path)][1:] == [
        ("Number", "Full name"), ("1", "Abel, Ada"), ("2", "Baker, Ben")
    ]  # fmt: skip


def test_an_answer_about_dates_counts_for_hyphens_too(tmp_path):
    path = tmp_path / "m.csv"
    path.write_text("Name,Joined\nAda,3-1-2026\n")

    assert plan(path, {}, None).ambiguous
    assert [m.since for m in members(path, plan(path, {}, "month-first"))] == ["2026-03-01"]
    assert [m.since for m in members(path, plan(path, {}, "day-first"))] == ["2026-01-03"]
