"""Signed notes in the C2SP `signed-note` form, with Ed25519 keys."""

from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from hashlib import sha256
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = 1
COSIGNATURE = 4
_MARK = "\N{EM DASH} "


class MalformedNote(ValueError):
    """A note or key that does not have the form, with the reason."""


class Signature(NamedTuple):
    """One signature line: the signer's name, the key hash and the signature bytes."""

    name: str
    key_hash: bytes
    signature: bytes


class Note(NamedTuple):
    """A text that ends in a line feed, and the signatures below it."""

    text: str
    signatures: tuple[Signature, ...]


class Verifier(NamedTuple):
    """A verifier key: the signer's name, the key hash, the public key, and what it signs.

    A key of kind 4 is a witness's: it signs a timestamp together with the text (C2SP
    `tlog-cosignature`, version 1).
    """

    name: str
    key_hash: bytes
    public: Ed25519PublicKey
    kind: int = ED25519

    def signed(self, note: Note) -> bool:
        """Whether the note bears a good signature of this key."""
        return any(
            self._good(note.text, signature)
            for signature in note.signatures
            if (signature.name, signature.key_hash) == (self.name, self.key_hash)
        )

    def _good(self, text: str, signature: Signature) -> bool:
        signed, message = signature.signature, text.encode()
        if self.kind == COSIGNATURE:
            time, signed = int.from_bytes(signed[:8], "big"), signed[8:]
            message = f"cosignature/v1\ntime {time}\n{text}".encode()
        try:
            self.public.verify(signed, message)
        except InvalidSignature:
            return False
        return True


class Signer(NamedTuple):
    """A signing key with the name that it signs under."""

    name: str
    private: Ed25519PrivateKey

    @property
    def vkey(self) -> str:
        """The verifier key as it is published: `name+hash+keydata`."""
        public = bytes([ED25519]) + self.private.public_key().public_bytes_raw()
        return f"{self.name}+{self.key_hash.hex()}+{b64encode(public).decode()}"

    @property
    def key_hash(self) -> bytes:
        """The first four bytes of the SHA-256 of name, line feed, type and public key."""
        return _key_hash(self.name, ED25519, self.private.public_key().public_bytes_raw())

    def sign(self, text: str) -> str:
        """The text, a blank line, and a signature line."""
        if not text.endswith("\n"):
            raise MalformedNote("the text of a note ends in a line feed")
        signed = b64encode(self.key_hash + self.private.sign(text.encode())).decode()
        return f"{text}\n{_MARK}{self.name} {signed}\n"


def signer(name: str, seed: bytes) -> Signer:
    """A signer from a name without blanks or `+` and the 32 secret bytes of its key."""
    _check_name(name)
    return Signer(name, Ed25519PrivateKey.from_private_bytes(seed))


def verifier(vkey: str) -> Verifier:
    """The verifier of a published key. Raises `MalformedNote`."""
    name, _, rest = vkey.partition("+")
    written_hash, _, encoded = rest.partition("+")
    _check_name(name)
    try:
        key = b64decode(encoded, validate=True)
        key_hash = bytes.fromhex(written_hash)
    except (Base64Error, ValueError) as error:
        raise MalformedNote(f"not a verifier key: {vkey!r}") from error
    if len(key) != 33 or key[0] not in {ED25519, COSIGNATURE}:
        raise MalformedNote(f"not an Ed25519 verifier key of {name}: {vkey!r}")
    if key_hash != _key_hash(name, key[0], key[1:]):
        raise MalformedNote(f"the hash of the verifier key is not that of {name}: {vkey!r}")
    return Verifier(name, key_hash, Ed25519PublicKey.from_public_bytes(key[1:]), key[0])


def read_note(content: str) -> Note:
    """The note that a file holds. Raises `MalformedNote`."""
    text, separator, below = content.rpartition("\n\n")
    if not separator or not below.endswith("\n"):
        raise MalformedNote("a note is a text, a blank line, and signature lines")
    return Note(text + "\n", tuple(_signature(line) for line in below[:-1].split("\n")))


def _signature(line: str) -> Signature:
    name, _, encoded = line.removeprefix(_MARK).partition(" ")
    try:
        decoded = b64decode(encoded, validate=True)
    except (Base64Error, ValueError) as error:
        raise MalformedNote(f"not a signature line: {line!r}") from error
    if (
        not line.startswith(_MARK)
        or len(decoded) < 5
        or not name
        or b64encode(decoded).decode() != encoded
    ):
        raise MalformedNote(f"not a signature line: {line!r}")
    return Signature(name, decoded[:4], decoded[4:])


def _key_hash(name: str, kind: int, key: bytes) -> bytes:
    return sha256(name.encode() + b"\n" + bytes([kind]) + key).digest()[:4]


def _check_name(name: str) -> None:
    if not name or any(c.isspace() or c == "+" for c in name):
        raise MalformedNote(f"a signer's name has no blanks and no plus: {name!r}")
