"""The second factor: who has shown one, and of whom it is demanded."""

import hashlib
from typing import Any
from uuid import UUID

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from accounts import hooks
from accounts.models import User

# A session that was opened as if with a second factor (the demo's one click), or in which one has
# just been taken into use.
SHOWN = "second_factor"


def mark_shown(request: HttpRequest) -> None:
    request.session[SHOWN] = True


def has_shown(request: HttpRequest) -> bool:
    """A code, a passkey, or the provider's word where it counts (OIDC_SECOND_FACTOR)."""
    if request.session.get(SHOWN):
        return True
    records = get_authentication_records(request, request.user)
    return any(record["method"] == "mfa" or record.get("second_factor") for record in records)


def is_missing(request: HttpRequest) -> bool:
    """Whether the account's tasks demand a second factor that this session has not seen."""
    user: Any = request.user
    if not settings.SECOND_FACTOR_REQUIRED or not user.is_authenticated or has_shown(request):
        return False
    return hooks.demands(user)


def methods(user: User) -> set[str]:
    """The kinds in use: "totp", "webauthn", "recovery_codes"."""
    return set(Authenticator.objects.filter(user=user).values_list("type", flat=True))


def public_id(authenticator: Authenticator) -> UUID:
    """By which an address names a passkey: of the device's own random id, so it tells no number."""
    secret = str(authenticator.data.get("credential", {}).get("id", authenticator.pk))
    return UUID(bytes=hashlib.sha256(secret.encode()).digest()[:16], version=4)


def passkey(user: User, uuid: UUID) -> Authenticator | None:
    """The passkey of this account that an address names."""
    rows = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN)
    return next((row for row in rows if public_id(row) == uuid), None)


def is_last(authenticator: Authenticator) -> bool:
    """Whether without it no passkey and no app would be left."""
    real = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    others = Authenticator.objects.filter(user=authenticator.user, type__in=real)
    return not others.exclude(pk=authenticator.pk).exists()
