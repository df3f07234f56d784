"""What follows a sign-in, a new second factor and a new password."""

from typing import Any

from allauth.account.signals import (
    authentication_step_completed,
    password_changed,
    password_reset,
    password_set,
)
from allauth.mfa.signals import authenticator_added
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from accounts import reauthentication, second_factor, sessions
from accounts.models import Session, User


@receiver(user_logged_in, dispatch_uid="accounts.begin")
def begin(sender: Any, request: HttpRequest, **kwargs: Any) -> None:
    sessions.begin(request)


@receiver(authentication_step_completed, dispatch_uid="accounts.shown_again")
def shown_again(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    if kwargs.get("reauthenticated") and request.user == user:
        reauthentication.was_shown(request)


@receiver(authenticator_added, dispatch_uid="accounts.added")
def added(sender: Any, request: HttpRequest, **kwargs: Any) -> None:
    second_factor.mark_shown(request)


@receiver([password_changed, password_set, password_reset], dispatch_uid="accounts.new_password")
def close_others(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Django closes the others' doors by the password's hash; their rows go too."""
    Session.objects.filter(user=user).exclude(session_key=request.session.session_key).delete()
