"""The account of a person: made by an invitation, entered once the person asks for it."""

from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.http import HttpRequest

_BACKEND = "django.contrib.auth.backends.ModelBackend"


def stamp_of(person: str) -> str:
    """What an invitation is bound to: it changes whenever its account is entered or changed."""
    user: Any = get_user_model().objects.filter(username=person).first()
    return "" if user is None else f"{user.last_login}{user.password[-12:]}"


def has_way_in(person: str) -> bool:
    """Whether somebody can sign in already, by a password, a passkey or another service."""
    return person in with_way_in([person])


def with_way_in(persons: Iterable[str]) -> frozenset[str]:
    """Those who can sign in already."""
    users = get_user_model().objects.filter(username__in=list(persons))
    return frozenset(user.get_username() for user in users if _has_way_in(user))


def _has_way_in(user: Any) -> bool:
    by_service = bool(settings.SINGLE_SIGN_ON) and user.last_login is not None
    return user.has_usable_password() or is_mfa_enabled(user) or by_service


def lacks_second_factor(request: HttpRequest) -> bool:
    """Whether the server asks those who hold an office for a second factor, and there is none."""
    return settings.SECOND_FACTOR_FOR_OFFICES and not is_mfa_enabled(request.user)


def enter_account(request: HttpRequest, person: str, email: str = "") -> None:
    """Signs a person in, with an account that is made if there is none."""
    model: Any = get_user_model()
    user, made = model.objects.get_or_create(username=person)
    if made:
        user.set_unusable_password()
    if email and user.email != email:
        user.email = email
        EmailAddress.objects.filter(user=user).delete()
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    user.save()
    login(request, user, backend=_BACKEND)
    # The library lists the sessions that it began itself; this one, too, is somebody's to end.
    UserSession.objects.create_from_request(request)


def end_other_sessions(request: HttpRequest, user: Any) -> None:
    """Signs somebody out everywhere but here.

    The framework ends a session from before a change of password once it visits a page; the hall
    asks only whether there is such a session.
    """
    for session in UserSession.objects.filter(user=user):
        if session.session_key != request.session.session_key:
            session.end()
