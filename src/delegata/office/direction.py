"""Signs that override the direction of words: with them a title could rewrite what is beside it."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

# U+202A to U+202E; languages that are written from right to left need none of them (UAX 9).
_OVERRIDES = re.compile(b"\xe2\x80[\xaa-\xae]")
_REPLACEMENT = "\ufffd".encode()


class StraightWords:
    """Shows a replacement sign for each of them on every page; the record keeps what was said."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.answer(request)
        shown = response.get("Content-Type", "").startswith("text/html")
        if shown and isinstance(response, HttpResponse) and _OVERRIDES.search(response.content):
            response.content = _OVERRIDES.sub(_REPLACEMENT, response.content)
        return response
