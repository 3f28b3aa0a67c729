"""Proofs that a leaf is in a sealed tree, as RFC 9162 makes them (SHA-256)."""

from collections.abc import Sequence
from hashlib import sha256

from delegata.council.words import Membership, Seal


def leaf(row: bytes) -> bytes:
    """The hash of a leaf: SHA-256 of a zero byte and the row (RFC 9162, 2.1.1)."""
    return sha256(b"\x00" + row).digest()


def node(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node: SHA-256 of a one byte and both children (RFC 9162, 2.1.1)."""
    return sha256(b"\x01" + left + right).digest()


def root_from_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes | None:
    """The root that an inclusion proof leads to, None for a wrong length (2.1.3.2)."""
    if not 0 <= index < size:
        return None
    fn, sn, root = index, size - 1, leaf
    for step in proof:
        if not sn:
            return None
        if fn & 1 or fn == sn:
            root = node(step, root)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            root = node(root, step)
        fn, sn = fn >> 1, sn >> 1
    return None if sn else root


def row_of(person: str, salt: str) -> bytes:
    """A member's row of a roll: the canonical object of the person's id and a salt (RFC 8785)."""
    return f'{{"person":"{person}","salt":"{salt}"}}'.encode()


def on_roll(seal: Seal, person: str, membership: Membership) -> bool:
    """Whether a proof shows that a person is on a sealed roll (RFC 9162, 2.1.3.2)."""
    root = root_from_inclusion(
        leaf(row_of(person, membership.salt)),
        membership.index,
        seal.count,
        [bytes.fromhex(step) for step in membership.path],
    )
    return root is not None and root.hex() == seal.root
