"""Keys in letters: an invitation waits longer than a link for a forgotten password."""

from typing import Any

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
from django.conf import settings
from django.utils.http import base36_to_int


class PasswordTokens(EmailAwarePasswordResetTokenGenerator):
    """Whoever has neither signed in nor chosen a password holds an invitation."""

    def check_token(self, user: Any, token: str | None) -> bool:
        # Django checks the key itself, and the longer of the two limits.
        if not super().check_token(user, token):
            return False
        if user.last_login is None and not user.has_usable_password():
            days = settings.INVITATION_DAYS
        else:
            days = settings.PASSWORD_LINK_DAYS
        written = base36_to_int(str(token).split("-")[0])
        return bool(self._num_seconds(self._now()) - written <= days * 24 * 3600)
