"""Invitations: signed words that let one person in, for a short time."""

from typing import NamedTuple

from django.core.signing import BadSignature, TimestampSigner, dumps, loads

VALID_SECONDS = 600
VALID_DAYS = 7
_SALT = "delegata.invitation"
_MAILED = "delegata.mailed-invitation"


class Mailed(NamedTuple):
    """An invitation sent by e-mail: for whom, to which address, and what it is bound to."""

    person: str
    email: str
    stamp: str


def invitation(secret: str, person: str) -> str:
    """The words that sign a person in for the next ten minutes."""
    return TimestampSigner(key=secret, salt=_SALT, fallback_keys=[]).sign(person)


def invited(secret: str, words: str) -> str | None:
    """The person that an invitation lets in, or None where it is forged or too old."""
    try:
        return TimestampSigner(key=secret, salt=_SALT, fallback_keys=[]).unsign(
            words, max_age=VALID_SECONDS
        )
    except BadSignature:
        return None


def mailed(secret: str, invitation: Mailed) -> str:
    """The words of an invitation that is sent by e-mail; they work for a week, and once."""
    return dumps(tuple(invitation), key=secret, salt=_MAILED)


def read_mailed(secret: str, words: str) -> Mailed | None:
    """The invitation that was mailed, or None where it is forged or too old."""
    try:
        return Mailed(*loads(words, key=secret, salt=_MAILED, max_age=VALID_DAYS * 86_400,
                             fallback_keys=[]))  # fmt: skip
    except (BadSignature, TypeError):
        return None
