"""Accounts and groups as SCIM shows them, and the lists of them (RFC 7643 4, RFC 7644 3.4.2)."""

import json
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse

from accounts.models import User
from organization.provisioning.models import AccountClosing, DirectoryGroup
from organization.provisioning.scim.errors import ScimError, bad_value, not_found
from organization.provisioning.scim.values import ENTERPRISE, GROUP, USER, normal, truth

LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse"
PAGE, LONGEST_PAGE = 100, 200
_EQ = re.compile(r'\s*(?P<path>[^"]+?(?:\[[^\]]*\][\w.]*)?)\s+eq\s+(?P<value>".*"|\w+)\s*', re.I)


def users() -> QuerySet[User]:
    """The accounts that the directory may know: with an address or a name of its own, and not given
    up by it. Accounts without either (signing on paper) are none of its business."""
    gone = AccountClosing.objects.filter(reason=AccountClosing.Reason.DIRECTORY).values("user")
    return (
        User.objects.filter(Q(email__isnull=False) | Q(directory_account__isnull=False))
        .exclude(Q(directory_account__isnull=True) & Q(pk__in=gone))
        .select_related("directory_account")
        .prefetch_related("directory_groups")
        .order_by("pk")
    )


def groups() -> QuerySet[DirectoryGroup]:
    return DirectoryGroup.objects.order_by("pk")


def one(rows: QuerySet, key: str) -> Any:
    """The resource of an id in an address. Raises `ScimError` 404."""
    try:
        found = rows.filter(uuid=UUID(key)).first()
    except ValueError:
        found = None
    if found is None:
        raise not_found()
    return found


def members(keys: list[str]) -> list[User]:
    """The accounts of a group's ids. Raises `ScimError` for an id that is nobody's."""
    try:
        wanted = {UUID(key) for key in keys}
    except ValueError:
        raise bad_value("A member's value must be the id of a user.") from None
    found = list(users().filter(uuid__in=wanted))
    if len(found) != len(wanted):
        raise bad_value("A member is not a user of this service.")
    return found


def location(name: str, key: Any) -> str:
    return settings.BASE_URL + reverse(f"scim:{name}", kwargs={"key": str(key)})


def user_body(user: User) -> dict[str, Any]:
    row = getattr(user, "directory_account", None)
    body: dict[str, Any] = {
        "schemas": [USER, ENTERPRISE],
        "id": str(user.uuid),
        "userName": row.user_name if row else user.email,
        "active": user.is_active,
        "meta": {
            "resourceType": "User",
            "created": user.created_at.isoformat(),
            "lastModified": (row.told_at if row else user.created_at).isoformat(),
            "location": location("user", user.uuid),
        },
    }
    if user.email:
        body["emails"] = [{"value": user.email, "type": "work", "primary": True}]
    if row:
        body |= {"externalId": row.external_id} if row.external_id else {}
        name = {"givenName": row.first_name, "familyName": row.last_name}
        body["name"] = {key: value for key, value in name.items() if value}
        body["displayName"] = f"{row.first_name} {row.last_name}".strip() or row.user_name
        body[ENTERPRISE] = {"employeeNumber": row.employee_number} if row.employee_number else {}
    body["groups"] = [
        {"value": str(g.uuid), "display": g.name, "$ref": location("group", g.uuid)}
        for g in user.directory_groups.all()
    ]
    return body


def group_body(group: DirectoryGroup, *, with_members: bool = True) -> dict[str, Any]:
    """`with_members` false: without asking who is in it."""
    body: dict[str, Any] = {
        "schemas": [GROUP],
        "id": str(group.uuid),
        "displayName": group.name,
        "meta": {
            "resourceType": "Group",
            "lastModified": group.told_at.isoformat(),
            "location": location("group", group.uuid),
        },
    }
    if with_members:
        body["members"] = [
            {"value": str(uuid), "$ref": location("user", uuid), "type": "User"}
            for uuid in sorted(user.uuid for user in group.members.all())
        ]
    return body | ({"externalId": group.external_id} if group.external_id else {})


