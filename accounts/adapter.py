"""allauth's door to us: no open sign-up, letters through core.mail, our words for errors."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


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

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """No letter of allauth's own leaves: ours are durable (accounts.services)."""
