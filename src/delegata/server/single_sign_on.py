"""Single sign-on by OpenID Connect, as the environment names it: wholly, or not at all."""

import os
from typing import Any
from urllib.parse import urlsplit

VARIABLES = tuple(f"DELEGATA_OIDC_{part}" for part in ("NAME", "ISSUER", "CLIENT", "SECRET"))
_AWAY = "delegata.office.accounts.single_sign_on.ServiceAway"
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
    # Whether a token is genuine rests on TLS to the service (OpenID Connect Core, 3.1.3.7).
    here = where.scheme == "http" and where.hostname in {"127.0.0.1", "localhost", "::1"}
    if not where.hostname or not (here or where.scheme == "https"):
        raise HalfConfigured(f"{VARIABLES[1]} must be reached by TLS; write https://HOST/PATH.")
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


def with_single_sign_on(office: dict[str, Any]) -> dict[str, Any]:
    """The settings of the office, with the parts that single sign-on needs where it is on."""
    settings = single_sign_on()
    if not settings:
        return office
    return {
        **office,
        **settings,
        "INSTALLED_APPS": [*office["INSTALLED_APPS"], *_PARTS],
        "MIDDLEWARE": [*office["MIDDLEWARE"], _AWAY],
    }
