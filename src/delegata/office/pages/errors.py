"""What a visitor reads when there is no such page, when they may not, or when something broke."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from delegata.office.desk import premises
from delegata.store.intake import IntakeClosed
from delegata.store.postgres import AWAY, NoRoom

_AWAY = (
    "The database does not answer now. If you sent something, it is not known whether it was"
    " recorded. Load this page again to send it once more: an act and a ballot count once, however"
    " often they are sent."
)
_BROKEN = "Something went wrong on the server. Tell whoever runs it what you did and when."
RETRY_SECONDS = 5


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _said(request, exception, 404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _said(request, exception, 403)


def failed(_: HttpRequest) -> HttpResponse:
    """Says what is known; asks neither the database nor the session, which may be what is away."""
    error = sys.exc_info()[1]
    away = isinstance(error, (*AWAY, NoRoom, IntakeClosed, OperationalError, InterfaceError))
    message = str(error) if isinstance(error, NoRoom) else _AWAY if away else _BROKEN
    page = render_to_string(
        "pages/away.html", {"message": message, "rehearses": premises().rehearses}
    )
    response = HttpResponse(page, status=503 if away else 500)
    if away:
        response["Retry-After"] = str(RETRY_SECONDS)
    return response


def _said(request: HttpRequest, exception: Exception, status: int) -> HttpResponse:
    given = exception.args[0] if exception.args and isinstance(exception.args[0], str) else ""
    return render(request, "pages/not_found.html", {"message": given}, status=status)
