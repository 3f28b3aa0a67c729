"""What a visitor reads when there is no such page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render


def not_found(request: HttpRequest, exception: Http404) -> HttpResponse:
    given = exception.args[0] if exception.args and isinstance(exception.args[0], str) else ""
    return render(request, "pages/not_found.html", {"message": given}, status=404)
