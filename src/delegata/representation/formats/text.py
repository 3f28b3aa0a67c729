"""Lines of a text file with their numbers, decoded without guessing."""

from collections.abc import Iterator

from delegata.representation.formats.place import BallotFormatError, shown
from delegata.representation.profile import PAPERS_MAX

LINE_MAX = 1 << 20
DIGITS_MAX = 16


def decoded(raw: bytes, form: str) -> str:
    """The whole text, which must be UTF-8; a byte order mark is dropped."""
    if not raw.strip():
        raise BallotFormatError("an empty file", f"a file of ballots as {form}")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        found = shown(raw[error.start : error.start + 1])
        raise BallotFormatError(found, "text in UTF-8", line=line, column=column) from error


def lines(raw: bytes, form: str) -> Iterator[tuple[int, str]]:
    """Every line that is not blank, with its number."""
    for number, line in enumerate(decoded(raw, form).split("\n"), 1):
        if len(line) > LINE_MAX:
            raise BallotFormatError("an endless line", f"lines of at most {LINE_MAX}", line=number)
        if any(not c.isprintable() and c not in "\t\r" for c in line):
            column = next(
                i for i, c in enumerate(line, 1) if not c.isprintable() and c not in "\t\r"
            )
            found = ascii(line[column - 1])
            raise BallotFormatError(found, "printable text", line=number, column=column)
        if line.strip():
            yield number, line.strip()


def whole_number(text: str, expected: str, *, line: int, column: int = 1, least: int = 1) -> int:
    """A whole number in plain digits, at least `least` and small enough to be counted."""
    bare = text.strip()
    plain = bare.isascii() and bare.isdigit() and len(bare) <= DIGITS_MAX
    if not plain or not least <= int(bare) <= PAPERS_MAX:
        raise BallotFormatError(repr(bare[:24]), expected, line=line, column=column)
    return int(bare)
