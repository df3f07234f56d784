"""What the pages of the directory show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.translation import pgettext_lazy

from core import clock
from core.look.parts import StatusKind
from core.policies import Words
from organization.models import Person, RoleGrant
from organization.provisioning.forms import GroupForm
from organization.provisioning.models import (
    AccountClosing,
    DirectoryAccount,
    DirectoryGroup,
    ScimToken,
)


def nobodys(user: Any) -> QuerySet[DirectoryAccount]:
    """Open accounts that the directory has made and that are no known person's."""
    given_up = AccountClosing.objects.filter(user=OuterRef("user"))
    rows: QuerySet[DirectoryAccount] = DirectoryAccount.objects.visible_to(user)
    return (
        rows.exclude(Exists(Person.objects.filter(user=OuterRef("user"))))
        .exclude(Exists(given_up))
        .select_related("user")
        .order_by("user_name")
    )


@dataclass(frozen=True)
class Group:
    uuid: UUID
    name: str
    members: int
    role: Words
    form: GroupForm


def groups(user: Any) -> list[Group]:
    rows = DirectoryGroup.objects.visible_to(user).annotate(people=Count("members"))
    return [
        Group(
            row.uuid,
            row.name,
            row.people,
            RoleGrant.Role(row.role).label if row.role else "",
            GroupForm(row),
        )
        for row in rows
    ]


@dataclass(frozen=True)
class Key:
    uuid: UUID
    name: str
    hint: str
    made_at: datetime
    expires_on: date
    last_used_at: datetime | None
    holds: bool
    status: StatusKind
    words: Words


def keys(user: Any) -> Sequence[Key]:
    today, out = clock.today(), []
    for row in ScimToken.objects.visible_to(user):
        status: StatusKind = "done"
        words = pgettext_lazy("key", "in use")
        if row.revoked_at:
            status, words = "coming", pgettext_lazy("key", "ended")
        elif row.expires_on < today:
            status, words = "late", pgettext_lazy("key", "has expired")
        holds = not row.revoked_at and row.expires_on >= today
        out.append(
            Key(
                row.uuid, row.name, row.hint, row.made_at, row.expires_on, row.last_used_at,
                holds, status, words,
            )
        )  # fmt: skip
    return out
