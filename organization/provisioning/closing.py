"""Closing and opening accounts. Each reason is a row; the account is open while there is none."""

from django.db import transaction

from accounts.models import User
from organization.provisioning.models import AccountClosing

Reason = AccountClosing.Reason


@transaction.atomic
def close(user: User, reason: str) -> bool:
    """Close an account and end its sessions at once. False: it was closed for this reason."""
    _row, new = AccountClosing.objects.get_or_create(user=user, reason=reason)
    if user.is_active:
        user.is_active = False
        user.save(update_fields=["is_active"])
    end_sessions(user)
    return new


@transaction.atomic
def reopen(user: User, reason: str) -> bool:
    """Take back one reason; the account opens when no other is left. False: it was not there, and
    what somebody else closed stays closed."""
    gone, _rows = AccountClosing.objects.filter(user=user, reason=reason).delete()
    if gone and not AccountClosing.objects.filter(user=user).exists():
        user.is_active = True
        user.save(update_fields=["is_active"])
    return bool(gone)


def end_sessions(user: User) -> None:
    user.sessions.all().delete()
