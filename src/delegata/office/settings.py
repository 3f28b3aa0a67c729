"""The settings of the office: what Django is told, and nothing read from anywhere else."""

from pathlib import Path
from typing import Any

HERE = Path(__file__).parent

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


_PARTS = [
    "django.contrib.staticfiles",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]
_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "delegata.office.headers.StrictHeaders",
    "delegata.office.direction.StraightWords",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
]
_ACCOUNTS: dict[str, Any] = {
    "AUTHENTICATION_BACKENDS": [
        "django.contrib.auth.backends.ModelBackend",
        "allauth.account.auth_backends.AuthenticationBackend",
    ],
    "AUTH_PASSWORD_VALIDATORS": [
        {
            "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
            "OPTIONS": {"min_length": 12},
        },
        {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    ],
    "LOGIN_URL": "/accounts/login/",
    "LOGIN_REDIRECT_URL": "/account",
    "ACCOUNT_ADAPTER": "delegata.office.accounts.adapter.AccountAdapter",
    "ACCOUNT_LOGIN_METHODS": {"email"},
    "ACCOUNT_SIGNUP_FIELDS": ["email*", "password1*"],
    "ACCOUNT_EMAIL_VERIFICATION": "mandatory",
    "ACCOUNT_EMAIL_NOTIFICATIONS": True,
    "ACCOUNT_CHANGE_EMAIL": True,
    "ACCOUNT_PREVENT_ENUMERATION": True,
    "ACCOUNT_REAUTHENTICATION_TIMEOUT": 300,
    # Never by a code to an e-mail address: who keeps a roll writes its addresses.
    "ACCOUNT_REAUTHENTICATION_METHODS": ("password", "mfa"),
    "ACCOUNT_LOGOUT_REDIRECT_URL": "/",
    "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
    "MFA_PASSKEY_LOGIN_ENABLED": True,
    "USERSESSIONS_TRACK_ACTIVITY": False,
    # A whole hall may share one address: what guards an account are its own five failures. Those by
    # address bound what the digests of guessed passwords cost.
    "ACCOUNT_RATE_LIMITS": {
        "login": "600/m/ip",
        "login_failed": "120/m/ip,5/300s/key",
        "reset_password_from_key": "600/m/ip",
    },
    "MFA_RATE_LIMITS": {"webauthn_login": "600/m/ip"},
}
"""How people sign in; accounts come from invitations alone."""


def settings_for(secret: str, hosts: list[str], *, secure: bool) -> dict[str, Any]:
    """Django's settings for one server: its secret, its host names, whether it speaks TLS."""
    return {
        "SECRET_KEY": secret,
        "ALLOWED_HOSTS": hosts,
        "DEBUG": False,
        "ROOT_URLCONF": "delegata.office.urls",
        "INSTALLED_APPS": _PARTS,
        "MIDDLEWARE": _MIDDLEWARE,
        "TEMPLATES": [
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [HERE / "templates"],
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                        "delegata.office.frame.frame",
                    ],
                    "builtins": ["delegata.office.wording"],
                },
            }
        ],
        "STATIC_URL": "/static/",
        "STATICFILES_DIRS": [HERE / "static"],
        "WHITENOISE_USE_FINDERS": True,
        "WHITENOISE_AUTOREFRESH": False,
        "SESSION_ENGINE": "django.contrib.sessions.backends.db",
        "SESSION_COOKIE_AGE": 12 * 60 * 60,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": secure,
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_SECURE": secure,
        "SECURE_CONTENT_TYPE_NOSNIFF": True,
        "SECURE_REFERRER_POLICY": "same-origin",
        "SECURE_CROSS_ORIGIN_OPENER_POLICY": "same-origin",
        "X_FRAME_OPTIONS": "DENY",
        "DATA_UPLOAD_MAX_MEMORY_SIZE": 256 * 1024,
        "DATA_UPLOAD_MAX_NUMBER_FIELDS": 200,
        **_ACCOUNTS,
        # Browsers take localhost for secure; passkeys work there without TLS.
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": not secure,
        "SINGLE_SIGN_ON": "",
        "SINGLE_SIGN_ON_ORIGIN": "",
        "LANGUAGE_CODE": "en",
        "USE_TZ": True,
        "TIME_ZONE": "UTC",
        "LOGGING_CONFIG": None,
    }
