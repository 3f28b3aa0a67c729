"""Canonical bytes: RFC 8785 (JSON Canonicalization Scheme), restricted to what a record needs.

Whole numbers within 2**53 - 1, keys of printable ASCII, no lone surrogates, no key twice. Under
this restriction sorting by code point equals sorting by UTF-16 unit, as the RFC asks.
"""

from typing import NoReturn, TypeVar

import msgspec

GREATEST = 2**53 - 1
DEEPEST = 64
LONGEST_BYTES = 2**20

_DIGITS = bytes(ord("0") if chr(byte).isdecimal() and byte < 128 else 32 for byte in range(256))
_LONG_NUMBER = b"0" * 16

T = TypeVar("T")
_ENCODER = msgspec.json.Encoder(order="sorted")


class NotCanonical(ValueError):
    """Bytes that are not the canonical form of a record's value, with the reason."""


def _refuse_float(written: str) -> NoReturn:
    raise NotCanonical(f"the number {written} is no whole number; write it as a string")


def canonical(value: object) -> bytes:
    """The canonical bytes of a value of dicts, lists, strings, integers, booleans and None.

    Raises `NotCanonical` for a float, an integer out of range, a key that is not printable ASCII, a
    lone surrogate, or more than 64 levels.
    """
    check(value)
    return encode(value)


def encode(value: object) -> bytes:
    """Canonical bytes of a value that is known to keep the restriction (a fast path)."""
    return _ENCODER.encode(value)


def decoder_of(kind: type[T]) -> msgspec.json.Decoder[T]:
    """A decoder of canonical bytes into a type; it refuses floats."""
    return msgspec.json.Decoder(kind, float_hook=_refuse_float)


def parse(line: bytes, decoder: msgspec.json.Decoder[T]) -> T:
    """The value of canonical bytes; what is not the canonical form of its own parse is refused.

    Raises `NotCanonical` for anything else: not JSON, a key twice, other spacing, a float.
    """
    if len(line) > LONGEST_BYTES:
        raise NotCanonical(f"longer than {LONGEST_BYTES} bytes")
    try:
        value = decoder.decode(line)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise NotCanonical(f"not JSON: {error}") from error
    if not _plain(line):
        check(msgspec.to_builtins(value))
    if encode(value) != line:
        raise NotCanonical("not the canonical bytes of its parse (RFC 8785)")
    return value


def _plain(line: bytes) -> bool:
    """Whether a line without floats keeps the restriction for certain, as most lines do."""
    return (
        line.isascii()
        and b"\\" not in line
        and b"\x7f" not in line
        and _LONG_NUMBER not in line.translate(_DIGITS)
        and line.count(b"{") + line.count(b"[") < DEEPEST
    )


def check(value: object, depth: int = 0) -> None:
    """A value keeps the restriction, or `NotCanonical` says what does not."""
    if isinstance(value, str):
        _check_text(value)
    elif isinstance(value, dict):
        _check_depth(depth)
        for key, part in value.items():
            if not (isinstance(key, str) and key.isascii() and key.isprintable()):
                raise NotCanonical(f"the key {key!r} is not printable ASCII")
            check(part, depth + 1)
    elif isinstance(value, (list, tuple)):
        _check_depth(depth)
        for part in value:
            check(part, depth + 1)
    elif isinstance(value, int):
        if not -GREATEST <= value <= GREATEST:
            raise NotCanonical(f"the integer {value} is beyond 2^53 - 1; write it as a string")
    elif value is not None:
        raise NotCanonical(f"a value of type {type(value).__name__} has no place in a record")


def _check_text(text: str) -> None:
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise NotCanonical("a lone surrogate stands in a string") from error


def _check_depth(depth: int) -> None:
    if depth >= DEEPEST:
        raise NotCanonical(f"nested deeper than {DEEPEST} levels")
