"""What an XLSX file holds is looked through, part by part, before anything builds a tree of it.

A spreadsheet is a zip of XML. Each part is streamed once: a text, a tag, a nesting or a number of
elements beyond what any list of members needs ends it there, in little memory and time.
"""

import zipfile
from pathlib import Path
from typing import IO
from xml.parsers.expat import ExpatError, ParserCreate

LARGEST_EXPANDED_BYTES = 2**30
MOST_PARTS = 500
LONGEST_TEXT = 2**18
DEEPEST = 50
MOST_IN_A_ROW = 100_000
MOST_KEPT = 3_000_000
MOST_KEPT_ASIDE = 200_000
_LONGEST_ROW_NUMBER = 7
_CHUNK_BYTES = 2**18
_LONGEST_TAG_BYTES = 2**20
_LISTS = ("xl/worksheets/", "xl/sharedStrings")
_ROWS = {"row", "si", "x:row", "x:si"}


class Unbounded(Exception):
    """A file that no spreadsheet program writes for a list of members, and why."""


def look_through(path: Path) -> None:
    """Raises `Unbounded` for an archive that is broken or holds what cannot be a list."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            size = sum(part.file_size for part in parts)
            if len(parts) > MOST_PARTS or size > LARGEST_EXPANDED_BYTES:
                raise Unbounded("it expands beyond all bounds")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    most = MOST_KEPT if part.filename.startswith(_LISTS) else MOST_KEPT_ASIDE
                    with archive.open(part) as file:
                        _Look(most).through(file)
    except (zipfile.BadZipFile, OSError, ExpatError, NotImplementedError, RuntimeError) as error:
        raise Unbounded(f"it is broken: {error}") from error


class _Look:
    """One look through one part, which counts and keeps nothing."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._depth = self._text = self._in_row = 0
        self._kept = 0
        """How many elements a reader would have in memory that lets go of each row's content."""
        self._parser = parser = ParserCreate()
        parser.StartElementHandler = self._begins
        parser.EndElementHandler = self._ends
        parser.CharacterDataHandler = self._says
        parser.StartDoctypeDeclHandler = self._declares

    def through(self, file: IO[bytes]) -> None:
        fed = 0
        while chunk := file.read(_CHUNK_BYTES):
            self._parser.Parse(chunk, False)  # noqa: FBT003 - the parser takes it by place alone
            fed += len(chunk)
            if fed - self._parser.CurrentByteIndex > _LONGEST_TAG_BYTES:
                raise Unbounded("it holds an endless tag or comment")
        self._parser.Parse(b"", True)  # noqa: FBT003 - same

    def _begins(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._kept += 1
        self._text = 0
        if name in _ROWS:
            self._in_row = 1
            if len(attributes.get("r", "")) > _LONGEST_ROW_NUMBER:
                raise Unbounded("it has rows that no spreadsheet has")
        elif self._in_row:
            self._in_row += 1
        if self._depth > DEEPEST:
            raise Unbounded(f"it nests deeper than {DEEPEST}")
        if self._in_row > MOST_IN_A_ROW or self._kept > self._most:
            raise Unbounded("it holds more elements than a list needs")

    def _ends(self, name: str) -> None:
        self._depth -= 1
        self._text = 0
        if name in _ROWS:
            self._kept -= self._in_row - 1
            self._in_row = 0

    def _says(self, words: str) -> None:
        self._text += len(words)
        if self._text > LONGEST_TEXT:
            raise Unbounded(f"a cell holds more than {LONGEST_TEXT:,} signs")

    def _declares(self, *_: object) -> None:
        raise Unbounded("it declares entities, as no spreadsheet does")
