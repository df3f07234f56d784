"""Signing in and out, and attempts that failed, as events (906/2019 17 §).

Django's own signals are the only place that sees every way in. What was typed is never kept: a
password is easily typed into the wrong field.
"""

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from accounts import signals
from audit.services import record


@receiver(user_logged_in, dispatch_uid="audit.signed_in")
def signed_in(sender: Any, user: Any, **kwargs: Any) -> None:
    record(user, "accounts.sign_in", user, data_subject=user.uuid)


@receiver(user_logged_out, dispatch_uid="audit.signed_out")
def signed_out(sender: Any, user: Any, **kwargs: Any) -> None:
    if user is not None:
        record(user, "accounts.sign_out", user, data_subject=user.uuid)


@receiver(user_login_failed, dispatch_uid="audit.sign_in_failed")
def failed(sender: Any, credentials: dict[str, Any], **kwargs: Any) -> None:
    """The account that was tried, when there is one; nobody is the actor."""
    email = credentials.get("email") or ""
    known = get_user_model().objects.filter(email__iexact=email).first() if email else None
    record(
        None,
        "accounts.sign_in",
        known,
        data_subject=known.uuid if known else None,
        outcome="refused",
    )


@receiver([password_changed, password_set, password_reset], dispatch_uid="audit.password")
def password(sender: Any, user: Any, **kwargs: Any) -> None:
    record(user, "accounts.password", user, data_subject=user.uuid)


# Second factors, other sessions, the OpenID provider


def _own(signal: Any, action: str, outcome: str = "ok") -> None:
    """An event of one's own account, without more words than its kind."""

    def write(sender: Any, user: Any, **kwargs: Any) -> None:
        record(
            user if outcome == "ok" else None,  # who failed is nobody known
            action,
            user,
            data_subject=user.uuid if user is not None else None,
            outcome=outcome,
        )

    signal.connect(write, weak=False, dispatch_uid=f"audit.{action}")


_own(authenticator_added, "accounts.second_factor_added")
_own(authenticator_removed, "accounts.second_factor_removed")
_own(authenticator_reset, "accounts.recovery_codes")
_own(authentication_failed, "accounts.second_factor", outcome="refused")
_own(signals.session_ended, "accounts.session_ended")
_own(signals.session_closed, "accounts.session_closed")
_own(signals.reauthenticated, "accounts.reauthenticated")
_own(signals.openid_linked, "accounts.openid_linked")
_own(signals.openid_refused, "accounts.openid", outcome="refused")
