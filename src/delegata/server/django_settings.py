"""What Django is told of this server: its database, its letters, its address."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from psycopg.conninfo import conninfo_to_dict

from delegata.office.settings import settings_for
from delegata.server.premises import Premises
from delegata.server.single_sign_on import with_single_sign_on

SMTP_VARIABLE = "DELEGATA_SMTP"
FROM_VARIABLE = "DELEGATA_MAIL_FROM"
OUTBOX_VARIABLE = "DELEGATA_SHOW_OUTBOX"
FACTOR_VARIABLE = "DELEGATA_SECOND_FACTOR"
HOSTS_VARIABLE = "DELEGATA_HOSTS"
PROXY_VARIABLE = "DELEGATA_BEHIND_TLS"
ADDRESS_VARIABLE = "DELEGATA_ADDRESS"
HOSTS = ["127.0.0.1", "localhost", "[::1]"]
_NAMES = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}


def django_settings(premises: Premises) -> dict[str, Any]:
    """All settings of the office for one open data folder."""
    address, proxied = os.environ.get(ADDRESS_VARIABLE, ""), os.environ.get(PROXY_VARIABLE) == "yes"
    secure = proxied or address.startswith("https://")
    office = settings_for(premises.secret, _hosts(address), secure=secure)
    return {
        **(_rehearsing(office) if premises.rehearses else with_single_sign_on(office)),
        # Only where the operator says that a proxy stands before it, its word is taken on TLS and
        # on the visitor's address: the last one of the header, which the proxy added.
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https") if proxied else None,
        "ALLAUTH_TRUSTED_PROXY_COUNT": 1 if proxied else 0,
        **_letters(premises.folder, None if premises.rehearses else os.environ.get(SMTP_VARIABLE)),
        "DATABASES": {"default": _database(premises.uri)},
        "SECOND_FACTOR_FOR_OFFICES": os.environ.get(FACTOR_VARIABLE) == "required"
        and not premises.rehearses,
        "SHOW_OUTBOX": os.environ.get(OUTBOX_VARIABLE) == "yes",
        "PREMISES": premises,
    }


def _rehearsing(office: dict[str, Any]) -> dict[str, Any]:
    """Anybody plays anybody; the cookies of a real server on the same machine stay."""
    return {**office, "SESSION_COOKIE_NAME": "rehearsal", "CSRF_COOKIE_NAME": "rehearsal-csrf"}


def _hosts(address: str) -> list[str]:
    """The names that visitors may call this server by: its own, and those it was told."""
    told = [name.strip() for name in os.environ.get(HOSTS_VARIABLE, "").split(",")]
    return [*HOSTS, *filter(None, (urlsplit(address).hostname, *told))]


def _database(uri: str) -> dict[str, Any]:
    """The same database as the records', its tables in a schema of their own."""
    known = {key: value for key, value in conninfo_to_dict(uri).items() if value is not None}
    named = {_NAMES[key]: str(known.pop(key)) for key in list(known) if key in _NAMES}
    options = {**known, "options": "-c search_path=office,public"}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **named,
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _letters(folder: Path, told: str | None) -> dict[str, Any]:
    """Letters go by SMTP where a server is named, and else into the data folder's `outbox`."""
    sender = {"DEFAULT_FROM_EMAIL": os.environ.get(FROM_VARIABLE, "delegata@localhost")}
    if not told:
        backend = "django.core.mail.backends.filebased.EmailBackend"
        return {**sender, "EMAIL_BACKEND": backend, "EMAIL_FILE_PATH": str(folder / "outbox")}
    smtp = urlsplit(told)
    return {
        **sender,
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": smtp.hostname or "localhost",
        "EMAIL_PORT": smtp.port or (465 if smtp.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(smtp.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(smtp.password or ""),
        "EMAIL_USE_SSL": smtp.scheme == "smtps",
        "EMAIL_USE_TLS": smtp.scheme == "smtp+tls",
    }
