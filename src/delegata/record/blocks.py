"""Trees too large to keep: the roots of equal blocks suffice for a root and for any proof."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from delegata.record.tree import Tree

BLOCK_LEAVES = 1024
"""A power of two, so that each block but the last is a full subtree of the tree of RFC 9162."""


def block_roots(leaves: Iterable[bytes], block: int = BLOCK_LEAVES) -> Iterator[bytes]:
    """The root of each block of leaf hashes, in order; one block at a time is in memory."""
    rest = iter(leaves)
    while part := tuple(islice(rest, block)):
        yield Tree(part).root()


def root_of_blocks(roots: Iterable[bytes]) -> bytes:
    """The root of the whole tree (RFC 9162, 2.1.1)."""
    return Tree(roots).root()


def inclusion_by_block(
    index: int, leaves: Sequence[bytes], roots: Sequence[bytes], block: int = BLOCK_LEAVES
) -> list[bytes]:
    """The proof that leaf `index` is in the tree: within its block, then among the blocks.

    `leaves` are those of its block, `roots` those of all blocks (RFC 9162, 2.1.3.1).
    """
    within = Tree(leaves).inclusion(index % block, len(leaves))
    return within + Tree(roots).inclusion(index // block, len(roots))
