"""Signing in by an invitation that the operator handed over, and signing out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from delegata.office.desk import name_of, person_of, premises
from delegata.office.invitation import invited


def enter(request: HttpRequest, words: str) -> HttpResponse:
    """A link asks first, so that a mail scanner that opens it signs nobody in."""
    person = invited(premises().secret, words)
    if person is None:
        message = "This invitation is forged or older than ten minutes; ask for a new one."
        return render(request, "pages/not_found.html", {"message": message}, status=403)
    if request.method != "POST":
        return render(request, "pages/sign_in.html", {"invited": name_of(person)})
    request.session.cycle_key()
    request.session["person"] = person
    return redirect("/")


def leave(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "pages/sign_out.html", {"name": name_of(person_of(request) or "")})
    request.session.flush()
    return redirect("/")
