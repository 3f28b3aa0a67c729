"""Credentials that delegates carry: small signed tokens that fit a QR code.

The format stands in docs/credential.md, byte by byte.
"""

from base64 import b32hexdecode, b32hexencode
from binascii import Error as Base32Error
from datetime import date, timedelta
from hashlib import sha256
from typing import Literal, NamedTuple

import msgspec
from cryptography.exceptions import InvalidSignature

from delegata.council.act import Refused, refuse
from delegata.council.seat import last_day
from delegata.council.state import Council, Mandate
from delegata.council.words import Holder, Id, Voice
from delegata.record.canonical import canonical
from delegata.record.note import Signer, Verifier

PREFIX = "DLG1"
_SOMETHING_ELSE = f"This is no credential; one begins with {PREFIX}. Scan it again."
_MISREAD = (
    "This is no credential as it stands: a sign of it is wrong or missing."
    " Scan it again, or copy it whole."
)
ORDER = "delegata@1 (credentials)"
LONGEST_DAYS = 366
LONGEST_CHARACTERS = 400
_SIGNED_FOR = b"delegata credential 1\x00"
_FIRST_DAY = date(1970, 1, 1)
_LAST_DAY = date(2149, 6, 6)
_HEAD_BYTES = 21
_SIGNATURE_BYTES = 64
_ADVISORY, _ALTERNATE = 1, 2


class Credential(msgspec.Struct, frozen=True, kw_only=True):
    """What a token says: whose mandate in which body, with what voice, until which day.

    `holder` is a commitment to the holder; `size` is how many entries the body's record had when
    the credential was issued.
    """

    body: Id
    mandate: Id
    holder: str
    voice: Voice
    alternate: bool = False
    until: str
    size: int


class Issue(NamedTuple):
    """When a credential is issued, and until when it is to be valid at most."""

    today: str
    until: str | None = None


def commitment(body: str, mandate: str, holder: Holder) -> str:
    """The first eight bytes of the SHA-256 of body, mandate and holder, in hexadecimal."""
    said = canonical([body, mandate, holder.person or "", holder.label or ""])
    return sha256(said).digest()[:8].hex()


def last_use(council: Council, mandate: Mandate) -> str | None:
    """The last day on which a mandate is good; None where it runs on, or is used past its term."""
    return None if council.standing.mandates.stale_may_vote else last_day(council, mandate)


def credential_of(council: Council, name: str, issue: Issue) -> Credential | Refused:
    """A credential is issued for a mandate held here that has not ended and is within its term.

    It is valid to the last day of the term and 366 days at most. Grounds: `mandate-unknown`,
    `mandate-over`, `mandate-stale`.
    """
    article = council.standing.article("mandates")
    mandate = council.mandates.get(name)
    if mandate is None:
        return refuse(
            "mandate-unknown",
            article,
            "{body} holds no mandate {mandate}; see its list of mandates.",
            body=council.body,
            mandate=name,
        )
    if mandate.state in {"ended", "rejected"}:
        return refuse(
            "mandate-over",
            article,
            "The mandate {mandate} is {state} ({reason}); it has no credential any more.",
            mandate=name,
            state=mandate.state,
            reason=mandate.reason or "no reason stated",
        )
    last = last_use(council, mandate)
    if last is not None and last < issue.today:
        return refuse(
            "mandate-stale",
            article,
            "The term of the mandate {mandate} ended on {last}; elect anew.",
            mandate=name,
            last=last,
        )
    return Credential(
        body=council.body,
        mandate=name,
        holder=commitment(council.body, name, mandate.holder),
        voice=mandate.voice,
        alternate=mandate.alternate,
        until=_valid_until(issue, last),
        size=council.size,
    )


def _valid_until(issue: Issue, last: str | None) -> str:
    longest = date.fromisoformat(issue.today) + timedelta(days=LONGEST_DAYS)
    days = (last, issue.until, longest.isoformat(), _LAST_DAY.isoformat())
    return min(day for day in days if day is not None)


def token_of(credential: Credential, signer: Signer) -> str:
    """The credential as a signed token of capital letters and digits."""
    signed = _written(credential, signer.key_hash)
    signature = signer.private.sign(_SIGNED_FOR + signed)
    return PREFIX + b32hexencode(signed + signature).decode().rstrip("=")


def _written(credential: Credential, key_hash: bytes) -> bytes:
    flags = _ADVISORY * (credential.voice == "advisory") + _ALTERNATE * credential.alternate
    days = (date.fromisoformat(credential.until) - _FIRST_DAY).days
    names = (credential.body.encode("ascii"), credential.mandate.encode("ascii"))
    return b"".join(
        (
            key_hash,
            bytes([flags]),
            days.to_bytes(2, "big"),
            credential.size.to_bytes(6, "big"),
            bytes.fromhex(credential.holder),
            *(bytes([len(name)]) + name for name in names),
        )
    )


def read_token(token: str, verifier: Verifier) -> Credential | Refused:
    """A token is read only under a good signature of the key; blanks and small letters are let be.

    Grounds: `not-a-credential`, `other-key`, `forged`.
    """
    words = "".join(token.split()).upper()
    content = _content(words)
    if content is None:
        begun = words.startswith(PREFIX)
        return _refused("not-a-credential", _MISREAD if begun else _SOMETHING_ELSE)
    signed, signature = content[:-_SIGNATURE_BYTES], content[-_SIGNATURE_BYTES:]
    if signed[:4] != verifier.key_hash:
        return _refused(
            "other-key",
            "This credential is not signed by the key of {server}; ask who issued it.",
            server=verifier.name,
        )
    try:
        verifier.public.verify(signature, _SIGNED_FOR + signed)
    except InvalidSignature:
        return _forged()
    return _read(signed) or _forged()


def _content(words: str) -> bytes | None:
    """The bytes of a token that is long enough, written in the one way that they are written."""
    if not words.startswith(PREFIX) or len(words) > LONGEST_CHARACTERS:
        return None
    written = words.removeprefix(PREFIX)
    try:
        content = b32hexdecode(written + "=" * (-len(written) % 8))
    except (Base32Error, ValueError):
        return None
    if b32hexencode(content).decode().rstrip("=") != written:
        return None
    return content if len(content) > _HEAD_BYTES + _SIGNATURE_BYTES else None


def _read(signed: bytes) -> Credential | None:
    """What signed bytes say, or None where a server signed what no server of ours writes."""
    flags, rest = signed[4], signed[_HEAD_BYTES:]
    body, rest = rest[1 : 1 + rest[0]], rest[1 + rest[0] :]
    if flags > (_ADVISORY | _ALTERNATE) or not rest or len(rest) != 1 + rest[0]:
        return None
    fields = {
        "body": body.decode("ascii", "replace"),
        "mandate": rest[1:].decode("ascii", "replace"),
        "holder": signed[13:21].hex(),
        "voice": "advisory" if flags & _ADVISORY else "decisive",
        "alternate": bool(flags & _ALTERNATE),
        "until": (_FIRST_DAY + timedelta(days=int.from_bytes(signed[5:7], "big"))).isoformat(),
        "size": int.from_bytes(signed[7:13], "big"),
    }
    try:
        return msgspec.convert(fields, Credential)
    except msgspec.ValidationError:
        return None


def _forged() -> Refused:
    return _refused(
        "forged",
        "This credential is forged or misread: its signature is not good. Scan it once more; if it"
        " is refused again, keep it and tell the credentials committee.",
    )


def _refused(
    code: Literal["not-a-credential", "other-key", "forged"], say: str, **facts: str
) -> Refused:
    return refuse(code, ORDER, say, **facts)
