"""Receipts: signed promises that a row stands in a ledger that is sealed later.

A batch of promises is one Merkle tree under one signature. A receipt is a C2SP `tlog-proof`: the
promise as its extra line, its place, the path to the root, and the signed root. A batch is signed
before it is known which ballots are taken; the salt in each promise keeps those that were not from
being shown by somebody who guesses what they said.
"""

import json
import re
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Sequence
from typing import Any, NamedTuple

from delegata.council.inclusion import leaf, node, root_from_inclusion
from delegata.record.checkpoint import Checkpoint, read_checkpoint, signed_checkpoint
from delegata.record.note import MalformedNote, Note, Signer, Verifier

HEADING = "c2sp.org/tlog-proof@v1"
LONGEST_CHARACTERS = 2**16
_FORM = re.compile(
    rf"{re.escape(HEADING)}\nextra ([A-Za-z0-9+/=]+)\nindex (0|[1-9]\d{{0,9}})\n"
    r"((?:[A-Za-z0-9+/]{43}=\n){0,40})\n(.+)",
    re.DOTALL,
)
_PROMISE = {"body": str, "ledger": str, "poll": str, "row": dict, "salt": str}


class Promise(NamedTuple):
    """A row that a ledger of a poll will hold: `ballots`, or `voters` where the vote is secret.

    `poll` is an election, or `division/NAME`; `row` is canonical; `salt` is random hex that the
    voter alone knows (promises from before there were salts have none).
    """

    body: str
    poll: str
    ledger: str
    row: bytes
    salt: str = ""

    @property
    def line(self) -> bytes:
        """The canonical bytes that are the leaf of the tree (RFC 8785)."""
        head = f'{{"body":"{self.body}","ledger":"{self.ledger}","poll":"{self.poll}","row":'
        tail = f',"salt":"{self.salt}"}}' if self.salt else "}"
        return head.encode() + self.row + tail.encode()


class Batch:
    """Promises that were signed together: a signed note over the root of their leaf hashes.

    The tree is made level by level: two nodes have a parent, and one that is left over goes up as
    it is, which is the tree of RFC 9162 (2.1.1).
    """

    def __init__(self, leaves: Sequence[bytes], note: str = "") -> None:
        self.leaves = leaves
        self.note = note
        self._levels = [[b64encode(node).decode() for node in leaves]]
        row = list(leaves)
        while len(row) > 1:
            pairs = zip(row[::2], row[1::2], strict=False)
            row = [node(left, right) for left, right in pairs] + row[len(row) & ~1 :]
            self._levels.append([b64encode(node).decode() for node in row])
        self.root = row[0]

    def receipt(self, place: int, promise: Promise) -> str:
        """The receipt of the promise at a place."""
        path, at = [], place
        for level in self._levels:
            if at ^ 1 < len(level):
                path.append(level[at ^ 1])
            at >>= 1
        extra = b64encode(promise.line).decode()
        return "\n".join([HEADING, f"extra {extra}", f"index {place}", *path, "", self.note])


def signed_batch(promises: Sequence[Promise], signer: Signer, name: str) -> Batch:
    """Promises under one signature; `name` is random, so that each batch has its own origin."""
    batch = Batch([leaf(promise.line) for promise in promises])
    origin = f"{signer.name}/receipts/{name}"
    batch.note = signed_checkpoint(Checkpoint(origin, len(promises), batch.root), signer)
    return batch


def read_receipt(words: str, trusted: Verifier | None) -> Promise:
    """The promise of a receipt whose path and signature are good.

    What copying does to a text is undone: blanks and empty lines around it, other line ends.
    Without a key to trust the signature is not judged. Raises `MalformedNote` with the reason.
    """
    words = _as_given(words)
    found = _FORM.fullmatch(words) if len(words) <= LONGEST_CHARACTERS else None
    if found is None:
        raise MalformedNote("a receipt is a tlog-proof with an extra line; copy it whole")
    try:
        line = b64decode(found[1], validate=True)
    except Base64Error as error:
        raise MalformedNote("the extra line of the receipt is not Base64") from error
    promise = _promise(line)
    stated, note = read_checkpoint(found[4])
    path = [b64decode(step) for step in found[3].split()]
    if root_from_inclusion(leaf(line), int(found[2]), stated.size, path) != stated.root:
        raise MalformedNote("the path of the receipt does not lead to its root")
    if trusted is not None and not _signed(trusted, stated, note):
        raise MalformedNote(f"the receipt is not signed by {trusted.name}")
    return promise


def _as_given(words: str) -> str:
    """The words of a receipt without what copying and pasting adds around its lines."""
    lines = (
        words.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")
    )
    return "".join(f"{line.strip()}\n" for line in lines)


def _signed(trusted: Verifier, stated: Checkpoint, note: Note) -> bool:
    return stated.origin.startswith(f"{trusted.name}/receipts/") and trusted.signed(note)


def _promise(line: bytes) -> Promise:
    try:
        said: dict[str, Any] = {"salt": "", **json.loads(line)}
        typed = all(isinstance(said[field], kind) for field, kind in _PROMISE.items())
    except (ValueError, KeyError, TypeError) as error:
        raise MalformedNote("the extra line of the receipt holds no promise") from error
    row = json.dumps(said["row"], separators=(",", ":"), sort_keys=True, ensure_ascii=False)
    named = said["body"], said["poll"], said["ledger"]
    promise = Promise(*named, row.encode(), said["salt"])
    if not typed or promise.line != line:
        raise MalformedNote("the extra line of the receipt is not a canonical promise")
    return promise
