"""Access tokens on the account page: made, shown once, revoked."""

from typing import get_args

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from delegata.office.desk import person_of, premises
from delegata.office.readers.rights import with_second_factor
from delegata.store.access_tokens import AccessTokens, Scope

_DAYS = ("7", "30", "90", "365")


def overview(request: HttpRequest) -> HttpResponse:
    """Makes a token, which the page shows this once, or takes one back."""
    person = person_of(request)
    if person is None:
        return redirect("account_login")
    tokens, made, wrong = AccessTokens(premises().register), "", ""
    if request.method == "POST" and request.POST.get("revoke"):
        tokens.revoke(person, request.POST["revoke"].replace("\x00", ""))
        return redirect("/account/tokens")
    if request.method == "POST":
        made, wrong = _made(request, tokens, person)
    context = {
        "made": made,
        "wrong": wrong,
        "tokens": tokens.of(person),
        "days": _DAYS,
        "scopes": get_args(Scope),
    }
    response = render(request, "pages/tokens.html", context, status=422 if wrong else 200)
    response["Cache-Control"] = "no-store"
    return response


def _made(request: HttpRequest, tokens: AccessTokens, person: str) -> tuple[str, str]:
    scope, days = request.POST.get("scope", ""), request.POST.get("days", "")
    if days not in _DAYS or scope not in get_args(Scope):
        return "", "Choose what the token may do, and for how long."
    if scope == "act":
        with_second_factor(request)
    label = " ".join(request.POST.get("label", "").replace("\x00", "").split())
    try:
        return tokens.make(person, label, "act" if scope == "act" else "read", int(days)), ""
    except ValueError as error:
        return "", f"Not made: {error}."
