"""The Merkle tree of RFC 9162: roots, inclusion proofs and consistency proofs over leaf hashes."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

from delegata.council.inclusion import node

EMPTY_ROOT = sha256(b"").digest()


class Tree:
    """A growing tree that keeps every full node, so that any root or proof takes O(log n).

    `levels[h][i]` is the root of the full subtree of 2**h leaves that begins at leaf i * 2**h.
    """

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        """A tree of the given leaf hashes."""
        self.levels: list[list[bytes]] = [[]]
        for leaf in leaves:
            self.append(leaf)

    def __len__(self) -> int:
        return len(self.levels[0])

    def append(self, leaf: bytes) -> None:
        """One more leaf hash; on average two hashes are made."""
        levels, height, full = self.levels, 0, leaf
        levels[0].append(leaf)
        index = len(levels[0])
        while not index & 1:
            height += 1
            if height == len(levels):
                levels.append([])
            full = node(levels[height - 1][-2], full)
            levels[height].append(full)
            index >>= 1

    def root(self, size: int | None = None) -> bytes:
        """The root of the first `size` leaves, of all by default."""
        return self._subroot(0, len(self) if size is None else size)

    def _subroot(self, first: int, last: int) -> bytes:
        """The root of leaves `first` to `last`, where `first` begins a full subtree."""
        if first == last:
            return EMPTY_ROOT
        root: bytes | None = None
        while last > first:
            height = (last & -last).bit_length() - 1
            while first & ((1 << height) - 1) or last - (1 << height) < first:
                height -= 1
            last -= 1 << height
            full = self.levels[height][last >> height]
            root = full if root is None else node(full, root)
        assert root is not None, "a range that is not empty has a root"
        return root

    def inclusion(self, index: int, size: int) -> list[bytes]:
        """The proof that leaf `index` is in the tree of the first `size` leaves (2.1.3.1)."""
        if not 0 <= index < size <= len(self):
            raise IndexError(f"no leaf {index} in a tree of {size}")
        proof: list[bytes] = []
        first, last = 0, size
        while last - first > 1:
            middle = first + _largest_power_below(last - first)
            if index < middle:
                proof.append(self._subroot(middle, last))
                last = middle
            else:
                proof.append(self._subroot(first, middle))
                first = middle
        return proof[::-1]

    def consistency(self, old: int, size: int) -> list[bytes]:
        """The proof that the first `old` leaves begin the first `size` leaves (2.1.4.1)."""
        if not 0 < old <= size <= len(self):
            raise IndexError(f"no tree of {old} within a tree of {size}")
        proof: list[bytes] = []
        first, last, whole = 0, size, True
        while old != last:
            middle = first + _largest_power_below(last - first)
            if old <= middle:
                proof.append(self._subroot(middle, last))
                last = middle
            else:
                proof.append(self._subroot(first, middle))
                first, whole = middle, False
        if not whole:
            proof.append(self._subroot(first, last))
        return proof[::-1]


def _largest_power_below(number: int) -> int:
    return 1 << ((number - 1).bit_length() - 1)


def consistent(old: int, old_root: bytes, size: int, root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether a proof shows that a tree of `old` leaves begins a tree of `size` (2.1.4.2)."""
    if old == size:
        return not proof and old_root == root
    if not 0 < old < size or not proof:
        return False
    steps = list(proof) if old & (old - 1) else [old_root, *proof]
    fn, sn = old - 1, size - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    first = second = steps[0]
    for step in steps[1:]:
        if not sn:
            return False
        if fn & 1 or fn == sn:
            first, second = node(step, first), node(step, second)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            second = node(second, step)
        fn, sn = fn >> 1, sn >> 1
    return not sn and first == old_root and second == root
