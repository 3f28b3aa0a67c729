"""Entries: what a council did, once and in order, as its record keeps it."""

from typing import Any

import msgspec

DIGEST_PREFIX = "sha256:"


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """Who acts, and by what right: an office (`office:chair`) or a mandate (`mandate:b-217`)."""

    person: str
    right: str


class Cite(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of another body's record: its body, position and leaf hash (lower-case hex)."""

    body: str
    position: int
    hash: str


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
