"""Checkpoints in the C2SP `tlog-checkpoint` form: origin, size and root of a body's record."""

import re
from base64 import b64decode, b64encode
from typing import NamedTuple

from delegata.record.note import MalformedNote, Note, Signer, read_note

REHEARSAL = "rehearsal."
"""With this begins the name of every server that only rehearses, and of no other."""


class Checkpoint(NamedTuple):
    """A statement that the record of an origin had this root at this size."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The text that is signed: origin, size and root, a line each."""
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"


def origin_of(server: str, body: str) -> str:
    """Each body has an origin of its own on its server."""
    return f"{server}/{body}"


def signed_checkpoint(checkpoint: Checkpoint, signer: Signer) -> str:
    """The checkpoint as a signed note."""
    return signer.sign(checkpoint.text)


def read_checkpoint(content: str) -> tuple[Checkpoint, Note]:
    """The checkpoint and the note that bears it. Raises `MalformedNote`."""
    note = read_note(content)
    found = re.fullmatch(
        r"([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n(?:[^\n]+\n)*", note.text
    )
    if found is None:
        raise MalformedNote("a checkpoint is an origin, a size and a root of 32 bytes, a line each")
    root = b64decode(found[3])
    if b64encode(root).decode() != found[3]:
        raise MalformedNote("the root of a checkpoint is not canonical Base64")
    return Checkpoint(found[1], int(found[2]), root), note
