"""Single sign-on by OpenID Connect, as the environment names it: wholly, or not at all."""

import os
from typing import Any
from urllib.parse import urlsplit

VARIABLES = tuple(f"DELEGATA_OIDC_{part}" for part in ("NAME", "ISSUER", "CLIENT", "SECRET"))
_PARTS = ["allauth.socialaccount", "allauth.socialaccount.providers.openid_connect"]


class HalfConfigured(Exception):
    """Some of the variables are set and others are not, or the issuer is no address."""


def single_sign_on() -> dict[str, Any]:
    """The settings of the service that the environment names; none where it names none.

    Raises `HalfConfigured`.
    """
    told = {name: os.environ.get(name, "") for name in VARIABLES}
    if not any(told.values()):
        return {}
    missing = [name for name, value in told.items() if not value]
    if missing:
        raise HalfConfigured(
            f"Signing in by OpenID Connect needs {', '.join(missing)} too; set all of"
            f" {', '.join(VARIABLES)}, or none."
        )
    name, issuer, client, secret = told.values()
    where = urlsplit(issuer)
    if where.scheme not in {"http", "https"} or not where.hostname:
        raise HalfConfigured(f"{VARIABLES[1]} is no address; write https://HOST/PATH.")
    return {
        "SINGLE_SIGN_ON": name,
        "SINGLE_SIGN_ON_ORIGIN": f"{where.scheme}://{where.netloc}",
        "SOCIALACCOUNT_ADAPTER": "delegata.office.accounts.single_sign_on.SingleSignOnAdapter",
        # The account was made by an invitation, or connected by its holder: nothing is to verify.
        "SOCIALACCOUNT_EMAIL_VERIFICATION": "none",
        "SOCIALACCOUNT_LOGIN_ON_GET": False,
        "SOCIALACCOUNT_STORE_TOKENS": False,
        "SOCIALACCOUNT_PROVIDERS": {"openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [{"provider_id": "single-sign-on", "name": name, "client_id": client,
                      "secret": secret, "settings": {"server_url": issuer}}],
        }},
    }  # fmt: skip


def with_parts(installed: list[str], settings: dict[str, Any]) -> list[str]:
    """The parts of the office, with those that single sign-on needs where it is on."""
    return [*installed, *_PARTS] if settings else installed