def _user_filter(path: str, value: Any) -> Q:
    if path == "active":
        return Q(is_active=truth(value))
    value = _text(value)
    without = Q(directory_account__isnull=True)
    if path == "username":
        return Q(directory_account__user_name__iexact=value) | (without & Q(email__iexact=value))
    if path == "externalid":
        # An account from before the directory is found by its person's number.
        return Q(directory_account__external_id=value) | (
            without & Q(person__employee_number=value)
        )
    if path == f"{ENTERPRISE}:employeeNumber".lower():
        return Q(directory_account__employee_number=value) | (
            without & Q(person__employee_number=value)
        )
    if path == "emails":
        return Q(email__iexact=value)
    if path == "id":
        return _id(value)
    raise ScimError(400, f"Filtering by {path[:100]} is not supported.", "invalidFilter")


def _group_filter(path: str, value: Any) -> Q:
    value = _text(value)
    if path == "displayname":
        return Q(name__iexact=value)
    if path == "externalid":
        return Q(external_id=value)
    if path == "id":
        return _id(value)
    if path in ("members", "members.value"):
        try:
            return Q(members__uuid=UUID(value))
        except ValueError:
            return Q(pk__in=[])
    raise ScimError(400, f"Filtering by {path[:100]} is not supported.", "invalidFilter")


def _text(value: Any) -> str:
    if not isinstance(value, str) or "\x00" in value:
        raise ScimError(400, "The value of a filter must be a text.", "invalidFilter")
    return value


def _id(value: str) -> Q:
    try:
        return Q(uuid=UUID(value))
    except ValueError:
        return Q(pk__in=[])


def wanted(query: QueryDict, rows: QuerySet, read: Callable[[str, Any], Q]) -> QuerySet:
    """The rows of a filter. Only `attribute eq "value"`, which is what directories send."""
    told = query.get("filter")
    if not told:
        return rows
    parts = _EQ.fullmatch(told)
    if parts is None:
        raise ScimError(400, 'Only filters of the form: attribute eq "value".', "invalidFilter")
    try:
        value = json.loads(parts["value"])
    except ValueError:
        raise ScimError(400, "The value of the filter cannot be read.", "invalidFilter") from None
    return rows.filter(read(normal(parts["path"]), value))


def listing(query: QueryDict, kind: str) -> dict[str, Any]:
    """A page of accounts or groups (RFC 7644 3.4.2.4: the first is 1, less than that means 1)."""
    start, count = max(1, _number(query, "startIndex", 1)), _number(query, "count", PAGE)
    count = min(max(0, count), LONGEST_PAGE)
    shown = chosen(query)
    cut = slice(start - 1, start - 1 + count)
    rows: QuerySet
    if kind == "User":
        rows = wanted(query, users(), _user_filter)
        page = [user_body(user) for user in rows[cut]]
    else:
        rows, full = wanted(query, groups(), _group_filter), shown("members")
        found = rows.prefetch_related("members") if full else rows
        page = [group_body(group, with_members=full) for group in found[cut]]
    return {
        "schemas": [LIST],
        "totalResults": rows.count(),
        "startIndex": start,
        "itemsPerPage": len(page),
        "Resources": [{k: v for k, v in entry.items() if shown(k)} for entry in page],
    }


def _number(query: QueryDict, name: str, default: int) -> int:
    try:
        return min(int(query.get(name, default)), 10**9)
    except ValueError:
        raise bad_value(f"{name} must be a number.") from None


def chosen(query: QueryDict) -> Callable[[str], bool]:
    """Which attributes are asked for (`attributes`, `excludedAttributes`); id always comes."""
    only = {normal(name) for name in query.get("attributes", "").split(",") if name.strip()}
    without = {
        normal(name) for name in query.get("excludedAttributes", "").split(",") if name.strip()
    }

    def shown(name: str) -> bool:
        key = normal(name)
        if key in ("id", "schemas"):
            return True
        first = {path.split(".")[0] for path in only}
        return key not in without and (not only or key in only or key in first)

    return shown
