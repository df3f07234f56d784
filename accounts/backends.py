"""Who may sign in with a password."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings

from accounts.models import User


def may_sign_in_locally(user: User) -> bool:
    """Whether a password or a passkey opens the account, or only the OpenID provider does."""
    return bool(settings.LOCAL_ACCOUNTS) or (
        (user.email or "").lower() in settings.LOCAL_ACCOUNT_EMAILS
    )


class AccountBackend(AuthenticationBackend):
    def authenticate(self, request: Any, **credentials: Any) -> Any:
        """None for a right password of a closed way in, as for a wrong one: nobody learns more."""
        user = super().authenticate(request, **credentials)
        return user if user is not None and may_sign_in_locally(user) else None
