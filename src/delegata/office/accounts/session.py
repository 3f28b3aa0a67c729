"""Who is signed in by a session, for those who answer without a page."""

from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.db import close_old_connections
from django.http import HttpRequest


def person_signed_in(session: str) -> str | None:
    """The person; a session that is over, forged or from before a change of password has none."""
    close_old_connections()
    asked = HttpRequest()
    asked.session = SessionStore(session)
    user = get_user(asked)
    return user.get_username() if user.is_authenticated else None
