"""What a verification found: findings break the record, notes do not."""

from collections.abc import Mapping
from typing import NamedTuple

Ledgers = Mapping[tuple[str, str, str], bytes]
"""Ledgers of an export by body, poll and part.

An election has its `ballots`, and the hashes of the rows of who `voted`; a division has its `votes`
and its `voters`.
"""


class Finding(NamedTuple):
    """Something that is not as it must be. `position` is None where it concerns a whole file."""

    body: str
    position: int | None
    kind: str
    message: str


class Report(NamedTuple):
    """The result of a verification: how much was read, what is wrong, and what else to know."""

    bodies: int
    entries: int
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """All is well where nothing was found."""
        return not self.findings
