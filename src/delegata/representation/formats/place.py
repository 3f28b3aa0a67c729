"""The one error of all readers: where in the file, what was found, and what was expected."""

SHOWN_MAX = 24


class BallotFormatError(ValueError):
    """A ballot file is refused: `line` and `column` count from 1; 0 means the whole file."""

    def __init__(self, found: str, expected: str, *, line: int = 0, column: int = 0) -> None:
        super().__init__(f"found {found}, expected {expected}")
        self.found = found
        self.expected = expected
        self.line = line
        self.column = column

    @property
    def place(self) -> str:
        """The place as `LINE:COLUMN`, or the empty string for the whole file."""
        return f"{self.line}:{max(self.column, 1)}" if self.line else ""


def shown(raw: bytes) -> str:
    """Quote bytes of a file so that they are safe on one line of a terminal."""
    text = raw[:SHOWN_MAX].decode("ascii", "backslashreplace")
    dots = "..." if len(raw) > SHOWN_MAX else ""
    return ascii(text).replace("\\\\x", "\\x") + dots


def line_and_column(raw: bytes, at: int) -> tuple[int, int]:
    """The line and column, from 1, of the byte at an offset."""
    before = raw.rfind(b"\n", 0, at)
    return raw.count(b"\n", 0, at) + 1, at - before


def error_at(raw: bytes, at: int, expected: str, *, length: int = 1) -> BallotFormatError:
    """The error for a stretch of bytes found where something else was expected."""
    line, column = line_and_column(raw, at)
    found = shown(raw[at : at + length]) if at < len(raw) else "the end of the file"
    return BallotFormatError(found, expected, line=line, column=column)
