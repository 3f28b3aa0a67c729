"""Admissions: short-lived tokens by which the office tells the hall who sits at a device.

`PERSON.SESSION.UNTIL.MAC`: the session's digest binds the token to one browser, and UNTIL is in
seconds of Unix time. The MAC is HMAC-SHA256 under a secret of the server. Each purpose has MACs of
its own: who is admitted to act by a mandate is not thereby admitted to cast ballots.
"""

import hmac
from hashlib import sha256
from typing import Literal, NamedTuple

_MOST_CHARACTERS = 200

Purpose = Literal["ballot", "mandate"]
"""What a token admits to: casting ballots, acting by one's mandate."""
_LABELS: dict[Purpose, bytes] = {
    "ballot": b"delegata admission 1\x00",
    "mandate": b"delegata admission to act by a mandate 1\x00",
}


class Admission(NamedTuple):
    """Who may act from which session until when."""

    person: str
    session: str
    until: int


def session_digest(session: str) -> str:
    """What a token says of a session, which does not give the session away."""
    return sha256(b"session\x00" + session.encode()).hexdigest()[:32]


def admission(
    secret: bytes, person: str, session: str, until: int, purpose: Purpose = "ballot"
) -> str:
    """The token of an admission."""
    said = f"{person}.{session_digest(session)}.{until}"
    return f"{said}.{_mac(secret, said, purpose)}"


def admitted(
    secret: bytes, token: str, session: str, now: int, purpose: Purpose = "ballot"
) -> Admission | None:
    """Whom a token admits; None where it is forged, expired, or meant otherwise."""
    said, _, mac = token.rpartition(".")
    parts = said.split(".")
    if len(token) > _MOST_CHARACTERS or len(parts) != 3 or not token.isascii():
        return None
    if not hmac.compare_digest(mac, _mac(secret, said, purpose)):
        return None
    person, digest, until = parts
    if digest != session_digest(session) or int(until) < now:
        return None
    return Admission(person, session, int(until))


def _mac(secret: bytes, said: str, purpose: Purpose) -> str:
    return hmac.digest(secret, _LABELS[purpose] + said.encode(), "sha256").hex()
