"""What the sign-in library asks of us: nobody signs up by themselves, and changes are recorded."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest

from delegata.office.accounts.account import end_other_sessions
from delegata.office.desk import premises
from delegata.office.readers.places import first_page


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # the library has no types
    """Accounts come from invitations alone.

    Whatever changes a sign-in is told and recorded, and ends the sessions elsewhere.
    """

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - never, for nobody
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Who holds one place goes there; others to their account, which lists them."""
        return first_page(request, "/account")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who came by an invitation has nothing yet to be asked for again."""
        user = self.request.user
        asked = bool(user.has_usable_password() or is_mfa_enabled(user))
        return asked and super().is_reauthentication_required(app=app, **kwargs)

    def send_notification_mail(self, template_prefix: str, user: Any, *more: Any, **kw: Any) -> Any:
        """The library tells of each change to a sign-in here, and mails the address it knows."""
        what = template_prefix.rpartition("/")[2].replace("_", " ")
        premises().register.sign_in_changed(user.username, what)
        end_other_sessions(self.request, user)
        return super().send_notification_mail(template_prefix, user, *more, **kw)
