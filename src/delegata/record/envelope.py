"""Lines and leaves: an entry with its salt and texts is a line; its envelope is a leaf of the tree.

The leaf covers body, position, kind, at, by, rule, cites and a digest of salt and data, so that
data can be withheld or erased and the rest still verifies.
"""

from hashlib import sha256
from typing import Any, NamedTuple

import msgspec

from delegata.council.entry import DIGEST_PREFIX, Actor, Cite, Entry
from delegata.record.canonical import NotCanonical, canonical, decoder_of, encode, parse

SALT_BYTES = 16


class DetachedText(msgspec.Struct, frozen=True):
    """Free text with its salt: the data names it by `sha256:` and the digest of salt and words."""

    salt: str
    text: str

    @property
    def name(self) -> str:
        """The name under which data refers to the text."""
        return text_name(bytes.fromhex(self.salt), self.text)


class Line(NamedTuple):
    """An entry as a record keeps it. `entry.data` is empty where `digest` stands in its place."""

    entry: Entry
    salt: bytes | None
    digest: str
    texts: tuple[DetachedText, ...] = ()

    @property
    def withheld(self) -> bool:
        """Whether the data is withheld or erased."""
        return self.salt is None


def text_name(salt: bytes, words: str) -> str:
    """`sha256:` and the hex digest of a 16-byte salt followed by the UTF-8 words."""
    return DIGEST_PREFIX + sha256(salt + words.encode()).hexdigest()


def data_digest(salt: bytes, data: bytes) -> str:
    """The hex SHA-256 of a 16-byte salt followed by the canonical bytes of an entry's data."""
    return sha256(salt + data).hexdigest()


def line_of(entry: Entry, salt: bytes, texts: tuple[DetachedText, ...] = ()) -> Line:
    """The line of an entry under a salt of 16 random bytes; texts stand in order of name.

    Raises `NotCanonical` for data that has no canonical form.
    """
    assert len(salt) == SALT_BYTES, "a salt has 16 bytes"
    ordered = tuple(sorted(texts, key=lambda text: text.name))
    return Line(entry, salt, data_digest(salt, canonical(entry.data)), ordered)


def envelope(entry: Entry, digest: str) -> bytes:
    """The canonical bytes that the leaf of an entry covers."""
    return encode(
        {
            "at": entry.at,
            "body": entry.body,
            "by": entry.by,
            "cites": entry.cites,
            "digest": digest,
            "kind": entry.kind,
            "position": entry.position,
            "rule": entry.rule,
        }
    )


def leaf_of(line: Line) -> bytes:
    """The leaf hash of a line: SHA-256 of a zero byte and its envelope (RFC 9162, 2.1.1)."""
    return sha256(b"\x00" + envelope(line.entry, line.digest)).digest()


def written(line: Line) -> bytes:
    """The canonical bytes of a line, as an export holds it, without the line feed."""
    entry = line.entry
    fields: dict[str, Any] = {
        "at": entry.at,
        "body": entry.body,
        "by": entry.by,
        "cites": entry.cites,
        "kind": entry.kind,
        "position": entry.position,
        "rule": entry.rule,
    }
    if line.salt is None:
        fields["digest"] = line.digest
    else:
        fields["data"] = entry.data
        fields["salt"] = line.salt.hex()
    if line.texts:
        fields["texts"] = line.texts
    return encode(fields)


class _Fields(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """A line's fields as they are parsed."""

    at: str
    body: str
    by: Actor
    cites: tuple[Cite, ...]
    kind: str
    position: int
    rule: str
    data: dict[str, Any] | None = None
    salt: str | None = None
    digest: str | None = None
    texts: tuple[DetachedText, ...] = ()


_DECODER = decoder_of(_Fields)


def read_line(line: bytes) -> Line:
    """The line that canonical bytes hold. Raises `NotCanonical` with what is wrong with them."""
    fields = parse(line, _DECODER)
    entry = Entry(
        body=fields.body,
        position=fields.position,
        kind=fields.kind,
        at=fields.at,
        by=fields.by,
        rule=fields.rule,
        data=fields.data or {},
        cites=fields.cites,
    )
    salt = _salt(fields)
    digest = fields.digest if salt is None else data_digest(salt, _data_bytes(line))
    assert digest is not None, "a line without a salt has a digest"
    return Line(entry, salt, digest, fields.texts)


def _data_bytes(line: bytes) -> bytes:
    """The bytes of the data in a canonical line: keys are sorted, so `kind` follows `data`."""
    return line[line.index(b',"data":') + 8 : line.rindex(b',"kind":"')]


def _salt(fields: _Fields) -> bytes | None:
    if fields.digest is not None:
        if fields.data is not None or fields.salt is not None or not _hex(fields.digest, 32):
            raise NotCanonical("a line holds data and salt, or a digest in their place")
        return None
    if fields.data is None or fields.salt is None or not _hex(fields.salt, SALT_BYTES):
        raise NotCanonical("a line holds data and a salt of 16 bytes, or a digest in their place")
    return bytes.fromhex(fields.salt)


def _hex(words: str, length: int) -> bool:
    try:
        return len(words) == 2 * length and bytes.fromhex(words).hex() == words
    except ValueError:
        return False
