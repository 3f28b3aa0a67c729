"""Ledgers: rows that come in bulk, sealed into the record by their count and Merkle root."""

from collections.abc import Iterable

from delegata.council.inclusion import leaf
from delegata.council.words import Seal
from delegata.record.canonical import encode
from delegata.record.tree import Tree


def row(value: object) -> bytes:
    """The canonical bytes of a row (RFC 8785)."""
    return encode(value)


def seal(rows: Iterable[bytes]) -> Seal:
    """The count and the root of a ledger whose rows stand in this order (RFC 9162, 2.1.1)."""
    return sealed_leaves(leaf(content) for content in rows)


def sealed_leaves(leaves: Iterable[bytes]) -> Seal:
    """The seal of a ledger of which only the hashes of the leaves are known."""
    tree = Tree(leaves)
    return Seal(len(tree), tree.root().hex())


def hidden(content: bytes) -> bytes:
    """What stands for a row that is hidden: the hexadecimal hash of its leaf."""
    return leaf(content).hex().encode()


def hashes_of(rows: Iterable[bytes]) -> bytes:
    """A ledger as a file that hides its rows, a hash a line."""
    return file_of(hidden(content) for content in rows)


def file_of(rows: Iterable[bytes]) -> bytes:
    """A ledger as a file: a canonical row a line."""
    return b"".join(content + b"\n" for content in rows)
