"""Entries: what a council did, once and in order, as its record keeps it."""

import re
from typing import Any

import msgspec

from delegata.council.words import Held

DIGEST_PREFIX = "sha256:"
_BODY = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_HASH = re.compile(r"[0-9a-f]{64}")


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """Who acts, and by what right: an office (`office:chair`) or a mandate (`mandate:b-217`)."""

    person: str
    right: str


class Cite(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of another body's record: its body, position and leaf hash (lower-case hex)."""

    body: str
    position: int
    hash: str

    @property
    def well_formed(self) -> bool:
        """Whether the words can name an entry of some record at all."""
        named = _BODY.fullmatch(self.body) and _HASH.fullmatch(self.hash)
        return named is not None and self.position >= 0


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One accepted act.

    `position` counts from 0 in its body. `at` is when the act was recorded (RFC 3339, UTC, whole
    seconds, `Z`) and never decreases. `rule` is the rule version that allowed the act. `data` holds
    the command and, under `figures`, every figure that the rule needed. `cites` are the entries of
    other records that the act rests on.
    """

    body: str
    position: int
    kind: str
    at: str
    by: Actor
    rule: str
    data: dict[str, Any]
    cites: tuple[Cite, ...] = ()


class Mark(msgspec.Struct, frozen=True):
    """Where an entry stands: its position, when it was recorded and when it took place."""

    position: int
    at: str
    held: Held | None = None

    @property
    def moment(self) -> str:
        """The date and time at which the act took place, for ordering and for people."""
        if self.held is None:
            return self.at
        return f"{self.held.date}T{self.held.time or '00:00'}"
