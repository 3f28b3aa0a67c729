"""Security headers on every answer of the office."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from delegata.office.settings import CONTENT_SECURITY_POLICY


class StrictHeaders:
    """Adds what Django's own middleware leaves out."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.answer(request)
        response["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
        # The door alone asks for the camera.
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=()"
        )
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        return response
