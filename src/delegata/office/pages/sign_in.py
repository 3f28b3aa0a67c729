"""Signing in by an invitation, inviting members by e-mail, and the letters not sent anywhere."""

from email import message_from_bytes, policy
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.mail import send_mail
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from delegata.office.accounts.account import enter_account, has_way_in, stamp_of
from delegata.office.desk import name_of, person_of, premises, today, visible_body
from delegata.office.invitation import Mailed, invited, mailed, read_mailed
from delegata.office.pages.roll import INVITED, SEALING
from delegata.office.pages.shown import show
from delegata.office.readers.places import first_page, places_of
from delegata.office.readers.rights import rights_of, with_second_factor
from delegata.office.readers.rolls import beyond_invitation
from delegata.store.access_tokens import AccessTokens

MOST_LETTERS = 50


def enter(request: HttpRequest, words: str) -> HttpResponse:
    """A link asks first, so that a mail scanner that opens it signs nobody in."""
    person = invited(premises().secret, words)
    if person is None:
        message = "This invitation is forged or older than ten minutes; ask for a new one."
        return render(request, "pages/not_found.html", {"message": message}, status=403)
    if request.method != "POST":
        return render(request, "pages/sign_in.html", {"invited": name_of(person)})
    enter_account(request, person)
    return redirect(first_page(request, "/"))


def accept(request: HttpRequest, words: str) -> HttpResponse:
    """An invitation that came by e-mail: it works once, and leads to a way of signing in again."""
    invitation = read_mailed(premises().secret, words)
    if invitation is None or not _stands(invitation):
        message = "This invitation was used, is forged or is older than a week; ask for a new one."
        return render(request, "pages/not_found.html", {"message": message}, status=403)
    if request.method != "POST":
        return render(request, "pages/sign_in.html", {"invited": name_of(invitation.person)})
    enter_account(request, invitation.person, invitation.email)
    return redirect("/account")


def _stands(invitation: Mailed) -> bool:
    """An invitation makes an account: it enters none that its person can sign in to already."""
    person = invitation.person
    known = premises().register.name(person) is not None
    return known and invitation.stamp == stamp_of(person) and not has_way_in(person)


def account(request: HttpRequest) -> HttpResponse:
    """What a person who is signed in can set up, and where they hold an office or a mandate."""
    person = person_of(request)
    if person is None:
        return redirect("account_login")
    user: Any = request.user
    return render(
        request,
        "pages/account.html",
        {
            "places": places_of(request),
            "has_password": user.has_usable_password(),
            "rolls": premises().register.bodies_of(person),
            "changes": premises().register.sign_in_changes(person),
            "tokens": AccessTokens(premises().register).of(person),
        },
    )


def invite(request: HttpRequest, name: str) -> HttpResponse:
    """Who keeps a roll invites a member of it, at the address that the register has."""
    shown = visible_body(request, name)
    if rights_of(request, shown.chronicle).by_office(SEALING) is None:
        raise Http404("Only who keeps the roll of this body invites its members.")
    with_second_factor(request)
    member = premises().register.member(name, request.POST.get("person", "").replace("\x00", ""))
    if request.method != "POST" or member is None or not member.email:
        raise Http404("Nobody with an e-mail address is on the roll under this id.")
    if beyond_invitation(name, [member.person]):
        message = (
            "This member signs in already, or holds an office or a mandate in another body, and is"
            " not invited from a roll. Who forgot a password asks for a new one; others get a link"
            " from whoever runs the server."
        )
        return show(request, shown, "pages/roll_refused.html", "/roll", status=409, message=message)
    words = mailed(premises().secret, Mailed(member.person, member.email, stamp_of(member.person)))
    link = request.build_absolute_uri(f"/invitations/{words}")
    send_mail(
        f"{shown.council.name}: your account",
        f"{member.name},\n\nwith this link you set up how you sign in. It works once, for a week:"
        f"\n\n{link}\n\nIf you did not expect it, do nothing.\n",
        None,
        [member.email],
    )
    # Who keeps the roll sees in this session who was invited; the letter is all that is kept of it.
    kept = request.session.get(INVITED, {})
    request.session[INVITED] = {**kept, f"{name}/{member.person}": today()}
    looked_for = {name: request.POST.get(name, "")[:80] for name in ("find", "page")}
    asked = urlencode({"invited": member.person, **looked_for})
    return redirect(f"/bodies/{name}/roll?{asked}")


def outbox(request: HttpRequest) -> HttpResponse:
    """The letters of a demonstration, which are sent nowhere."""
    if not settings.SHOW_OUTBOX:
        raise Http404("This server sends its letters.")
    folder = Path(settings.EMAIL_FILE_PATH)
    files = sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime, reverse=True)
    letters = [_letter(path.read_bytes()) for path in files[:MOST_LETTERS]]
    return render(request, "pages/outbox.html", {"letters": letters})


def _letter(written: bytes) -> dict[str, Any]:
    message = message_from_bytes(written.split(b"\n" + b"-" * 79)[0], policy=policy.default)
    return {"to": message["to"], "subject": message["subject"], "text": message.get_content()}


def leave(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "pages/sign_out.html", {"name": name_of(person_of(request) or "")})
    request.session.flush()
    return redirect("/")
