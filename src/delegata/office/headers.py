"""Security headers on every answer of the office."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from delegata.office.settings import CONTENT_SECURITY_POLICY


class StrictHeaders:
    """Adds what Django's own middleware leaves out."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer
        # Signing in by another service is a form whose answer leads there.
        allowed = f"form-action 'self' {settings.SINGLE_SIGN_ON_ORIGIN}".rstrip()
        self.policy = CONTENT_SECURITY_POLICY.replace("form-action 'self'", allowed)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.answer(request)
        response["Content-Security-Policy"] = self.policy
        # The door alone asks for the camera.
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=()"
        )
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        return response
