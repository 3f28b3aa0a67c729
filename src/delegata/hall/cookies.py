"""The cookie by which a browser says its session."""

from starlette.types import Scope


def cookie_of(scope: Scope, name: str) -> str:
    """The value of a cookie; of none, nothing."""
    for key, value in scope["headers"]:
        if key == b"cookie":
            for part in value.decode("latin-1").split(";"):
                said, _, held = part.strip().partition("=")
                if said == name:
                    return str(held)
    return ""
