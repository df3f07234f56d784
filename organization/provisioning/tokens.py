"""Keys of the directory: made by a system administrator, shown once, kept as a digest."""

import hashlib
import secrets
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit.services import record
from core import clock
from core.mail import name_kind, write_letter
from core.policies import Stale, require
from organization.models import Person, RoleGrant
from organization.provisioning.models import ScimToken
from organization.provisioning.policies import can_manage_keys
from organization.selectors import recipient_of, valid

PREFIX = "hos_"
LONGEST = timedelta(days=730)
USED_EVERY = timedelta(minutes=1)
TOLD_BEFORE = timedelta(days=14)
EXPIRES = "scim_key_expires"
name_kind(EXPIRES, _("A key of the directory expires"))


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


def tell_of_expiry() -> None:
    """Write to the system administrators a fortnight before a key in use expires: the directory
    would stop without a word. Once for each key, however often it is asked."""
    today = clock.today()
    ending = ScimToken.objects.filter(
        revoked_at=None, expires_on__gte=today, expires_on__lte=today + TOLD_BEFORE
    )
    admins = Person.objects.filter(
        valid(today, "role_grants__"), role_grants__role=RoleGrant.Role.SYSTEM_ADMIN
    ).select_related("user")
    for token in ending:
        for person in admins.distinct():
            write_letter(
                recipient_of(person),
                kind=EXPIRES,
                subject_id=token.uuid,
                occasion=token.expires_on.isoformat(),
                context={"token": token, "path": reverse("organization:directory_keys")},
            )
