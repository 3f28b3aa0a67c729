"""What a visitor reads when there is no such page, or when they may not do what they asked."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _said(request, exception, 404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _said(request, exception, 403)


def _said(request: HttpRequest, exception: Exception, status: int) -> HttpResponse:
    given = exception.args[0] if exception.args and isinstance(exception.args[0], str) else ""
    return render(request, "pages/not_found.html", {"message": given}, status=status)
