"""allauth's door to us: no open sign-up, letters through core.mail, our words for errors."""

from typing import Any
from urllib.parse import urlsplit, urlunsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import services
from accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        # One answer for a wrong password and an unknown address: nobody learns who has an account.
        "email_password_mismatch": _(
            "The e-mail address or the password is wrong. Check both and try again."
        ),
        "too_many_login_attempts": _(
            "Too many attempts. Wait a few minutes and try again, or ask for a new password."
        ),
        "incorrect_password": _("The password is wrong. Try again."),
        "enter_current_password": _("The present password is wrong. Try again."),
        "rate_limited": _("Too many attempts. Wait a few minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts come by invitation only."""
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The address in letters is the site's own, whatever host name the request carried."""
        own = urlsplit(settings.BASE_URL)
        asked = urlsplit(super().get_reset_password_from_key_url(key))
        return urlunsplit((own.scheme, own.netloc, asked.path, asked.query, ""))

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        services.write_password_letter(user=user, url=context["password_reset_url"])

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """No other letter of allauth's leaves: an unknown address gets none."""
