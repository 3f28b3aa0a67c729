"""A tree known by the roots of its blocks is the same tree."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegata.record.blocks import block_roots, inclusion_by_block, root_of_blocks
from delegata.record.tree import Tree


@given(st.integers(0, 200), st.sampled_from([1, 2, 4, 16]))
def test_roots_and_proofs_are_those_of_the_whole_tree(size, block):
    leaves = [sha256(bytes([n])).digest() for n in range(size)]
    whole = Tree(leaves)
    roots = list(block_roots(leaves, block))

    assert root_of_blocks(roots) == whole.root()
    for index in range(size):
        first = index - index % block
        part = leaves[first : first + block]
        assert inclusion_by_block(index, part, roots, block) == whole.inclusion(index, size)


def test_a_block_that_is_no_power_of_two_would_be_another_tree():
    leaves = [bytes([n]) * 32 for n in range(7)]

    assert root_of_blocks(block_roots(leaves, 3)) != Tree(leaves).root()


def test_no_leaf_beyond_the_last_is_proved():
    leaves = [bytes([n]) * 32 for n in range(5)]
    with pytest.raises(IndexError):
        inclusion_by_block(5, leaves[4:], list(block_roots(leaves, 4)), 4)
