"""The addresses of SCIM 2.0 (RFC 7644 3): accounts, groups, and what the service says of itself."""

from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest

from accounts.models import User
from organization.provisioning import accounts, groups
from organization.provisioning.models import DirectoryGroup, ScimToken
from organization.provisioning.scim import about, patch, resources
from organization.provisioning.scim.errors import ScimError, bad_value, not_found
from organization.provisioning.scim.gate import body_of, scim
from organization.provisioning.scim.values import flat, text, told

TAKEN = ScimError(409, "Another account has this name, id or e-mail address.", "uniqueness")
NAME_TAKEN = ScimError(409, "Another group has this name.", "uniqueness")


def _shown(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    shown = resources.chosen(request.GET)
    return {name: value for name, value in body.items() if shown(name)}


# Accounts


def list_users(request: HttpRequest, token: ScimToken) -> Any:
    return resources.listing(request.GET, "User")


def make_user(request: HttpRequest, token: ScimToken) -> Any:
    said = told(flat(body_of(request)), strict=False)
    if not said.user_name:
        raise bad_value("userName is needed.")
    if said.email is None:
        # Entra ID's userName is the sign-in name, which is an address.
        try:
            validate_email(said.user_name)
            said = replace(said, email=said.user_name.lower())
        except ValidationError:
            pass
    try:
        user = accounts.create(token=token, told=said)
    except accounts.Taken:
        raise TAKEN from None
    return resources.user_body(_user(str(user.uuid))), 201


def _user(key: str) -> User:
    user: User = resources.one(resources.users(), key)
    return user


def get_user(request: HttpRequest, token: ScimToken, key: str) -> Any:
    return _shown(request, resources.user_body(_user(key)))


def put_user(request: HttpRequest, token: ScimToken, key: str) -> Any:
    """What is told replaces; what is left out stays (RFC 7644 3.5.1 leaves it to the provider)."""
    return _change(key, told(flat(body_of(request)), strict=False), token)


def patch_user(request: HttpRequest, token: ScimToken, key: str) -> Any:
    return _change(key, patch.user_changes(body_of(request)), token)


def _change(key: str, said: accounts.Told, token: ScimToken) -> Any:
    try:
        accounts.change(token=token, user=_user(key), told=said)
    except accounts.Taken:
        raise TAKEN from None
    return resources.user_body(_user(key))


def delete_user(request: HttpRequest, token: ScimToken, key: str) -> None:
    accounts.forget(token=token, user=_user(key))


# Groups


def list_groups(request: HttpRequest, token: ScimToken) -> Any:
    return resources.listing(request.GET, "Group")


def make_group(request: HttpRequest, token: ScimToken) -> Any:
    body = {name.lower(): value for name, value in body_of(request).items()}
    try:
        group = groups.create(
            token=token,
            name=patch.group_name(body.get("displayname")),
            external_id=text("externalId", body.get("externalid"), 200),
            members=resources.members(patch.member_keys(body.get("members") or [])),
        )
    except groups.NameTaken:
        raise NAME_TAKEN from None
    return resources.group_body(group), 201


def _group(key: str) -> DirectoryGroup:
    group: DirectoryGroup = resources.one(resources.groups(), key)
    return group


def get_group(request: HttpRequest, token: ScimToken, key: str) -> Any:
    return _shown(request, resources.group_body(_group(key)))


def put_group(request: HttpRequest, token: ScimToken, key: str) -> Any:
    body = {name.lower(): value for name, value in body_of(request).items()}
    changes = patch.GroupChanges(name=patch.group_name(body.get("displayname")))
    if "externalid" in body:
        changes.external_id = text("externalId", body["externalid"], 200)
    if "members" in body:
        changes.members = patch.member_keys(body["members"] or [])
    return _regroup(key, changes, token)


def patch_group(request: HttpRequest, token: ScimToken, key: str) -> Any:
    return _regroup(key, patch.group_changes(body_of(request)), token)


def _regroup(key: str, changes: patch.GroupChanges, token: ScimToken) -> Any:
    group = _group(key)
    known = list(group.members.filter(uuid__in=_uuids(changes.remove)))
    try:
        groups.change(
            token=token,
            group=group,
            name=changes.name,
            external_id=changes.external_id,
            add=resources.members(changes.add),
            # Whoever is not in the group need not be taken out of it.
            remove=known,
            members=None if changes.members is None else resources.members(changes.members),
        )
    except groups.NameTaken:
        raise NAME_TAKEN from None
    return resources.group_body(_group(key))


def _uuids(keys: list[str]) -> list[Any]:
    from uuid import UUID

    try:
        return [UUID(key) for key in keys]
    except ValueError:
        raise bad_value("A member's value must be the id of a user.") from None


def delete_group(request: HttpRequest, token: ScimToken, key: str) -> None:
    groups.delete(token=token, group=_group(key))


# About the service


def _of(entries: list[dict[str, Any]], key: str) -> Any:
    found = next((entry for entry in entries if entry["id"].lower() == key.lower()), None)
    if found is None:
        raise not_found()
    return found


def nothing_here(request: HttpRequest, token: ScimToken, path: str) -> Any:
    raise not_found()


users = scim(get=list_users, post=make_user)
user = scim(get=get_user, put=put_user, patch=patch_user, delete=delete_user)
all_groups = scim(get=list_groups, post=make_group)
group = scim(get=get_group, put=put_group, patch=patch_group, delete=delete_group)
config = scim(get=lambda request, token: about.provider())
types = scim(get=lambda request, token: about.as_list(about.resource_types()))
one_type = scim(get=lambda request, token, key: _of(about.resource_types(), key))
schemas = scim(get=lambda request, token: about.as_list(about.schemas()))
one_schema = scim(get=lambda request, token, key: _of(about.schemas(), key))
other = scim(get=nothing_here, post=nothing_here, put=nothing_here, patch=nothing_here)
