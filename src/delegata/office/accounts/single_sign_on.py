"""Signing in by another service that speaks OpenID Connect, such as a union's own Keycloak.

It reaches accounts that invitations made, and makes none.
"""

from collections.abc import Callable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from requests import RequestException

_NO_ACCOUNT = (
    "No account here has the address that {name} vouches for. Ask the secretary of your body for an"
    " invitation, or sign in as before."
)
_SILENT = "{name} does not answer. Try again in a while, or sign in as before."
_FAILED = "{name} did not confirm who you are. Try again, or sign in as before."


class SingleSignOnAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc] # has no types
    """Whoever the service vouches for is let into the account with that verified address."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        raise ImmediateHttpResponse(_told(request, _NO_ACCOUNT, sociallogin.provider))

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Token and claims must speak of the same person (OpenID Connect Core, 5.3.2)."""
        told = sociallogin.account.extra_data
        subjects = [told.get(part, {}).get("sub") for part in ("id_token", "userinfo")]
        if subjects[0] is None or subjects[0] != subjects[1]:
            raise ImmediateHttpResponse(_told(request, _FAILED, sociallogin.provider))

    def authenticate_by_email(self, sociallogin: Any) -> tuple[Any, str] | None:
        """The one account whose verified address the service calls verified too.

        The register's addresses count for nothing: whoever keeps a roll writes them.
        """
        for stated in sociallogin.email_addresses:
            if stated.verified is not True:  # some services write "false" as a word
                continue
            found = EmailAddress.objects.filter(email__iexact=stated.email, verified=True)
            if found.count() == 1:
                return found[0].user, stated.email
        return None

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,  # noqa: ARG002 - the library hands it over
        exception: Any = None,  # noqa: ARG002 - the same
        extra_context: Any = None,  # noqa: ARG002 - the same
    ) -> None:
        raise ImmediateHttpResponse(_told(request, _FAILED, provider))


class ServiceAway:
    """A service that does not answer is said to be away, and nobody is signed in."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, RequestException):
            return None
        return _told(request, _SILENT, settings.SINGLE_SIGN_ON, status=502)


def _told(request: HttpRequest, words: str, provider: Any, status: int = 403) -> HttpResponse:
    message = words.format(name=getattr(provider, "name", provider))
    return render(request, "pages/not_found.html", {"message": message}, status=status)
