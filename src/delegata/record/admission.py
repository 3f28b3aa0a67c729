"""Admissions: short-lived tokens by which the office tells the hall who sits at a device.

`PERSON.SESSION.UNTIL.MAC`: the session's digest binds the token to one browser, and UNTIL is in
seconds of Unix time. The MAC is HMAC-SHA256 under a secret of the server.
"""

import hmac
from hashlib import sha256
from typing import NamedTuple

_MOST_CHARACTERS = 200


class Admission(NamedTuple):
    """Who may act from which session until when."""

    person: str
    session: str
    until: int


def session_digest(session: str) -> str:
    """What a token says of a session, which does not give the session away."""
    return sha256(b"session\x00" + session.encode()).hexdigest()[:32]


def admission(secret: bytes, person: str, session: str, until: int) -> str:
    """The token of an admission."""
    said = f"{person}.{session_digest(session)}.{until}"
    return f"{said}.{_mac(secret, said)}"


def admitted(secret: bytes, token: str, session: str, now: int) -> Admission | None:
    """Whom a token admits; None where it is forged, expired, or another session's."""
    said, _, mac = token.rpartition(".")
    parts = said.split(".")
    if len(token) > _MOST_CHARACTERS or len(parts) != 3 or not token.isascii():
        return None
    if not hmac.compare_digest(mac, _mac(secret, said)):
        return None
    person, digest, until = parts
    if digest != session_digest(session) or int(until) < now:
        return None
    return Admission(person, session, int(until))


def _mac(secret: bytes, said: str) -> str:
    return hmac.digest(secret, b"delegata admission 1\x00" + said.encode(), "sha256").hex()
