"""Invitations: signed words that let one person in, for a short time."""

from django.core.signing import BadSignature, TimestampSigner

VALID_SECONDS = 600
_SALT = "delegata.invitation"


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
