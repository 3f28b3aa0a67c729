"""How a rehearsal marks what leaves it: its papers and the names of its files."""

from delegata.office.desk import premises
from delegata.office.languages import Language


def mark_of(language: Language) -> str:
    """What stands on every page of a paper; nothing on those of a real server."""
    server = premises().rehearses
    return language.phrase("rehearsal", server=server) if server else ""


def named(file: str) -> str:
    """The name under which a file leaves."""
    return f"rehearsal-{file}" if premises().rehearses else file
