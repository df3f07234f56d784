"""Keys of the directory: made by a system administrator, shown once, kept as a digest."""

import hashlib
import secrets
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from audit.services import record
from core import clock
from core.policies import Stale, require
from organization.provisioning.models import ScimToken
from organization.provisioning.policies import can_manage_keys

PREFIX = "hos_"
LONGEST = timedelta(days=730)
USED_EVERY = timedelta(minutes=1)


def digest(key: str) -> str:
    """A plain digest is enough for 256 random bits: there is nothing to guess."""
    return hashlib.sha256(key.encode()).hexdigest()


@transaction.atomic
def make(*, user: Any, name: str, expires_on: date) -> tuple[ScimToken, str]:
    """A new key and its text, which is told only now. Raises `Refused`."""
    require(can_manage_keys(user))
    key = PREFIX + secrets.token_urlsafe(32)
    token: ScimToken = ScimToken.objects.create(
        name=name, digest=digest(key), hint=key[-4:], made_by=user.uuid, expires_on=expires_on
    )
    record(user, "organization.scim.key_made", token)
    return token, key


@transaction.atomic
def revoke(*, user: Any, token: ScimToken) -> None:
    """End a key now. Raises `Refused`, and `Stale` when it has been ended already."""
    require(can_manage_keys(user))
    holding = ScimToken.objects.filter(pk=token.pk, revoked_at=None)
    if token.revoked_at or not holding.update(revoked_at=clock.now()):
        raise Stale
    record(user, "organization.scim.key_revoked", token)


def find(key: str) -> ScimToken | None:
    """The key that this text is, while it holds."""
    found: ScimToken | None = ScimToken.objects.filter(
        digest=digest(key), revoked_at=None, expires_on__gte=clock.today()
    ).first()
    return found


def used(token: ScimToken) -> None:
    """Remember that it was used; written once a minute at most."""
    now = clock.now()
    old = Q(last_used_at=None) | Q(last_used_at__lt=now - USED_EVERY)
    if token.last_used_at is None or token.last_used_at < now - USED_EVERY:
        ScimToken.objects.filter(old, pk=token.pk).update(last_used_at=now)
