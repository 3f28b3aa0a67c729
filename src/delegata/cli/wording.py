"""What commands print: numbers with their nouns, errors as sentences, printable signs alone."""


def printable(line: str) -> str:
    """A line without control signs, so that a record cannot print what it likes on a terminal."""
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in line)


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: 1 entry, 2 entries."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def sentence(error: Exception) -> str:
    """What is wrong, in words for who typed the command."""
    if isinstance(error, FileNotFoundError) and error.filename:
        return f"there is no file {error.filename}"
    return str(error)
