"""Groups of the directory, and the roles that HR lets them give.

A role from a group is a row of its own (RoleGrant.source): what people gave, the directory never
takes.
"""

from collections.abc import Collection
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from audit.services import record
from core import clock
from core.policies import require
from organization.models import Person, RoleGrant
from organization.provisioning.models import DirectoryGroup, ScimToken
from organization.provisioning.policies import can_map_groups


class NameTaken(Exception):
    """Another group has this name."""


def sync_roles(user: User) -> None:
    """Give and end the roles that follow from the groups of an account, from today."""
    person = Person.objects.filter(user=user).first()
    if person is None:
        return
    wanted: set[str] = set()
    if user.is_active:
        wanted = set(user.directory_groups.exclude(role="").values_list("role", flat=True))
    today = clock.today()
    mine = RoleGrant.objects.filter(person=person, source=RoleGrant.Source.DIRECTORY)
    held = set(mine.on(today).values_list("role", flat=True))
    for role in wanted - held:
        RoleGrant.objects.create(
            person=person, role=role, valid_from=today, source=RoleGrant.Source.DIRECTORY
        )
        record(None, f"organization.scim.role_given.{role}", person, data_subject=person.uuid)
    for role in held - wanted:
        ending = mine.filter(role=role)
        ending.filter(valid_from__gte=today).delete()
        ending.on(today).update(valid_until=today)
        record(None, f"organization.scim.role_ended.{role}", person, data_subject=person.uuid)


def sync_all(users: Collection[User]) -> None:
    for user in users:
        sync_roles(user)


def create(*, token: ScimToken, name: str, external_id: str, members: Collection[User]) -> Any:
    """Raises `NameTaken`."""
    try:
        with transaction.atomic():
            group = DirectoryGroup.objects.create(name=name, external_id=external_id or None)
            group.members.set(members)
            _log(token, "group_made", group)
            return group
    except IntegrityError as error:
        raise NameTaken from error


def change(
    *,
    token: ScimToken,
    group: DirectoryGroup,
    name: str | None = None,
    external_id: str | None = None,
    add: Collection[User] = (),
    remove: Collection[User] = (),
    members: Collection[User] | None = None,
) -> None:
    """Rename a group, or change who is in it; roles follow at once. Raises `NameTaken`."""
    try:
        with transaction.atomic():
            if name is not None:
                group.name = name
            if external_id is not None:
                group.external_id = external_id or None
            group.told_at = clock.now()
            group.save()
            touched = {*add, *remove}
            if members is not None:
                touched |= {*group.members.all(), *members}
                group.members.set(members)
            group.members.add(*add)
            group.members.remove(*remove)
            if group.role:
                sync_all(touched)
            _log(token, "group_changed", group)
    except IntegrityError as error:
        raise NameTaken from error


@transaction.atomic
def delete(*, token: ScimToken, group: DirectoryGroup) -> None:
    """The directory no longer has the group: the roles that it gave end."""
    members = list(group.members.all())
    _log(token, "group_deleted", group)
    group.delete()
    sync_all(members)


@transaction.atomic
def map_role(*, user: Any, group: DirectoryGroup, role: str) -> None:
    """Let a group give a role, or none. Raises `Refused`."""
    require(can_map_groups(user))
    if role not in ("", *DirectoryGroup.ROLES):
        raise ValueError(role)
    if group.role == role:
        return
    group.role = role
    group.save(update_fields=["role"])
    record(user, "organization.scim.group_mapped", group)
    sync_all(list(group.members.all()))


def _log(token: ScimToken, action: str, group: DirectoryGroup) -> None:
    record(token, f"organization.scim.{action}", group, role=f"scim {token.name}"[:40])
