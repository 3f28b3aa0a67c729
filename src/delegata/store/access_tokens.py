"""Access tokens: by which programs read, or act, for a person until a day.

A token gives no right of its own: what it may do follows from what its person holds in the record.
"""

import secrets
from hashlib import sha256
from typing import Literal, NamedTuple

from delegata.store.people import Register

Scope = Literal["read", "act"]
PREFIX = "dlg_"
MOST_CHARACTERS = 80
MOST_TOKENS = 20
MOST_DAYS = 366
_MAKE = """
    insert into access_token (digest, id, person, label, scope, expires_at)
    select %(digest)s, %(id)s, %(person)s, %(label)s, %(scope)s,
        now() + make_interval(days => %(days)s)
    where (
        select count(*) from access_token where person = %(person)s and expires_at > now()
    ) < %(most)s
"""
_HOLDER = "select person, scope from access_token where digest = %s and expires_at > now()"
_OF = """
    select id, label, scope, to_char(made_at at time zone 'UTC', 'YYYY-MM-DD'),
        to_char(expires_at at time zone 'UTC', 'YYYY-MM-DD')
    from access_token where person = %s and expires_at > now() order by made_at
"""


class Holder(NamedTuple):
    """Whom a token speaks for, and whether it may act."""

    person: str
    scope: Scope


class Listed(NamedTuple):
    """A token as its person sees it: never the token itself."""

    id: str
    label: str
    scope: Scope
    made_on: str
    expires_on: str


class AccessTokens:
    """The tokens of the people in the register."""

    def __init__(self, register: Register) -> None:
        self._register = register

    def make(self, person: str, label: str, scope: Scope, days: int) -> str:
        """A new token, which is shown once. Raises `ValueError` where there are too many."""
        if not 1 <= days <= MOST_DAYS:
            raise ValueError(f"a token holds for 1 to {MOST_DAYS} days")
        token = PREFIX + secrets.token_urlsafe(32)
        said = {
            "digest": _digest(token),
            "id": secrets.token_hex(6),
            "person": person,
            "label": label[:100] or "unnamed",
            "scope": scope,
            "days": days,
            "most": MOST_TOKENS,
        }
        if not self._register.asked(lambda c: c.execute(_MAKE, said).rowcount):
            raise ValueError(f"nobody has more than {MOST_TOKENS} tokens; revoke one first")
        return token

    def holder(self, token: str) -> Holder | None:
        """Whom a token speaks for; of a forged, revoked or expired one, nobody."""
        if not token.startswith(PREFIX) or len(token) > MOST_CHARACTERS or not token.isascii():
            return None
        row = self._register.asked(lambda c: c.execute(_HOLDER, [_digest(token)]).fetchone())
        return Holder(*row) if row else None

    def of(self, person: str) -> list[Listed]:
        """The tokens of a person that hold still."""
        rows = self._register.asked(lambda c: c.execute(_OF, [person]).fetchall())
        return [Listed(*row) for row in rows]

    def revoke(self, person: str, token: str) -> bool:
        """Takes a token back, by the id under which it is listed."""
        statement = "delete from access_token where person = %s and id = %s"
        return bool(self._register.asked(lambda c: c.execute(statement, [person, token]).rowcount))


def _digest(token: str) -> bytes:
    return sha256(b"access token\x00" + token.encode()).digest()
