"""The Merkle tree against the reference tree of Certificate Transparency, and its laws."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegata.council.inclusion import node, root_from_inclusion
from delegata.record.tree import EMPTY_ROOT, Tree, consistent

LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657",
          "606162636465666768696a6b6c6d6e6f"]  # fmt: skip
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def leaf(number):
    """A leaf hash made up from a number."""
    return sha256(b"\0" + number.to_bytes(4, "big")).digest()


def plain_root(leaves):
    """The definition of RFC 9162, 2.1.1, written as it stands there."""
    if not leaves:
        return EMPTY_ROOT
    if len(leaves) == 1:
        return leaves[0]
    half = 1 << ((len(leaves) - 1).bit_length() - 1)
    return node(plain_root(leaves[:half]), plain_root(leaves[half:]))


def test_the_published_roots_come_out():
    tree = Tree()
    for data, root in zip(LEAVES, ROOTS, strict=True):
        tree.append(sha256(b"\0" + bytes.fromhex(data)).digest())
        assert tree.root().hex() == root


def test_the_root_of_nothing_is_the_hash_of_nothing():
    assert Tree().root() == EMPTY_ROOT


def test_every_proof_up_to_40_leaves_leads_to_the_root():
    leaves = [leaf(i) for i in range(40)]
    tree = Tree(leaves)
    for size in range(1, 41):
        root = plain_root(leaves[:size])
        assert tree.root(size) == root
        for i in range(size):
            assert root_from_inclusion(leaves[i], i, size, tree.inclusion(i, size)) == root
        for old in range(1, size + 1):
            proof = tree.consistency(old, size)
            assert consistent(old, tree.root(old), size, root, proof)


@given(st.integers(2, 60), st.data())
def test_a_proof_for_anything_else_fails(size, data):
    tree = Tree(leaf(i) for i in range(size))
    index = data.draw(st.integers(0, size - 1))
    proof = tree.inclusion(index, size)
    other = data.draw(st.integers(0, size - 1).filter(lambda i: i != index))

    assert root_from_inclusion(leaf(other), index, size, proof) != tree.root()
    assert root_from_inclusion(leaf(index), index, size, [*proof, leaf(0)]) != tree.root()
    old = data.draw(st.integers(1, size - 1))
    assert not consistent(old, leaf(999), size, tree.root(), tree.consistency(old, size))
    assert not consistent(old, tree.root(old), size, leaf(999), tree.consistency(old, size))


def test_proofs_out_of_range_are_refused():
    tree = Tree([leaf(0)])
    with pytest.raises(IndexError):
        tree.inclusion(1, 1)
    with pytest.raises(IndexError):
        tree.consistency(0, 1)
    assert root_from_inclusion(leaf(0), 1, 1, []) is None
    assert root_from_inclusion(leaf(0), 0, 1, [leaf(1)]) is None
    assert not consistent(2, leaf(0), 1, leaf(0), [])
    assert not consistent(1, leaf(0), 1, leaf(0), [leaf(0)])
    assert not consistent(1, leaf(0), 2, leaf(0), [leaf(0), leaf(0), leaf(0)])
